"""``reviews.yml`` with some lines changed, all else as it stands (edge: writes it).

One line a record, sorted by id: two people who review different records change different lines.
"""

from __future__ import annotations

import bisect
import json
import os
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import yaml

from shaiquan.content.raw_records import read_records
from shaiquan.content.sources import REVIEWS_FILE, Source
from shaiquan.content.yamltext import Loader
from shaiquan.files.overwriting import FileChanged, overwrite_file
from shaiquan.files.scanning import digest_bytes
from shaiquan.model.review_lines import ReviewLine, is_simple_reviewer

HEAD = """\
# 审查登记：谁在哪一天审查过哪条记录，当时公开的每个字段各有一个摘要。
# 由 python build.py review --by 审查人 写入，不要手改；合并时冲突的行删去，再审查一次。
"""


class UnusualLayout(Exception):
    """The file is not written one line a record, and cannot be changed without a mess."""


class _Span(NamedTuple):
    """Where the line of a record stands: its key, the end of its value."""

    id: str
    start: int
    end: int


def change_lines(text: str, changes: Mapping[str, ReviewLine | None]) -> str:
    """The text of the file with the lines of ``changes``; None drops a line.

    ``text`` is sound. Comments stay, also behind a line, and so does the order.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    if not text.strip():
        text = HEAD.replace("\n", newline)
    elif not text.endswith("\n"):
        text += newline
    spans = sorted(_find_spans(text))
    ids = [span.id for span in spans]
    edits = [_replace(text, span, changes[span.id]) for span in spans if span.id in changes]
    for id in sorted(changes.keys() - {*ids}):
        if line := changes[id]:
            place = _find_place(text, spans, bisect.bisect(ids, id))
            edits.append((place, place, f"{_write_line(id, line)}{newline}"))
    return _apply(text, sorted(edits, key=itemgetter(0, 1)))


def _apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with other words from start to end of each edit; they are in order."""
    pieces, done = [], 0
    for start, end, new in edits:
        pieces += [text[done:start], new]
        done = end
    return "".join((*pieces, text[done:]))


def _find_spans(text: str) -> list[_Span]:
    root = yaml.compose(text, Loader)
    if not isinstance(root, yaml.MappingNode):
        return []
    return [
        _Span(key.value.strip().lower(), key.start_mark.index, value.end_mark.index)
        for key, value in root.value
    ]


def _replace(text: str, span: _Span, line: ReviewLine | None) -> tuple[int, int, str]:
    """Start, end and new text of a line that is there; one that goes takes its comment along."""
    if line is not None:
        return span.start, span.end, _write_line(span.id, line)
    return span.start, text.index("\n", span.end) + 1, ""


def _find_place(text: str, spans: list[_Span], before: int) -> int:
    """Where a line begins that goes behind so many others: below the last of them."""
    if before:
        return text.index("\n", spans[before - 1].end) + 1
    return min((span.start for span in spans), default=len(text))


def _write_line(id: str, line: ReviewLine) -> str:
    words = str(line)
    value = words if is_simple_reviewer(line.by) else json.dumps(words, ensure_ascii=False)
    return f"{id}: {value}"


def write_reviews(content: Path, changes: Mapping[str, ReviewLine | None], digest: str) -> Path:
    """Change the file of a content folder; ``digest`` is that of the file as it was read.

    It is replaced at once or not at all. Raises FileChanged, UnusualLayout and OSError; then it
    is as it was.
    """
    path = Path(os.path.realpath(content / REVIEWS_FILE))
    old = path.read_bytes() if path.exists() else b""
    if (digest_bytes(old).hex() if old else "") != digest:
        raise FileChanged(path.as_posix())
    text = old.decode("utf-8-sig")
    new = change_lines(text, changes)
    expected = {**_read_lines(text), **changes}
    if _read_lines(new) != {id: line for id, line in expected.items() if line}:
        raise UnusualLayout
    bom = old[: len(old) - len(text.encode())]
    overwrite_file(path, bom + new.encode())
    return path


def _read_lines(text: str) -> Mapping[str, ReviewLine]:
    """What a text says of each record; nothing where anything is wrong with it."""
    file = read_records(Source(REVIEWS_FILE, REVIEWS_FILE, text, ""))
    return {} if file.problems else file.reviews
