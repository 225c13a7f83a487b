"""关系: what must hold between the numbers of an entry, such as 整改到位 ≤ 问题 (S3-30, S3-31)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from shaiquan.model.packing import CompactPickle
from shaiquan.model.parsed_texts import ParsedText

#: how a relation may be written -> how it is said
_SIGNS = {
    "≤": "≤", "<=": "≤", "＜=": "≤", "不超过": "≤", "不多于": "≤",
    "≥": "≥", ">=": "≥", "＞=": "≥", "不少于": "≥", "不低于": "≥",
    "=": "=", "＝": "=", "等于": "=",
}  # fmt: skip
_RELATION = re.compile(
    rf"(?P<left>.+?)(?P<sign>{'|'.join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))})"
    r"(?P<right>.+)"
)
_PLUS = re.compile(r"[+＋]")


@dataclass(frozen=True, slots=True)
class NumberRelation(CompactPickle):
    """The sum of some numbers against that of others, each by its name."""

    left: tuple[str, ...]
    sign: str
    right: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' + '.join(self.left)} {self.sign} {' + '.join(self.right)}"

    @property
    def names(self) -> tuple[str, ...]:
        """The numbers that it names, in order."""
        return (*self.left, *self.right)

    def holds(self, numbers: Mapping[str, int]) -> bool | None:
        """Whether it holds; None where a number is not given."""
        if any(name not in numbers for name in self.names):
            return None
        left, right = (sum(numbers[name] for name in side) for side in (self.left, self.right))
        return {"≤": left <= right, "≥": left >= right, "=": left == right}[self.sign]


@functools.lru_cache(2**8)
def parse_relation(text: str) -> NumberRelation:
    """A relation as clerks write it; ValueError for anything else.

    >>> str(parse_relation("问题＝立行立改+限期整改"))
    '问题 = 立行立改 + 限期整改'
    >>> parse_relation("整改到位 不超过 问题").holds({"整改到位": 145, "问题": 205})
    True
    """
    match = _RELATION.fullmatch(re.sub(r"\s+", "", text))
    if match is None:
        raise ValueError(text)
    left, right = (tuple(_list_names(match[side], text)) for side in ("left", "right"))
    return NumberRelation(left, _SIGNS[match["sign"]], right)


def _list_names(side: str, text: str) -> Iterator[str]:
    for name in _PLUS.split(side):
        if not name or name in _SIGNS:
            raise ValueError(text)
        yield name


RelationField = Annotated[NumberRelation, ParsedText("bad-relation", parse_relation)]
