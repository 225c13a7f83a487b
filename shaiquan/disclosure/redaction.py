"""Registered sheets, without what may not be shown any more.

An edition keeps words that were public when it was registered. What is withheld today must
not come out through them: a line that says it is replaced as a whole, in the open data as on
the page. Compared are letters and digits alone, since a sheet sets its own stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.ledger import Edition
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.references import find_references
from shaiquan.model.scalars import PartialDate, TimeLimit
from shaiquan.model.shapes import Path
from shaiquan.model.terms import State, Term

#: printed in place of a line
NO_LONGER = "原内容依法不再公开"

Gone = Mapping[str, Mapping[Path, str]]
#: a line that says all of these says what is withheld
Veil = tuple[str, ...]
_SIGNS = re.compile(r"[\W_]+")
_ACTORS, _TOTAL = "行使主体", "各步最长合计"


def veiled(
    catalog: Catalog, entries: Mapping[str, Entry], gone: Gone, secrets: Iterable[str]
) -> dict[str, Entry]:
    """``entries`` with the lines of editions veiled. ``gone`` are the withheld fields by record,
    ``secrets`` the texts that were kept back and that nothing public says too."""
    shown = dict(entries)
    editions = [(id, e.record) for id, e in entries.items() if isinstance(e.record, Edition)]
    common = (*_veils((text,) for text in secrets), *_names(catalog, entries)) if editions else ()
    for id, edition in editions:
        chart = catalog.entries[edition.procedure.id]
        veils = (*common, *_of_sheet(catalog, chart, gone))
        withdrawn = chart.record.state is State.WITHDRAWN  # says no more than its name
        lines = () if withdrawn else _lines(edition.lines, veils)
        if lines != edition.lines:
            shown[id] = replace(entries[id], record=edition.model_copy(update={"lines": lines}))
    return shown


def _lines(lines: tuple[str, ...], veils: tuple[Veil, ...]) -> tuple[str, ...]:
    whole = _bare("".join(lines))
    near = [veil for veil in veils if all(part in whole for part in veil)]
    return tuple(_line(line, near) for line in lines)


def _line(line: str, veils: Iterable[Veil]) -> str:
    """The line, or its label and that it is no longer public."""
    label, colon, _ = line.partition("：")
    if not any(_says(line, veil) for veil in veils):
        return line
    told = colon and not any(_says(label, veil) for veil in veils)
    return f"{label}：{NO_LONGER}" if told else NO_LONGER


def _says(line: str, veil: Veil) -> bool:
    bare = _bare(line)
    return all(part in bare for part in veil)


def _bare(text: str) -> str:
    return _SIGNS.sub("", text)


def _veils(found: Iterable[tuple[str, ...]]) -> Iterator[Veil]:
    """Veils of bare texts; one of a single sign would cover half of a sheet."""
    for texts in found:
        veil = tuple(_bare(text) for text in texts)
        if all(veil) and len("".join(veil)) > 1:
            yield veil


def _names(catalog: Catalog, entries: Mapping[str, Entry]) -> Iterator[Veil]:
    """Names of records that are not shown and that no shown record bears."""
    public = {name for entry in entries.values() for name in _named(entry)}
    held = (entry for id, entry in catalog.entries.items() if id not in entries)
    yield from _veils((name,) for entry in held for name in _named(entry) if name not in public)


def _named(entry: Entry) -> tuple[str, str]:
    return entry.record.name, entry.record.short


def _of_sheet(catalog: Catalog, chart: Entry, gone: Gone) -> Iterator[Veil]:
    """What is withheld of the records that the sheet of a procedure shows."""
    refs = (each for _, each in find_references(chart.record))
    ids = (each.rule.id if isinstance(each, Citation) else each.id for each in refs)
    for id in dict.fromkeys((chart.id, *ids)):
        if id in catalog.entries:
            record = catalog.entries[id].record
            for path in gone.get(id, ()):
                yield from _veils(_withheld(catalog, record, path))


def _withheld(catalog: Catalog, record: Part, path: Path) -> Iterator[tuple[str, ...]]:
    """A withheld field: its words, of a step only where its act stands too."""
    words = tuple(_words(catalog, _at(record, path)))
    holder = _at(record, path[:-1])
    act = holder.act if isinstance(record, Procedure) and isinstance(holder, Step) else ""
    if not act:
        yield from ((word,) for word in words)
        return
    for word in words:
        yield (act,) if word == act else (act, word)
        if path[-1] == "actor":
            yield (_ACTORS, word)
    yield (_TOTAL,)  # with the total before and after, a withheld limit could be reckoned


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    return value


def _words(catalog: Catalog, value: Any) -> Iterator[str]:
    """Whatever a sheet may say of a value."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, Ref):
        yield value.text
        yield from _named(catalog.entries[value.id]) if value.id in catalog.entries else ()
    elif isinstance(value, PartialDate | TimeLimit):
        yield str(value)
    elif isinstance(value, Term):
        yield value.label
    else:
        for each in _inner(value):
            yield from _words(catalog, each)


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, Citation):
        return (value.rule,)
    if isinstance(value, Part):
        return (getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, tuple) else ()
