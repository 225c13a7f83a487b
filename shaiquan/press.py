"""Typst to PDF and PNG, in process (edge: Typst, its fonts, the templates of a folder).

One compiler serves the whole process: the first compile takes a third of a second, the next
ones ten to thirty milliseconds an A3 sheet. Fonts are the packaged ones alone, so that the
same sheet has the same bytes on every machine.
"""

from __future__ import annotations

import datetime
import functools
import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from shaiquan.charts.fonts import font_file

#: tagged for readers, for the website; archival, for the file room
ACCESSIBLE, ARCHIVAL = "ua-1", "a-2b"
_SERIF_PACKAGE = "pylopdf_fonts_zh_cn"
#: PDF wants a date; the edition that readers see is printed on the sheet
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class PressError(Exception):
    """Typst could not set a sheet; the text is what Typst said."""


def render_pdf(
    folder: Path, template: str, data: Mapping[str, Any], standard: str = ACCESSIBLE
) -> bytes:
    """The PDF of ``template`` (a file of ``folder``) with ``data``. Raises PressError."""
    found = _compiled(folder, template, data, format="pdf", pdf_standards=[standard])
    assert isinstance(found, bytes)
    return found


#: a picture on a page of its own size
_PICTURE = b"""\
#let d = json(bytes(sys.inputs.data))
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt, fill: white)
#image(bytes(d.svg), format: "svg", width: 100%)
"""


def render_png(svg: str, width: float, height: float, ppi: float) -> bytes:
    """An SVG of ``width`` by ``height`` points as a PNG on white. Raises PressError."""
    data = {"svg": svg, "width": width, "height": height}
    found = _compiled(_HERE, _PICTURE, data, format="png", ppi=ppi)
    return found[0] if isinstance(found, list) else found


_HERE = Path(__file__).parent


def _compiled(
    folder: Path, template: str | bytes, data: Mapping[str, Any], **options: Any
) -> bytes | list[bytes]:
    """Templates are read again for each sheet; a template reads its data from ``sys.inputs``."""
    words = {"data": json.dumps(_weighted(data), ensure_ascii=False)}
    file = template if isinstance(template, bytes) else str((folder / template).resolve())
    try:
        found: bytes | list[bytes] = _compiler().compile(
            input=file,
            root=str(folder.resolve()),
            sys_inputs=words,
            timestamp=int(_EPOCH.timestamp()),
            **options,
        )
    except (typst.TypstError, RuntimeError) as fault:  # RuntimeError: no such template
        raise PressError(str(fault)) from fault
    return found


def _weighted(data: Any) -> Any:
    """The data with the weight of every text in its pictures said as a variation too.

    Typst takes the instance of a variable font that comes first, the thinnest, for text of
    normal weight in an SVG; in its own text it does not.
    """
    if isinstance(data, Mapping):
        return {key: _weighted(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_weighted(value) for value in data]
    if isinstance(data, str) and data.startswith("<svg "):
        weighted = data.replace("<svg ", f'<svg style="{_VARIATION} 400" ', 1)
        return weighted.replace('font-weight="700"', f'style="{_VARIATION} 700"')
    return data


_VARIATION = "font-variation-settings:'wght'"


@functools.cache
def _compiler() -> Any:
    return typst.Compiler(font_paths=[str(each) for each in _fonts()], ignore_system_fonts=True)


def _fonts() -> tuple[Path, ...]:
    """The folders of the packaged fonts: Noto Sans CJK and Noto Serif SC."""
    spec = importlib.util.find_spec(_SERIF_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"没有安装字体包 {_SERIF_PACKAGE}")
    return font_file().parent, Path(spec.origin).parent
