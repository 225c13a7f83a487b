"""Content as an editor sees it: lines of text, in which records and their fields are found.

It knows the layout in which tests/sites/warm is written, not YAML: a record begins with its
编号 and ends where a line is indented less; a record in braces is a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.warm.state import InputState

_BLOCK = re.compile(r"( *)(- )?编号: ([\w-]+)$")
_FLOW = re.compile(r"( *)- \{编号: ([\w-]+)[,}].*\}$")
_LIST = re.compile(r"( *)([^\s:#-]+):(?: .*)?$")
#: the kind of a record that fills a file
_ALONE = {
    "bodies": "机构",
    "catalogues": "领域",
    "powers": "权力事项",
    "duties": "责任事项",
    "risks": "风险点",
    "procedures": "流程",
    "rules": "制度",
}


@dataclass(frozen=True)
class Passage:
    """A record in a file: lines ``first`` to ``end`` (from 0, ``end`` not included)."""

    path: str
    kind: str
    id: str
    first: int
    end: int
    #: of its keys; 0 where the record fills the file
    indent: int
    flow: bool

    @property
    def folder(self) -> str:
        return self.path.split("/")[1]

    @property
    def alone(self) -> bool:
        return self.indent == 0


def find_passages(state: InputState, *kinds: str) -> list[Passage]:
    """Every record of the content, or those of some kinds, by file and line."""
    passages = [
        passage
        for path in state.below("content", ".yml", ".md")
        for passage in _passages(path, state.text(path))
    ]
    return [passage for passage in passages if not kinds or passage.kind in kinds]


def _passages(path: str, text: str) -> Iterator[Passage]:
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if match := _FLOW.fullmatch(line):
            indent = len(match[1]) + 2
            kind = _kind(path, lines, number, indent)
            yield Passage(path, kind, match[2], number, number + 1, indent, True)
        elif match := _BLOCK.fullmatch(line):
            indent = len(match[1]) + len(match[2] or "")
            kind = _kind(path, lines, number, indent)
            end = _end(lines, number, indent)
            yield Passage(path, kind, match[3], number, end, indent, False)


def _end(lines: list[str], first: int, indent: int) -> int:
    """After the last line of what begins at ``first`` with keys at ``indent``."""
    end = first + 1
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line == "---":
            break
        if line.strip() and not line.lstrip().startswith("#"):
            if len(line) - len(line.lstrip()) < indent:
                break
            end = number + 1
    return end


def _kind(path: str, lines: list[str], number: int, indent: int) -> str:
    """The name of the list that a record is in."""
    for line in reversed(lines[:number]):
        match = _LIST.fullmatch(line)
        if match and len(match[1]) < indent:
            return match[2]
    return _ALONE.get(path.split("/")[1], "")


# -- fields ------------------------------------------------------------------------------------


def find_field(lines: list[str], at: Passage, key: str) -> tuple[int, int] | None:
    """The lines of a field, from its key to the line before the next key."""
    for number in range(at.first, at.end):
        line = lines[number]
        begins = line[at.indent :] if number > at.first or at.alone else line.lstrip(" -")
        own = len(line) - len(line.lstrip()) == at.indent or number == at.first
        if own and begins.startswith(f"{key}:"):
            return number, min(_end(lines, number, at.indent + 1), at.end)
    return None


def read_value(state: InputState, at: Passage, key: str) -> str:
    """The text on the line of a field after its colon; empty where there is none."""
    lines = state.text(at.path).splitlines()
    if at.flow:
        match = re.search(rf"[{{ ]{key}: ([^,}}\[]*|\[.*?\])[,}}]", lines[at.first])
        return match[1] if match else ""
    field_lines = find_field(lines, at, key)
    return lines[field_lines[0]].partition(": ")[2] if field_lines else ""


def read_items(state: InputState, at: Passage, key: str) -> list[str]:
    """The items of a field that is a list, as they are written."""
    lines = state.text(at.path).splitlines()
    field_lines = None if at.flow else find_field(lines, at, key)
    if field_lines is None:
        return []
    if "[" in lines[field_lines[0]]:
        return lines[field_lines[0]].partition("[")[2].rpartition("]")[0].split(", ")
    dash = " " * (at.indent + 2) + "- "
    rows = lines[field_lines[0] + 1 : field_lines[1]]
    return [row.removeprefix(dash) for row in rows] if all(r.startswith(dash) for r in rows) else []


def replace_field(state: InputState, at: Passage, key: str, new: str | list[str] | None) -> str:
    """The text of the file with a field set, added after the first line, or (None) left out."""
    lines = state.text(at.path).splitlines()
    if at.flow:
        lines[at.first] = _in_braces(lines[at.first], key, new)
        return _joined(lines)
    field_lines = find_field(lines, at, key)
    first, end = field_lines or (at.first + 1, at.first + 1)
    rows = _rows(key, new, " " * at.indent, block=field_lines is not None and end - first > 1)
    if field_lines and first == at.first and rows:  # the dash of the item is before it
        rows[0] = lines[first][: at.indent] + rows[0][at.indent :]
    lines[first:end] = rows
    return _joined(lines)


def _rows(key: str, new: str | list[str] | None, indent: str, block: bool) -> list[str]:
    if new is None:
        return []
    if isinstance(new, str):
        return [f"{indent}{key}: {new}"]
    if block:
        return [f"{indent}{key}:", *(f"{indent}  - {item}" for item in new)]
    return [f"{indent}{key}: [{', '.join(new)}]"]


def _in_braces(line: str, key: str, new: str | list[str] | None) -> str:
    written = f"[{', '.join(new)}]" if isinstance(new, list) else new
    line = re.sub(rf", {key}: (?:\[[^\]]*\]|[^,}}]*)", "", line)
    return line if written is None else f"{line[:-1]}, {key}: {written}}}"


def remove_record(state: InputState, at: Passage) -> str:
    """The text of the file without a record; empty where it has no other."""
    lines = state.text(at.path).splitlines()
    rest = [
        passage
        for passage in find_passages(state)
        if passage.path == at.path and passage.id != at.id
    ]
    if at.alone or not rest:
        return ""
    del lines[at.first : at.end]
    above = at.first - 1
    while not lines[above].strip() or lines[above].lstrip().startswith("#"):
        above -= 1
    last = _LIST.fullmatch(lines[above])
    if last and len(last[1]) < at.indent and not _follows(lines, above, len(last[1])):
        del lines[above]
    return _joined(lines)


def _follows(lines: list[str], key: int, indent: int) -> bool:
    return _end(lines, key, indent + 1) > key + 1


def read_lines(state: InputState, at: Passage) -> list[str]:
    """The lines of a record."""
    return state.text(at.path).splitlines()[at.first : at.end]


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
