"""Which actions are done again after an edit, and which are reused."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from shaiquan.build.actions import ALWAYS, Action, ActionResult
from shaiquan.build.engine import BATCH, Engine, split_batches
from shaiquan.build.memory import BuildMemory, KeyNumbers
from shaiquan.build.worker import WorkerSetup
from tests.build.sites import SiteFolder, ignore_progress
from tests.warm.harness import BASE

# -- one action ------------------------------------------------------------------------------------


class Fixed:
    """An executor that says of each action that it has read its arguments."""

    def run(self, *given: Any) -> Iterator[tuple[ActionResult, ...]]:
        for batch in given[-1]:
            yield tuple(
                ActionResult(action.name, frozenset(action.args), value=action.inputs)
                for action in batch
            )


def make_engine(memory: BuildMemory | None = None) -> Engine:
    return Engine(memory or BuildMemory(), cast(Any, Fixed()), ignore_progress)


def perform(engine: Engine, *actions: Action, reusable: bool = True) -> list[str]:
    setup: WorkerSetup = None  # type: ignore[assignment]
    return [result.name for result in engine.perform(actions, setup, "", lambda *_: reusable)]


PAGE = Action("page", "page", ("record/a", "record/b"))
ROWS = Action("rows", "rows", ("record/b", ALWAYS))


@pytest.fixture
def memory() -> BuildMemory:
    engine = make_engine()
    assert perform(engine, PAGE) == ["page"]
    return BuildMemory(keys=engine.memory.keys, actions=engine.actions)


def test_after_no_change_nothing_is_done(memory: BuildMemory) -> None:
    engine = make_engine(memory)
    engine.mark_changed([])
    assert perform(engine, PAGE) == []
    assert engine.reused == ["page"]
    assert engine.actions == memory.actions, "it is still in the memory"


@pytest.mark.parametrize(
    ("key", "again"), [("record/a", True), ("record/b", True), ("record/c", False), ("a", False)]
)
def test_an_action_is_done_again_where_something_it_read_has_changed(
    key: str, again: bool, memory: BuildMemory
) -> None:
    engine = make_engine(memory)
    engine.mark_changed([key])
    assert bool(perform(engine, PAGE)) is again


@pytest.mark.parametrize(
    "other",
    [
        Action("page", "page", ("record/a",)),
        Action("page", "rows", PAGE.args),
        Action("page", "page", PAGE.args, b"inputs"),
    ],
)
def test_an_action_is_done_again_where_it_is_another(other: Action, memory: BuildMemory) -> None:
    assert perform(make_engine(memory), other) == ["page"]


def test_an_action_is_done_again_where_its_files_are_not_there(memory: BuildMemory) -> None:
    assert perform(make_engine(memory), PAGE, reusable=False) == ["page"]


def test_the_group_of_an_action_is_not_part_of_its_fingerprint(memory: BuildMemory) -> None:
    assert perform(make_engine(memory), Action("page", "page", PAGE.args, group="x")) == []


def test_an_action_that_reads_more_than_catalogs_is_always_done(memory: BuildMemory) -> None:
    engine = make_engine()
    perform(engine, ROWS)
    again = make_engine(BuildMemory(keys=engine.memory.keys, actions=engine.actions))
    again.mark_changed([])
    assert perform(again, ROWS) == ["rows"]


def test_an_action_that_is_not_planned_any_more_is_forgotten(memory: BuildMemory) -> None:
    engine = make_engine(memory)
    perform(engine, ROWS)
    assert set(engine.actions) == {"rows"}


def test_keys_keep_their_numbers_and_unknown_keys_have_none() -> None:
    keys = KeyNumbers(["a", "b"])
    assert keys.pack(["c", "a"]) == KeyNumbers(keys.all()).pack(["a", "c"])
    assert keys.all() == ["a", "b", "c"]
    assert keys.numbers_of(["b", "never"]) == {1}


def test_batches_have_all_actions_once_and_groups_together() -> None:
    actions = [Action(f"a{n}", "page", group=f"group{n % 40}") for n in range(100)]
    batches = split_batches(actions)
    assert sorted(action.name for batch in batches for action in batch) == sorted(
        action.name for action in actions
    )
    assert all(len(batch) < BATCH + 3 for batch in batches)
    where = {action.name: number for number, batch in enumerate(batches) for action in batch}
    assert all(where[f"a{n}"] == where[f"a{n % 40}"] for n in range(100))
    assert split_batches([]) == []


# -- typical edits ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    made = SiteFolder.of(tmp_path_factory.mktemp("place"), BASE)
    made.build()
    return made


def build_after(place: SiteFolder, inside: str, old: str, new: str) -> set[str]:
    """The actions of a build after an edit, which is undone again."""
    place.edit(inside, old, new)
    built = place.build()
    assert len(built.performed) == len(set(built.performed))
    place.edit(inside, new, old)
    again = place.build()
    assert set(again.performed) == set(built.performed), "to undo it is as much work"
    return set(built.performed)


def pages(names: str) -> set[str]:
    return {f"page {name}" for name in names.split()}


def rows(names: str) -> set[str]:
    """What makes the open data and the search of groups of records anew."""
    return {f"{made} {name}" for name in names.split() for made in ("rows", "count-cells", "index")}


def everything(place: SiteFolder) -> set[str]:
    built = place.build()
    assert (built.performed, built.reused) == ((), ())
    fresh = place.cold().build()
    return set(fresh.performed)


#: pages and sheets that say something of the power p-01, whatever it is
OF_P01 = (
    pages(
        "/powers/ /powers/p-01/ /powers/register/ /bodies/bgs/ /bodies/dw/ /bodies/compare/ "
        "/posts/gw-sj/ /catalogues/lb-jc/ /division/ /matrix/ /rules/gz-01/ /rules/fl-jc/ "
        "/procedures/zdsx/ /v/zdsx/5vsvjvw0/ /bodies/cz/"
    )
    | {"sheet zdsx", "check-sheet zdsx", "facts p-01", "facts rsrm"}
    | rows("p-01")
)


def test_after_a_text_of_a_power_what_shows_it_is_made(place: SiteFolder) -> None:
    actions = build_after(place, "content/powers/juece.yml", "五年规划", "六年规划")
    # the file has changed, so the problems of all its records may stand on other lines;
    # the check of the whole looks for copied texts
    exercised = {"check yt-1"} | pages("/topics/yt-1/")
    others = {"check p-02", "check p-10", "check rsrm", "check-whole"} | pages("/inspection/")
    assert actions == OF_P01 | exercised | others


def test_after_a_name_of_a_power_what_shows_it_or_says_the_name_is_made(place: SiteFolder) -> None:
    old, new = "名称: 突发事件的应急处置", "名称: 突发事件的处置"
    actions = build_after(place, "content/powers/juece.yml", old, new)
    pages_made = pages(
        "/powers/ /powers/p-03/ /powers/p-04/ /powers/register/ /bodies/ /bodies/bgs/ /bodies/dw/ "
        "/bodies/compare/ /posts/gw-sj/ /catalogues/ /catalogues/lb-jc/ /division/ /matrix/ "
        "/rules/gz-01/ /inspection/ /search/"
    )
    checks = {"check lb-jc", "check p-02", "check p-10", "check rsrm", "check-whole"}
    checks |= {"check yt-1"}  # whose topic names a power of that file
    # p-03 leads to the power, which follows it in the list
    # open data say the full name of whatever is mentioned; pages say it as it is written there
    mentioned = {"rows fx-05", "rows zr-01", "facts p-02", "text feed.xml"}
    assert actions == pages_made | checks | rows("p-02") | mentioned


def test_after_a_step_of_a_procedure_what_draws_it_or_shows_it_is_made(place: SiteFolder) -> None:
    """It is a part of another procedure, which hangs on a wall."""
    old, new = "步骤: 起草纪要", "步骤: 草拟纪要"
    actions = build_after(place, "content/procedures/qita.yml", old, new)
    pages_made = pages(
        "/procedures/ /procedures/jyyf/ /procedures/zdsx/ /v/zdsx/5vsvjvw0/ /bodies/bgs/ "
        "/posts/gw-sj/ /powers/p-01/ /powers/p-02/ /powers/p-03/ /rules/gz-01/"
    )
    drawn = {"chart jyyf", "chart zdsx", "sheet zdsx", "check-sheet zdsx", "facts rsrm"}
    assert actions == pages_made | drawn | {"check rsrm"} | rows("rsrm")


def test_after_an_article_of_a_rule_what_cites_the_rule_is_made(place: SiteFolder) -> None:
    actions = build_after(place, "content/rules/gz-03.md", "第一条　", "第一条　县里")
    pages_made = pages(
        "/rules/ /rules/gz-03/ /powers/ /powers/p-05/ /powers/p-06/ /powers/register/ "
        "/duties/zr-03/ /procedures/rsrm/ /catalogues/lb-rc/ /bodies/dw/ /bodies/jw/ /bodies/zzb/"
    )
    named = {"rows p-02", "rows rsrm", "rows zr-01"}
    assert actions == pages_made | rows("fl-gk") | named | {"check fl-gk", "check rsrm"}


def test_after_the_name_of_the_site_all_but_data_is_made(place: SiteFolder) -> None:
    """Charts too: how they are drawn (绘图) stands in the same file."""
    actions = build_after(place, "content/site.yml", "名称: 小县权力公开", "名称: 小县公开")
    of_records = ("rows", "count-cells", "facts", "index")
    lasting = {name for name in everything(place) if name.split()[0] in of_records}
    lasting |= {"text sitemap.xml", "text robots.txt"}  # they have its address, not its name
    # a sheet for walls, its mark made with a key of the site; a meeting, with the rules of its type
    of_site = {"facts rsrm", "facts hy-1"}
    assert actions == everything(place) - (lasting - of_site)


def test_after_a_template_of_pages_every_page_and_nothing_else_is_made(place: SiteFolder) -> None:
    actions = build_after(place, "layouts/_sections.html", "</table>", "</table >")
    assert actions == {name for name in everything(place) if name.startswith("page ")}


def test_after_a_template_of_sheets_every_sheet_and_no_page_is_made(place: SiteFolder) -> None:
    actions = build_after(place, "layouts/print/_parts.typ", "#let qr-code", "#let  qr-code")
    assert actions == {"sheet zdsx", "sheet czzj"}


def test_after_a_style_sheet_nothing_is_made_and_the_style_sheet_is_there(
    place: SiteFolder,
) -> None:
    actions = build_after(place, "assets/site.css", "body", "body ")
    assert actions == set()
    assert place.files()["assets/site.css"] == (place.folder / "assets/site.css").read_bytes()


def test_after_a_day_what_depends_on_the_day_is_made(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, BASE)
    place.build()
    object.__setattr__(place.options, "as_of", place.options.as_of + datetime.timedelta(1))
    built = place.build()
    dated = "/ /about/ /data/ /procedures/czzj/ /procedures/zdsx/ /procedures/wall/ /timeliness/ /inspection/"
    sheets = "/v/czzj/rzcf7yhr/ /v/czzj/t61pvp1t/ /v/zdsx/5vsvjvw0/"
    checks = {"check-walls", "check p-02", "check fl-gk", "check zt-01", "check rsrm"}
    posted = {"check czzj-rzcf7yhr"}
    decided = {"check yt-1", "check hy-1", "facts yt-1", "index yt-1"} | pages(
        "/topics/ /topics/yt-1/ /meetings/ /meetings/hy-1/ /tasks/ /decisions/ /powers/p-01/ "
        "/posts/gw-sj/ /bodies/bgs/ /bodies/dw/"
    )
    others = {"print-style"}
    assert {*built.performed} == checks | posted | decided | others | pages(f"{dated} {sheets}")
