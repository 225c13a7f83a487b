"""The docs say what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shaiquan import reference
from shaiquan.checks.runner import CODES
from shaiquan.cli import COMMANDS, ROOT, main
from shaiquan.kinds.overviews import RESERVED_IDS
from shaiquan.kinds.registry import KINDS
from shaiquan.model.review_lines import parse_review_line
from shaiquan.views.addresses import ANCHORS
from tests.conftest import SMALL, MakeSite
from tests.papers import decided
from tests.support import lines
from tests.versions.repositories import Repository

PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
MANUAL = ROOT / "docs" / "manual.zh-CN.md"


@pytest.mark.parametrize("name", reference.render_pages())
def test_the_generated_pages_are_up_to_date(name: str) -> None:
    page = (ROOT / "docs" / name).read_text("utf-8")
    assert page == reference.render_pages()[name], "run: make docs"


def test_the_glossary_explains_every_field_of_every_kind_by_its_own_words() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| (.*) \|$", read_doc("glossary.md"), re.MULTILINE)
    explained = {(name, label): about for name, label, about in rows}
    assert len(explained) == len(rows)
    for kind in KINDS:
        for name, label in kind.model.field_labels():
            about = kind.model.model_fields[name].description or ""
            assert about in explained[name, label], f"{kind.name}: {label}"


# -- where a rule comes from --------------------------------------------------------------------

ROW = re.compile(r"\b(?:S\d-\d+|X-\d+|C\d+)\b")
LAW = re.compile(
    r"[一-鿿]+(?:法|条例)(?:\(试行\))?(?:第[一二三四五六七八九十百]+条)?|[一-鿿]+〔\d{4}〕\d+号"
)


def read_doc(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def test_every_source_that_is_named_anywhere_is_a_row_of_the_sources() -> None:
    anchors = re.findall(r'<a id="([^"]+)"', read_doc("sources.md"))
    assert len(anchors) == len(set(anchors))
    named = {(code.code, row) for code in CODES for row in ROW.findall(code.source)}
    for path in [*PAGES, *ROOT.glob("shaiquan/**/*.py")]:
        rows = re.findall(r"\b(?:S\d|X)-\d\d\b", path.read_text("utf-8"))
        named |= {(str(path), row) for row in rows}
    assert {place for place, row in named if row.lower() not in anchors} == set()


def test_every_source_of_a_problem_is_a_row_of_the_sources_or_a_law() -> None:
    sources = {part for code in CODES if code.source for part in code.source.split(", ")}
    assert [part for part in sources if not (ROW.fullmatch(part) or LAW.fullmatch(part))] == []


def test_every_kind_of_records_is_described_in_the_glossary() -> None:
    rows = re.findall(r"^\| \S+ \| `\w+` \|.*$", read_doc("glossary.md"), re.MULTILINE)
    described = {row.split(" | ")[1].strip("`"): row.split(" | ")[2].strip("| ") for row in rows}
    assert [kind.name for kind in KINDS if not described[kind.name]] == []


def test_the_sources_of_a_problem_are_links_and_laws_stay_text() -> None:
    problems = read_doc("problems.md")
    for code in CODES:
        if code.source:
            section = problems.partition(f"### {code.code}\n")[2].partition("###")[0]
            source = section.partition("，出处 ")[2].partition("。")[0]
            for row in ROW.findall(code.source):
                assert f"[{row}](sources.md#{row.lower()})" in source
            assert re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", source) == code.source


# -- links and addresses ------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_between_the_pages_leads_to_a_file_and_an_anchor(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]+`", "", path.read_text("utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors_of(target.read_text("utf-8")), link


def anchors_of(text: str) -> set[str]:
    """The anchors of a Markdown page: of its headings, and those that are written out."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}
    return slugs | set(re.findall(r'<a id="([^"]+)"', text))


#: what the blanks of docs/addresses.md stand for
BLANKS = {
    "<list>": r"[a-z]+",
    "<id>": r"[a-z0-9][a-z0-9_-]*",
    "<mark>": r"[0-9a-z]{8}",
    "<page>": r"/([a-z0-9_-]+/)+",
    "<n>": r"[0-9]+",
    "<year>": r"[0-9]{4}",
    "<kind>": r"[a-z-]+",
    "<table>": r"[a-z_]+",
    "<form>": r"(a1|a2|a3|a4|a3-tiled|card)",
    "<file>": r".+",
}


def address_patterns() -> dict[str, re.Pattern[str]]:
    """The rows of the tables of docs/addresses.md that begin with an address."""
    addresses = re.findall(r"^\| `(/[^`]*|<page>[^`]*)` \|", read_doc("addresses.md"), re.MULTILINE)
    patterns = {}
    for address in addresses:
        pattern = re.escape(address)
        for blank, meaning in BLANKS.items():
            pattern = pattern.replace(blank, meaning)
        patterns[address] = re.compile(pattern)
    return patterns


def test_the_page_of_addresses_has_every_file_of_a_site_and_nothing_else(
    built: Path, site: MakeSite, tmp_path: Path
) -> None:
    chart = (SMALL / "procedures" / "l1.yml").read_text("utf-8")
    rule = (SMALL / "rules" / "gz.md").read_text("utf-8").replace("gz\n", "gz2\n")
    roles = "".join(f"  - {{编号: js{n}, 名称: 角色{n}}}\n" for n in range(120))
    content = site(
        {
            **decided(),
            "procedures/l1.yml": chart + "上墙: 是\n",
            "bodies/more.yml": (
                "机构: [{编号: qw, 名称: 小区党委, 类型: 党委}]\n"
                "岗位: [{编号: wy, 名称: 委员, 机构: 小区党委, 班子成员: 是}]\n"
                f"角色:\n{roles}"
            ),
            "topics/yt.yml": (
                "{编号: yt, 名称: 修路, 类型: 重大决策, 提出: {单位: 办公室, 日期: 2026-01-10},"
                " 公示: [{从: 2026-02-02, 至: 2026-02-12}], 分解: [{任务: 招标}]}\n"
            ),
            "rules/more.md": rule.replace("小镇", "小区").replace("简称: ", "单位: qw\n简称: 小区"),
        }
    )
    text = (content / "site.yml").read_text("utf-8")
    (content / "site.yml").write_text(f"{text}变更记录从: 2026-01-01\n", "utf-8")
    repository = Repository(content.parent)
    repository.commit({}, "第一次", "2026-03-01T09:00:00+08:00")
    changed = chart.replace("承诺时限: 20个工作日", "承诺时限: 15个工作日")
    repository.commit(
        {"procedures/l1.yml": f"{changed}上墙: 是\n"}, "改", "2026-03-02T09:00:00+08:00"
    )
    printed = tmp_path / "printed"
    assert main(["print", "--xlsx", "--content", str(content), "--site", str(printed)]) == 0
    patterns = address_patterns()
    matched = set()
    for folder in (built, printed):
        for path in filter(Path.is_file, folder.rglob("*")):
            file = "/" + path.relative_to(folder).as_posix()
            address = file.removesuffix("index.html")
            names = {name for name, pattern in patterns.items() if pattern.fullmatch(address)}
            assert names, file
            matched |= names
    assert matched == set(patterns)


def test_the_page_of_addresses_names_all_that_records_and_steps_must_not_be_called() -> None:
    page = read_doc("addresses.md").partition("## Ids that are taken")[2]
    for word in RESERVED_IDS | ANCHORS:
        assert f"`{word}`" in page


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readmes_name_every_command_and_every_target_of_make(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for command in COMMANDS:
        assert f"build.py {command}" in text, command
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for target in targets:
        assert f"make {target}" in text, target


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def manual_examples() -> list[tuple[str, str]]:
    """(file name, text) of the manual's examples: a fence after a line that names the file, or
    one that says what is added to it. The first hour is a site of its own, with its own test."""
    text = re.sub(r"(?s)### 第一个小时\n.*?\n## ", "## ", MANUAL.read_text("utf-8"))
    files: dict[str, str] = {}
    for name, added, example in re.findall(
        r"`content/([\w/.-]+)`( 里再加)?：\n\n```\w+\n(.*?)```", text, re.DOTALL
    ):
        assert bool(added) == (name in files), name
        files[name] = files.get(name, "") + example
    return list(files.items())


def test_the_manual_has_examples() -> None:
    assert len(manual_examples()) >= 6


def test_the_examples_of_the_manual_are_a_site_without_a_mistake(tmp_path: Path) -> None:
    from shaiquan.checks.checking import check_content

    for name, text in manual_examples():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    content = tmp_path / "content"
    assert lines(check_content(content), content) == []
    assert main(["--content", str(content), "--site", str(tmp_path / "site")]) == 0


def test_the_table_that_the_manual_shows_is_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in manual_examples():
        write(tmp_path / "content" / name, text)
    chapter = MANUAL.read_text("utf-8").partition("### 已经有表格的：import\n")[2]
    rows = [line.strip("| ").split("|") for line in re.findall(r"^\|.*\|$", chapter, re.MULTILINE)]
    cells = [[cell.strip(" *") for cell in row] for row in rows if "---" not in row[0]]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(",".join(row) for row in cells[1:5]), "utf-8")
    content = tmp_path / "content"
    assert main(["import", "meeting", str(table), "--content", str(content)]) == 0
    assert (content / "meetings" / "hy-20260727.yml").is_file()
    assert "没有用到的栏" not in capsys.readouterr().err
    assert main(["check", "--content", str(content)]) == 0


def test_the_look_that_the_manual_shows_is_that_of_the_site(tmp_path: Path) -> None:
    """What 改外观 says, done to the site that the manual shows."""
    for name, text in manual_examples():
        write(tmp_path / "content" / name, text)
    chapter = MANUAL.read_text("utf-8").partition("### 改外观\n")[2].partition("\n### ")[0]
    for name, text in re.findall(
        r"`((?:layouts|assets)/[^`\n]+)`：\n\n```\w+\n(.*?)```", chapter, re.DOTALL
    ):
        write(tmp_path / name, text)
    (choices,) = re.findall(r"```yaml\n(版面:.*?)```", chapter, re.DOTALL)
    site = tmp_path / "content" / "site.yml"
    write(site, f"{site.read_text('utf-8')}\n外观: 红头\n{choices}")
    built = tmp_path / "site"
    assert main(["--content", str(tmp_path / "content"), "--site", str(built)]) == 0
    (power,) = (p for p in built.glob("powers/*/index.html") if p.parent.name not in RESERVED_IDS)
    page, powers = power.read_text("utf-8"), (built / "powers/index.html").read_text("utf-8")
    for said in ("直接看正文", "assets/own.css", "本站说明", '<p class="notice">这件事由'):
        assert said in page, said
    assert "关于本站" not in page.partition("<main")[0]
    assert "masthead" not in page, "the site's own header stands in place of the theme's"
    assert "hongtou.css" in page, "the rest of the theme is kept"
    assert 'data-label="风险点"' not in powers
    assert 'data-label="决定主体"' in powers
    assert (built / "assets" / "own.css").is_file()


def test_the_manual_shows_a_line_of_the_reviews_as_it_is_written() -> None:
    (line,) = re.findall(r"```yaml\ndw-01: (.*=.*)\n```", MANUAL.read_text("utf-8"))
    assert str(parse_review_line(line)) == line


def test_the_manual_shows_a_mistake_just_as_it_is_printed(
    site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    message = re.search(r"```text\n(content/.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    assert message
    for name, text in manual_examples():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("决定主体: 党委会", "决定主体: 党委回"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--content", "content"]) == 1
    assert message[1] in capsys.readouterr().err
