"""What no patch may change: what is kept back, what must not be said, what sheets hide."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.build.shelf import Base
from shaiquan.content.catalog import Entry, Mention
from shaiquan.disclosure.release import reason
from shaiquan.model.record_texts import find_texts

#: a record with its mentions
Mentioning = tuple[Entry, tuple[Mention, ...]]


class Unfit(Exception):
    """The change is of another kind; everything must be read."""


def same_release(
    base: Base,
    new: Mapping[str, Entry],
    links: Mapping[str, tuple[Mention, ...]],
    before: Mapping[str, Mentioning],
) -> None:
    """Whatever is kept back stays so, and nothing more is; else raises Unfit."""
    sheets = any(each.kind == "edition" for each in base.full.heads.values())
    for id, entry in new.items():
        if id in base.held or id in base.withheld or reason(entry.record, base.as_of):
            raise Unfit
        if entry.kind.name in ("edition", "posting"):
            raise Unfit
        if sheets and (base.held or base.withheld):
            _same_veils(before[id], (entry, links[id]))
        _same_secrets(base, before[id][0], entry)


def _same_veils(old: Mentioning, new: Mentioning) -> None:
    """A registered sheet hides names of what is not shown, and what is withheld of the records
    that its procedure mentions."""
    (was, before), (now, after) = old, new
    renamed = (was.record.name, was.record.short) != (now.record.name, now.record.short)
    others = {each.target for each in before} != {each.target for each in after}
    if renamed or (others and now.kind.name == "procedure"):
        raise Unfit


def _same_secrets(base: Base, old: Entry, new: Entry) -> None:
    """A text that was kept back may stand here for the first time, or for the last."""
    if not (base.secrets or base.hidden):
        return
    said = "\n".join(text for _, text in find_texts(new.record))
    was = "\n".join(text for _, text in find_texts(old.record))
    if any(each in said for each in base.secrets):
        raise Unfit
    if any(each in was and each not in said for each in base.hidden):
        raise Unfit
