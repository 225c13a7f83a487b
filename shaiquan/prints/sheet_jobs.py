"""From a declared input to a PDF: a sheet is laid out only when it is made (edge: the press)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from shaiquan import codes
from shaiquan.files.layouts import Templates
from shaiquan.press import ACCESSIBLE, PressError, pdf
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.papers import A3, PAPERS
from shaiquan.prints.sheets import SheetContent, lay_out_sheet
from shaiquan.prints.tiles import make_tiles
from shaiquan.problems import Rejected, problem

#: the folder of the templates, in that of the layouts
FOLDER = "print"
_PAPERS = {paper.name.lower(): paper for paper in PAPERS}
_TILED = "a3-tiled"


@dataclass(frozen=True, slots=True)
class SheetJob:
    """A sheet to be printed: its form (``a3``, ``a3-tiled``) and the PDF standard."""

    sheet: SheetContent
    form: str
    standard: str = ACCESSIBLE

    def laid(self) -> Print:
        """The template with everything in its place."""
        data: Any
        if self.form == _TILED:
            template, data = "tiles.typ", make_tiles(lay_out_sheet(self.sheet, A3))
        else:
            template, data = "sheet.typ", lay_out_sheet(self.sheet, _PAPERS[self.form])
        return Print(template, data, self.standard)


def make_pdf(output: PrintFile, layouts: Templates) -> tuple[bytes, bytes]:
    """The PDF of an output, and the words in it, which a PDF itself hides from a search.

    Raises Rejected where a template fails.
    """
    view = output.input.laid()
    words = view.words()
    with layouts.below(FOLDER) as folder:
        try:
            content = pdf(folder, view.template, words, view.standard)
        except PressError as fault:
            why = str(fault).replace(str(folder), (layouts.folder / FOLDER).as_posix())
            told = problem(codes.PRINT_FAILED, output.path, output=output.path, why=why)
            raise Rejected((told,)) from fault
    return content, json.dumps(words, ensure_ascii=False).encode()
