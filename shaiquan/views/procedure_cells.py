"""What tables say of a procedure: its steps, times, place on a wall; of a set how many charts."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.terms import TotalTimeLabel
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.graph import graph_of
from shaiquan.procedures.graph_questions import count_steps
from shaiquan.views.values import Cell, plain


def show_step_count(public: PublicCatalog, entry: Entry) -> Cell:
    assert isinstance(entry.record, Procedure)
    return plain(f"{count_steps(graph_of(entry.record))} 步")


def show_longest_time(public: PublicCatalog, entry: Entry) -> Cell:
    time = compute_duration(public, entry.id)
    return plain(time.under(TotalTimeLabel.LONGEST)) if time.says_something else ()


def mark_wall(public: PublicCatalog, entry: Entry) -> Cell:
    assert isinstance(entry.record, Procedure)
    return plain("上墙" if entry.record.wall else "", tone="mark")


def count_members(public: PublicCatalog, entry: Entry) -> Cell:
    assert isinstance(entry.record, ProcedureSet)
    return plain(f"{len(entry.record.members)} 张")
