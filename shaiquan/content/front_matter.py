"""The fields of a record in front of its Markdown, between two lines of ---."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
#: dashes that a program or a hand made of the three
_NEARLY = re.compile(r"(?!---\s*$)\s*[-—–―−－‒_]+\s*")


def divide_front_matter(text: str) -> tuple[str, int, str] | None:
    """The fields as YAML, the line, from 1, on which they begin, and the Markdown below; None
    where the two lines are not there.

    >>> divide_front_matter("---\\n编号: a\\n---\\n正文")
    ('编号: a\\n', 2, '正文')
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None
    first_line = text.count("\n", 0, match.start(1)) + 1
    return match[1], first_line, text[match.end() :].lstrip("\r\n")


def find_dashes(lines: list[str]) -> int:
    """The first line, from 1, that may be meant as one of the two; else the first of all."""
    meant = (number for number, line in enumerate(lines, 1) if _NEARLY.fullmatch(line))
    return next(meant, 1)
