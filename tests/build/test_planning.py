"""What there is to do, from heads alone, and cut so that a change stays where it is."""

from __future__ import annotations

from itertools import chain

import pytest

from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.makers import MAKERS
from shaiquan.build.planning import chunks
from shaiquan.build.salts import Salts
from shaiquan.build.watching import Watch
from shaiquan.build.workshop import Charts
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site.pages import FACTS
from tests.build.kept import Keeper
from tests.build.test_snapshots import Headless

SALTS = Salts(b"site", b"page", b"charts", b"printing", ("a3",), False, False)
FACTS_HELD = dict.fromkeys(FACTS)


@pytest.fixture
def public(warm: Keeper) -> PublicCatalog:
    return warm.whole().released()


def test_every_record_is_checked_once(warm: Keeper) -> None:
    catalog = warm.whole().catalog
    actions = planning.check_actions(catalog, SALTS)
    checked = [*chain.from_iterable(each.args for each in actions)]
    assert sorted(checked) == sorted(catalog.entries)
    assert actions[-1].maker == "check-whole"


def test_facts_are_asked_of_every_record_of_which_pages_need_some(public: PublicCatalog) -> None:
    actions = planning.fact_actions(public, SALTS)
    asked = [*chain.from_iterable(each.args for each in actions)]
    assert sorted(asked) == sorted(id for kind in FACTS for id in public.ids(kind))


def _files(public: PublicCatalog, salts: Salts = SALTS) -> tuple[Action, ...]:

    charts = Charts(public, Watch())
    facts = {
        id: FACTS[kind](public, charts, public.entries[id])
        for kind in FACTS
        for id in public.ids(kind)
    }
    vars(public)["entries"] = Headless(public.entries, public.ids("posting"))
    return planning.file_actions(public, facts, salts)


def test_files_are_planned_without_reading_a_record_but_what_hangs_where(
    public: PublicCatalog,
) -> None:
    actions = _files(public)
    names = [each.name for each in actions]
    assert len(names) == len(set(names))
    assert {each.maker for each in actions} <= MAKERS.keys()
    assert {"page /", "page /powers/p-05/", "chart zdsx", "sheet zdsx", "package"} <= {*names}
    assert "sheet rsrm" not in names, "it hangs on no wall"


def test_every_row_is_made_once_and_every_piece_is_joined(public: PublicCatalog) -> None:
    actions = [each for each in _files(public) if each.maker == "rows"]
    rows = [*chain.from_iterable(each.args[1] for each in actions)]
    assert sorted(rows) == sorted(public.heads)
    joined = planning.joined(public)
    for index in (0, 1):
        made = [*chain.from_iterable(each.actions for each in joined if each.index == index)]
        assert made == [each.name for each in actions]


def test_salts_are_of_what_they_are_made_for(public: PublicCatalog) -> None:
    salts = {each.maker: each.salt for each in _files(public)}
    assert salts["chart"] == b"charts"
    assert salts["sheet"] == b"printing"
    assert salts["rows"] == b"", "open data know nothing of templates"


def test_one_more_id_changes_one_chunk() -> None:
    ids = [f"p-{number}" for number in range(400)]
    before = [*chunks(ids)]
    for place in range(0, 400, 7):
        more = [*chunks([*ids[:place], "new", *ids[place:]])]
        assert len({*more} - {*before}) <= 2, "the chunk that it is in, or that it cuts in two"
        assert [*chain.from_iterable(more)] == [*ids[:place], "new", *ids[place:]]
    assert [*chunks([])] == []


def test_chunks_are_neither_single_records_nor_everything() -> None:
    sizes = [len(each) for each in chunks(f"dw-{number:05}" for number in range(20000))]
    assert 16 < sum(sizes) / len(sizes) < 64
