"""Booklets as PDF: page, type, contents, index, tags, and texts that no template reads as markup."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from shaiquan.cli import ROOT
from shaiquan.files.layouts import Templates
from shaiquan.model.articles import find_articles
from shaiquan.model.rules import Rule
from shaiquan.model.terms import Force, State
from shaiquan.press import ARCHIVAL
from shaiquan.prints.compilation import Compilation
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.sheet_jobs import make_pdf
from tests.booklets import (
    bare,
    book,
    compilations,
    contents,
    names,
    numbered,
    pages,
    public,
    rule,
    texts,
)
from tests.conftest import MakeSite
from tests.printed import codes, figures, fonts, long, reader, root

LAYOUTS = Templates(ROOT / "layouts")
MM = 72 / 25.4
LEADER = "岗位: [{编号: wy, 名称: 委员, 机构: 党委, 班子成员: 是, 职责: [管账]}]\n"
ALL = ("compilation", "functions", "powers-a3", "posts")
HOSTILE = '第一条　#panic("x") $a_b$ \\\\ # ] [x] <标签> @ref "引" \'q\' ~ -- // 注 /* c */ = 题 ${y} #{z}。'
SHOWN = '#panic("x")$a_b$\\#][x]<标签>@ref"引"\'q\'~--//注/*c*/=题${y}#{z}。'


@pytest.fixture
def content(site: MakeSite) -> Path:
    return site({"bodies/more.yml": LEADER, "procedures/l1.yml": long(40)})


def test_a_site_has_its_booklets_and_a_compilation_for_every_unit_with_rules(
    content: Path, site: MakeSite
) -> None:
    assert names(content) == [f"print/{item}.pdf" for item in ALL]
    site(
        {
            "bodies/cun.yml": "机构: [{编号: cun, 名称: 小村}]\n",
            "rules/a.md": rule("a", "村规", "单位: 小村\n"),
        }
    )
    assert "print/compilation-dw.pdf" in names(content)


@pytest.mark.parametrize("name", ALL)
def test_a_booklet_is_tagged_in_chinese_and_has_its_fonts_with_it(content: Path, name: str) -> None:
    pdf = reader(book(content, name))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root(pdf)["/Metadata"].get_object().get_data()
    assert root(pdf)["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root(pdf)
    assert root(pdf)["/Lang"].startswith("zh")
    embedded = [font for font in fonts(pdf) if font["/Subtype"] != "/Type0"]
    assert embedded
    assert all(
        "/FontFile3" in f["/FontDescriptor"] or "/FontFile2" in f["/FontDescriptor"]
        for f in embedded
    )
    assert b"\0\0" not in set(codes(pdf)), "a glyph is missing"


@pytest.mark.parametrize("name", ALL)
def test_a_booklet_can_be_made_for_the_archive(content: Path, name: str) -> None:
    meta = root(reader(book(content, name, ARCHIVAL)))["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in meta


@pytest.mark.parametrize("name", ALL)
def test_the_same_content_gives_the_same_bytes(content: Path, name: str) -> None:
    first, second = (hashlib.sha256(book(content, name)).hexdigest() for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("compilation", 210, 297),
        ("functions", 210, 297),
        ("posts", 210, 297),
        ("powers-a3", 420, 297),
    ],
)
def test_pages_have_the_size_of_their_paper(
    content: Path, name: str, width: int, height: int
) -> None:
    for page in reader(book(content, name)).pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx((width * MM, height * MM), abs=0.5)


# -- the compilation ---------------------------------------------------------------------------


def characters(content: bytes, page: int) -> list[tuple[str, float, float]]:
    """The characters of a page, each with its left edge and its middle from the top, in mm."""
    sheet = pypdfium2.PdfDocument(io.BytesIO(content))[page]
    text = sheet.get_textpage()
    characters = []
    for index in range(text.count_chars()):
        left, bottom, _, top = text.get_charbox(index, loose=True)
        middle = (sheet.get_height() - (bottom + top) / 2) / MM
        characters.append((text.get_text_range(index, 1), left / MM, middle))
    return characters


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area(site: MakeSite) -> None:
    """GB/T 9704: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm."""
    made = book(site({"rules/gz.md": rule("gz", "小镇议事规则", text="第一条　" + "国" * 2400)}))
    page_texts = numbered(reader(made))
    first = len(pages(reader(made))) - len(page_texts)
    for number, gutter in ((2, 26), (3, 28)):
        assert page_texts[number] == "国" * 22 * 28, number
        positions = [
            character for character in characters(made, first + number - 1) if character[0] == "国"
        ]
        lines = sorted({round(middle, 1) for _, _, middle in positions})
        assert len(lines) == 22
        em = 16 / MM
        assert lines[0] - em / 2 == pytest.approx(37, abs=1)
        assert lines[-1] + em / 2 == pytest.approx(37 + 225, abs=1)
        left, right = min(x for _, x, _ in positions), max(x for _, x, _ in positions) + em
        assert left == pytest.approx(gutter, abs=0.5), "28 mm at the back, odd pages' left"
        assert right - left == pytest.approx(156, abs=0.5)


def test_page_numbers_stand_outside_with_dashes(site: MakeSite) -> None:
    made = book(site({"rules/gz.md": rule("gz", "小镇议事规则", text="第一条　" + "国" * 1400)}))
    first = len(pages(reader(made))) - len(numbered(reader(made)))
    for number, right in ((1, True), (2, False)):
        dashes = [
            character for character in characters(made, first + number - 1) if character[0] == "—"
        ]
        assert len(dashes) == 2
        assert all((x > 105) == right and y > 262 for _, x, y in dashes)


def test_the_contents_name_the_page_of_everything(site: MakeSite) -> None:
    files = {
        f"rules/r{n}.md": rule(f"r{n}", f"第{n}号办法", text="第一条　" + "国" * 700)
        for n in range(9)
    }
    content = site({**files, "procedures/l1.yml": long(40)})
    made = reader(book(content))
    page_texts, lines = numbered(made), contents(made)
    parts = compilations(content)["dw"].parts
    titles = [
        name
        for part in parts
        for name in (part.title, *(chapter.title for chapter in part.chapters))
    ]
    assert [name for name, _ in lines] == [*map(bare, titles), "索引"]
    for name, number in lines:
        assert name in page_texts[number], name
        assert number == 1 or name not in page_texts[number - 1] or len(name) < 5


def test_a_table_of_a_rule_is_set_as_a_table(site: MakeSite) -> None:
    text = "第一条　按金额确认：\n\n| 金额 | 确认 |\n| --- | --- |\n| 不满20000元 | 分管领导 |\n"
    pdf = reader(book(site({"rules/gz.md": rule("gz", "小镇议事规则", text=text)})))
    page = pdf.pages[len(pdf.pages) - len(numbered(pdf))].extract_text()
    assert "不满20000元" in page
    roles = {str(item.get("/S")) for item in _structure(pdf)}
    assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= roles


def _structure(pdf: PdfReader) -> list[DictionaryObject]:
    last: Any = pdf.trailer["/Size"]
    items = (pdf.get_object(number) for number in range(1, last))
    return [item for item in items if isinstance(item, DictionaryObject) and "/S" in item]


def test_every_chart_is_a_figure_with_its_steps_in_words(content: Path) -> None:
    descriptions = figures(reader(book(content)))
    assert sum("审查材料并且提出初步处理意见" in text for text in descriptions) == 1
    assert all(descriptions)


def test_the_index_names_the_pages_on_which_a_term_stands(site: MakeSite) -> None:
    files = {
        f"rules/r{n}.md": rule(f"r{n}", f"第{n}号办法", text=f"第一条　由{who}办。")
        for n, who in enumerate(("办公室", "村里", "办公室", "办公室", "办公室"))
    }
    made = reader(
        book(
            site(
                {
                    **files,
                    "powers/p1.yml": None,
                    "procedures/l1.yml": None,
                    "duties/d1.yml": None,
                    "risks/r1.yml": None,
                }
            )
        )
    )
    page_texts = numbered(made)
    index = page_texts[max(page_texts)]
    places = [number for number, text in page_texts.items() if "由办公室办" in text]
    assert places == [2, 4, 5, 6]
    assert "办公室2、4—6" in index
    assert "第0号办法2" in index


def test_nothing_of_a_text_is_read_as_markup(site: MakeSite) -> None:
    content = site({"rules/a.md": rule("a", "'办法 #set $x$ ] <a> \"q\"'", text=HOSTILE)})
    text = "".join(numbered(reader(book(content))).values())
    assert "第一条" + SHOWN in text
    assert '办法#set$x$]<a>"q"' in text


def test_what_introduces_a_table_stays_with_it(site: MakeSite) -> None:
    table = "\n\n| 金额 | 确认 |\n| --- | --- |\n| 多 | 会议 |\n| 少 | 分管 |\n"
    for lines in range(14, 20):
        text = "\n\n".join(f"第{n}条　办事。" for n in "一二三四五六七八九" * 3)
        text = "\n\n".join(text.split("\n\n")[:lines]) + "\n\n按金额确认：" + table
        page_texts = numbered(
            reader(book(site({"rules/gz.md": rule("gz", "小镇议事规则", text=text)})))
        )
        assert any(
            "按金额确认：" in page and "金额确认多会议" in page for page in page_texts.values()
        ), lines


# -- the others --------------------------------------------------------------------------------


def test_the_power_table_repeats_its_heading_and_counts_its_pages(site: MakeSite) -> None:
    power = (
        "编号: q{0}\n名称: 权力{0}\n类别: 重大事项\n决定主体: 党委\n依据: [《议事规则》第二条]\n"
    )
    content = site({f"powers/q{n}.yml": power.format(n) for n in range(60)})
    page_texts = pages(reader(book(content, "powers-a3")))
    assert len(page_texts) > 1
    for number, page in enumerate(page_texts, 1):
        assert "序号权力事项决定主体承办、配合、委托依据程序风险点" in page
        assert "重大事项（61项）" in page
        assert f"第{number}页，共{len(page_texts)}页" in page


def test_the_functions_booklet_names_the_page_of_every_meeting(site: MakeSite) -> None:
    power = "编号: q{0}\n名称: 权力{0}\n决定主体: {1}\n权限: [只管这一件事情，不管别的任何事情]\n"
    bodies = "机构: [{编号: cwh, 名称: 小镇常委会, 简称: 常委会, 类型: 常委会}]\n"
    files = {f"powers/q{n}.yml": power.format(n, "常委会") for n in range(50)}
    first, *page_texts = pages(
        reader(book(site({"bodies/more.yml": bodies, **files}), "functions"))
    )
    for name in ("小镇常委会", "小镇党委"):
        dots = first[first.rindex(name) + len(name) :].lstrip(".")
        number = int("".join(sign for sign in dots[:2] if sign.isdigit()))
        assert f"{name}决定的事项" in page_texts[number - 2]


@pytest.mark.parametrize("tasks", [3, 60])
def test_a_position_description_is_one_page_however_long(site: MakeSite, tasks: int) -> None:
    lines = ", ".join(f"做好第{n}项工作并且按时报告结果" for n in range(tasks))
    post = f"岗位: [{{编号: wy, 名称: 委员, 机构: 党委, 班子成员: 是, 职责: [{lines}], 承诺: [有问必答]}}]\n"
    (page,) = pages(reader(book(site({"bodies/more.yml": post}), "posts")))
    assert "委员职位说明书" in page
    assert f"做好第{tasks - 1}项工作" in page
    assert "有问必答" in page


# -- the content that is here, whatever it is --------------------------------------------------


@pytest.fixture(scope="module")
def here() -> dict[str, tuple[Compilation, PdfReader]]:
    """Unit -> the compilation of ``content/`` and its PDF."""
    all_units = compilations(ROOT / "content")
    return {
        id: (
            compilation,
            reader(make_pdf(PrintFile("x", Print("compilation.typ", compilation)), LAYOUTS)[0]),
        )
        for id, compilation in all_units.items()
    }


Here = dict[str, tuple[Compilation, PdfReader]]


def test_every_rule_of_ours_in_force_is_in_the_compilation_of_its_unit(here: Here) -> None:
    released = public(ROOT / "content")
    wanted = {
        entry.id: rule
        for entry, rule in released.records_of(Rule)
        if rule.text and rule.force is Force.IN_FORCE and rule.state is State.PUBLISHED
    }
    texts_of_units = {id: "".join(numbered(pdf).values()) for id, (_, pdf) in here.items()}
    parts = [part for compilation, _ in here.values() for part in compilation.parts]
    terms = [chapter.term for part in parts for chapter in part.chapters]
    assert sorted(filter(None, terms)) == sorted(wanted)
    main = next(iter(texts_of_units))
    for record in wanted.values():
        unit = record.unit_id or main
        text = texts_of_units[unit if unit in texts_of_units else main]
        assert bare(record.name) in text
        assert all(article.title in text for article in find_articles(record.text))


def test_the_contents_and_the_index_of_the_content_are_right(here: Here) -> None:
    known = public(ROOT / "content").entries
    for compilation, pdf in here.values():
        page_texts, index = numbered(pdf), _index(pdf)
        for name, number in contents(pdf):
            assert name in page_texts[number], name
        for term in compilation.index:
            match = re.search(rf"^{re.escape(term.name)}\s+([\d、—]+)$", index, re.MULTILINE)
            assert match, term.name
            record = known[term.key].record
            for number in _places(match[1]):
                assert _stands((record.name, record.short), page_texts, number), (term.name, number)


def _index(pdf: PdfReader) -> str:
    """The pages from the heading of the index on, a line for every term."""
    page_texts = [re.sub(r"— \d+ —", "", text) for text in texts(pdf)]
    first = max(number for number, text in enumerate(page_texts) if text.strip().startswith("索引"))
    return re.sub(r"(?<=[\d、—])\s*\n(?=[\d、—])", "", "\n".join(page_texts[first:]))


def _places(pages: str) -> Iterator[int]:
    for part in pages.split("、"):
        first, _, last = part.partition("—")
        yield from range(int(first), int(last or first) + 1)


def _stands(names: tuple[str, ...], page_texts: dict[int, str], number: int) -> bool:
    """Whether a page names a term; a name may begin on a page and end on the next."""
    text = page_texts[number] + page_texts.get(number + 1, "")
    return any(0 <= text.find(bare(name)) < len(page_texts[number]) for name in names if name)
