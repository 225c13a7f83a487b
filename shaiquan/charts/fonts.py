"""The packaged CJK font: where it is, what it can draw (edge: reads the font, sets the process up).

Noto Sans CJK comes as a wheel, so charts are measured and drawn with the same font on every
machine and no font of the system is ever used.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import tempfile
from html import escape
from pathlib import Path

#: what Pango and the pages call the font
FAMILY = "Noto Sans CJK SC"
_PACKAGE = "manimgx_fonts_cjk"
_FILE = "NotoSansCJK-VF.otf.ttc"
#: blocks that the font covers without a gap (held by a test): no need to open the font
_SURE = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2016), (0x2018, 0x201A), (0x201C, 0x201E),
    (0x2025, 0x2027), (0x2103, 0x2103), (0x2160, 0x216B), (0x2190, 0x2199), (0x2460, 0x25AB),
    (0x25B1, 0x25B3), (0x3000, 0x303F), (0x4E00, 0x9FA5), (0xFF01, 0xFF5E),
)  # fmt: skip
_IGNORED = "\n\r\t\u3000\u200b\ufeff"
_DOUBTFUL = re.compile(
    f"[^{_IGNORED}{''.join(f'{chr(first)}-{chr(last)}' for first, last in _SURE)}]"
)


def font_file() -> Path:
    """The font in the environment's packages."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"没有安装字体包 {_PACKAGE}")
    return Path(spec.origin).parent / _FILE


@functools.cache
def configure_fontconfig() -> None:
    """Let Pango see the packaged font alone. To be called before Graphviz first draws."""
    from multiprocessing.util import Finalize

    folder = Path(tempfile.mkdtemp(prefix="shaiquan-"))
    # at the end of a worker process too, which forgets what is registered with atexit
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=0)
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{escape(str(font_file().parent))}</dir>"
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(config)


def find_missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that the font cannot draw, in order, each once."""
    doubtful = dict.fromkeys(_DOUBTFUL.findall(text))
    return tuple(c for c in doubtful if ord(c) not in _cmap())


@functools.cache
def _cmap() -> frozenset[int]:
    """Code points of the font's simplified Chinese face. Takes a third of a second."""
    from fontTools.ttLib import TTFont

    for number in range(8):
        with TTFont(font_file(), fontNumber=number, lazy=True) as font:
            if font["name"].getDebugName(1) == FAMILY:
                return frozenset(font.getBestCmap())
    raise LookupError(FAMILY)
