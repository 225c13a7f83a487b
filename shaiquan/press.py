"""Renders PDF and PNG with Typst, in process (edge: Typst, its fonts, the templates of a folder).

One compiler serves the whole process: the first compile takes a third of a second, the next
ones ten to thirty milliseconds for an A3 sheet. Only the packaged fonts are used, so that the
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

#: PDF standards: tagged for screen readers, for the website; archival, for the archive
ACCESSIBLE, ARCHIVAL = "ua-1", "a-2b"
_SERIF_PACKAGE = "pylopdf_fonts_zh_cn"
#: PDF wants a date; the edition that readers see is printed on the sheet
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class PressError(Exception):
    """Typst could not render a sheet; the text is its message."""


def render_pdf(
    folder: Path, template: str, data: Mapping[str, Any], standard: str = ACCESSIBLE
) -> bytes:
    """The PDF of ``template`` (a file of ``folder``) with ``data``. Raises PressError."""
    content = _compile(folder, template, data, format="pdf", pdf_standards=[standard])
    assert isinstance(content, bytes)
    return content


#: a picture on a page of its own size
_PICTURE = b"""\
#let d = json(bytes(sys.inputs.data))
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt, fill: white)
#image(bytes(d.svg), format: "svg", width: 100%)
"""


def render_png(svg: str, width: float, height: float, ppi: float) -> bytes:
    """An SVG of ``width`` by ``height`` points as a PNG on white. Raises PressError."""
    data = {"svg": svg, "width": width, "height": height}
    pages = _compile(_HERE, _PICTURE, data, format="png", ppi=ppi)
    return pages[0] if isinstance(pages, list) else pages


_HERE = Path(__file__).parent


def _compile(
    folder: Path, template: str | bytes, data: Mapping[str, Any], **options: Any
) -> bytes | list[bytes]:
    """A template is read again for each sheet, and reads its data from ``sys.inputs``."""
    inputs = {"data": json.dumps(_add_font_weights(data), ensure_ascii=False)}
    file = template if isinstance(template, bytes) else str((folder / template).resolve())
    try:
        output: bytes | list[bytes] = _load_compiler().compile(
            input=file,
            root=str(folder.resolve()),
            sys_inputs=inputs,
            timestamp=int(_EPOCH.timestamp()),
            **options,
        )
    except (typst.TypstError, RuntimeError) as fault:  # RuntimeError: no such template
        raise PressError(str(fault)) from fault
    return output


def _add_font_weights(data: Any) -> Any:
    """The data with the weight of all text in its SVG pictures given as a font variation too.

    For text of normal weight in an SVG, Typst takes the first instance of a variable font, the
    thinnest; in its own text it does not.
    """
    if isinstance(data, Mapping):
        return {key: _add_font_weights(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_add_font_weights(value) for value in data]
    if isinstance(data, str) and data.startswith("<svg "):
        weighted = data.replace("<svg ", f'<svg style="{_VARIATION} 400" ', 1)
        return weighted.replace('font-weight="700"', f'style="{_VARIATION} 700"')
    return data


_VARIATION = "font-variation-settings:'wght'"


@functools.cache
def _load_compiler() -> Any:
    folders = [str(folder) for folder in _font_folders()]
    return typst.Compiler(font_paths=folders, ignore_system_fonts=True)


def _font_folders() -> tuple[Path, ...]:
    """The folders of the packaged fonts: Noto Sans CJK and Noto Serif SC."""
    spec = importlib.util.find_spec(_SERIF_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"没有安装字体包 {_SERIF_PACKAGE}")
    return font_file().parent, Path(spec.origin).parent
