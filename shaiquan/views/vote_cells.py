"""What is said of a vote: a sentence with method, numbers and result; who voted how."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.deliberations import CHOICES, Choice, Deliberation, Vote
from shaiquan.model.meetings import Meeting
from shaiquan.model.shapes import Path
from shaiquan.model.terms import Voting
from shaiquan.queries.agendas import count_entitled, count_present
from shaiquan.views.cells import part_cell, withheld_cell
from shaiquan.views.values import Cell, Inline, Line, plain


def say_vote(public: PublicCatalog, entry: Entry, index: int, item: Deliberation) -> Cell:
    """记名表决：赞成 9 票，反对 0 票，弃权 1 票; or that it is withheld; empty without a vote."""
    path: Path = ("deliberations", index)
    vote = item.vote
    if vote is None:
        return part_cell(public, entry, item, path, "vote")
    path = (*path, "vote")
    withheld = public.withheld.get(entry.id, {})
    if (*path, "method") in withheld:
        return withheld_cell(withheld[(*path, "method")])
    numbers = (_say_number(public, entry, vote, path, choice) for choice in CHOICES)
    said = [text for text in numbers if text]
    if vote.invalid:
        said.append(f"无效 {vote.invalid} 票")
    return plain(f"{vote.method.label}表决{'：' if said else ''}{'，'.join(said)}")


def _say_number(public: PublicCatalog, entry: Entry, vote: Vote, path: Path, choice: Choice) -> str:
    """赞成 9 票; empty where neither a number nor names are written."""
    hidden = public.withheld.get(entry.id, {})
    if not hidden.keys().isdisjoint((*path, name) for name in choice):
        return f"{choice.label}票数不公开"
    told = getattr(vote, choice.number) is not None or getattr(vote, choice.names)
    if not (told or vote.method is Voting.NAMED):
        return ""
    return f"{choice.label} {vote.count(choice)} 票"


def say_ballots(
    public: PublicCatalog, entry: Entry, index: int, item: Deliberation
) -> Iterator[tuple[str, Line]]:
    """Of a vote by name, (赞成, the posts) and so on, those who withdrew last."""
    vote = item.vote
    if vote is None or vote.method is not Voting.NAMED:
        return
    path: Path = ("deliberations", index, "vote")
    for choice in CHOICES:
        if cell := part_cell(public, entry, vote, path, choice.names):
            yield choice.label, cell[0]
    if cell := part_cell(public, entry, item, path[:-1], "withdrew"):
        yield Deliberation.label_of("withdrew"), cell[0]


def say_attendance(public: PublicCatalog, entry: Entry) -> Cell:
    """应到 10 人，到会 9 人; what is not known is left out."""
    meeting = entry.record
    assert isinstance(meeting, Meeting)
    withheld = public.withheld.get(entry.id, {})
    if not withheld.keys().isdisjoint((("present",), ("present_count",), ("entitled",))):
        return ()
    entitled, present = count_entitled(public, meeting), count_present(meeting)
    said = [f"应到 {entitled} 人"] if entitled is not None else []
    said += [f"到会 {present} 人"] if present is not None else []
    return ((Inline("，".join(said)),),) if present is not None else ()
