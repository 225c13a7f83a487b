"""Booklets of small sites, as data and as the press makes them, and what stands on their pages."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from pypdf import PdfReader

from shaiquan.checks.checking import check_content
from shaiquan.cli import ROOT
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.files.layouts import Templates
from shaiquan.press import ACCESSIBLE
from shaiquan.prints.booklet_units import list_booklet_units
from shaiquan.prints.booklets import list_booklet_names, make_booklet
from shaiquan.prints.compilation import Compilation, make_compilation
from shaiquan.prints.documents import PrintFile
from shaiquan.prints.sheet_jobs import make_pdf
from shaiquan.problem_texts import as_text
from shaiquan.views.flowcharts import Drawing, draw_procedures
from tests.printed import DAY


def public(content: Path) -> PublicCatalog:
    """What is released of a content folder whose checks need not pass."""
    loaded = check_content(content)
    assert loaded.catalog is not None, [as_text(problem) for problem in loaded.problems]
    return release(loaded.catalog, DAY).public


def shown(content: Path) -> tuple[PublicCatalog, dict[str, Drawing]]:
    released = public(content)
    return released, draw_procedures(released)


def compilations(content: Path) -> dict[str, Compilation]:
    """Id of the unit -> its compilation, before the press."""
    released, drawings = shown(content)
    return {
        unit.id: make_compilation(released, unit, drawings) for unit in list_booklet_units(released)
    }


def list_booklets(content: Path, standard: str = ACCESSIBLE) -> list[PrintFile]:
    """The booklets that have something to print."""
    released, drawings = shown(content)
    made = (make_booklet(released, drawings, n, standard) for n in list_booklet_names(released))
    return [booklet for booklet in made if booklet]


def names(content: Path) -> list[str]:
    return [file.path for file in list_booklets(content)]


def book(content: Path, name: str = "compilation", standard: str = ACCESSIBLE) -> bytes:
    """The PDF of a booklet."""
    for file in list_booklets(content, standard):
        if file.path == f"print/{name}.pdf":
            return make_pdf(file, Templates(ROOT / "layouts"))[0]
    raise LookupError(name)


def rule(id: str, name: str, more: str = "", text: str = "第一条　为了办事，制定本办法。") -> str:
    """A rule of the small site."""
    return f"---\n编号: {id}\n名称: {name}\n施行日期: 2026-01-05\n{more}---\n{text}\n"


def bare(text: str) -> str:
    return "".join(text.split())


@functools.lru_cache(maxsize=4)
def texts(pdf: PdfReader) -> tuple[str, ...]:
    """The texts of the pages."""
    return tuple(page.extract_text() for page in pdf.pages)


def pages(pdf: PdfReader) -> list[str]:
    """The texts of the pages without blanks."""
    return [bare(text) for text in texts(pdf)]


def numbered(pdf: PdfReader) -> dict[int, str]:
    """Page number as printed at the foot -> the text of the page without that number."""
    texts_by_number = {}
    for text in pages(pdf):
        if match := re.search(r"—(\d+)—$", text) or re.match(r"—(\d+)—", text):
            texts_by_number[int(match[1])] = text.replace(match[0], "")
    return texts_by_number


_LINE = re.compile(r"^(.*?)(?:·\s*)+(\d+)$", re.DOTALL)


def contents(pdf: PdfReader) -> list[tuple[str, int]]:
    """The lines of the contents: (title without blanks, page number)."""
    text = "\n".join(texts(pdf)[: -len(numbered(pdf))])
    lines = re.split(r"(?<=\d)\n", text[text.rindex("目录") + 2 :])
    return [
        (bare(match[1]), int(match[2])) for line in lines if (match := _LINE.match(line.strip()))
    ]
