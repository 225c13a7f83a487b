"""The packaged CJK font: where it is, what it can draw (edge: reads the font, sets the process up).

Noto Sans CJK comes as a wheel, so charts are measured and drawn with the same font on every
machine and no font of the system is ever used.
"""

from __future__ import annotations

import atexit
import functools
import importlib.util
import os
import shutil
import tempfile
from html import escape
from pathlib import Path

#: what Pango and the pages call the font
FAMILY = "Noto Sans CJK SC"
_PACKAGE = "manimgx_fonts_cjk"
_FILE = "NotoSansCJK-VF.otf.ttc"
#: blocks that the font covers without a gap (held by a test): no need to open the font
_SURE = ((0x20, 0x7E), (0x4E00, 0x9FA5), (0xFF01, 0xFF5E), (0x3001, 0x3011))
_IGNORED = frozenset("\n\r\t\u3000\u200b\ufeff")


def font_file() -> Path:
    """The font in the environment's packages."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"没有安装字体包 {_PACKAGE}")
    return Path(spec.origin).parent / _FILE


@functools.cache
def configure() -> None:
    """Let Pango see the packaged font alone. To be called before Graphviz first draws."""
    folder = Path(tempfile.mkdtemp(prefix="shaiquan-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{escape(str(font_file().parent))}</dir>"
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(config)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that the font cannot draw, in order, each once."""
    doubtful = dict.fromkeys(c for c in text if not _sure(c))
    return tuple(c for c in doubtful if ord(c) not in _cmap())


def _sure(c: str) -> bool:
    point = ord(c)
    return c in _IGNORED or any(first <= point <= last for first, last in _SURE)


@functools.cache
def _cmap() -> frozenset[int]:
    """Code points of the font's simplified Chinese face. Takes a third of a second."""
    from fontTools.ttLib import TTFont

    for number in range(8):
        with TTFont(font_file(), fontNumber=number, lazy=True) as font:
            if font["name"].getDebugName(1) == FAMILY:
                return frozenset(font.getBestCmap())
    raise LookupError(FAMILY)
