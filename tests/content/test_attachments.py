"""Files that a site hands out: which are published, and what is said of the others."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from shaiquan.build import site_files
from shaiquan.cli import main
from tests.conftest import MakeSite
from tests.disclosure.packed_files import zipped


class Office:
    """A small site whose power names a form, and the commands on it."""

    def __init__(self, make_site: MakeSite, folder: Path) -> None:
        self._make, self.site = make_site, folder / "site"
        self.content = make_site({})
        self._power = (self.content / "powers" / "p1.yml").read_text("utf-8")

    def write_power(self, more: str = "") -> None:
        self._make({"powers/p1.yml": self._power + more})

    def put(self, name: str, words: str = "甲") -> None:
        path = self.content / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zipped({"word/document.xml": words.encode()}))

    def build(self) -> int:
        return main(["build", f"--content={self.content}", f"--site={self.site}"])

    def handed_out(self) -> set[str]:
        folder = self.site / "files"
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}

    def page(self) -> str:
        return (self.site / "powers" / "p1" / "index.html").read_text("utf-8")


@pytest.fixture
def office(site: MakeSite, tmp_path: Path) -> Office:
    return Office(site, tmp_path)


def test_a_file_is_published_where_a_public_record_names_it_and_no_other(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.put("社会救助/申请 表（1）.docx")
    office.put("样表.docx")
    office.put("没人用.docx")
    office.write_power(
        "材料: [{名称: 申请表, 表格: files/社会救助/申请 表（1）.docx}]\n"
        "正文: 见[样表](../files/样表.docx)。\n"
    )
    assert office.build() == 0
    assert office.handed_out() == {"社会救助/申请 表（1）.docx", "样表.docx"}
    assert "files/没人用.docx:1:1: " in capsys.readouterr().err
    size = (office.content / "files" / "样表.docx").stat().st_size
    assert "申请 表（1）.docx（Word，1 KB）</a>" in office.page()
    assert 'href="../../files/%E6%A0%B7%E8%A1%A8.docx"' in office.page()
    with (office.site / "data" / "tables" / "file.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["path"]: row for row in csv.DictReader(file)}
    assert listed["files/样表.docx"]["bytes"] == str(size)
    (power,) = json.loads((office.site / "data" / "power.json").read_text("utf-8"))
    assert power["materials"][0]["blank_form"] == "files/社会救助/申请 表（1）.docx"


def test_a_file_that_changes_is_published_anew_and_its_page_tells_the_new_size(
    office: Office,
) -> None:
    office.put("申请表.docx")
    office.write_power("材料: [{名称: 申请表, 表格: 申请表.docx}]\n")
    assert office.build() == 0
    (office.content / "files" / "申请表.docx").write_bytes(zipped({"a": b"x"}) + b"\0" * 1_200_000)
    assert office.build() == 0
    assert "（Word，1.2 MB）" in office.page()
    office.write_power()
    assert office.build() == 0
    assert not (office.site / "files").exists()


def test_a_file_of_a_withheld_field_is_not_published(office: Office) -> None:
    office.put("申请表.docx")
    form = "材料: [{名称: 申请表, 表格: 申请表.docx}]\n"
    office.write_power(f"{form}不公开字段: [{{字段: 材料, 依据: 条例第十六条}}]\n")
    assert office.build() == 0
    assert not (office.site / "files").exists()


def test_a_file_with_words_that_are_withheld_stops_the_build(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.put("申请表.docx", "另议事项不对外说明")
    secret = "不设流程: 另议事项不对外说明\n不公开字段: [{字段: 不设流程, 依据: 条例第十六条}]\n"
    office.write_power(f"材料: [{{名称: 申请表, 表格: 申请表.docx}}]\n{secret}")
    assert office.build() == 1
    assert "files/申请表.docx" in capsys.readouterr().err
    assert not office.site.exists()


@pytest.mark.parametrize(
    "target",
    [
        "../files/申请表.docx",
        "files/申请表.docx",
        "申请表.docx",
        "%E7%94%B3%E8%AF%B7%E8%A1%A8.docx",
    ],
)
def test_a_link_to_a_file_may_begin_anywhere_in_the_content(office: Office, target: str) -> None:
    office.put("申请表.docx")
    office.write_power(f"正文: 见[申请表]({target})。\n")
    assert office.build() == 0
    assert office.handed_out() == {"申请表.docx"}


def test_a_file_that_changes_after_the_review_is_told(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.put("申请表.docx")
    office.put("样表.docx")
    office.write_power(
        "材料: [{名称: 申请表, 表格: 申请表.docx}]\n正文: 见[样表](files/样表.docx)。\n"
    )
    assert main(["review", f"--content={office.content}", "--by=办公室", "p1"]) == 0
    capsys.readouterr()
    assert office.build() == 0
    assert "p1" not in capsys.readouterr().err
    for name, field in (("申请表.docx", "材料"), ("样表.docx", "正文")):
        office.put(name, "乙")
        office.build()
        told = capsys.readouterr().err
        assert field in told
        office.put(name)


def test_no_file_is_called_unused_while_a_record_cannot_be_read(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.put("申请表.docx")
    office.write_power("材料: [{名称: 申请表, 表格: 申请表.docx}]\n承诺时限: 及时\n")
    assert office.build() == 1
    told = capsys.readouterr().err
    assert "vague-limit" in told
    assert "unused-file" not in told


def test_a_link_to_a_file_with_blanks_or_brackets_in_its_name(office: Office) -> None:
    for name in ("申请 表.docx", "样表(1).docx", "附件[2].docx"):
        office.put(name)
    office.write_power(
        "正文: 见[表](files/申请 表.docx)、[样表](<files/样表(1).docx>)、[附[件]](files/附件[2].docx)。\n"
    )
    assert office.build() == 0
    assert office.handed_out() == {"申请 表.docx", "样表(1).docx", "附件[2].docx"}
    assert office.page().count('href="../../files/') == 3


def test_a_link_that_leads_nowhere_is_told_whatever_its_text(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.put("申请表.docx")
    office.write_power("正文: 见[申请[1]表](files/申请人.docx)。\n")
    assert office.build() == 1
    assert "missing-file" in capsys.readouterr().err


@pytest.mark.parametrize("other", [b"other", None], ids=["changed", "gone"])
def test_what_stands_in_the_place_of_a_checked_file_is_not_published(
    office: Office,
    other: bytes | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    office.put("申请表.docx")
    office.write_power("材料: [{名称: 申请表, 表格: 申请表.docx}]\n")

    def read_regular(path: Path) -> bytes:
        if path.name != "申请表.docx":
            return path.read_bytes()
        if other is None:
            raise FileNotFoundError(2, "gone", str(path))
        return other

    monkeypatch.setattr(site_files, "read_regular", read_regular)
    assert office.build() == 1
    assert "file-changed" in capsys.readouterr().err
    assert not office.site.exists()


def test_a_macro_and_a_program_by_another_name_are_not_handed_out(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.put("表.docx")
    (office.content / "files" / "宏.docx").write_bytes(zipped({"word/vbaProject.bin": b"x"}))
    (office.content / "files" / "空.docx").write_bytes(b"")
    office.write_power("材料: [{名称: 甲, 表格: 宏.docx}, {名称: 乙, 表格: 空.docx}]\n")
    assert office.build() == 1
    told = capsys.readouterr().err
    for line in ("宏.docx:1:1: 提醒: 这个文件不能供人下载", "空.docx:1:1: 错误: 文件是空的"):
        assert line in told


def test_a_sub_item_shows_what_its_main_item_says_of_how_to_apply(office: Office) -> None:
    office.put("申请表.docx")
    office.write_power("条件: [年满十八周岁]\n材料: [{名称: 申请表, 表格: 申请表.docx}]\n")
    sub = office.content / "powers" / "p2.yml"
    sub.write_text("编号: p2\n名称: 子项\n主项: p1\n决定主体: 党委\n条件: [本村村民]\n", "utf-8")
    assert office.build() == 0
    page = (office.site / "powers" / "p2" / "index.html").read_text("utf-8")
    assert "照主项的" in page
    assert "申请表.docx（Word，1 KB）" in page
    assert "本村村民" in page
    assert "年满十八周岁" not in page
