"""Actions are planned from heads alone, in chunks that a change elsewhere leaves as they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.fingerprints import Fingerprints
from shaiquan.build.handlers import HANDLERS
from shaiquan.build.planning import Survey, split_ids
from shaiquan.build.watching import ReadLog, WatchedPublic
from shaiquan.build.worker import LazyDrawings
from shaiquan.data import open_data
from shaiquan.data.table_rows import sum_uses
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.site.pages import FACTS
from shaiquan.views.data_tables import RECORDS, TableUse, tables_of
from shaiquan.views.linked_data import has_nodes
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


def test_files_are_planned_without_reading_a_record_but_postings(
    public: PublicCatalog,
) -> None:
    reads = ReadLog()
    actions = plan_files(public, reads=reads)
    names = [action.name for action in actions]
    assert len(names) == len(set(names))
    assert {action.type for action in actions} <= HANDLERS.keys()
    assert {"page /", "page /powers/p-05/", "chart zdsx", "sheet zdsx"} <= {*names}
    assert "sheet rsrm" not in names, "it hangs on no wall"
    read = {key.removeprefix("record/") for key in reads.keys if key.startswith("record/")}
    assert read
    assert read <= {*public.ids_of("posting")}


def test_every_row_is_made_once_and_every_part_is_joined(public: PublicCatalog) -> None:
    actions = [action for action in plan_files(public) if action.type == "rows"]
    rows = [*chain.from_iterable(action.args[1] for action in actions)]
    assert sorted(rows) == sorted(public.heads)
    joined = [
        file
        for file in planning.plan_joined_files(public, find_uses(public))
        if file.path.startswith("data/")
    ]
    for index in (0, 1):
        made = [*chain.from_iterable(file.actions for file in joined if file.index == index)]
        assert made == [action.name for action in actions]
    assert len({file.path for file in joined}) == len(joined)
    for file in joined:
        assert file.actions
        name = file.actions[0]
        if file.path != f"data/{RECORDS.path}":
            kind, _, _, _, uses = next(a.args for a in actions if a.name == name)
            linked = has_nodes(KIND[kind].model)
            assert file.index < 2 + len(uses) + linked, "as many parts as the handler makes"


def test_every_row_of_the_search_is_made_once_and_joined(public: PublicCatalog) -> None:
    actions = [action for action in plan_files(public) if action.type == "index"]
    rows = [*chain.from_iterable(action.args[1] for action in actions)]
    assert len(rows) == len(set(rows))
    assert {*public.ids_of("power"), *public.ids_of("channel")} <= set(rows)
    assert not {*public.ids_of("edition"), *public.ids_of("tenure")} & set(rows), (
        "no page shows them"
    )
    joined = [
        file
        for file in planning.plan_joined_files(public, find_uses(public))
        if "search/" in file.path
    ]
    for index in (0, 1):
        made = [*chain.from_iterable(file.actions for file in joined if file.index == index)]
        assert made == [action.name for action in actions]
    assert len({file.path for file in joined}) == len(joined)
    assert all(file.actions for file in joined)


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


def test_one_more_id_changes_one_chunk() -> None:
    ids = [f"p-{number}" for number in range(400)]
    before = [*split_ids(ids)]
    for place in range(0, 400, 7):
        more = [*split_ids([*ids[:place], "new", *ids[place:]])]
        assert len({*more} - {*before}) <= 2, "the chunk that it is in, or that it cuts in two"
        assert [*chain.from_iterable(more)] == [*ids[:place], "new", *ids[place:]]
    assert [*split_ids([])] == []


def test_chunks_are_neither_single_records_nor_everything() -> None:
    sizes = [len(chunk) for chunk in split_ids(f"dw-{number:05}" for number in range(20000))]
    assert 16 < sum(sizes) / len(sizes) < 64
