"""Canaries: texts that stand nowhere else, each for one field of one record.

Their characters are in both scripts the same and in no other text of the program. A marker
begins with one sign that says how long it is and is known by its first three characters, or
two: so it is found although a chart broke it over lines, a page marked it up, or a text was
cut off after it began.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_BODY = (
    "剽坫堠芷荑荽菰蒴薅捋摭咂哧喃嘈嚯岙嵋狒獾忪惆沐洙湮滹瀹逅彐姒媸玢"
    "瑗杷栩榧檫杲牝氤胍腧旎燠禧砝磬睿罱皙瘀窆褶虺蛑蝌蟀笸箢舢敉纛醢踉"
)
_BASE = len(_BODY)
#: how many characters a marker has -> those with which it may begin
_STARTS = {2: "佟", 3: "倭羿", 5: "夔戢", 13: "阡亳"}
SIZES = tuple(_STARTS)
#: the characters by which one is known
_KNOWN = 3
#: markers of two characters that there can be
MOST_PAIRS = _BASE
_OTHER = re.compile(f"[^{''.join(_STARTS.values())}{_BODY}]+")
_MARKER = re.compile(
    "|".join(f"[{s}][{_BODY}]{{{min(n, _KNOWN) - 1}}}" for n, s in _STARTS.items())
)
_ID = re.compile(r"zq\d{4}x", re.IGNORECASE)
#: the same as bytes, in each encoding that a file may have
_CODES = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
#: names a field: labels, and the places in lists
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Canary:
    """A marker and where it was planted; ``way``: how its record is kept back."""

    marker: str
    way: str
    kind: str
    record: str
    path: FieldPath

    def __str__(self) -> str:
        return f"{self.marker}（{self.way} {self.kind} {self.record} {self.path}）"


def make_marker(number: int, size: int) -> str:
    """The marker of a number. Different numbers give markers that are known apart."""
    starts, most = _STARTS[size], _BASE ** min(size - 1, 2)
    assert number < len(starts) * most, "no more markers of this size"
    start, within = divmod(number, most)
    second, first = divmod(within, _BASE)
    rest = (first, second, *((number * 7 + index * 13) % _BASE for index in range(size)))
    return starts[start] + "".join(_BODY[place] for place in rest[: size - 1])


def make_id(number: int) -> str:
    return f"zq{number:04}x"


@dataclass
class Planter:
    """Gives each place a marker of its own, and knows them all."""

    canaries: dict[str, Canary] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)

    def plant(self, size: int, way: str, kind: str, record: str, path: Iterable[str | int]) -> str:
        number = self._counts.get(size, 0)
        if size == 2 and number == MOST_PAIRS:
            return self.plant(3, way, kind, record, path)
        self._counts[size] = number + 1
        marker = make_marker(number, size)
        self.canaries[marker[:_KNOWN]] = Canary(marker, way, kind, record, tuple(path))
        return marker

    def forget(self, marker: str) -> None:
        """The marker is not written after all."""
        del self.canaries[marker[:_KNOWN]]

    def plant_id(self, way: str, kind: str, record: str = "", path: FieldPath = ("编号",)) -> str:
        number = self._counts.get(0, 0)
        self._counts[0] = number + 1
        id = make_id(number)
        self.canaries[id] = Canary(id, way, kind, record or id, path)
        return id


def find_keys(text: str) -> Iterator[str]:
    """What may be a marker in a text, by that by which it is known, whatever stands between."""
    yield from _MARKER.findall(_OTHER.sub("", text))
    yield from map(str.lower, _ID.findall(text))


def find_keys_in_bytes(content: bytes) -> Iterator[str]:
    """What may be a marker among bytes that are no text; nothing may stand between."""
    for code, pattern in _patterns():
        for match in pattern.finditer(content):
            yield match[0].decode(code)
    yield from (match[0].decode() for match in re.finditer(rb"zq\d{4}x", content))


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[bytes]], ...]:
    """For each encoding the bytes of which a marker may be."""

    def compile_for(code: str) -> re.Pattern[bytes]:
        body = b"|".join(re.escape(char.encode(code)) for char in _BODY)
        return re.compile(
            b"|".join(
                re.escape(start.encode(code)) + b"(?:%s){%d}" % (body, min(size, _KNOWN) - 1)
                for size, starts in _STARTS.items()
                for start in starts
            )
        )

    return tuple((code, compile_for(code)) for code in _CODES)


def find_canaries(keys: Iterable[str], planted: Mapping[str, Canary]) -> set[Canary]:
    return {planted[key] for key in keys if key in planted}
