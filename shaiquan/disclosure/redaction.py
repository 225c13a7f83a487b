"""Registered sheets without what may not be shown any more.

An edition keeps words that were public when it was registered. What is withheld today must
not come out through them. A line with such words is replaced as a whole, in the open data as on
the page. Only letters and digits are compared, since a sheet sets its own stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.ledger import ACTORS_LABEL, Edition
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.references import find_references
from shaiquan.model.scalars import PartialDate, TimeLimit
from shaiquan.model.shapes import Path
from shaiquan.model.terms import State, Term
from shaiquan.procedures.timing import TOTAL_LABEL

#: printed in place of a line
REDACTED = "原内容依法不再公开"

#: record id -> path of a withheld field -> basis
WithheldFields = Mapping[str, Mapping[Path, str]]
#: texts; a line with all of them is redacted
Pattern = tuple[str, ...]
_SIGNS = re.compile(r"[\W_]+")


def redact_editions(
    catalog: Catalog,
    entries: Mapping[str, Entry],
    withheld: WithheldFields,
    withheld_texts: Iterable[str],
) -> dict[str, Entry]:
    """The public ``entries`` with the lines of editions redacted.

    ``withheld_texts`` are texts that are not public and that nothing public says too.
    """
    redacted = dict(entries)
    editions = [(id, e.record) for id, e in entries.items() if isinstance(e.record, Edition)]
    if not editions:
        return redacted
    texts = _make_patterns((text,) for text in withheld_texts)
    common = (*texts, *_list_name_patterns(catalog, entries))
    for id, edition in editions:
        procedure = catalog.entries[edition.procedure.id]
        patterns = (*common, *_list_sheet_patterns(catalog, procedure, withheld))
        withdrawn = procedure.record.state is State.WITHDRAWN  # says no more than its name
        lines = () if withdrawn else _redact_lines(edition.lines, patterns)
        if lines != edition.lines:
            redacted[id] = replace(entries[id], record=edition.model_copy(update={"lines": lines}))
    return redacted


def _redact_lines(lines: tuple[str, ...], patterns: tuple[Pattern, ...]) -> tuple[str, ...]:
    whole = _strip_signs("".join(lines))
    possible = [pattern for pattern in patterns if all(text in whole for text in pattern)]
    return tuple(_redact_line(line, possible) for line in lines)


def _redact_line(line: str, patterns: Iterable[Pattern]) -> str:
    """The line, or its label and that it is no longer public."""
    label, colon, _ = line.partition("：")
    if not any(_matches(line, pattern) for pattern in patterns):
        return line
    keeps_label = colon and not any(_matches(label, pattern) for pattern in patterns)
    return f"{label}：{REDACTED}" if keeps_label else REDACTED


def _matches(line: str, pattern: Pattern) -> bool:
    bare = _strip_signs(line)
    return all(text in bare for text in pattern)


def _strip_signs(text: str) -> str:
    return _SIGNS.sub("", text)


def _make_patterns(groups: Iterable[tuple[str, ...]]) -> Iterator[Pattern]:
    """Patterns of bare texts; one of a single character would match half of a sheet."""
    for texts in groups:
        pattern = tuple(_strip_signs(text) for text in texts)
        if all(pattern) and len("".join(pattern)) > 1:
            yield pattern


def _list_name_patterns(catalog: Catalog, entries: Mapping[str, Entry]) -> Iterator[Pattern]:
    """Names of records that are not public and that no public record has."""
    public = {name for entry in entries.values() for name in _names_of(entry)}
    others = (entry for id, entry in catalog.entries.items() if id not in entries)
    names = (name for entry in others for name in _names_of(entry))
    yield from _make_patterns((name,) for name in names if name not in public)


def _names_of(entry: Entry) -> tuple[str, str]:
    return entry.record.name, entry.record.short


def _list_sheet_patterns(
    catalog: Catalog, procedure: Entry, withheld: WithheldFields
) -> Iterator[Pattern]:
    """What is withheld of the records that the sheet of a procedure shows."""
    refs = (ref for _, ref in find_references(procedure.record))
    ids = (ref.rule.id if isinstance(ref, Citation) else ref.id for ref in refs)
    for id in dict.fromkeys((procedure.id, *ids)):
        if id in catalog.entries:
            record = catalog.entries[id].record
            for path in withheld.get(id, ()):
                yield from _make_patterns(_list_field_texts(catalog, record, path))


def _list_field_texts(catalog: Catalog, record: Part, path: Path) -> Iterator[tuple[str, ...]]:
    """Patterns of a withheld field; words of a step only together with its act."""
    words = tuple(_list_words(catalog, _get_value(record, path)))
    holder = _get_value(record, path[:-1])
    act = holder.act if isinstance(record, Procedure) and isinstance(holder, Step) else ""
    if not act:
        yield from ((word,) for word in words)
        return
    for word in words:
        yield (act,) if word == act else (act, word)
        if path[-1] == "actor":
            yield (ACTORS_LABEL, word)
    yield (TOTAL_LABEL,)  # with the total before and after, a withheld limit could be reckoned


def _get_value(value: Any, path: Path) -> Any:
    for key in path:
        value = getattr(value, key) if isinstance(key, str) else value[key]
    return value


def _list_words(catalog: Catalog, value: Any) -> Iterator[str]:
    """Whatever a sheet may say of a value."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, Ref):
        yield value.text
        yield from _names_of(catalog.entries[value.id]) if value.id in catalog.entries else ()
    elif isinstance(value, PartialDate | TimeLimit):
        yield str(value)
    elif isinstance(value, Term):
        yield value.label
    else:
        for inner in _list_inner_values(value):
            yield from _list_words(catalog, inner)


def _list_inner_values(value: Any) -> Iterable[Any]:
    if isinstance(value, Citation):
        return (value.rule,)
    if isinstance(value, Part):
        return (getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, tuple) else ()
