"""A workbook that was edited beside the content: just what was edited changes."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.content.loading import LoadedContent
from shaiquan.importing.edited_plan import plan_edited
from shaiquan.importing.list_files import change_file
from shaiquan.importing.list_plans import LaterChange, ListPlan
from shaiquan.kinds.registry import KIND
from tests.conftest import SMALL
from tests.importing.edited_workbooks import (
    FILE,
    LIST,
    edit_table,
    make_site,
    make_table,
    plan_edits,
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with the list, which no test changes."""
    folder = tmp_path_factory.mktemp("edited") / "content"
    shutil.copytree(SMALL, folder)

    def write(files: Mapping[str, str | None]) -> Path:
        for name, text in files.items():
            (folder / name).write_text(text or "", "utf-8")
        return folder

    return make_site(write)


@pytest.fixture(scope="module")
def loaded(content: Path) -> LoadedContent:
    return check_content(content)


def text_after(plan: ListPlan) -> str:
    """The text of the list once the plan is carried out."""
    assert not plan.refused
    assert plan.home is not None
    own = [update for update in plan.updates if update.before.path.endswith(FILE)]
    return change_file(LIST, KIND["power"], own, plan.added, plan.home.entry).text


@pytest.mark.parametrize(
    ("heading", "text", "before", "after"),
    [
        ("名称", "=1+1", '"=修路+1"', '"=1+1"'),
        ("名称", "修\u200b路\u202e", "=修路+1", "修路"),
        ("事项编码", "+86\n0012", '"0012"', '"+86\\n0012"'),
        ("状态", "发布", "草稿   # 等", "发布   # 等"),
        ("权限", "决定修哪条路\n１，“二”", "[决定修哪条路]", "[决定修哪条路, １，“二”]"),
        ("依据", "《议事规则》第一条：为了议事，制定本规则。",
         "      - 《议事规则》第二条   # 现行的\n", ""),
        ("收费", "{标准: 每米3元, 说明: 困难的减免}\n不收工本费", "每米１元   #", "每米3元   #"),
        ("收费", "{标准: 每米１元, 说明: 困难的减免}\n不收钱", "- 不收工本费", "- {标准: 不收钱}"),
        ("办件量", "2", "1E5   #", "2   #"),
        ("备注", "", '      备注: "-"\n', ""),
        ("依据", "", LIST[LIST.index("    依据") : LIST.index("    权限")], ""),
    ],
)  # fmt: skip
def test_one_edited_cell_changes_just_its_field(
    loaded: LoadedContent, heading: str, text: str, before: str, after: str
) -> None:
    plan = plan_edits(loaded, ("qx-1", heading, text))
    assert (len(plan.updates), len(plan.updates[0].fields), plan.same) == (1, 1, 2)
    assert text_after(plan) == LIST.replace(before, after)


def test_what_a_default_says_is_written_only_where_it_is_changed(loaded: LoadedContent) -> None:
    edits = (("qx-1", "承诺时限", "9日"), ("qx-1", "名称", "修路"))
    changed = text_after(plan_edits(loaded, *edits))
    assert changed.count("    承诺时限: 9日\n") == 1
    assert changed.replace("    承诺时限: 9日\n", "") == LIST.replace("=修路+1", "修路")


@pytest.mark.parametrize(
    ("heading", "text", "why"),
    [
        ("状态", "", "这一栏不能空着，请写明白"),
        ("名称", "", "这一栏不能空着，请写明白"),
        ("承诺时限", "", "这个文件的“默认”里写了它，清空不了；要改，就写别的"),
        ("收费", "{标准: 一", "花括号、引号里的写法读不懂，照别的格子的样子写"),
        ("收费", "{价: 一}", "没有“价”这一项"),
        ("承办", "没有这个办", "找不到承办“没有这个办”"),
        ("承诺时限", "很快", "“很快”"),
    ],
)
def test_a_cell_that_cannot_be_read_changes_nothing(
    loaded: LoadedContent, heading: str, text: str, why: str
) -> None:
    plan = plan_edits(loaded, ("qx-1", heading, text), ("qx-2", "名称", "架石桥"))
    (left,) = plan.unread[0].left_out
    assert why in left.why
    assert text_after(plan) == LIST.replace("@架桥", "架石桥")


def test_a_body_that_is_missing_is_written_where_that_is_asked_for(loaded: LoadedContent) -> None:
    kind = KIND["power"]
    table = edit_table(make_table(loaded, kind), [("qx-2", "承办", "建设办")])
    plan = plan_edited(loaded, kind, table, with_bodies=True)
    assert [(row.kind, row.name) for row in plan.named] == [("body", "建设办")]
    assert [change.new for change in plan.updates[0].fields] == [["建设办"]]


def test_names_with_commas_between_are_several(loaded: LoadedContent) -> None:
    (update,) = plan_edits(loaded, ("qx-2", "承办", "办公室、党委，bgs")).updates
    assert [change.new for change in update.fields] == [["办公室", "党委", "bgs"]]


def test_rows_are_added_behind_the_others_and_none_is_deleted(loaded: LoadedContent) -> None:
    base = {"类别": "重大事项", "决定主体": "党委"}
    new = [("", h, text) for h, text in (base | {"名称": "挖渠", "状态": "草稿"}).items()]
    cells = base | {"编号": "qx-9", "名称": "打井", "权限": "一口\n两口"}
    more = [("qx-9", heading, text) for heading, text in cells.items()]
    plan = plan_edits(loaded, *new, *more, without="qx-2")
    assert [before.id for before in plan.gone] == ["qx-2"]
    said = "    类别: 重大事项\n    决定主体: 党委\n"
    lines = f"  - 编号: power-0001\n    名称: 挖渠\n    状态: 草稿\n{said}"
    lines += f"  - 编号: qx-9\n    名称: 打井\n{said}    权限:\n      - 一口\n      - 两口\n"
    assert text_after(plan) == LIST.replace("# 完\n", f"{lines}# 完\n")


@pytest.mark.parametrize(
    ("id", "why"),
    [
        ("qx-8", "编号由 qx-2 改成了 qx-8：表里不能改编号"),
        ("qx-1", "编号是 qx-1，别的格子却是 qx-2 的：编号改过，或者只排了几栏，请重新导出"),
        ("", "编号空了，原来是 qx-2：请填回去"),
        ("桥", "编号 桥 只能用英文字母、数字和 - _，空着就自动编"),
    ],
)
def test_an_id_is_not_changed_in_a_workbook(loaded: LoadedContent, id: str, why: str) -> None:
    plan = plan_edits(loaded, ("qx-2", "编号", id))
    assert [record.refused for record in plan.refused] == [why]
    assert not plan.updates
    assert not plan.added


@pytest.mark.parametrize(("left", "count"), [("核对码", 0), ("编号", 2)])
def test_of_sorted_rows_the_ids_must_have_moved_too_and_the_marks_need_not(
    loaded: LoadedContent, left: str, count: int
) -> None:
    kind = KIND["power"]
    table = make_table(loaded, kind)
    first, *rest, last = table.rows
    if left == "核对码":
        cells = [{**last.cells, "承诺时限": "9日"}, dict(first.cells)]
    else:
        ids = {"编号": first.cells["编号"]}, {"编号": last.cells["编号"]}
        cells = [{**last.cells, **ids[0]}, {**first.cells, **ids[1]}]
    marks = (first.marks, last.marks) if left == "核对码" else (last.marks, first.marks)
    top, bottom = (replace(first, cells=c, marks=m) for c, m in zip(cells, marks, strict=True))
    plan = plan_edited(loaded, kind, replace(table, rows=(top, *rest, bottom)))
    assert len(plan.refused) == count
    changed = [(u.before.id, [c.field for c in u.fields]) for u in plan.updates]
    assert changed == ([] if count else [(last.cells["编号"], ["promised_limit"])])
    assert not plan.later


def test_a_row_that_was_added_once_is_changed_by_the_same_workbook(loaded: LoadedContent) -> None:
    kind = KIND["power"]
    table = make_table(loaded, kind)
    copy = next(row for row in table.rows if row.cells["编号"] == "qx-1")
    without = [row for row in table.rows if row.cells["编号"] != "qx-2"]
    own = replace(
        copy, cells={**copy.cells, "编号": "qx-2", "名称": "搭桥"}
    )  # once copied from qx-1
    (update,) = plan_edited(loaded, kind, replace(table, rows=(*without, own))).updates
    assert (update.before.id, update.record.name) == ("qx-2", "搭桥")


def test_a_copy_of_a_row_with_withheld_fields_is_a_draft(
    loaded: LoadedContent, content: Path
) -> None:
    withheld = "不公开字段: [{字段: 权限, 依据: 条例第十六条}, {字段: 办件量, 依据: 条例第十六条}]"
    cells = (("名称", "架石桥"), ("决定主体", "党委"), ("类别", "重大事项"))
    (content / FILE).write_text(LIST.replace("    权限", f"    {withheld}\n    权限"), "utf-8")
    try:
        after = check_content(content)
        for heading, text in {"权限": "决定修哪条路\n修多宽", "办件量": "1E5", "备注": "-"}.items():
            new = [("qx-9", *cell) for cell in (*cells, (heading, text))]
            (record,) = plan_edits(after, *new).added
            kept = f"{heading}和 qx-1 不公开的一样：写上 不公开字段，或者核对过可以公开"
            assert record.notes == (() if heading == "备注" else (kept,))
    finally:
        (content / FILE).write_text(LIST, "utf-8")


def test_an_id_in_capitals_is_the_same_one(loaded: LoadedContent) -> None:
    plan = plan_edits(loaded, ("qx-2", "编号", " QX-2 "))
    assert (plan.same, [*plan.updates, *plan.refused, *plan.unread]) == (3, [])


def test_what_others_changed_and_deleted_since_stays(loaded: LoadedContent, content: Path) -> None:
    kind = KIND["power"]
    edits = [("qx-1", "事项编码", "0013"), ("qx-1", "办件量", "3"), ("qx-1", "简称", "路")]
    table = edit_table(make_table(loaded, kind), edits)
    later = LIST.replace("[决定修哪条路]", "[决定修哪条路, 决定修多宽]").replace("1E5", "2")
    later = "".join(line for line in later.splitlines(keepends=True) if "qx-2" not in line)
    (content / FILE).write_text(later, "utf-8")
    try:
        plan = plan_edited(check_content(content), kind, table)
    finally:
        (content / FILE).write_text(LIST, "utf-8")
    both = LaterChange("qx-1", "办件量", edited=True)
    assert plan.later == (LaterChange("qx-1", "权限"), both)
    assert [r.refused for r in plan.refused] == [
        "内容里已经没有 qx-2（导出以后删去的），没有加回去"
    ]
    (update,) = plan.updates
    assert [change.new for change in update.fields[:2]] == ["路", "0013"]
    assert update.fields[2].new == {"办件量": "3", "备注": "-"}
