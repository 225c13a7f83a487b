"""The packaged CJK font: where it is and which characters it has (edge: reads the font file).

Noto Sans CJK comes as a wheel, so charts are measured and drawn with the same font on every
machine, and no font of the system is used.
"""

from __future__ import annotations

import functools
import importlib.util
import io
import os
import re
import shutil
import tempfile
from html import escape
from pathlib import Path
from typing import Any

#: what Pango and the pages call the font
FAMILY = "Noto Sans CJK SC"
_PACKAGE = "manimgx_fonts_cjk"
_FILE = "NotoSansCJK-VF.otf.ttc"
#: blocks that the font covers without a gap (a test checks it): no need to open the font
_COVERED = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2016), (0x2018, 0x201A), (0x201C, 0x201E),
    (0x2025, 0x2027), (0x2103, 0x2103), (0x2160, 0x216B), (0x2190, 0x2199), (0x2460, 0x25AB),
    (0x25B1, 0x25B3), (0x3000, 0x303F), (0x4E00, 0x9FA5), (0xFF01, 0xFF5E),
)  # fmt: skip
_IGNORED = "\n\r\t\u3000\u200b\ufeff"
_UNCERTAIN = re.compile(
    f"[^{_IGNORED}{''.join(f'{chr(first)}-{chr(last)}' for first, last in _COVERED)}]"
)


def font_file() -> Path:
    """The font in the environment's packages."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"没有安装字体包 {_PACKAGE}")
    return Path(spec.origin).parent / _FILE


@functools.cache
def configure_fontconfig() -> None:
    """Let Pango see the packaged font alone; call it before Graphviz first draws."""
    from multiprocessing.util import Finalize

    folder = Path(tempfile.mkdtemp(prefix="shaiquan-"))
    # a worker process does not run what is registered with atexit
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
    """The characters of ``text`` that the font cannot draw, in order, without repeats."""
    uncertain = dict.fromkeys(_UNCERTAIN.findall(text))
    return tuple(character for character in uncertain if ord(character) not in _code_points())


@functools.cache
def _code_points() -> frozenset[int]:
    """The code points of the font's face. Takes a third of a second."""
    with open_face() as face:
        return frozenset(face.getBestCmap())


def open_face() -> Any:
    """The simplified Chinese face, read into memory: a fontTools TTFont."""
    from fontTools.ttLib import TTFont

    data = font_file().read_bytes()
    for number in range(8):
        face = TTFont(io.BytesIO(data), fontNumber=number, lazy=True)
        if face["name"].getDebugName(1) == FAMILY:
            return face
    raise LookupError(FAMILY)
