"""The signs that Word takes from fonts of pictures: ☑, □, ✓."""

from __future__ import annotations

_SYMBOLS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0xA8: "□", 0xD8: "➢",
        0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
    "symbol": {
        0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷",
    },
}  # fmt: skip
#: where such fonts put their signs
_PRIVATE = range(0xF000, 0xF100)


def find_symbol(font: str, code: str) -> str:
    """The sign of a ``w:sym``; empty where nobody knows it.

    >>> find_symbol("Wingdings 2", "F052"), find_symbol("宋体", "2605"), find_symbol("M", "F041")
    ('☑', '★', '')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number in _PRIVATE or font.lower() in _SYMBOLS:
        return _SYMBOLS.get(font.lower(), {}).get(number & 0xFF, "")
    is_sign = 0x20 < number < 0xE000 and chr(number).isprintable()
    return chr(number) if is_sign else ""
