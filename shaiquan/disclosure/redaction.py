"""Registered sheets without what may not be shown any more.

An edition keeps words that were public when it was registered. What is withheld today must not
come out through them, nor what stood there before it was withheld. And the mark of a sheet is a
digest of all its lines: whoever has the mark and all lines but one can guess that one. So an
edition that may say something withheld shows none of its lines.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.disclosure.word_forms import TextFinder, WithheldText, strip_signs
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
    hidden = _find_hidden(catalog, entries, withheld)
    channels = [e.record.name for e in catalog.entries_of("channel") if e.id in hidden]
    texts = (one.text for one in withheld_texts if one.type != "id")
    finder = TextFinder(map(strip_signs, (*texts, *channels)))
    for id, edition in editions:
        procedure = catalog.entries[edition.procedure.id]
        if edition.lines and (
            _hides_matter(procedure, hidden, withheld)
            or finder.find(strip_signs("\n".join(edition.lines)))
        ):
            record = edition.model_copy(update={"lines": ()})
            redacted[id] = replace(entries[id], record=record)
    return redacted


def _find_hidden(
    catalog: Catalog, entries: Mapping[str, Entry], withheld: WithheldFields
) -> frozenset[str]:
    """The ids of the records that do not say all that they said: they are not shown, or
    withdrawn, or a field is withheld."""
    return frozenset(
        id
        for id, entry in catalog.entries.items()
        if id not in entries or id in withheld or entry.record.state is State.WITHDRAWN
    )


def _hides_matter(procedure: Entry, hidden: Container[str], withheld: WithheldFields) -> bool:
    """Whether a procedure does not say all that it said, nor a power or risk of its sheet; or the
    name is withheld of whatever it names."""
    if procedure.id in hidden:
        return True
    refs = (ref for _, ref in find_references(procedure.record))
    targets = [ref.rule if isinstance(ref, Citation) else ref for ref in refs]
    if any(target.kind in _SHOWN_WITH_FIELDS and target.id in hidden for target in targets):
        return True
    paths = (path for target in targets for path in withheld.get(target.id, ()))
    return any(path[0] in ("name", "short") for path in paths)
