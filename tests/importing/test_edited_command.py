"""``export xlsx``, Excel, ``import``: what an editor runs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shaiquan.cli import main
from shaiquan.importing import list_command
from shaiquan.importing.list_texts import write_files
from tests.conftest import MakeSite
from tests.importing.edited_workbooks import FILE, LIST, make_site
from tests.support import read_tree

Told = pytest.CaptureFixture[str]


def open_sheet(path: Path) -> tuple[Any, Any, dict[str, int]]:
    """A workbook, its sheet, and the column of each heading."""
    book = load_workbook(path)
    sheet: Any = book.worksheets[0]
    return book, sheet, {cell.value: cell.column for cell in sheet[2]}


def test_a_list_goes_out_to_excel_and_comes_back(site: MakeSite, capsys: Told) -> None:
    content = make_site(site)
    before = read_tree(content)
    folder, where = content.parent / "excel", ("--content", str(content))
    assert main(["export", "xlsx", "powers", "rule", "--to", str(folder), *where]) == 0
    told = capsys.readouterr().err
    assert "权力事项 3 条。\n制度 1 条；表里没有、导入时不动的栏：正文。\n" in told
    assert "不要公开，不要外传" in told
    path = folder / "权力事项-编辑.xlsx"
    assert main(["import", "power", str(path), *where]) == 0
    assert "改了 0 条、没有变 3 条" in capsys.readouterr().err
    assert main(["import", "duty", str(path), *where]) == 1
    assert "这是权力事项的编辑表，请写 import power" in capsys.readouterr().err
    assert read_tree(content) == before

    book, sheet, columns = open_sheet(path)
    row = next(row for row in (3, 4, 5) if sheet.cell(row, 1).value == "qx-1")
    texts = [sheet.cell(row, columns[h]) for h in ("名称", "事项编码", "办件量", "备注")]
    assert [cell.value for cell in texts] == ["=修路+1", "0012", "1E5", "-"]
    assert {(cell.data_type, cell.number_format) for cell in texts} == {("s", "@")}
    assert str(sheet["A1"].value).startswith("编辑用，不得公开")
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:3]) == ("C3", "A2:")
    sheet.cell(row, columns["事项编码"]).value = "0013"
    sheet.delete_rows(1)  # the notice; rows may be anywhere
    book.save(path)
    assert main(["import", "power", str(path), *where]) == 0
    assert (content / FILE).read_text("utf-8") == LIST.replace("0012", "0013")


def test_the_fields_above_a_rule_change_and_its_text_stays(site: MakeSite) -> None:
    content = make_site(site)
    folder, where = content.parent / "excel", ("--content", str(content))
    assert main(["export", "xlsx", "rule", "--to", str(folder), *where]) == 0
    _, sheet, columns = open_sheet(folder / "制度-编辑.xlsx")
    sheet.cell(3, columns["施行日期"]).value = "2026年2月1日"
    sheet.cell(3, columns["文号"]).value = "小镇发〔2026〕1号"
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    saved = folder / "制度.csv"  # what Excel calls CSV is known by its marks too
    with saved.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    rule = content / "rules" / "gz.md"
    before = rule.read_text("utf-8")
    assert main(["import", "rule", str(saved), *where]) == 0
    after = before.replace("2026-01-05\n", "2026年2月1日\n")
    assert rule.read_text("utf-8").replace('文号: "小镇发〔2026〕1号"\n', "") == after


def test_a_workbook_that_cannot_be_trusted_is_refused(site: MakeSite, capsys: Told) -> None:
    content = make_site(site)
    folder, where = content.parent / "excel", ("--content", str(content))
    assert main(["export", "xlsx", "powers", "--to", str(folder), *where]) == 0
    before = read_tree(content)
    for change, why in {
        "A4:A5": "工作表“权力事项”里有合并的格子，请取消合并，每行写全：A4:A5。",
        "=1+1": "工作表“权力事项”里公式没有存下结果，请改成字：B3。",
        "#REF!": "工作表“权力事项”里公式的结果是错误，请改成字：B3。",
        "简称": "有 2 栏都叫“简称”，不知道照哪一栏，请只留一栏。",
        "编号": "没有“编号”这一栏",
        "核对码": "最后一列（藏着的核对码）没有了；请重新导出",
    }.items():
        book, sheet, columns = open_sheet(folder / "权力事项-编辑.xlsx")
        if change == "A4:A5":
            sheet.merge_cells(change)
        elif change in columns:
            sheet.cell(2, columns[change]).value = "简称" if change == "简称" else "号"
            sheet.cell(2, columns["单位"]).value = "简称" if change == "简称" else "单位"
        elif change == "核对码":
            sheet.delete_cols(sheet.max_column)
        else:
            sheet["B3"].value = change
        book.create_sheet("草稿纸")["A1"] = "记一下"
        book.save(folder / "改过.xlsx")
        capsys.readouterr()
        assert main(["import", "powers", str(folder / "改过.xlsx"), *where]) == 1
        assert why in capsys.readouterr().err
    assert read_tree(content) == before


def test_other_sheets_of_a_workbook_are_told_of(site: MakeSite, capsys: Told) -> None:
    content = make_site(site)
    folder, where = content.parent / "excel", ("--content", str(content))
    assert main(["export", "xlsx", "powers", "--to", str(folder), *where]) == 0
    book, _, _ = open_sheet(folder / "权力事项-编辑.xlsx")
    book.create_sheet("新增的", 0)["A1"] = "架桥"
    book.save(folder / "改过.xlsx")
    assert main(["import", "powers", str(folder / "改过.xlsx"), "--dry-run", *where]) == 0
    assert "注意　工作表“新增的”没有读" in capsys.readouterr().err


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_rule_of_windows_is_changed_where_it_was_edited(site: MakeSite, mark: str) -> None:
    content = make_site(site)
    rule = content / "rules" / "gz.md"
    before = mark + rule.read_text("utf-8").replace("\n", "\r\n")
    rule.write_bytes(before.encode())
    folder, where = content.parent / "excel", ("--content", str(content))
    assert main(["export", "xlsx", "rule", "--to", str(folder), *where]) == 0
    book, sheet, columns = open_sheet(folder / "制度-编辑.xlsx")
    sheet.cell(3, columns["简称"]).value = ""
    sheet.cell(3, columns["施行日期"]).value = "2026年2月1日"
    book.save(folder / "制度-编辑.xlsx")
    assert main(["import", "rule", str(folder / "制度-编辑.xlsx"), *where]) == 0
    after = before.replace("简称: 议事规则\r\n", "").replace("2026-01-05", "2026年2月1日")
    assert rule.read_bytes().decode() == after


def test_what_is_saved_while_a_workbook_is_imported_is_not_lost(
    site: MakeSite, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make_site(site)
    folder, where = content.parent / "excel", ("--content", str(content))
    assert main(["export", "xlsx", "powers", "--to", str(folder), *where]) == 0
    book, sheet, columns = open_sheet(folder / "权力事项-编辑.xlsx")
    sheet.cell(3, columns["简称"]).value = "路"
    book.save(folder / "权力事项-编辑.xlsx")
    saved = LIST.replace("决定修哪条路", "决定修哪几条路")

    def save(*told: object) -> None:
        (content / FILE).write_text(saved, "utf-8")

    monkeypatch.setattr(list_command, "tell_plan", save)  # between the plan and its files
    assert main(["import", "power", str(folder / "权力事项-编辑.xlsx"), *where]) == 1
    assert f"{FILE} 刚才有人改过，请再录一次" in capsys.readouterr().err
    assert (content / FILE).read_text("utf-8") == saved


def test_a_file_that_is_written_keeps_its_rights_and_the_link_to_it(tmp_path: Path) -> None:
    file, link = tmp_path / "a.yml", tmp_path / "b.yml"
    file.write_text("旧", "utf-8")
    file.chmod(0o600)
    link.symlink_to("a.yml")
    write_files(tmp_path, {"b.yml": "新"})
    assert (file.read_text("utf-8"), link.is_symlink()) == ("新", True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yml", "b.yml"]
