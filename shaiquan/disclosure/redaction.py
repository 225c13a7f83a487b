"""Registered sheets without what may not be shown any more.

An edition keeps words that were public when it was registered. What is withheld today must not
come out through them, nor what stood there before it was withheld. And the mark of a sheet is a
digest of all its lines: whoever has the mark and all lines but one can guess that one. So an
edition that may say something withheld shows none of its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.disclosure.word_forms import WithheldText, strip_signs
from shaiquan.model.base import Citation
from shaiquan.model.ledger import Edition
from shaiquan.model.references import find_references
from shaiquan.model.shapes import Path
from shaiquan.model.terms import State

#: printed in place of the words
REDACTED = "原内容依法不再公开"

#: record id -> path of a withheld field -> basis
WithheldFields = Mapping[str, Mapping[Path, str]]
#: the records of which a sheet says more than the name
_SHOWN_WITH_FIELDS = ("power", "risk")


def redact_editions(
    catalog: Catalog,
    entries: Mapping[str, Entry],
    withheld: WithheldFields,
    withheld_texts: Iterable[WithheldText],
) -> dict[str, Entry]:
    """The public ``entries``, with no lines in the editions that may say something withheld.

    ``withheld_texts`` are what is not public and what nothing public says too.
    """
    redacted = dict(entries)
    editions = [(id, e.record) for id, e in entries.items() if isinstance(e.record, Edition)]
    if not editions:
        return redacted
    texts = (one.text for one in withheld_texts if one.type != "id")
    words = {strip_signs(text) for text in (*texts, *_list_channels(entries, withheld))} - {""}
    for id, edition in editions:
        procedure = catalog.entries[edition.procedure.id]
        if edition.lines and (
            _hides_matter(procedure, withheld) or _says_any(edition.lines, words)
        ):
            record = edition.model_copy(update={"lines": ()})
            redacted[id] = replace(entries[id], record=record)
    return redacted


def _hides_matter(procedure: Entry, withheld: WithheldFields) -> bool:
    """Whether anything is withheld of a procedure, of a power or risk of its sheet, or the name
    of whatever it names. A withdrawn one says no more than its name."""
    if procedure.record.state is State.WITHDRAWN or procedure.id in withheld:
        return True
    refs = (ref for _, ref in find_references(procedure.record))
    targets = (ref.rule if isinstance(ref, Citation) else ref for ref in refs)
    return any(
        target.kind in _SHOWN_WITH_FIELDS or path[0] in ("name", "short")
        for target in targets
        for path in withheld.get(target.id, ())
    )


def _list_channels(entries: Mapping[str, Entry], withheld: WithheldFields) -> Iterator[str]:
    """The names of channels with a withheld field: a sheet shows those of its unit."""
    for id in withheld:
        if entries[id].kind.name == "channel":
            yield entries[id].record.name


def _says_any(lines: Iterable[str], words: Iterable[str]) -> bool:
    said = strip_signs("\n".join(lines))
    return any(word in said for word in words)
