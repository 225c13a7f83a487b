"""What no patch may change: what is not shown, what must not be public, what sheets hide."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.build.catalog_store import RecordMentions, StoredContent
from shaiquan.content.catalog import Entry, Mention
from shaiquan.disclosure.release import find_reason
from shaiquan.model.record_texts import find_texts


class CannotPatch(Exception):
    """The change is of another kind; all content must be read."""


def require_same_release(
    base: StoredContent,
    new: Mapping[str, Entry],
    links: Mapping[str, tuple[Mention, ...]],
    before: Mapping[str, RecordMentions],
) -> None:
    """What is not shown stays so, and nothing else is hidden; else raises CannotPatch."""
    sheets = any(head.kind == "edition" for head in base.full.heads.values())
    for id, entry in new.items():
        if id in base.unreleased or id in base.withheld or find_reason(entry.record, base.as_of):
            raise CannotPatch
        if entry.kind.name in ("edition", "posting"):
            raise CannotPatch
        if sheets and (base.unreleased or base.withheld):
            _require_same_names(before[id], (entry, links[id]))
        _require_same_withheld_texts(base, before[id][0], entry)


def _require_same_names(old: RecordMentions, new: RecordMentions) -> None:
    """A registered sheet hides names of what is not shown, and what is withheld of the records
    that its procedure mentions."""
    (old_entry, old_links), (entry, links) = old, new
    names = (entry.record.name, entry.record.short)
    renamed = (old_entry.record.name, old_entry.record.short) != names
    others = {link.target for link in old_links} != {link.target for link in links}
    if renamed or (others and entry.kind.name == "procedure"):
        raise CannotPatch


def _require_same_withheld_texts(base: StoredContent, old: Entry, new: Entry) -> None:
    """A text that is not shown may be here for the first time, or for the last."""
    if not (base.withheld_texts or base.texts_public_elsewhere):
        return
    new_text = "\n".join(text for _, text in find_texts(new.record))
    old_text = "\n".join(text for _, text in find_texts(old.record))
    if any(withheld in new_text for withheld in base.withheld_texts):
        raise CannotPatch
    if any(text in old_text and text not in new_text for text in base.texts_public_elsewhere):
        raise CannotPatch
