"""The sample county: what its site must show, and what it must not."""

from __future__ import annotations

import datetime
import gzip
import re
import shutil
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.cli import ROOT
from shaiquan.content.catalog import Catalog
from shaiquan.content.loading import load_content
from shaiquan.disclosure.leaks import make_asset_search, search_asset
from shaiquan.disclosure.release import release
from shaiquan.ledger.sheet_status import list_current_sheets
from shaiquan.ledger.walls import survey_walls
from shaiquan.model.articles import find_articles
from shaiquan.model.bodies import Body, Category, Post
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.rules import Rule
from shaiquan.model.terms import BodyType
from shaiquan.model.topics import Topic
from shaiquan.problem_texts import as_text
from shaiquan.procedures.graph import graph_of
from shaiquan.procedures.graph_questions import count_steps
from shaiquan.reviews.surveying import survey_reviews
from shaiquan.views.flowcharts import draw_procedures
from tests.support import choose_files, withheld

WALL = {
    "党委重大事项决议事流程图",
    "人事类事项讨论决定流程图",
    "财政资金使用流程图",
    "建设工程联系单工程确认流程图",
}
#: the charts that the seeds name, by the seed that names them
CHARTS = {
    "000": ("动议", "民主推荐", "考察", "讨论决定", "任职"),
    "001": ("常委会会议议事流程图", "全委会会议流程图"),
    "002": (
        "部门权力公开透明运行流程图",
        "重大事项决策流程图",
        "干部任免流程图",
        "重大事件处置流程图",
        "大额资金使用程序流程图",
        "部门重大决策具体工作指引和流程图",
    ),
    "004": (*sorted(WALL), "镇村工程招投标流程图"),
}
#: texts that only internal records, drafts and withheld fields hold
HIDDEN = (
    "蓝色流转夹",
    "登记流转夹编号和经手时间",
    "历史遗留土地事项",
    "考察组名单在考察前一日",
    "密封保存",
    # two topics of a closer scope, one of them before a public meeting
    "一起县管干部违纪案的处分意见",
    "案卷编号尾数九一七",
    "编号尾数七零二",
    # candidates who were not chosen, or whose public notice has not begun
    *(f"{name}某某" for name in "周赵吴许韩何"),
)
#: tasks that are late on the as-of date, so that the board has some: told, never an error
OVERDUE = (
    "主体封顶",
    "41 个场所维修验收",
    "26 个项目完工验收",
    "园区储罐全部复检",
    "打井 37 眼并移交村集体",
)
#: a month without its supervision and one that came late, so that the calendar shows how that looks
LATE_DUTY = "每月督导决定落实"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    loaded = check_content(ROOT / "content", strict=True)
    told = [as_text(problem) for problem in loaded.problems]
    late = (*OVERDUE, LATE_DUTY)
    assert [text for text in told if not any(f"“{name}”" in text for name in late)] == []
    assert all(": 提示: " in text.splitlines()[0] for text in told), told
    assert loaded.catalog is not None
    return loaded.catalog


def test_the_tasks_that_are_late_are_these(catalog: Catalog) -> None:
    late = [
        task.task
        for _, topic in catalog.records_of(Topic)
        for task in topic.tasks
        if task.deadline and task.deadline.last < catalog.as_of and not task.done
    ]
    assert sorted(late) == sorted(OVERDUE)


def test_the_four_charts_of_the_wall_are_there(catalog: Catalog, built: Path) -> None:
    walls = {
        e.id: p
        for e, p in catalog.records_of(Procedure)
        if p.wall and p.unit and p.unit.id == "jg-dw"
    }
    assert {procedure.name for procedure in walls.values()} == WALL
    for id, procedure in walls.items():
        assert 9 <= len(graph_of(procedure).nodes) <= 20
        svg = (built / "charts" / f"{id}.svg").read_text("utf-8")
        assert svg.count('class="node') == len(graph_of(procedure).nodes)
        assert (built / "charts" / f"{id}.png").stat().st_size > 10_000


def test_one_record_is_internal_two_are_for_the_party_one_is_a_draft(catalog: Catalog) -> None:
    states = [entry.record.state.label for entry in catalog.entries.values()]
    scopes = [entry.record.disclosure.scope for entry in catalog.entries.values()]
    assert states.count("草稿") == 1
    assert states.count("撤回") == 1
    assert [scope.label for scope in scopes if scope and scope.label != "社会"] == [
        "本单位",
        "党内",
        "党内",
    ]


def _read_content() -> str:
    """All that the files of records say; forms are no text."""
    paths = (p for p in (ROOT / "content").rglob("*") if p.suffix in (".yml", ".md"))
    return "".join(path.read_text("utf-8") for path in paths)


def test_nothing_hidden_is_in_any_file(built: Path) -> None:
    source = _read_content()
    searched, search = 0, make_asset_search(withheld(*HIDDEN))
    for path in choose_files(built, sorted(built.rglob("*"))):
        if path.is_file() and path.suffix != ".pdf":  # its words are searched when it is made
            assert search_asset(path.name, path.read_bytes(), search) == (), path
            searched += 1
    assert all(text in source for text in HIDDEN), "the sample no longer has these texts"
    print(f"{searched} files searched")


def test_a_withheld_field_is_printed_as_withheld(built: Path) -> None:
    page = (built / "powers/rs-03/index.html").read_text("utf-8")
    assert re.search(r"<dt>配合</dt><dd>.*依法不予公开.*第十六条", page)


def test_a_withdrawn_record_keeps_its_page_and_says_why(built: Path) -> None:
    page = (built / "powers/dw-09/index.html").read_text("utf-8")
    assert "已于2026年9月30日撤回" in page
    assert "镇属企业已全部改制" in page


def test_nothing_in_it_looks_like_a_real_countys_record() -> None:
    text = _read_content()
    for name in ("遂宁", "武侯", "花垣", "汤浦", "上虞", "成都"):
        assert name not in text
    for phone in re.findall(r"\d{4}-\d{7}", text):
        assert phone.startswith("0000-")


def test_every_sheet_for_a_wall_is_registered_and_hangs_and_none_is_to_be_replaced(
    catalog: Catalog,
) -> None:
    public = release(catalog, datetime.date(2026, 11, 24)).public
    current = list_current_sheets(public, draw_procedures(public))
    walls = survey_walls(catalog, public, {id: sheet.marks for id, sheet in current.items()})
    assert len(current) == 7
    unregistered = [id for id, sheet in current.items() if sheet.edition is None]
    assert unregistered == [], "run print --register, then write the postings"
    assert walls.missing == ()
    assert walls.tasks == ()
    assert len(walls.hanging) == 8


def test_the_page_of_a_replaced_sheet_says_what_changed(built: Path) -> None:
    pages = [path.read_text("utf-8") for path in built.glob("v/czzj/*/index.html")]
    old = [page for page in pages if "已被取代" in page]
    words = ("时限 3个工作日 改为 2个工作日", "主体 镇长 改为 常务副镇长", "按季公开收支明细")
    assert any(all(word in page for word in words) for page in old)


def test_references_are_shown_on_both_pages(built: Path) -> None:
    rule = (built / "rules/gz-01/index.html").read_text("utf-8")
    cited = rule[rule.index('id="cited"') :]
    assert "第六条" in cited
    assert "全镇经济社会发展规划和年度计划的决定" in cited
    post = (built / "posts/gw-sj/index.html").read_text("utf-8")
    lists = post[post.index('id="lists"') :]
    assert lists.index("权力清单") < lists.index("责任清单")
    assert "一把手末位发言、不直接分管" in lists
    risk = (built / "risks/fx-03/index.html").read_text("utf-8")
    assert "集体讨论，书记末位发言" in risk[risk.index('id="steps"') :]


def test_the_county_has_seven_categories_and_52_powers_numbered_through(catalog: Catalog) -> None:
    categories = [c for _, c in catalog.records_of(Category) if c.unit and c.unit.id == "jg-xian"]
    powers = [p for _, p in catalog.records_of(Power) if p.unit and p.unit.id == "jg-xian"]
    assert (len(categories), len(powers)) == (7, 52)
    assert [p.number for p in powers] == list(range(1, 53))
    assert [c.declared.count for c in categories if c.declared] == [10, 10, 8, 8, 6, 6, 4]


def test_three_meetings_decide_and_three_party_groups_stand_below(catalog: Catalog) -> None:
    bodies = {e.id: body for e, body in catalog.records_of(Body)}
    deciders = {p.decider.id for _, p in catalog.records_of(Power)}
    meetings = {id for id, b in bodies.items() if b.parent and b.parent.id == "jg-xian"}
    kinds = {bodies[id].type for id in meetings & deciders}
    assert {BodyType.CONGRESS, BodyType.PLENUM, BodyType.STANDING} <= kinds
    groups = [b for id, b in bodies.items() if id in meetings and b.type is BodyType.GROUP]
    assert [group.short for group in groups] == ["人大党组", "政府党组", "政协党组"]


def test_every_chart_that_the_seeds_name_is_there_and_drawn(catalog: Catalog, built: Path) -> None:
    known = {p.name: e.id for e, p in catalog.records_of(Procedure)}
    known |= {p.short: e.id for e, p in catalog.records_of(Procedure) if p.short}
    for seed, titles in CHARTS.items():
        for title in titles:
            assert title in known, (seed, title)
            assert (built / "charts" / f"{known[title]}.svg").stat().st_size > 2_000


def test_the_rules_of_the_county_have_articles_and_one_of_them_is_the_core(
    catalog: Catalog,
) -> None:
    own = [r for _, r in catalog.records_of(Rule) if r.unit and r.unit.id == "jg-xian"]
    rules = [rule for rule in own if rule.standing == "own"]
    assert len(rules) == 14
    assert all(len(find_articles(rule.text)) >= 10 for rule in rules)
    assert [rule.short for rule in rules if rule.core] == ["县委工作规则"]


def test_the_lists_of_prohibitions_are_declared_and_complete(catalog: Catalog) -> None:
    lists = {listing.short_name: listing for _, listing in catalog.records_of(Listing)}
    for name, number in (("八不准", 8), ("三不直接分管", 3), ("五不上会", 5)):
        declared = lists[name].declared
        assert declared
        assert (declared.count, len(lists[name].entries)) == (number, number)


def test_every_leader_has_a_position_description_and_both_lists(
    catalog: Catalog, built: Path
) -> None:
    leaders = [e.id for e, p in catalog.records_of(Post) if p.member]
    assert len(leaders) == 11 + 8
    for id in leaders:
        page = (built / "posts" / id / "index.html").read_text("utf-8")
        for words in ("职位说明", "权力清单", "责任清单", "承诺", "报告"):
            assert words in page, (id, words)


def test_the_personnel_procedures_are_five_charts_of_33_steps_in_the_legal_order(
    catalog: Catalog, built: Path
) -> None:
    group = catalog.entries["xrlc"].record
    assert isinstance(group, ProcedureSet)
    members = [catalog.entries[ref.id].record for ref in group.members]
    titles = [member.short for member in members]
    assert titles == ["动议", "民主推荐", "考察", "讨论决定", "任职"]
    assert sum(count_steps(graph_of(m)) for m in members if isinstance(m, Procedure)) == 33
    page = (built / "procedures/xrlc/index.html").read_text("utf-8")
    assert page.count("<figure") == 5
    positions = [page.index(member.name) for member in members]
    assert positions == sorted(positions)


#: file, a text of the line to remove, the line that declares the number, the message
REMOVED_LINES = {
    "a step": ("procedures/xian-xuanren.yml", "提出初步建议", "步骤: 33", "33 项，实际有 32 项"),
    "a prohibition": (
        "catalogues/xian-qingdan.yml",
        "不准干预招标投标",
        "声明项数: 8",
        "8 项，实际有 7 项",
    ),
}


@pytest.mark.parametrize("case", REMOVED_LINES)
def test_a_removed_line_is_reported_at_the_line_that_declares_the_number(
    tmp_path: Path, case: str
) -> None:
    file, words, declaration, message = REMOVED_LINES[case]
    path = copy_content(tmp_path) / file
    lines = path.read_text("utf-8").splitlines()
    remaining = [line for line in lines if words not in line]
    assert len(remaining) == len(lines) - 1
    path.write_text("\n".join(remaining), "utf-8")
    number = next(n for n, line in enumerate(remaining, 1) if declaration in line)
    assert_problem(tmp_path / "content", f"{file}:{number}:", message)


def test_a_chart_removed_from_a_set_is_reported_at_the_line_that_declares_the_number(
    tmp_path: Path,
) -> None:
    path = copy_content(tmp_path) / "procedures" / "xian-wutu.yml"
    text = path.read_text("utf-8")
    assert text.count("bmgk, ") == 1
    path.write_text(text.replace("bmgk, ", ""), "utf-8")
    number = next(n for n, line in enumerate(text.splitlines(), 1) if "图: 5" in line)
    assert_problem(tmp_path / "content", f"xian-wutu.yml:{number}:", "5 项，实际有 4 项")


def test_a_power_that_becomes_a_draft_breaks_the_declared_numbers_at_their_lines(
    tmp_path: Path,
) -> None:
    content = copy_content(tmp_path)
    path = content / "powers" / "xian-7-yingji.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("编号: xq-52\n", "编号: xq-52\n    状态: 草稿\n"), "utf-8")
    settings = (content / "site.yml").read_text("utf-8").splitlines()
    number = settings.index("  县委.权力事项: 52") + 1
    assert_problem(content, f"site.yml:{number}:", "声明县委.权力事项 52 项，实际有 51 项")
    assert_problem(content, "", "“应急和稳定”的权力事项 4 项，实际有 3 项")


#: of a page with all that it needs, on its way to the reader
MOST_BYTES = 30 * 1024


def test_no_page_of_a_procedure_weighs_more_than_30_kb(built: Path) -> None:
    def weigh(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    needed = ("assets/site.css", "assets/modes.js", "edition.css", "assets/icon.svg")
    around = sum(weigh(built / name) for name in needed)
    pages = [*built.glob("procedures/*/index.html")]
    assert len(pages) > 20
    assert {page.parent.name for page in pages if around + weigh(page) > MOST_BYTES} == set()


def test_the_map_of_the_site_says_the_name_of_a_unit_once_for_its_parts(built: Path) -> None:
    html = (built / "sitemap" / "index.html").read_text("utf-8")
    cards = {part.partition("</a>")[0]: part for part in html.split('<h3><a href="')}
    powers, posts = (
        next(part for link, part in cards.items() if link.endswith(f">{title}"))
        for title in ("权力清单", "岗位分工")
    )
    for part in (powers, posts):
        units = ["中共示例县委员会", "中共示例县示例镇委员会"]
        assert re.findall("<h4>(.*?)</h4>", part) == units
    assert ">重大决策（10 项）</a>" in powers
    assert ">已撤回</a>" in powers


def copy_content(folder: Path) -> Path:
    """A copy of the sample's content."""
    return shutil.copytree(ROOT / "content", folder / "content")


def assert_problem(content: Path, place: str, message: str) -> None:
    lines = [as_text(problem).splitlines()[0] for problem in check_content(content).problems]
    assert any(place in line and message in line for line in lines), lines


def test_all_that_is_public_is_as_it_was_reviewed() -> None:
    """Else: ``python build.py review --by 权力公开工作专班``."""
    loaded = load_content(ROOT / "content")
    assert loaded.catalog is not None
    survey = survey_reviews(loaded.catalog, loaded.reviews, datetime.date(2026, 11, 24))
    assert len(loaded.reviews) > 300
    assert (survey.changed, survey.new, survey.lost) == ({}, (), ())


def test_the_set_of_charts_says_how_many_steps_it_has_in_all(built: Path) -> None:
    page = (built / "procedures" / "xrlc" / "index.html").read_text("utf-8")
    assert "5 张图，共 33 步。" in page
