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


def pdf(folder: Path, template: str, data: Mapping[str, Any], standard: str = ACCESSIBLE) -> bytes:
    """The PDF of ``template`` (a file of ``folder``) with ``data``. Raises PressError."""
    found = _compiled(folder, template, data, format="pdf", pdf_standards=[standard])
    assert isinstance(found, bytes)
    return found


def png(folder: Path, template: str, data: Mapping[str, Any], ppi: float) -> bytes:
    """The first page of ``template`` as a PNG. Raises PressError."""
    found = _compiled(folder, template, data, format="png", ppi=ppi)
    return found[0] if isinstance(found, list) else found


def _compiled(
    folder: Path, template: str, data: Mapping[str, Any], **options: Any
) -> bytes | list[bytes]:
    """Templates are read again for each sheet; a template reads its data from ``sys.inputs``."""
    words = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        found: bytes | list[bytes] = _compiler(folder.resolve()).compile(
            input=str((folder / template).resolve()),
            sys_inputs=words,
            timestamp=int(_EPOCH.timestamp()),
            **options,
        )
    except typst.TypstError as fault:
        raise PressError(str(fault)) from fault
    return found


@functools.cache
def _compiler(folder: Path) -> Any:
    return typst.Compiler(
        root=str(folder), font_paths=[str(each) for each in _fonts()], ignore_system_fonts=True
    )


def _fonts() -> tuple[Path, ...]:
    """The folders of the packaged fonts: Noto Sans CJK and Noto Serif SC."""
    spec = importlib.util.find_spec(_SERIF_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"没有安装字体包 {_SERIF_PACKAGE}")
    return font_file().parent, Path(spec.origin).parent
