"""``import procedure``: a sheet of steps to procedures."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.importing.step_tables import read_step_tables
from shaiquan.importing.table_files import Sheet
from shaiquan.problems import has_errors
from tests.conftest import MakeSite
from tests.importing.tables import (
    paste,
    without_default_state,
    write_csv,
    write_docx,
    write_xlsx,
)

HEADINGS = (
    "序号",
    "环节",
    "责任单位",
    "时限（工作日）",
    "文书",
    "说明",
    "下一步",
    "是",
    "否",
    "结束",
    "电话",
)
ROWS = (
    ("1", "提出申请", "申请人", "", "申请表、身份证明", "", "", "", "", "", "0"),
    ("2", "材料齐不齐", "办公室", "1", "", "", "", "4", "转第3步", "", ""),
    ("3", "退回补正", "办公室", "及时办", "", "一次说清", "1", "", "", "", ""),
    ("4", "研究决定", "党委、办公室", "5", "会议纪要", "", "", "", "", "", ""),
    ("5", "归档", "", "", "", "", "", "", "", "是", ""),
)
TABLE = (("小额采购流程步骤表",), HEADINGS, *ROWS)


def run(content: Path, table: Path, *more: str) -> int:
    return main(["import", "procedure", str(table), "--content", str(content), *more])


def test_a_sheet_of_steps_becomes_a_procedure(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    rows = [row if row[0] != "3" else (*row[:3], "2", *row[4:]) for row in TABLE]
    table = write_csv(tmp_path / "caigou.csv", rows)
    assert run(content, table, "--dry-run") == 0
    assert not (content / "procedures" / "caigou.yml").exists()
    assert run(content, table) == 0
    assert "流程“小额采购流程”：5 步" in capsys.readouterr().err
    assert not has_errors(check_content(content).problems)
    assert (
        (content / "procedures" / "caigou.yml").read_text("utf-8")
        == """\
流程:
  - 编号: lc-001
    名称: 小额采购流程
    步骤:
      - 步骤: 提出申请
        文书: [申请表, 身份证明]
        主体: 申请人
      - 判断: 材料齐不齐
        时限: 1个工作日
        主体: 办公室
        分支:
          是: 研究决定
          否: 退回补正
      - 步骤: 退回补正
        时限: 2个工作日
        说明: 一次说清
        主体: 办公室
        下一步: 提出申请
      - 步骤: 研究决定
        时限: 5个工作日
        文书: [会议纪要]
        共同主体: [党委, 办公室]
      - 结束: 归档
"""
    )
    assert run(content, table) == 0
    assert "  没有变\n没有文件要写。" in capsys.readouterr().err


def test_several_procedures_stand_in_one_sheet_and_what_one_lacks_makes_a_draft(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    rows = (
        ("流程", "步骤", "主体", "下一步", "结束", "时限"),
        ("盖章流程", "申请盖章", "申请人", "", "", "当场"),
        ("", "盖章", "办公室", "", "是", ""),
        ("借车流程", "申请用车", "车队", "", "", ""),
        ("", "派车", "办公室", "出发", "", "越快越好"),
        ("", "还车", "", "", "是", ""),
    )
    assert run(content, write_xlsx(tmp_path / "liucheng.xlsx", rows, ("A2:A3",))) == 0
    told = capsys.readouterr().err
    assert "还缺　第 4 行 申请用车：没有主体“车队”" in told
    assert "还缺　第 5 行 派车：“越快越好”不是时限" in told
    assert "还缺　第 5 行 派车：去向“出发”不是这张表里的步骤" in told
    written = (content / "procedures" / "liucheng.yml").read_text("utf-8")
    assert not has_errors(check_content(content).problems)
    assert written.count("状态: 草稿") == 1
    assert "名称: 盖章流程\n    步骤:\n" in written


def test_what_no_step_can_say_is_told_and_makes_a_draft(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    rows = (
        ("序号", "步骤", "主体", "是", "否", "下一步", "说明", "结束"),
        ("1", "申请", "办公室", "2", "", "", "", ""),
        ("", "", "", "", "", "", "另附材料", ""),
        ("2", "审查", "党委", "3", "1", "3", "", ""),
        ("3", "归档", "办公室", "", "", "", "", "是"),
        ("填表人", "", "", "", "", "", "", ""),
    )
    assert run(content, write_csv(tmp_path / "shencha.csv", rows)) == 0
    told = capsys.readouterr().err
    assert "还缺　第 3 行没有步骤，没有录入：另附材料" in told
    assert "还缺　第 2 行 申请：只有“是”的去向“2”，没有录入" in told
    assert "还缺　第 4 行 审查：下一步“3”没有录入，去向看是和否" in told
    assert "填表人" not in told
    assert not has_errors(check_content(content).problems)
    written = (content / "procedures" / "shencha.yml").read_text("utf-8")
    assert "状态: 草稿" in written
    assert "# 还缺：第 3 行没有步骤" in written


def test_the_end_is_where_the_next_step_says_so_or_else_the_last_step(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = without_default_state(site({}))
    rows = (
        ("流程", "步骤", "主体", "是", "否", "下一步"),
        ("盖章流程", "齐不齐", "车队", "盖章", "退回", ""),
        ("", "退回", "办公室", "", "", "结束"),
        ("", "盖章", "车队", "", "", "结束"),
        ("借车流程", "申请用车", "办公室", "", "", ""),
        ("", "还车", "办公室", "", "", ""),
        ("重大事项决定流程图", "决定", "党委", "", "", ""),
    )
    assert run(content, write_xlsx(tmp_path / "liucheng.xlsx", rows, ("A2:A4", "A5:A6"))) == 0
    told = capsys.readouterr().err
    assert "还缺　第 2、4 行：没有主体“车队”\n  主体先写进 bodies" in told
    assert "“借车流程”：2 步，结束在 还车" in told
    written = (content / "procedures" / "liucheng.yml").read_text("utf-8")
    assert not has_errors(check_content(content).problems)
    assert "- 结束: 退回\n        主体: 办公室\n      - 结束: 盖章\n" in written
    assert "名称: 借车流程\n    状态: 发布\n" in written
    assert "      - 结束: 还车\n        主体: 办公室\n" in written
    assert written.endswith(
        "    事项: [重大事项决定]\n    步骤:\n      - 结束: 决定\n        主体: 党委\n"
    )


def test_an_end_that_goes_on_is_told(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    rows = (
        ("序号", "步骤", "主体", "下一步", "结束"),
        ("1", "申请", "办公室", "", ""),
        ("2", "归档", "办公室", "1", "是"),
    )
    assert run(content, write_csv(tmp_path / "guidang.csv", rows)) == 0
    assert "第 3 行 归档：这一步是结束，下一步“1”没有录入" in capsys.readouterr().err
    assert "状态: 草稿" in (content / "procedures" / "guidang.yml").read_text("utf-8")


def test_steps_in_a_word_file_and_pasted_steps_give_what_the_table_gives(
    site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The procedure is called as the line above the table; steps that are pasted need a name."""
    content = site({})
    rows = [HEADINGS[:10], *(row[:10] for row in ROWS if row[0] != "3")]
    path = write_docx(tmp_path / "caigou.docx", "小额采购流程步骤表", "供各科室使用。", rows)
    assert run(content, path) == 0
    written = (content / "procedures" / "caigou.yml").read_text("utf-8")
    assert "    名称: 小额采购流程\n" in written
    (content / "procedures" / "caigou.yml").unlink()
    pasted = "\n".join("\t".join(row) for row in (("小额采购流程",), *rows))
    paste(monkeypatch, pasted)
    assert run(content, Path("-")) == 0
    assert (content / "procedures" / "daoru.yml").read_text("utf-8") == written
    (content / "procedures" / "daoru.yml").unlink()
    paste(monkeypatch, pasted.partition("\n")[2])
    assert run(content, Path("-")) == 1
    assert "没有流程的名称" in capsys.readouterr().err


def test_headings_in_two_rows_and_tables_of_one_name_are_read() -> None:
    """The row with 步骤 is no name of a procedure, though it has the word in it."""
    upper = ("步骤", "主体", "下一步", "", "结束")
    lower = ("步骤", "主体", "是", "否", "结束")
    steps = (("申请", "", "", "", ""), ("同意吗", "", "3", "1", ""), ("办结", "", "", "", "是"))
    rows = (upper, lower, *steps)
    sheets = [Sheet("表一", rows, ("借车流程",)), Sheet("表二", rows, ("借车流程", "如下。"))]
    tables = read_step_tables(sheets, "文件", lambda *_: True)
    assert [table.name for table in tables] == ["借车流程", "借车流程 2"]
    assert tables[0].steps[1]["branches"] == {"是": "办结", "否": "申请"}


def test_a_procedure_without_an_end_is_refused_with_the_mend(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (("步骤", "主体", "下一步"), ("申请", "申请人", ""), ("盖章", "办公室", "申请"))
    assert run(site({}), write_csv(tmp_path / "gaizhang.csv", rows)) == 1
    assert "没有结束：表里加一栏 结束，最后一步写 是" in capsys.readouterr().err


def test_gates_collective_decisions_ballots_and_risks_have_columns(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    rows = (
        ("步骤", "主体", "关口", "集体决定", "表决方式", "风险点"),
        ("审查", "办公室", "合法性审查", "", "", ""),
        ("讨论", "党委", "", "是", "举手表决", "论证走过场"),
        ("复议", "党委", "", "多半", "鼓掌", "没有的风险"),
        ("归档", "办公室", "", "否", "", "无"),
    )
    assert run(content, write_csv(tmp_path / "taolun.csv", rows)) == 0
    written = (content / "procedures" / "taolun.yml").read_text("utf-8")
    assert not has_errors(check_content(content).problems)
    assert "关口: [合法性审查]\n" in written
    assert "集体决定: 是\n        表决: 举手\n" in written
    assert "风险: [论证走过场]\n" in written
    told = capsys.readouterr().err
    for lack in ("集体决定“多半”没有录入", "表决方式“鼓掌”没有录入", "没有风险点“没有的风险”"):
        assert f"第 4 行 复议：{lack}" in told


def test_what_has_no_steps_is_refused(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site({}), write_csv(tmp_path / "a.csv", (("甲", "乙"), ("1", "2")))) == 1
    assert "没有找到表头" in capsys.readouterr().err


def test_a_second_import_changes_the_procedure_that_is_there(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    path = content / "procedures" / "l1.yml"
    before = path.read_text("utf-8").replace("时限: 3个工作日", "时限: 3个工作日   # 照规定")
    path.write_text(before + "声明步骤数: 2\n", "utf-8")
    rows = (
        ("流程编号", "步骤", "主体", "时限", "下一步"),
        ("l1", "提出", "", "", ""),
        ("l1", "合法性审查", "车队", "3个工作日", ""),
        ("l1", "是否通过", "", "", ""),
        ("l1", "公开", "", "2个工作日", ""),
        ("l1", "备案", "办公室", "", ""),
        ("l1", "归档", "", "", ""),
    )
    table = write_csv(tmp_path / "gai.csv", rows)
    assert run(content, table, "--dry-run") == 0
    told = capsys.readouterr().err
    assert path.read_text("utf-8") == before + "声明步骤数: 2\n"
    for words in (
        "流程“重大事项流程图”已经有了（l1，",
        "改　第 2 步 审查：步骤 由 审查 改为 合法性审查",
        "改　第 2 步 审查：时限 由 5个工作日 改为 3个工作日",
        "改　第 3 步 是否通过：分支 由 {通过: 公开, 不通过: 审查} 改为 {通过: 公开, 不通过: 合法性审查}",
        "新增　第 5 步，在“公开”后面：步骤 备案；主体 办公室",
        "没有改　第 3 行 合法性审查：没有主体“车队”",
        "请再改一处：procedures/l1.yml 第",
    ):
        assert words in told
    assert run(content, table) == 0
    after = before.replace("步骤: 审查", "步骤: 合法性审查").replace(
        "不通过: 审查", "不通过: 合法性审查"
    )
    after = after.replace("时限: 5个工作日", "时限: 3个工作日").replace(
        "3个工作日   #", "2个工作日   #"
    )
    after = after.replace("照规定\n", "照规定\n  - {步骤: 备案, 主体: 办公室}\n")
    assert path.read_text("utf-8") == after + "声明步骤数: 2\n"


def test_a_change_that_would_be_an_error_leaves_the_procedure_as_it_is(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    path = content / "procedures" / "l1.yml"
    before = path.read_text("utf-8")
    rows = (
        ("流程", "步骤", "主体"),
        ("重大事项流程图", "提出", ""),
        ("", "审查", ""),
        ("", "归档", ""),
    )
    table = write_csv(tmp_path / "gai.csv", rows)
    assert run(content, table) == 0
    assert "表里没有了　公开，没有动它；真要去掉的，加 --remove-steps" in capsys.readouterr().err
    assert run(content, table, "--remove-steps") == 1
    assert "什么也没有写：改了以后会有错误：" in capsys.readouterr().err
    assert path.read_text("utf-8") == before
