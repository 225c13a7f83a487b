"""The sections of a programme's page: how it goes, its picture with 推进表, its phases."""

from __future__ import annotations

from dataclasses import replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.decision_terms import TaskState
from shaiquan.site.list_sections import Drawings
from shaiquan.site.record_sections import MakeSections, Sections
from shaiquan.site.site_dates import say_as_of
from shaiquan.views import tables
from shaiquan.views.cells import make_fields
from shaiquan.views.gantt_pictures import draw_gantt
from shaiquan.views.programme_cells import (
    count_states,
    list_planned,
    make_programme_table,
    programme_of,
    say_current_phase,
)
from shaiquan.views.values import Fields, Row, plain

PROGRESS, PLAN = "推进情况", "推进表"


def _summarize(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """How many tasks stand where, the phase of the day, who leads."""
    rows = []
    if programme_of(entry).tasks:
        states = count_states(public, entry)
        told = "，".join(
            f"{state.label} {states[state]} 项" for state in TaskState if states[state]
        )
        rows.append(Row("任务", plain(f"截至{say_as_of(public)}，{states.total()} 项：{told}")))
    if phase := say_current_phase(public, entry):
        rows.append(Row("现在的阶段", plain(phase)))
    led = make_fields(public, entry, ("lead", "head"))
    rows += led.rows if led else ()
    yield Fields(tuple(rows), PROGRESS, "summary") if rows else None


def _show_plan(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    """推进表, with the picture of it where there are dates."""
    if not programme_of(entry).tasks:
        return
    table = tables.drop_empty_columns(make_programme_table(public, entry))
    planned = [*list_planned(public, entry)]
    yield draw_gantt(planned, public.as_of, table, PLAN, "tasks") or replace(
        table, title=PLAN, id="tasks"
    )


def _list_phases(public: PublicCatalog, entry: Entry, charts: Drawings) -> Sections:
    yield tables.make_part_table(public, entry, "phases")


CUSTOM_SECTIONS: dict[str, MakeSections] = {
    "programme_summary": _summarize,
    "programme_plan": _show_plan,
    "programme_phases": _list_phases,
}
