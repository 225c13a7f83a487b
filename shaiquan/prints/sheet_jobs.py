"""Makes the PDF of an input; a sheet is laid out only now (edge: the press)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shaiquan import codes
from shaiquan.files.layouts import Templates
from shaiquan.press import ACCESSIBLE, PressError, render_pdf
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.papers import A3, PAPERS
from shaiquan.prints.sheet_layout import SheetLayout
from shaiquan.prints.sheets import SheetContent, lay_out_sheet
from shaiquan.prints.tiles import make_tiles
from shaiquan.problems import Rejected, problem

#: the folder of the templates, in that of the layouts
FOLDER = "print"
_PAPERS = {paper.name.lower(): paper for paper in PAPERS}
_TILED = "a3-tiled"


@dataclass(frozen=True, slots=True)
class SheetJob:
    """A sheet to print: its form (``a3``, ``a3-tiled``), PDF standard, and how it lies on A3,
    where that is known."""

    sheet: SheetContent
    form: str
    standard: str = ACCESSIBLE
    fit: SheetLayout | None = None

    def lay_out(self) -> Print:
        """The sheet laid out for its form."""
        data: Any
        if self.form == _TILED:
            template, data = "tiles.typ", make_tiles(lay_out_sheet(self.sheet, A3, self.fit))
        else:
            paper = _PAPERS[self.form]
            fit = self.fit if paper is A3 else None
            template, data = "sheet.typ", lay_out_sheet(self.sheet, paper, fit)
        return Print(template, data, self.standard)


def make_pdf(output: PrintFile, layouts: Templates) -> tuple[bytes, bytes]:
    """The PDF of an output, and the words in it, which cannot be searched in the PDF.

    Raises Rejected where a template fails.
    """
    document = output.input.lay_out()
    words = document.template_data()
    with layouts.below(FOLDER) as folder:
        try:
            content = render_pdf(folder, document.template, words, document.standard)
        except PressError as error:
            why = _name_places(str(error), folder, layouts)
            failure = problem(codes.PRINT_FAILED, output.path, output=output.path, why=why)
            raise Rejected((failure,)) from error
    return content, json.dumps(words, ensure_ascii=False).encode()


def _name_places(why: str, folder: Path, layouts: Templates) -> str:
    """What went wrong, with the paths of the layouts instead of those of their copy."""
    for name in layouts.files:
        if name.startswith(f"{FOLDER}/"):
            copied = str(folder / name.removeprefix(f"{FOLDER}/"))
            why = why.replace(copied, layouts.path_of(name).as_posix())
    return why.replace(str(folder), layouts.path_of(FOLDER).as_posix())
