"""The manual of the editors: its commands are run, its YAML is checked, its pictures are there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from shaiquan.checks.checking import check_content
from shaiquan.cli import ROOT, main
from shaiquan.codes import READING_CODES
from shaiquan.command_line import make_parser
from shaiquan.kinds.registry import KINDS
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of
from shaiquan.reference import list_contents
from tests import manual_pictures
from tests.importing.tables import write_sheets, write_xlsx
from tests.test_reference import manual_examples

MANUAL = (ROOT / "docs" / "manual.zh-CN.md").read_text("utf-8")
#: words after a command that say what it does: behind several blanks, or behind #
_REMARK = re.compile(r"\s{2,}\S*[^\x00-\x7f].*|\s+#.*")
#: what an example alone may lack, and names that nobody has in the site of the manual
_INCOMPLETE = ("unknown-reference", "missing-field")
_SHOWN = re.compile(r"(?m)^(?:\w+=\S+ )?python build\.py ?(.*)$|`python build\.py ?([^`]*)`")


def section(title: str) -> str:
    """The text of a section, without those below the next heading of its level."""
    found = re.search(rf"(?ms)^(#+) {re.escape(title)}\n(.*)", MANUAL)
    assert found, title
    return re.split(rf"(?m)^#{{1,{len(found[1])}}} ", found[2])[0]


def read_commands(text: str) -> list[list[str]]:
    """The words of each command that stands in a text."""
    shown = (first or second for first, second in _SHOWN.findall(text))
    return [shlex.split(_REMARK.sub("", line)) for line in shown]


def read_table(text: str, number: int) -> list[list[str]]:
    """A table of a section: rows of cells, the headings first."""
    table = re.findall(r"(?m)(?:^\|.*\n)+", text)[number]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return [row for row in rows if not row[0].startswith("---")]


def test_the_list_of_contents_has_every_section() -> None:
    assert list_contents(MANUAL) == MANUAL, "run: make docs"


@pytest.mark.parametrize("words", read_commands(MANUAL), ids=" ".join)
def test_every_command_that_the_manual_shows_is_one(words: list[str]) -> None:
    given = words if words and not words[0].startswith("-") else ["build", *words]
    make_parser(given).parse_args(given)


def test_every_target_of_make_that_the_manual_shows_is_one() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {*re.findall(r"`make ([a-z-]+)", MANUAL)} <= {*targets}


# -- what a clerk does on the first day ---------------------------------------------------------


def write_documents(folder: Path) -> None:
    """What an office has: its bodies, its rule in Word, and the tables that the manual shows."""
    tables = section("清单、流程也有表格的")
    bodies = [
        ("机构名称", "简称", "类型", "上级机构"),
        ("党委会会议", "党委会", "党委", "某镇"),
        *((name, "", "内设机构", "某镇") for name in ("党政办", "司法所", "民政所")),
    ]
    write_xlsx(folder / "机构.xlsx", bodies)
    write_sheets(folder / "权力清单.xlsx", {"权力清单": read_table(tables, 0)})
    write_xlsx(folder / "大额资金的使用流程.xlsx", read_table(tables, 1))
    rule = docx.Document()
    for line in ("某镇议事规则", "第一条　大额资金的使用由党委会集体讨论决定。"):
        rule.add_paragraph(line)
    rule.save(str(folder / "议事规则.docx"))


def test_the_quick_start_leads_from_the_documents_of_an_office_to_a_chart_on_the_wall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_documents(tmp_path)
    commands = read_commands(section("快速上手").partition("```\n\n")[0])
    assert len(commands) == 10
    answers = ["--yes", "--unit", "某县某镇", "--short", "某镇", "--phone", "0000-0000000"]
    for words in commands:
        if words == ["serve"]:  # it does not end by itself
            continue
        if words[0] == "check":
            edit(next(Path("content/rules").glob("*.md")), "状态: 草稿", "状态: 发布")
            (procedure,) = Path("content/procedures").glob("大额*.yml")
            edit(procedure, "使用流程\n", "使用流程\n    上墙: 是\n")
        more = answers if words == ["init"] else []
        capfd.readouterr()
        assert main([*words, *more, "--content", "content", "--site", "site"]) == 0, words
        told = capfd.readouterr().err
        assert "错误" not in told
        assert "示例：写自己的" not in told
        if words[:2] == ["import", "powers"]:
            (report,) = re.findall(r"```text\n(.*?)```", section("清单、流程也有表格的"), re.DOTALL)
            for line in report.splitlines():
                assert line in told
    assert Path("site/print/lc-001-a3.pdf").exists()
    assert "办事大厅" in Path("site/procedures/wall/index.html").read_text("utf-8")
    assert "事项: [大额资金的使用]" in procedure.read_text("utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


def test_what_a_first_start_says_is_what_the_manual_shows() -> None:
    (shown,) = re.findall(r"```text\n(.*?)```", section("第一次打开"), re.DOTALL)
    said = "".join((ROOT / name).read_text("utf-8") for name in ("build.py", "shaiquan/serve.py"))
    for line in shown.replace("http://127.0.0.1:8000", "{address}").splitlines():
        assert f'"{line}"' in said


def test_versions_reviews_and_word_work_as_the_manual_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in manual_examples():
        path = Path("content", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    power, before = Path("content/powers/dw-01.yml"), dict(manual_examples())["powers/dw-01.yml"]
    after = before.replace("重大事项的决定", "重要事项的决定")
    versions = section("找回以前的内容：save、undo、restore、history")
    chapters = (versions, section("审查以后又改了：review"), section("要发 Word：export docx"))
    for words in read_commands("".join(re.findall(r"(?s)```\w*\n(.*?)```", "".join(chapters)))):
        if re.fullmatch(r"[\d-]{10}", words[-1]):  # what was kept that day, is not known here
            continue
        assert main([*words, "--content", "content"]) == 0, words
        if words[0] == "save":
            power.write_text(after, "utf-8")
        elif words[0] in ("undo", "restore"):
            assert power.read_text("utf-8") in (before, after)
    assert "张三" in Path("content/reviews.yml").read_text("utf-8")
    assert [len([*Path(folder).glob("*.docx")]) for folder in ("word", "报送")] == [1, 1]
    assert "承诺时限改为十日" in capsys.readouterr().out


# -- examples without a file --------------------------------------------------------------------


def loose_examples() -> Iterator[str]:
    """The YAML that no file is named for: parts of records, of steps, of the settings."""
    for before, text in re.findall(r"(?s)(.*?)```yaml\n(.*?)```", MANUAL):
        if not re.search(r"`(?:content|layouts)/[^`]+`(?: 里再加)?：\s*$", before):
            yield text


def write_as_record(text: str, number: int) -> tuple[str, str]:
    """A content file with the example, and its name: as it stands, or as a part of a record."""
    value: Any = yaml.load(text, yaml.BaseLoader)
    kinds = {kind.label: kind for kind in KINDS}
    if isinstance(value, dict) and {*value} <= {*kinds}:
        return f"{kinds[next(iter(value))].folder}/li-{number}.yml", text
    if isinstance(value, list):
        kind, text = kinds["流程"], "步骤:\n" + text
    else:
        kind = next(k for k in KINDS if {*value} <= {*spellings_of(k.model)})
    own = "" if "编号" in value else f"编号: li-{number}\n名称: 例{number}\n"
    lines = "".join(f"    {line}\n" for line in (own + text).splitlines())
    return f"{kind.folder}/li-{number}.yml", f"{kind.label}:\n  -\n{lines}"


def test_every_part_that_the_manual_shows_is_one_that_may_be_written(tmp_path: Path) -> None:
    """Names that nobody has and what a part alone lacks are no mistakes of an example."""
    content = tmp_path / "content"
    examples = dict(manual_examples())
    settings: dict[str, Any] = yaml.load(examples["site.yml"], yaml.BaseLoader)
    for number, text in enumerate(loose_examples()):
        value = yaml.load(text, yaml.BaseLoader)
        if isinstance(value, dict) and {*value} <= {*spellings_of(Site)}:
            settings |= value
        elif "dw-01" not in value:  # a line of reviews.yml, which has a test of its own
            name, record = write_as_record(text, number)
            examples[name] = record
    examples["site.yml"] = yaml.safe_dump(settings, allow_unicode=True)
    for name, text in examples.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    problems = check_content(content).problems
    unread = [p for p in problems if p.code in READING_CODES and p.code.code not in _INCOMPLETE]
    assert [(p.path, p.code.code, p.excerpt) for p in unread] == []


# -- pictures -----------------------------------------------------------------------------------


def test_every_picture_of_the_manual_is_made_by_the_program_small_and_described() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(pictures/manual/([\w-]+)\.png\)\n\n\*(.+)\*\n", MANUAL)
    assert {name for _, name, _ in shown} == {*manual_pictures.PAGES, manual_pictures.POSTER}
    assert all(len(alt) >= 8 and len(caption) >= 8 for alt, _, caption in shown)
    files = [*manual_pictures.PICTURES.iterdir()]
    assert {path.stem for path in files} == {name for _, name, _ in shown}
    assert sum(path.stat().st_size for path in files) < 1_000_000
