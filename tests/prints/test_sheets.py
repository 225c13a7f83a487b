"""A sheet as a PDF: its size, its type, its tags, its words, its QR code."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from shaiquan.cli import ROOT, main
from shaiquan.ledger.sheet_words import SheetWords
from shaiquan.model.marks import mark_slug
from shaiquan.press import ARCHIVAL
from shaiquan.prints.papers import MM, PAPERS, Paper
from tests.conftest import MakeSite
from tests.printed import (
    URL,
    WALLED,
    codes,
    figures,
    fonts,
    long,
    pdf_of,
    reader,
    root,
    sheet_of,
    words,
)

SETTINGS = (ROOT / "tests" / "sites" / "small" / "site.yml").read_text("utf-8")


@pytest.fixture
def walled(site: MakeSite) -> Path:
    return site({"procedures/l1.yml": WALLED, "site.yml": SETTINGS + URL})


def bare(text: str) -> str:
    return "".join(text.split())


def five_elements(words: SheetWords) -> list[str]:
    """All that S0-10 asks of a chart, and what else stands round it."""
    texts = [words.title, words.unit, *words.powers, *words.basis]
    texts += [line.text for line in (*words.elements, *words.times, *words.risks)]
    for text in words.supervision:
        texts += text.split("：")
    for line in words.complaint:
        texts += [line.label, line.text]
    return [text for text in texts if text]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_sheet_has_the_size_of_its_paper(walled: Path, paper: Paper) -> None:
    for page in reader(pdf_of(walled, paper.name.lower())).pages:
        sides = sorted(float(side) for side in (page.mediabox.width, page.mediabox.height))
        assert sides == pytest.approx([paper.width, paper.height], abs=0.5)


@pytest.mark.parametrize("form", ["a3", "a3-tiled", "card"])
def test_fonts_are_embedded_and_subset_and_no_glyph_is_missing(walled: Path, form: str) -> None:
    pdf = reader(pdf_of(walled, form))
    embedded = list(fonts(pdf))
    assert embedded
    for font in embedded:
        assert str(font["/BaseFont"])[7] == "+", "not a subset"
        if "/FontDescriptor" in font:
            assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"])
    shown = list(codes(pdf))
    assert len(shown) > 100
    assert b"\0\0" not in shown


@pytest.mark.parametrize("form", ["a4", "a3", "a3-tiled", "card"])
def test_a_sheet_of_the_website_is_tagged_titled_and_in_chinese(walled: Path, form: str) -> None:
    pdf = reader(pdf_of(walled, form))
    about = root(pdf)
    assert about["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in about
    assert about["/Lang"] == "zh-CN"
    assert about["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1<" in about["/Metadata"].get_data()
    assert "重大事项" in str(pdf.metadata and pdf.metadata.title)


def test_a_sheet_for_the_file_room_is_archival(walled: Path) -> None:
    for form in ("a3", "a3-tiled", "card"):
        about = root(reader(pdf_of(walled, form, ARCHIVAL)))["/Metadata"].get_data()
        assert b"<pdfaid:part>2<" in about
        assert b"<pdfaid:conformance>B<" in about


def test_the_chart_has_its_steps_as_words(walled: Path) -> None:
    (description,) = (
        figure for figure in figures(reader(pdf_of(walled, "a3"))) if "二维码" not in figure
    )
    for act in ("提出", "审查", "是否通过", "公开", "归档"):
        assert act in description
    assert "5个工作日" in description


@pytest.mark.parametrize("form", ["a4", "a3", "a2", "a1", "a3-tiled"])
def test_every_word_of_the_five_elements_stands_on_the_sheet(walled: Path, form: str) -> None:
    sheet = sheet_of(walled)
    printed = words(pdf_of(walled, form))
    for line in five_elements(sheet.words):
        assert bare(line) in printed, line
    for step in sheet.chart.plan.steps:
        assert bare(step.act) in printed
    assert sheet.mark in printed
    assert "未登记" in printed
    assert "第1版" not in printed
    assert "图例" in printed


def test_a_qr_code_is_read_from_the_picture_and_leads_to_a_page_of_the_site(
    walled: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    assert main(["--content", str(walled), "--site", str(target), "--as-of", "2026-11-24"]) == 0
    page = pypdfium2.PdfDocument((target / "print" / "l1-a3.pdf").read_bytes())[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=100 / 72).to_numpy())
    base = "https://example.com/quanli/"
    assert code.text.startswith(base + "v/l1/")
    answer = target / code.text.removeprefix(base) / "index.html"
    assert "现行" in answer.read_text("utf-8")
    assert sheet_of(walled).mark in answer.read_text("utf-8")


@pytest.mark.parametrize("settings", [SETTINGS + URL + "二维码: 否\n", SETTINGS])
def test_without_a_qr_code_mark_and_telephone_stay(site: MakeSite, settings: str) -> None:
    phone = "页脚: {电话: 0000-0001002}\n"
    content = site({"procedures/l1.yml": WALLED, "site.yml": settings + phone})
    sheet = sheet_of(content)
    assert sheet.address == ""
    made = pdf_of(content, "a3")
    page = pypdfium2.PdfDocument(made)[0]
    assert zxingcpp.read_barcodes(page.render(scale=100 / 72).to_numpy()) == []
    assert sheet.mark in words(made)
    assert "请拨0000-0001002报图号" in words(made)
    assert "0000-0000000" in words(made), "the complaint channel"


def test_the_address_is_that_of_the_mark(walled: Path) -> None:
    sheet = sheet_of(walled)
    assert sheet.address == f"https://example.com/quanli/v/l1/{mark_slug(sheet.mark)}/"


def test_the_legend_names_the_symbols_that_the_chart_uses(site: MakeSite) -> None:
    plain = sheet_of(site({"procedures/l1.yml": long(3)}))
    assert set(plain.symbols) == {"round", "box"}
    full = sheet_of(site({"procedures/l1.yml": WALLED}))
    assert {"round", "box", "diamond", "document", "back", "risk"} == set(full.symbols)


def test_connected_sheets_are_numbered_and_all_bear_the_mark(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": long(70)})
    pdf = reader(pdf_of(content, "a4"))
    number = len(pdf.pages)
    assert number > 2
    for index, page in enumerate(pdf.pages, 1):
        printed = bare(page.extract_text())
        assert f"第{index}张，共{number}张" in printed
        assert sheet_of(content).mark in printed
        assert (f"下接第{index + 1}张" in printed) == (index < number)
        assert (f"上接第{index - 1}张" in printed) == (index > 1)


def test_the_same_sheet_has_the_same_bytes_in_every_process(walled: Path) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from tests.printed import pdf_of; "
        "print(hashlib.sha256(pdf_of(Path(sys.argv[1]), 'a3')).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(walled)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(pdf_of(walled, "a3")).hexdigest()


def test_a_sheet_keeps_clear_of_the_edge(walled: Path) -> None:
    """What a printer cannot reach and a rail hides stays white."""
    page = pypdfium2.PdfDocument(pdf_of(walled, "a3"))[0]
    picture = page.render(scale=0.5).to_numpy()
    rim = int(8 * MM * 0.5)
    for edge in (picture[:rim], picture[-rim:], picture[:, :rim], picture[:, -rim:]):
        assert edge.min() == 255
