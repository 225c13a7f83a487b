"""A site full of hostile texts is inert in every output; the probe itself can fail."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pygraphviz
import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.inert.asset_markup import find_active
from shaiquan.model.common import Record
from tests.conftest import FULL, SMALL, MakeSite
from tests.inert.browser_probe import probe
from tests.inert.hostile_site import MARKDOWN, write_site
from tests.inert.payloads import AWAY, PAYLOADS, RUN

#: in a full run each payload stands in each place
COPIES, WALLS = (len(PAYLOADS), 12) if FULL else (7, 1)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; its content is beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    content = write_site(folder, COPIES, WALLS)
    options = [f"--content={content}", f"--site={folder / 'site'}", f"--cache={folder / 'cache'}"]
    assert main(["print", "--register", *options]) == 0
    return folder / "site"


def test_there_are_many_payloads_and_each_is_in_the_content(hostile: Path) -> None:
    assert len(PAYLOADS) >= 400
    written = [
        json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)
        for path in hostile.parent.glob("content/**/*.yml")
        if path.parent.name != "ledger" or path.name.startswith("posting")
    ]
    text = "\n".join(written)
    missing = [each for each in PAYLOADS if json.dumps(each, ensure_ascii=False)[1:-1] not in text]
    assert missing == []


def test_links_counts_and_characters_that_are_none_are_refused(site: MakeSite) -> None:
    rule = (SMALL / "rules" / "gz.md").read_text("utf-8")
    files = {}
    for number, text in enumerate(each for each in PAYLOADS if each not in MARKDOWN):
        named = re.sub("(编号: |称: )", rf"\g<1>r{number}", rule)
        files[f"rules/r{number}.md"] = f"{named}\n{text}\n"
    assert len(files) > 40
    problems = [each for each in check_content(site(files)).problems if each.code.code in REFUSED]
    assert {f"rules/{problem.path.rpartition('/')[2]}" for problem in problems} == set(files)
    line = rule.count("\n") + 2  # a target that is named elsewhere stands two lines below
    lines = {each.line for each in problems if each.code.code != "character-reference"}
    assert lines == {line, line + 2}


REFUSED = ("broken-link", "link-outside", "picture", "unknown-count", "character-reference")


# -- in a browser -----------------------------------------------------------------------------------


@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_for(hostile: Path, chromium: Any) -> None:
    files = sorted([*hostile.rglob("*.html"), *hostile.rglob("*.svg")])
    files.remove(hostile / "search" / "index.html")  # below: it has scripts of ours
    assert len(files) > 12 * COPIES
    with probe(chromium, hostile) as browser:
        names = [path.relative_to(hostile).as_posix() for path in files]
        found = {name: browser.open(name) for name in names}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.browser
def test_the_search_shows_hostile_words_as_text(hostile: Path, chromium: Any) -> None:
    shown = {"section", "h2", "small", "ol", "li", "a", "mark", "p", "span"}
    kinds = ("power", "rule", "procedure", "body", "risk", "channel")
    queries = [f"kind={kind}" for kind in kinds] + [
        f"q={quote(text)}" for text in PAYLOADS[:: 8 if FULL else 40]
    ]
    with probe(chromium, hostile) as browser:
        for query in queries:
            page = f"search/index.html?{query}"
            hits, said = browser.list_elements(page, "#_hits *", "#_found *, #_also *, #_typed *")
            assert {*hits} <= shown, query
            assert {*said} <= {"a"}, query
        assert "mark" in browser.list_elements("search/index.html?q=script", "#_hits *")[0]


CONTROLS = {
    "script": f"<script>{RUN}</script>",
    "script elsewhere": f"<script src='{AWAY}'></script>",
    "event": f"<img src=x onerror={RUN}>",
    "svg event": f"<svg onload={RUN}></svg>",
    "event that waits": "<p onclick=x>",
    "focus": f"<a href=x onfocus={RUN} autofocus>x</a>",
    "toggle": f"<details open ontoggle={RUN}>x</details>",
    "script link": f"<a href='java\tscript:{RUN}'>x</a>",
    "data link": "<a href=data:text/html,x>x</a>",
    "host link": f"<a href={AWAY}>x</a>",
    "picture": f"<img src={AWAY}>",
    "picture of another scheme": "<img src=https://away.example/x.png>",
    "style import": f"<style>@import '{AWAY}'</style>",
    "style attribute": f"<p style='background:url({AWAY})'>x</p>",
    "refresh": f"<meta http-equiv=refresh content='9;url={AWAY}'>",
    "refresh at once": f"<meta http-equiv=refresh content='0;url={AWAY}'>",
    "prefetch": f"<link rel=prefetch href={AWAY}>",
    "frame": f"<iframe src={AWAY}></iframe>",
    "frame of its own": f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    "form": f"<form action={AWAY}><button>x</button></form>",
    "base": f"<base href={AWAY}>",
    "two ids": "<p id=a></p><p id=a></p>",
    "file that is not there": "<img src=none.png>",
}


@pytest.mark.browser
@pytest.mark.parametrize("form", ["html", "svg"])
def test_the_probe_finds_whatever_runs_or_is_asked_for(
    tmp_path: Path, chromium: Any, form: str
) -> None:
    drawn = {
        "script": f"<script>{RUN}</script>",
        "event": f"<g onload='{RUN}'/>",
        "picture": f"<image href='{AWAY}'/>",
        "link": f"<a href='javascript:{RUN}'/>",
        "set": "<a><set attributeName='href' to='javascript:x'/></a>",
        "html": f"<foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='{AWAY}'/></foreignObject>",
        "style": f"<style>@import '{AWAY}';</style>",
    }
    for name, text in (CONTROLS if form == "html" else drawn).items():
        svg = f'<svg xmlns="http://www.w3.org/2000/svg">{text}</svg>'
        page = f"<!DOCTYPE html><title>x</title><body>{text}"
        (tmp_path / f"{name}.{form}").write_text(page if form == "html" else svg, "utf-8")
    (tmp_path / f"plain.{form}").write_text(
        "<!DOCTYPE html><title>x</title><p><a href='https://a.cn/'>x</a>"
        if form == "html"
        else '<svg xmlns="http://www.w3.org/2000/svg"><a href="x"/></svg>'
    )
    with probe(chromium, tmp_path) as browser:
        found = {path.stem: browser.open(path.name) for path in sorted(tmp_path.iterdir())}
    assert [name for name, what in found.items() if not what] == ["plain"]


# -- files for other programs -------------------------------------------------------------------------


def read_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_no_cell_begins_with_a_formula_and_each_can_be_had_back(hostile: Path) -> None:
    defused = 0
    for path in hostile.glob("data/*.csv"):
        rows = read_rows(path)
        records = json.loads(path.with_suffix(".json").read_text("utf-8"))
        for row, record in zip(rows, records, strict=True):
            assert [title for title, cell in row.items() if begins_a_formula(cell)] == []
            for name in ("id", "name", "short", "code"):
                cell = row.get(Record.label_of(name), "")
                told = "依法不予公开" if name in record["withheld"] else record[name]
                assert cell.removeprefix("'") == told
                defused += cell != told
    assert defused > COPIES


def test_no_cell_of_a_table_for_programs_begins_with_a_formula(hostile: Path) -> None:
    paths = list(hostile.glob("data/tables/*.csv"))
    assert paths
    for path in paths:
        cells = {(name, cell) for row in read_rows(path) for name, cell in row.items()}
        found = [pair for pair in cells if begins_a_formula(pair[1])]
        assert [name for name, cell in found if not re.fullmatch(r"-\d+", cell)] == []


def begins_a_formula(cell: str) -> bool:
    seen = [char for char in cell if unicodedata.category(char)[0] not in "ZCM"]
    return unicodedata.normalize("NFKC", "".join(seen[:1])).startswith(("=", "+", "-", "@"))


#: a script of a page is a file, with nothing of the content in it, or a block of data
_OF_THE_FRAME = re.compile(
    r'<script src="(\.\./)*(assets/(modes|search|search-page)|table|names)\.js"( defer)?>\s*'
    r'|<script type="application/ld\+json">[^<]*'
)


def test_no_page_has_a_script_or_structured_data_that_could_be_closed(hostile: Path) -> None:
    search = hostile / "search" / "index.html"
    for path in hostile.rglob("*.html"):
        scripts = re.findall(r"<script\b[^>]*>[^<]*", path.read_text("utf-8"), re.IGNORECASE)
        assert [each for each in scripts if not _OF_THE_FRAME.fullmatch(each)] == [], path
    scripts = re.findall(r"<script src[^<]*</script", search.read_text("utf-8"), re.IGNORECASE)
    names = ("../assets/search.js", "table.js", "names.js", "../assets/search-page.js")
    assert scripts[:-1] == [f'<script src="{name}" defer></script' for name in names]
    assert {path.suffix for path in hostile.rglob("*.*")} <= {
        ".html", ".svg", ".gv", ".png", ".json", ".jsonld", ".csv", ".pdf", ".css", ".js", ".xml",
        ".txt", ".nojekyll", "",
    }, "a new output: its allow-list goes into docs/allowed.md"  # fmt: skip


def test_the_index_of_the_search_is_values_and_no_code(hostile: Path) -> None:
    files = sorted((hostile / "search").glob("*.js"))
    assert len(files) >= 3
    for path in files:
        call = re.fullmatch(r"shaiquanSearch\.\w+\((.*)\);\n", path.read_text("utf-8"), re.DOTALL)
        assert call, path
        assert json.loads(call[1])
        assert not re.search("[\u2028\u2029]", call[1])


def test_every_chart_is_an_svg_without_anything_that_acts(hostile: Path) -> None:
    charts = list(hostile.glob("charts/*.svg"))
    assert len(charts) == COPIES
    assert [
        (path.name, find_active(path.name, path.read_bytes()))
        for path in charts
        if find_active(path.name, path.read_bytes())
    ] == []


def test_every_dot_file_has_the_attributes_of_a_chart_alone(hostile: Path) -> None:
    for path in hostile.glob("charts/*.gv"):
        text = path.read_text("utf-8")
        graph = pygraphviz.AGraph(string=text)
        holders = [graph.graph_attr, *(lane.graph_attr for lane in graph.subgraphs())]
        holders += [item.attr for item in (*graph.nodes(), *graph.edges())]
        assert {key for holder in holders for key in holder} <= DOT_ATTRIBUTES, path
        labels = [ElementTree.fromstring(label) for label in find_dot_labels(text)]
        assert len(labels) >= len(graph.nodes()) / 2
        elements = [element for label in labels for element in label.iter()]
        assert {element.tag for element in elements} <= LABEL_ELEMENTS, path
        assert {key for element in elements for key in element.attrib} <= LABEL_ATTRIBUTES, path


def find_dot_labels(text: str) -> Iterator[str]:
    """What stands between the outermost angle brackets, quoted strings apart."""
    depth = start = 0
    for token in re.finditer(r'"(?:\\.|[^"\\])*"|<|(?<!-)>', text):
        if token[0] == "<":
            start = start if depth else token.end()
            depth += 1
        elif token[0] == ">":
            depth -= 1
            if depth == 0:
                yield text[start : token.start()]
    assert depth == 0


DOT_ATTRIBUTES = {
    "label", "shape", "style", "dir", "class", "pos", "lp", "bb", "width", "height", "color",
    "fillcolor", "fontcolor", "fontname", "fontsize", "penwidth", "layout", "pad", "bgcolor",
    "outputorder",
}  # fmt: skip
LABEL_ELEMENTS = {"TABLE", "TR", "TD", "FONT", "B"}
LABEL_ATTRIBUTES = {
    "BORDER", "CELLBORDER", "CELLSPACING", "CELLPADDING", "SIDES", "COLOR", "BGCOLOR", "WIDTH",
    "HEIGHT", "ALIGN", "VALIGN", "POINT-SIZE",
}  # fmt: skip


def find_actions(value: Any, seen: set[int]) -> Iterator[str]:
    """The keys of a PDF that make a reader do something, wherever they stand."""
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return
        seen.add(value.idnum)
        value = value.get_object()
    if isinstance(value, DictionaryObject):
        for key, inner in value.items():
            if key in ACTIONS or (key == "/S" and inner in ACTIONS):
                yield f"{key} {inner}"
            yield from find_actions(inner, seen)
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from find_actions(inner, seen)


ACTIONS = frozenset(
    ("/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR",
     "/GoToE", "/Rendition", "/RichMedia", "/EmbeddedFile", "/EmbeddedFiles", "/XFA", "/AcroForm")
)  # fmt: skip


def test_no_pdf_does_anything(hostile: Path) -> None:
    papers = list(hostile.glob("print/*.pdf"))
    assert len(papers) >= 6 * WALLS + 3
    for path in papers:
        reader = pypdf.PdfReader(path)
        assert list(find_actions(reader.trailer["/Root"], set())) == [], path.name


def test_signs_of_typst_are_printed_as_they_are_written(hostile: Path) -> None:
    """``*x*``, ``$x$`` and ``#panic(1)`` in the steps of a sheet, sign by sign."""
    (record, *_) = json.loads((hostile / "data" / "procedure.json").read_text("utf-8"))
    printed = "".join(
        page.extract_text() for page in pypdf.PdfReader(hostile / "print/procedure-0-a1.pdf").pages
    )
    for node in record["nodes"]:
        assert squeeze(node["act"]) in squeeze(printed)


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_an_action_in_a_pdf_would_be_found(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(9, 9)
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.write(tmp_path / "a.pdf")
    root = pypdf.PdfReader(tmp_path / "a.pdf").trailer["/Root"]
    assert list(find_actions(root, set()))
