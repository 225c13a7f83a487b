"""What came of the evaluation of a power: the latest entry that evaluates it (S4-15)."""

from __future__ import annotations

from decimal import Decimal

from shaiquan.content.catalog import Entry
from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import require_index
from shaiquan.model.decimals import say_decimal
from shaiquan.model.entries import DatedEntry, Indicator
from shaiquan.queries.past_events import has_taken_place
from shaiquan.views.addresses import entry_address
from shaiquan.views.cells import field_cell
from shaiquan.views.values import Cell, Inline, plain

require_index("entry", "type", "at", "subjects")

#: of a power with a method alone
NO_RESULT = plain("有办法，还没有结果", tone="muted")


def is_evaluation(public: PublicCatalog, entry: Head) -> bool:
    """Whether an entry that has taken place is of a type with 测评: 是."""
    row = public.site.entry_types.get(entry.index["type"])
    return bool(row and row.evaluates) and has_taken_place(public, entry)


def find_latest_evaluation(public: PublicCatalog, id: str) -> Entry | None:
    """The latest of the evaluations that name a record in 对象."""
    heads = (public.heads[one] for one in public.ids_naming(id, "entry", "subjects"))
    found = [head for head in heads if is_evaluation(public, head)]
    latest = max(found, key=lambda head: (head.index["at"].first, head.id), default=None)
    return public.entries[latest.id] if latest else None


def show_evaluation(public: PublicCatalog, id: str) -> Cell:
    """The result of the latest evaluation and its day, which leads to it; empty without one."""
    entry = find_latest_evaluation(public, id)
    if entry is None:
        return ()
    when = Inline(str(entry.head.index["at"]), entry_address(entry))
    return (*show_result(public, entry), (when,))


def show_result(public: PublicCatalog, entry: Entry) -> Cell:
    """The result in its own words, else the score."""
    record = entry.record
    assert isinstance(record, DatedEntry)
    if said := field_cell(public, entry, "result"):
        return said
    if scores := sum_scores(record.indicators):
        score, whole = map(say_decimal, scores)
        return plain(f"{score} 分（满分 {whole}）")
    return ()


def sum_scores(indicators: tuple[Indicator, ...]) -> tuple[Decimal, Decimal] | None:
    """The scores of all indicators and their weights; None where one has no score."""
    scores = [item.score for item in indicators if item.score is not None]
    if not indicators or len(scores) < len(indicators):
        return None
    return sum(scores, Decimal()), sum((item.weight for item in indicators), Decimal())
