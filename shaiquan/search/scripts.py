"""How the index is written: a call of ``shaiquanSearch`` with values as JSON, a record a line.

A classic script is read from a folder too, where no page may fetch a file. The words stand in it as
they are, so that whoever looks for a withheld text finds it there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

#: between the parts of a file, and after the last
BETWEEN, FOOT = b",\n", b"\n]);\n"


def write_call(function: str, value: Any) -> str:
    """A script that hands over a value."""
    return f"shaiquanSearch.{function}({write_json(value)});\n"


def write_head(function: str) -> bytes:
    """What stands before the first part."""
    return f"shaiquanSearch.{function}([\n".encode()


def write_rows(kind: str, rows: Iterable[Any]) -> bytes:
    """A part: the kind, then a row a line."""
    lines = ",\n".join(map(write_json, rows))
    return f"[{write_json(kind)},[\n{lines}\n]]".encode()


def write_json(value: Any) -> str:
    """A value as JSON that is a script too: two kinds of line ends were none in older ones."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
