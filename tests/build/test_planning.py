"""Actions are planned from heads alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.fingerprints import Fingerprints
from shaiquan.build.handlers import HANDLERS
from shaiquan.build.planning import Survey
from shaiquan.build.watching import ReadLog, WatchedPublic
from shaiquan.build.worker import LazyDrawings
from shaiquan.data import open_data
from shaiquan.data.table_rows import sum_uses
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site.frame import make_frame
from shaiquan.site.pages import FACTS
from shaiquan.views.data_tables import RECORDS, TableUse, tables_of
from tests.build.content_folders import ContentFolder
from tests.site.made_pages import make_facts

FINGERPRINTS = Fingerprints(b"site", b"page", b"charts", b"printing", ("a3",), False, False)


@pytest.fixture
def public(warm: ContentFolder) -> PublicCatalog:
    public, _ = warm.read().release()
    return public


def test_every_record_is_checked_once(warm: ContentFolder) -> None:
    catalog = warm.read().catalog
    actions = planning.plan_checks(catalog, FINGERPRINTS)
    checked = [*chain.from_iterable(action.args for action in actions)]
    assert sorted(checked) == sorted(catalog.entries)
    assert actions[-1].type == "check-whole"


def test_facts_are_planned_for_every_record_of_which_list_pages_need_some(
    public: PublicCatalog,
) -> None:
    actions = planning.plan_survey(public, public, {}, FINGERPRINTS)
    ids = [*chain.from_iterable(action.args for action in actions if action.type == "facts")]
    assert sorted(ids) == sorted(id for kind in FACTS for id in public.ids_of(kind))


def plan_files(
    public: PublicCatalog, fingerprints: Fingerprints = FINGERPRINTS, reads: ReadLog | None = None
) -> tuple[Action, ...]:
    """The actions that make the files; ``reads`` gets the keys of what planning them reads."""
    facts = make_facts(public, LazyDrawings(public, ReadLog()))
    survey = Survey(facts, {}, {}, False, uses=find_uses(public))
    return planning.plan_files(WatchedPublic(public, reads or ReadLog()), survey, fingerprints)


def find_uses(public: PublicCatalog) -> tuple[TableUse, ...]:
    """What the tables of the data hold, as a build finds it."""
    counts = open_data.count_table_cells(public, public.entries)
    kinds = open_data.published_kinds(public)
    return sum_uses(counts, (RECORDS, *(t for kind in kinds for t in tables_of(kind.name))))


def test_files_are_planned_from_heads_and_few_records(
    public: PublicCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = make_frame(public)  # reads them all, and is an input of every page
    monkeypatch.setattr(planning, "make_frame", lambda *_: frame)
    reads = ReadLog()
    actions = plan_files(public, reads=reads)
    names = [action.name for action in actions]
    assert len(names) == len(set(names))
    assert {action.type for action in actions} <= HANDLERS.keys()
    assert {"page /", "page /powers/p-05/", "chart zdsx", "sheet zdsx"} <= {*names}
    assert "sheet rsrm" not in names, "it hangs on no wall"
    read = {key.removeprefix("record/") for key in reads.keys if key.startswith("record/")}
    few = {id for kind in ("posting", "channel", "body") for id in public.ids_of(kind)}
    assert {*public.ids_of("posting")} <= read <= few, "but for walls, and who takes complaints"


@pytest.mark.parametrize(
    ("changed", "redone"), [("charts", {"chart"}), ("printing", {"sheet"}), ("page", {"page"})]
)
def test_an_action_is_done_again_for_its_own_inputs(
    public: PublicCatalog, changed: str, redone: set[str]
) -> None:
    before = {*plan_files(public)}
    other: dict[str, Any] = {changed: b"new"}
    after = {*plan_files(public, replace(FINGERPRINTS, **other))}
    assert {action.type for action in after - before} == redone
