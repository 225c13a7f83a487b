"""The lines of a file that is to be written: which record each belongs to, which are left out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from shaiquan.model.base import Part
from shaiquan.model.common import Record
from shaiquan.model.terms import State

#: what stands in YAML without quotes, between braces too
_PLAIN = re.compile(r"[\w（《“][\w（）《》“”·、，。；—\-.+/% ]*(?<! )")
_NOT_TEXT = ("null", "Null", "NULL")
MEETING = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file and its record: 0 the meeting, 1 … a topic, -1 neither.

    ``essential``: without it there is no such record. ``why``: it is only a comment, for this
    reason.
    """

    text: str
    record: int = -1
    essential: bool = False
    why: str = ""

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def starts_record(self) -> bool:
        """Whether it is the first line of a topic."""
        return self.record > MEETING and self.text.startswith("  - ")

    def __str__(self) -> str:
        if not self.why:
            return self.text
        return f"{' ' * self.indent}# {self.text.lstrip(' ')}" + (
            f"    ← {self.why}" if self.why != _BELOW else ""
        )


#: a line below one that is left out is left out too
_BELOW = "below"


@dataclass(frozen=True, slots=True)
class Draft:
    """The file: its lines, what each record lacks, and the remarks of its head.

    ``site_publishes``: whether the site says 发布 of all records; else one without it is a draft.
    """

    name: str
    lines: tuple[Line, ...]
    names: tuple[str, ...]
    lacking: Mapping[int, tuple[str, ...]]
    remarks: tuple[str, ...]
    site_publishes: bool = True

    def is_draft(self, record: int) -> bool:
        """Whether a record is incomplete; with the meeting its topics are too."""
        return bool(self.lacking.get(record) or self.lacking.get(MEETING))

    def is_left_out(self, record: int) -> bool:
        """Whether a record is nothing but comments."""
        return all(line.why for line in self.lines if line.record == record)

    def leave_out(self, number: int, *reasons: str) -> Draft:
        """The draft without a line and those below it, which stay as comments."""
        lines, first = list(self.lines), self.lines[number]
        more = f"（等 {len(reasons)} 处）" if len(reasons) > 1 else ""
        lines[number] = replace(first, why=reasons[0] + more)
        for below in range(number + 1, len(lines)):
            line = lines[below]
            if line.indent <= first.indent or line.record != first.record:
                break
            lines[below] = replace(line, why=line.why or _BELOW)
        label = "整条" if first.starts_record else first.text.strip(" -{").partition(":")[0]
        left = replace(self, lines=tuple(lines))
        return left.note(first.record, f"{label}：{'、'.join(reasons)}")

    def note(self, record: int, *reasons: str) -> Draft:
        """The draft that says of a record what more it lacks."""
        said = (*self.lacking.get(record, ()), *reasons)
        return replace(self, lacking={**self.lacking, record: said})

    def find_line(self, record: int, beginning: str) -> int | None:
        """The number of a line of a record that is no comment yet."""
        lines = enumerate(self.lines)
        same = (n for n, line in lines if line.record == record and not line.why)
        return next((n for n in same if self.lines[n].text.startswith(beginning)), None)

    def render(self) -> tuple[str, tuple[int | None, ...]]:
        """The text, and for each of its lines the number of the draft's line."""
        text = [f"# {remark}" for remark in self._list_remarks()]
        numbers: list[int | None] = [None] * len(text)
        for number, line in enumerate(self.lines):
            text.append(str(line))
            numbers.append(number)
            following = self.lines[number + 1].record if number + 1 < len(self.lines) else -1
            ends = line.record >= 0 and following != line.record
            if ends and (state := self._find_state(line.record)):
                indent = 2 if line.record == MEETING else 4
                text.append(f"{' ' * indent}{Record.label_of('state')}: {state.label}")
                numbers.append(None)
        return "\n".join(text) + "\n", tuple(numbers)

    def list_lacking(self) -> tuple[str, ...]:
        """A line for each record that lacks something."""
        return tuple(
            f"{self.names[record]}：{'；'.join(said)}"
            for record, said in sorted(self.lacking.items())
            if said
        )

    def _find_state(self, record: int) -> State | None:
        """What a record says of its state; nothing where the site says 发布 of all."""
        if self.is_left_out(record):
            return None
        if self.is_draft(record):
            return State.DRAFT
        return None if self.site_publishes else State.PUBLISHED

    def _list_remarks(self) -> tuple[str, ...]:
        lacking = self.list_lacking()
        if not lacking:
            return self.remarks
        head = "还缺下面这些，补上、核对以后，把 草稿 改成 发布："
        return (*self.remarks, head, *(f"  {line}" for line in lacking))


class DraftWriter:
    """Collects lines of one record after another; the labels are those of the fields."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.record = -1

    def put_text(self, text: str) -> None:
        self.lines.append(Line(text))

    def put(self, indent: int, part: type[Part], name: str, value: str, **more: bool) -> None:
        """A field with a value; nothing where there is none."""
        if value:
            self._add(indent, f"{part.label_of(name)}: {quote(value)}", **more)

    def put_line(self, indent: int, part: type[Part], name: str, written: str) -> None:
        """A field whose value is YAML already."""
        self._add(indent, f"{part.label_of(name)}: {written}")

    def open(self, indent: int, part: type[Part], name: str) -> None:
        """A field whose value stands below."""
        self._add(indent, f"{part.label_of(name)}:")

    def put_list(self, indent: int, part: type[Part], name: str, items: list[str]) -> None:
        """A field with a line for each item, of YAML."""
        if items:
            self.open(indent, part, name)
            for item in items:
                self._add(indent + 2, f"- {item}")

    def _add(self, indent: int, text: str, essential: bool = False) -> None:
        if indent < 0:  # the first line of a record in a list
            text, indent = f"- {text}", -indent
        self.lines.append(Line(" " * indent + text, self.record, essential))


def quote(value: str) -> str:
    """A value as YAML, between braces too."""
    if _PLAIN.fullmatch(value) and value not in _NOT_TEXT:
        return value
    return json.dumps(value, ensure_ascii=False)


def write_map(part: type[Part], **values: str) -> str:
    """A part on one line, of the fields that have values."""
    pairs = (f"{part.label_of(name)}: {quote(value)}" for name, value in values.items() if value)
    return f"{{{', '.join(pairs)}}}"
