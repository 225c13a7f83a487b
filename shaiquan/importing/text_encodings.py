"""Bytes of a text file as text: UTF-8, else GB18030, which Windows in China writes."""

from __future__ import annotations

from shaiquan.importing.office_packages import UnreadableTable

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: a line of so many bytes beyond ASCII that is UTF-8 is so by no chance
_SURE = 12


def decode_text(data: bytes, why: str) -> str:
    """The text; ``why`` says what is to be done where it is in neither encoding. Raises
    UnreadableTable, also where some lines are in one and some in the other."""
    if data.startswith(_UTF16):
        zh = f"文字编码是 UTF-16（“Unicode 文本”）：{why}"
        raise UnreadableTable(zh, "it is UTF-16: save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse_mixed(data)
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        fault = "neither UTF-8 nor GB18030: save it in another format"
        raise UnreadableTable(why, fault) from None


def _refuse_mixed(data: bytes) -> None:
    """A file that was put together of two reads as GB18030, but half of it makes no sense."""
    lines = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if not line.isascii()]
    sure = [n for n, line in lines if _is_utf8(line) and _count_beyond_ascii(line) >= _SURE]
    other = [n for n, line in lines if not _is_utf8(line)]
    if sure and other:
        zh = f"文字编码混着用：第 {sure[0]} 行是 UTF-8，第 {other[0]} 行不是；请统一成 UTF-8"
        raise UnreadableTable(zh, f"two encodings: lines {sure[0]} and {other[0]}")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _count_beyond_ascii(line: bytes) -> int:
    return sum(byte > 127 for byte in line)
