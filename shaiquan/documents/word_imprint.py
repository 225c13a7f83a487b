"""版记 of a Word file, at the foot of its last page."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from shaiquan.documents.word_paper import WordImprint
from shaiquan.documents.word_text import BODY, SIZE_4, add_run, leave_grid

#: the lines above and below it, 0.35 mm, in eighths of a point; the height in points of
#: what stands between its parts
_THICK, _BETWEEN = 8, 4


def add_imprint(document: Any, imprint: WordImprint, room: float) -> None:
    """版记 (GB/T 9704-2012, 7.4): between two lines at the foot of the last page, 四号仿宋, a
    character from both edges; a thinner line between its parts."""
    if imprint.copies:
        _add_at_foot(document, room, f"　{imprint.copies}")
        line = _add_at_foot(document, room, "\t", room)
        line.runs[0].underline = True  # a border between them is lost in some programs
        line.paragraph_format.line_spacing = Pt(_BETWEEN)
        leave_grid(line)
    _add_at_foot(document, room, f"　{imprint.issuer}\t{imprint.printed}", room - SIZE_4)
    document.add_paragraph()  # which has the frame on its page
    document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)


def _add_at_foot(document: Any, room: float, text: str, stop: float = 0) -> Any:
    """A paragraph in the frame of the imprint, with a tab up to a place from the left."""
    paragraph = document.add_paragraph()
    if stop:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(stop), WD_TAB_ALIGNMENT.RIGHT)
    add_run(paragraph, text, BODY, SIZE_4 if text.strip() else _BETWEEN)
    properties = paragraph._p.get_or_add_pPr()  # whose parts stand in the order of the schema
    properties.insert(0, _draw_lines())
    properties.insert(0, _stand_at_foot(room))
    return paragraph


def _stand_at_foot(room: float) -> Any:
    frame = OxmlElement("w:framePr")
    at_foot = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    for name, value in {"w": str(round(room * 20)), "wrap": "notBeside", **at_foot}.items():
        frame.set(qn(f"w:{name}"), value)
    return frame


def _draw_lines() -> Any:
    borders = OxmlElement("w:pBdr")
    for side in ("top", "bottom"):
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": str(_THICK), "space": "1"}.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    return borders
