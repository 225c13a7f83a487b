"""``import powers`` and other kinds: from a table to files that pass the check, and again."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.model.powers import Power
from shaiquan.problems import has_errors
from tests.conftest import FULL, SMALL, MakeSite
from tests.importing.tables import (
    paste,
    without_default_state,
    write_csv,
    write_docx,
    write_sheets,
    write_xlsx,
)
from tests.published import REAL
from tests.support import load_catalog, read_tree

HEADINGS = (
    *(
        "序 号",
        "权力事项\n名称",
        "职权类型",
        "实施主体",
        "承办科室",
        "法律依据",
        "法定时限（工作日）",
    ),
    *("权限", "办件量"),
)
ROAD = (
    *(
        "２",
        " 修　路 ",
        "重大事项",
        "小镇党委",
        "办公室、财政所",
        "1.《议事规则》第二条；2.《议事规则》第一条",
    ),
    *("２０", "（1）不满五万元。\n（2）本镇的路。", "12"),
)
BRIDGE = ("3", "架桥", "重大事项", "党委", "办公事", "《桥梁办法》第一条", "及时", "", "")
SUM = ("合计", "2 项", "", "", "", "", "", "", "")
TABLE = (("小镇权力清单（2026年）",), (), HEADINGS, ROAD, BRIDGE, SUM)
NEW = "powers/qingdan.yml"


def list_site(site: MakeSite) -> Path:
    """The small site without declared numbers, with a second office, its power being the first."""
    settings = (SMALL / "site.yml").read_text("utf-8").replace("声明: {权力事项: 1}\n", "")
    bodies = (SMALL / "bodies" / "all.yml").read_text("utf-8")
    more = "  - {编号: bgs, 名称: 办公室, 上级: 党委}\n"
    offices = bodies.replace(more, more + "  - {编号: czs, 名称: 财政所, 上级: 党委}\n")
    power = (SMALL / "powers" / "p1.yml").read_text("utf-8") + "序号: 1\n"
    kinds = (
        (SMALL / "catalogues" / "all.yml").read_text("utf-8").replace("声明事项数: 1", "排序: 1")
    )
    files = {"bodies/all.yml": offices, "powers/p1.yml": power, "catalogues/all.yml": kinds}
    return site({"site.yml": settings, **files})


def run(content: Path, kind: str, table: Path, *more: str) -> int:
    return main(["import", kind, str(table), "--content", str(content), *more])


def texts_of(content: Path, name: str = NEW) -> str:
    assert not has_errors(check_content(content).problems)
    return (content / name).read_text("utf-8")


def test_a_table_becomes_records_and_what_it_lacks_a_draft(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = list_site(site)
    table = write_csv(tmp_path / "qingdan.csv", TABLE, "gb18030")
    before = read_tree(content)
    assert run(content, "powers", table, "--dry-run") == 0
    assert read_tree(content) == before
    assert "新增　power-0001 修路：" in capsys.readouterr().err
    assert run(content, "权力事项", table) == 0
    told = capsys.readouterr().err
    assert "第 3 行是表头：序号、权力事项名称 → 名称、职权类型 → 类别、实施主体 → 决定主体" in told
    assert "别的栏写进 其他要素：办件量" in told
    assert "草稿　第 5 行 架桥：找不到承办“办公事”，是不是“办公室”？；" in told
    assert "没有这个名称　制度“桥梁办法”（1 处）" in told
    assert "新增 2 条（其中草稿 1 条）" in told
    written = texts_of(content)
    assert written.startswith("# 由 python build.py import 从 qingdan.csv 录入。\n权力事项:\n")
    assert "    承办: [办公室, 财政所]\n    依据:\n      - 《议事规则》第二条\n" in written
    assert (
        "    法定时限: 20个工作日\n    权限:\n      - 不满五万元。\n      - 本镇的路。\n" in written
    )
    assert "    状态: 草稿\n    # 承办: 办公事    ← 找不到承办“办公事”" in written
    assert "合计" not in written


def test_a_declared_number_is_to_be_mended_afterwards(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    rows = (("事项名称", "决定主体"), ("修路", "党委"))
    assert run(content, "power", write_csv(tmp_path / "qingdan.csv", rows)) == 0
    assert "请再改一处：site.yml 第 4 行：声明权力事项 1 项，实际有 2 项" in capsys.readouterr().err
    assert (content / NEW).exists()


def test_a_second_import_changes_what_the_table_says_otherwise(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = list_site(site)
    assert run(content, "power", write_csv(tmp_path / "qingdan.csv", TABLE)) == 0
    path = content / NEW
    edited = path.read_text("utf-8").replace(
        "    承办: [办公室, 财政所]", "    简称: 路   # 我写的\n    承办: [办公室, 财政所]"
    )
    path.write_text(edited, "utf-8", newline="\n")
    capsys.readouterr()
    same = write_csv(tmp_path / "again.csv", TABLE)
    assert run(content, "power", same) == 0
    assert "新增 0 条（其中草稿 0 条）、改了 0 条、没有变 2 条" in capsys.readouterr().err
    assert path.read_text("utf-8") == edited
    road = (*ROAD[:4], "办公室", *ROAD[5:6], "10", *ROAD[7:])
    rows = (HEADINGS, road, ("4", "挖渠", "重大事项", "党委", "", "", "", "", ""))
    assert run(content, "power", write_csv(tmp_path / "later.csv", rows)) == 0
    told = capsys.readouterr().err
    assert "改　power-0001 修路：承办 由 办公室；财政所 改为 办公室" in told
    assert "法定时限 由 20个工作日 改为 10个工作日" in told
    assert "表里没有了　power-0002 架桥" in told
    written = texts_of(content)
    wanted = edited.replace("[办公室, 财政所]", "[办公室]").replace("20个工作日", "10个工作日")
    assert written.startswith(wanted)
    assert written.removeprefix(wanted).startswith("  - 编号: power-0003\n    名称: 挖渠\n")


def test_a_cell_that_is_read_in_part_changes_no_field(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = list_site(site)
    headings = ("序号", "权力事项名称", "职权类型", "实施主体", "承办科室", "法律依据", "法定时限")
    law = "《议事规则》第一条；《议事规则》第二条"
    rows = [headings, ("2", "修路", "重大事项", "党委", "办公室、财政所", law, "20日")]
    assert run(content, "powers", write_csv(tmp_path / "qingdan.csv", rows)) == 0
    before = read_tree(content)
    law = "《议事规则》第一条；《没有的》第二条"
    rows = [headings, ("2", "修路", "重大事项", "党委", "办公室、财政锁", law, "及时")]
    capsys.readouterr()
    assert run(content, "powers", write_csv(tmp_path / "qingdan.csv", rows)) == 0
    told = capsys.readouterr().err
    assert read_tree(content) == before
    for words in ("承办“财政锁”", "依据“《没有的》第二条”", "法定时限“及时”"):
        assert f"没有改　第 2 行 修路：{words}，" in told


def test_columns_of_one_heading_and_rows_that_go_on_lose_no_words(
    site: MakeSite, tmp_path: Path
) -> None:
    content = list_site(site)
    headings = (
        "序号",
        "权力事项名称",
        "职权类型",
        "实施主体",
        "承办科室",
        "法律依据",
        "情况",
        "情况",
    )
    first = ("2", "修路", "重大事项", "党委", "办公室", "《议事规则》第一条", "甲", "乙")
    more = ("", "", "", "", "", "《议事规则》第二条", "", "丙")
    assert run(content, "powers", write_csv(tmp_path / "qingdan.csv", (headings, first, more))) == 0
    assert "其他要素: {情况: 甲 乙 丙}" in texts_of(content)


def test_columns_that_are_not_imported_make_a_draft_that_says_them(
    site: MakeSite, tmp_path: Path
) -> None:
    content = list_site(site)
    own = [f"栏{n}" for n in range(31)]
    headings = ("序号", "权力事项名称", "职权类型", "实施主体", "承办科室", "状态", *own)
    row = ("3", "修路", "重大事项", "党委", "办公室", "内部", *own)
    more = ("2", "架桥", "重大事项", "党委", "办公室", "发布", *[""] * 31)
    assert run(content, "powers", write_csv(tmp_path / "qingdan.csv", (headings, row, more))) == 0
    written = texts_of(content)
    assert written.count("草稿") == 1
    assert "    状态: 草稿\n    # 状态: 内部    ← " in written
    assert "栏29: 栏29}\n" in written
    assert "    # 其他要素: 栏30 栏30    ← " in written


def test_what_is_no_list_is_refused_and_nothing_is_written(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = list_site(site)
    before = read_tree(content)
    assert run(content, "powers", write_csv(tmp_path / "a.csv", (("甲", "乙"), ("1", "2")))) == 1
    assert "没有找到表头" in capsys.readouterr().err
    rows = (("名称", "决定主体"), ("修路", "建设局"), ("", "党委"))
    table = write_csv(tmp_path / "b.csv", rows)
    assert run(content, "powers", table) == 1
    told = capsys.readouterr().err
    assert "没有录入　第 2 行 修路：找不到决定主体“建设局”" in told
    assert "加 --with-bodies" in told
    assert read_tree(content) == before
    assert run(content, "powers", table, "--with-bodies") == 0
    assert texts_of(content, "bodies/b-机构.yml").endswith(
        "名称: 建设局\n    类型: 部门\n    状态: 发布\n"
    )
    with pytest.raises(SystemExit):
        run(content, "船只", table)
    assert "“船只”不能录入" in capsys.readouterr().err


def test_merged_cells_and_several_sheets_are_read(site: MakeSite, tmp_path: Path) -> None:
    content = list_site(site)
    rows = (
        ("决定主体", "事项名称", "序号", "权限"),
        ("党委", "修路", 2, "一。"),
        ("", "", "", "二。"),
        ("", "架桥", 3, "三。"),
    )
    table = write_xlsx(tmp_path / "qingdan.xlsx", rows, ("A2:A4", "B2:B3", "C2:C3"))
    assert run(content, "power", table) == 0
    written = texts_of(content)
    assert written.count("编号:") == 2
    assert "      - 一。\n      - 二。\n" in written
    assert written.count("决定主体: 党委") == 2


def test_each_list_of_a_workbook_is_imported_as_its_own_kind_and_published(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = without_default_state(list_site(site))
    sheets = {
        "权力": (
            ("序号", "权力名称", "决定主体", "权限内容", "行使依据"),
            (1, "修路", "党委", "修。", "《议事规则》第一条"),
        ),
        "责任": (
            ("责任事项", "对应权力", "责任主体", "责任内容", "追责情形"),
            ("逐路验收", "修路", "办公室", "验收。", "没有验收的"),
        ),
        "岗位": (("岗位名称", "所在机构", "是否正职"), ("镇长", "党委", "是")),
    }
    table = write_sheets(tmp_path / "qingdan.xlsx", sheets)
    for kind in ("powers", "duties", "posts"):
        assert run(content, kind, table) == 0
    told = capsys.readouterr().err
    assert "工作表“权力”像是权力事项，这次没有录入：另写 import power" in told
    assert "其中草稿 1 条" not in told
    assert "      - 修。\n    依据:\n      - 《议事规则》第一条\n    状态: 发布\n" in texts_of(
        content
    )
    assert texts_of(content, "duties/qingdan.yml").endswith(
        "    名称: 逐路验收\n    事项: [修路]\n    责任主体: [办公室]\n"
        "    责任内容:\n      - 验收。\n    追责情形:\n      - {情形: 没有验收的}\n    状态: 发布\n"
    )
    assert "机构: 党委\n    正职: 是\n" in texts_of(content, "bodies/qingdan.yml")


def test_kinds_that_have_no_field_of_their_own_have_tables_too(
    site: MakeSite, tmp_path: Path
) -> None:
    content = list_site(site)
    table = write_csv(tmp_path / "juese.csv", (("编号", "名称"), ("js-dsr", "当事人")))
    assert run(content, "role", table) == 0
    assert "- 编号: js-dsr\n    名称: 当事人\n" in texts_of(content, "bodies/juese.yml")


def test_other_kinds_have_tables_too(site: MakeSite, tmp_path: Path) -> None:
    content = list_site(site)
    for kind, name in (("风险点", "bozhou_risk_points"), ("duties", "beijing_ip_responsibility")):
        assert run(content, kind, REAL / f"{name}.csv", "--with-bodies") == 0
    risks = texts_of(content, "risks/bozhou_risk_points.yml")
    assert "      - 加强教育提醒\n      - 制定加油、维修及车辆管理制度\n" in risks
    assert "    其他要素: {风险类别: 岗位职责风险}\n" in risks
    duties = texts_of(content, "duties/beijing_ip_responsibility.yml")
    assert "    名称: 对符合立案条件的案件及时立案\n" in duties
    bodies = (("机构名称", "上级单位", "联系电话"), ("水利站", "党委", "0000-0000001"))
    assert run(content, "bodies", write_csv(tmp_path / "jigou.csv", bodies)) == 0
    assert "名称: 水利站\n    上级: 党委\n" in texts_of(content, "bodies/jigou.yml")


def test_the_areas_of_posts_are_read_from_sentences_and_come_back_from_a_workbook(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    rows = (
        ("岗位", "机构", "分管工作"),
        ("副书记", "党委", "协助书记抓党建工作；分管财务工作"),
        ("镇长", "党委", "负责政府全面工作，联系财务"),
        ("委员", "党委", "分管档案；完成交办的其他任务"),
    )
    table = write_csv(tmp_path / "gangwei.csv", rows)
    assert run(content, "posts", table, "--dry-run") == 0
    told = capsys.readouterr().err
    assert "没有改　第 2 行 副书记：分工“党建”，找不到协助“党建”" in told
    assert "草稿　第 3 行 镇长：找不到负责“政府全面工作”" in told
    assert "领域“党建”（1 处）：加 --with-bodies" in told
    assert run(content, "posts", table, "--with-bodies") == 0
    told = capsys.readouterr().err
    assert "改　fsj 副书记：分工 由 {分管: [财务]} 改为 {协助: [党建], 分管: [财务]}" in told
    assert "草稿　第 4 行 委员：“完成交办的其他任务”不像领域的名称" in told
    written = texts_of(content, "bodies/all.yml")
    assert "    分工: {负责: [政府全面工作], 联系: [财务]}\n" in written
    assert "  - 编号: ly-001\n    名称: 党建\n" in texts_of(content, "catalogues/gangwei-领域.yml")

    where = ("--content", str(content))
    assert main(["export", "xlsx", "posts", "--to", str(tmp_path / "excel"), *where]) == 0
    path = tmp_path / "excel" / "岗位-编辑.xlsx"
    book = load_workbook(path)
    (cell,) = (c for row in book.worksheets[0] for c in row if c.value == "协助：党建\n分管：财务")
    assert run(content, "posts", path) == 0
    assert texts_of(content, "bodies/all.yml") == written
    cell.value = "协助：党建；分管：财务；联系：档案"
    book.save(path)
    assert run(content, "posts", path) == 0
    assert "分工: {协助: [党建], 分管: [财务], 联系: [档案]}" in texts_of(content, "bodies/all.yml")


def test_items_name_their_main_item(site: MakeSite) -> None:
    content = list_site(site)
    assert run(content, "power", REAL / "archive_power_catalogue.csv", "--with-bodies") == 1
    text = (REAL / "archive_power_catalogue.csv").read_text("utf-8-sig")
    lines = text.splitlines()
    table = content.parent / "dangan.csv"
    rows = [f"{lines[0]},实施主体", *(f"{line},档案局" for line in lines[1:] if line)]
    table.write_text("\n".join(rows), "utf-8")
    assert run(content, "power", table, "--with-bodies") == 0
    powers = [power for _, power in load_catalog(content).records_of(Power)]
    mains = [power.main_item.text for power in powers if power.main_item]
    assert (len(mains), len({*mains})) == (8, 5)


def test_the_tables_of_a_word_file_are_read_under_the_lines_above_them(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table goes on behind an empty line; headings stand in two rows; cells are merged."""
    content = list_site(site)
    upper = ("序号", "事项名称", "权力类型", "决定主体", "时限", "")
    lower = (None, None, None, None, "法定时限（工作日）", "承诺时限（工作日）")
    rows = (
        upper,
        lower,
        ("2", "修路", "重大事项", "党委", "20", "10"),
        ("3", "架桥", None, None, "20", "9"),
    )
    more = (("4", "挖渠", "重大事项", "党委", "20", "8"),)
    other = (("名称", "类别", "决定主体", "序号"), ("种树", "重大事项", "党委", "5"))
    blocks = ("小镇权力清单", rows, "", more, "其他事项", other, "收费表", (("甲",),), "填表人：某")
    assert run(content, "powers", write_docx(tmp_path / "qingdan.docx", *blocks)) == 0
    told = capsys.readouterr().err
    for words in (
        "工作表“小镇权力清单”第 2 行是表头：序号、事项名称 → 名称",
        "承诺时限（工作日） → 承诺时限；下面 3 行",
        "工作表“其他事项”第 1 行是表头",
        "注意　“收费表”没有找到表头，没有读（1 行）",
        "注意　最后一张表下面的文字没有读：填表人：某",
        "新增 4 条（其中草稿 0 条）",
    ):
        assert words in told
    written = texts_of(content)
    assert "  - 编号: power-0002\n    名称: 架桥\n    序号: 3\n" in written
    assert [f"承诺时限: {n}个工作日" in written for n in (10, 9, 8)] == [True] * 3


def test_rows_are_pasted_from_word_or_excel(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Excel puts a cell with a line break into quotes; a quote that was pasted is no such one."""
    content = list_site(site)
    paste(monkeypatch, '名称\t类别\t决定主体\t权限\t序号\n修路\t重大事项\t党委\t"一。\n二。"\t2\n')
    assert run(content, "powers", Path("-")) == 0
    written = texts_of(content, "powers/daoru.yml")
    assert "从 粘贴的文字 录入" in written
    assert "    权限:\n      - 一。\n      - 二。\n" in written
    rows = '"架桥\t重大事项\t党委\t3\n挖渠\t重大事项\t党\n委\t4\n'
    paste(monkeypatch, f"名称\t类别\t决定主体\t序号\n{rows}")
    assert run(content, "powers", Path("-"), "--dry-run") == 0
    told = capsys.readouterr().err
    assert "下面 3 行" in told
    assert "注意　第 3、4 行的格子比别的行少" in told


def test_a_number_that_another_record_has_is_refused_unless_it_is_renamed(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = list_site(site)
    headings = ("编号", "名称", "类别", "决定主体", "序号")
    rows = (("q-1", "修路", "重大事项", "党委", "2"), ("q-2", "架桥", "重大事项", "党委", "3"))
    assert run(content, "powers", write_csv(tmp_path / "qingdan.csv", (headings, *rows))) == 0
    before = read_tree(content)
    rows = (("q-1", "修路和养路", *rows[0][2:]), ("Q-2", "发补贴", *rows[1][2:]))
    table = write_csv(tmp_path / "later.csv", (headings, *rows))
    capsys.readouterr()
    assert run(content, "powers", table) == 1
    told = capsys.readouterr().err
    assert "没有录入　第 3 行：q-2 在内容里是权力事项“架桥”（" in told
    assert "，表里是“发补贴”" in told
    assert "什么也没有写：有 1 行的编号是别的记录的" in told
    assert "--rename" in told
    assert read_tree(content) == before
    assert run(content, "powers", table, "--rename") == 0
    assert "    名称: 修路和养路\n" in texts_of(content)
    assert "  - 编号: q-2\n    名称: 发补贴\n" in texts_of(content)


def test_a_list_whose_numbers_begin_later_is_written_as_drafts(
    site: MakeSite, tmp_path: Path
) -> None:
    """Of each record that becomes a draft the next one would be told that it is not the first."""
    content = list_site(site)
    rows = [("名称", "类别", "决定主体", "序号")]
    rows += [(f"事项{n}", "重大事项", "党委", str(n)) for n in range(22, 30)]
    assert run(content, "powers", write_csv(tmp_path / "qingdan.csv", rows)) == 0
    assert texts_of(content).count("状态: 草稿") == 8


def test_a_name_that_fills_pages_is_told_by_its_beginning(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = list_site(site)
    rows = (("名称", "决定主体", "序号"), ("修路", "局" * 32_000, "2"), ("架桥", "党委", "3"))
    assert run(content, "powers", write_csv(tmp_path / "qingdan.csv", rows)) == 0
    told = capsys.readouterr().err
    assert "…（32000 字）" in told
    assert len(told) < 2_000


def test_comments_of_items_that_go_are_told(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = list_site(site)
    headings = ("序号", "名称", "类别", "决定主体", "权限")
    row = ("2", "修路", "重大事项", "党委")
    table = write_csv(tmp_path / "qingdan.csv", (headings, (*row, "一。\n二。\n三。")))
    assert run(content, "powers", table) == 0
    text = texts_of(content).replace("- 二。", "- 二。  # 乙").replace("- 三。", "- 三。  # 丙")
    (content / NEW).write_text(text, "utf-8")
    assert run(content, "powers", write_csv(table, (headings, (*row, "一。\n三。")))) == 0
    assert texts_of(content) == text.replace("      - 二。  # 乙\n", "")
    assert "注释删去了　powers/qingdan.yml：# 乙" in capsys.readouterr().err


# -- the items of a service portal --------------------------------------------------------------

SITE = """\
名称: 某区政务服务事项
单位: 某区
默认:
  所有: {状态: 发布, 单位: 某区, 公开: 社会, 审查: {人: 整理人, 日期: 2026-11-01}}
"""


def portal_site(tmp_path: Path, table: str) -> Path:
    """A site with the departments of a table, but for two small ones."""
    content = tmp_path / "content"
    (content / "bodies").mkdir(parents=True)
    (content / "site.yml").write_text(SITE, "utf-8")
    names = dict.fromkeys(re.findall(r"^([^,\n]+),", table, re.M)[1:])
    few = ("区公管办", "区委统战部")
    lines = ["机构:", "  - {编号: qu, 名称: 某区, 类型: 政府}"]
    lines += [
        f"  - {{编号: jg-{n}, 名称: {name}}}" for n, name in enumerate(names) if name not in few
    ]
    (content / "bodies" / "all.yml").write_text("\n".join(lines) + "\n", "utf-8")
    return content


def test_the_items_of_a_whole_portal_are_imported_and_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = gzip.decompress((REAL / "guangan_all_service_items.csv.gz").read_bytes())
    table = tmp_path / "guangan.csv"
    table.write_bytes(data)
    content = portal_site(tmp_path, data.decode("utf-8-sig"))
    assert run(content, "powers", table) == 0
    told = capsys.readouterr().err.replace(str(tmp_path.as_posix()), "")
    told = re.sub(r"写了：\S*?(?=content/)", "写了：", told)
    assert told == (REAL / "guangan_import_report.txt").read_text("utf-8")
    assert not has_errors(check_content(content).problems)
    assert run(content, "powers", table) == 0
    assert "改了 0 条、没有变 1242 条、表里没有了 0 条" in capsys.readouterr().err
    if FULL:
        target = tmp_path / "site"
        assert main(["build", "--content", str(content), "--site", str(target)]) == 0
        assert len(list((target / "powers").glob("power-*/index.html"))) == 1242
