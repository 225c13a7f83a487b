"""A Word file or a text as lines (edge: reads a file)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shaiquan.importing.docx_lines import WordLine, read_lines
from shaiquan.importing.office_packages import UnreadableTable, refuse_other_formats
from shaiquan.importing.table_files import UNSEEN, read_limited
from shaiquan.importing.text_encodings import decode_text


@dataclass(frozen=True, slots=True)
class WordText:
    """What a document says, and what of it was not read (Chinese, English)."""

    lines: tuple[WordLine, ...]
    told: tuple[tuple[str, str], ...] = ()


def read_word_text(path: Path) -> WordText:
    """The text of a ``.docx`` or of a text file. Raises UnreadableTable, OSError."""
    return read_word_bytes(read_limited(path))


def read_word_bytes(data: bytes) -> WordText:
    """The same of bytes. Raises UnreadableTable."""
    refuse_other_formats(data)
    if data.startswith(b"PK"):
        lines, told = read_lines(data)
        return WordText(lines, tuple((note, note.en) for note in told))
    text = decode_text(data, "文字编码认不出来，请另存为 .docx 或者 UTF-8 的 .txt")
    if "\0" in text:
        raise UnreadableTable("不是文字：请用 .docx 或 .txt", "no text: .docx or .txt is expected")
    plain = (UNSEEN.sub("", line).strip() for line in text.splitlines())
    return WordText(tuple(WordLine(line) for line in plain if line))
