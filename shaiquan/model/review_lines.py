"""A line of ``reviews.yml``: who reviewed a record, when, and digests of what was reviewed.

``2026-10-12 张三 名称=k3f4q2aa 权限=7d2mzzq4``: the day, the reviewer, and for each public field
its label and its digest. One text, no mapping: ten thousand are read in a tenth of a second.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from shaiquan.model.common import Review
from shaiquan.model.scalars import PartialDate, parse_date

_FIELD = re.compile(r"[^\s=]+=[a-z2-7]{8}")
#: a reviewer that a plain YAML scalar can hold after the day
_SIMPLE = re.compile(r"[\w·.()（）-]+(?: [\w·.()（）-]+)*")


class ReviewLine(NamedTuple):
    """The review of a record. ``fields``: ``label=digest`` of each, a blank between two."""

    at: PartialDate
    by: str
    fields: str

    @property
    def review(self) -> Review:
        """The review as a record has it."""
        return Review.from_checked({"by": self.by, "at": self.at})

    def pack(self) -> tuple[int | str | None, ...]:
        """The line as plain values."""
        return self.at.year, self.at.month, self.at.day, self.by, self.fields

    @classmethod
    def unpack(cls, plain: tuple[Any, ...]) -> ReviewLine:
        """The line of which :meth:`pack` gave the plain values."""
        *day, by, fields = plain
        return cls(PartialDate(*day), by, fields)

    def __str__(self) -> str:
        return f"{self.at.iso} {self.by} {self.fields}"


def parse_review_line(text: str) -> ReviewLine:
    """The line in a text. Raises ValueError.

    >>> parse_review_line("2026-10-12 张三 名称=k3f4q2aa").by
    '张三'
    """
    day, *words = text.split()
    start = len(words)
    while start and _FIELD.fullmatch(words[start - 1]):
        start -= 1
    by, fields = words[:start], words[start:]
    labels = {word.partition("=")[0] for word in fields}
    if not is_reviewer(" ".join(by)) or not fields or len(labels) < len(fields):
        raise ValueError(text)
    return ReviewLine(parse_date(day), " ".join(by), " ".join(fields))


def split_fields(fields: str) -> dict[str, str]:
    """Label -> digest of the fields of a line."""
    return dict(pair.split("=") for pair in fields.split())


def is_reviewer(name: str) -> bool:
    """Whether a line can name this reviewer: visible, with single blanks, without ``=``."""
    return bool(name) and name == " ".join(name.split()) and name.isprintable() and "=" not in name


def is_simple_reviewer(name: str) -> bool:
    """Whether a line with this reviewer need not be quoted."""
    return bool(_SIMPLE.fullmatch(name))
