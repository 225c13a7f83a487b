"""Numbers of minutes and records: a year and a place in the series of the year (S4-12)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from shaiquan.model.numerals import NUMBER, parse_number

_SERIAL = re.compile(
    rf"(?P<head>[^\d〔\[(（【]*)[〔\[(（【]?(?P<year>\d{{4}})[〕\])）】]?\s*(?:年|[-/.])?\s*"
    rf"(?:第\s*)?(?P<number>{NUMBER})\s*[号期次]?"
)


@dataclass(frozen=True, slots=True)
class SerialNumber:
    """示例县委常纪〔2026〕12号: the words before it, the year, the number."""

    head: str
    year: int
    number: int


@functools.lru_cache(2**12)
def parse_serial_number(text: str) -> SerialNumber:
    """The number that a text is; ValueError where it has no year or no number.

    >>> [(s.year, s.number) for s in map(parse_serial_number, ("2026-12", "示例县委〔2026〕3号"))]
    [(2026, 12), (2026, 3)]
    """
    match = _SERIAL.fullmatch(text.strip())
    number = parse_number(match["number"]) if match else None
    if match is None or not number:
        raise ValueError(text)
    return SerialNumber(match["head"].strip(), int(match["year"]), number)


def read_serial_number(text: str) -> str:
    """The text, if it is a number; ValueError else."""
    parse_serial_number(text)
    return text.strip()
