"""The text of a new record: the fields that are given, and all others as comments that explain
them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import find_kind_by_word
from shaiquan.model.base import Part
from shaiquan.model.common import Record
from shaiquan.model.shapes import (
    ListShape,
    ScalarShape,
    field_shapes,
    find_item_shape,
    list_choices,
)

#: where parts must be written, the first of them: (kind, field) -> lines
_FIRST_PARTS = {
    ("procedure", "steps"): ("- 步骤: 写第一步做什么", "- 结束: 办结"),
    ("statistic", "figures"): ("- {期间: 2026年, 数值: 0}",),
    ("list", "entries"): ("- {内容: 写第一项}",),
}
#: kinds whose records are texts first: what stands where the text is to be written
WITH_BODY = {
    "rule": "## 第一章　总则\n\n第一条　写第一条的内容。\n\n第二条　写第二条的内容。\n",
}
#: needs no quotes in YAML, whoever reads it
_PLAIN = re.compile(r"[\w《][\w《》（）、·.-]*")
_LAST = "state"


class NoPlace(ValueError):
    """A file has no place where a record of the kind can be added."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field that must be filled in: its name, label and help."""

    name: str
    label: str
    about: str


def list_asked(kind: Kind) -> tuple[AskedField, ...]:
    """The fields of a record that must be given, in order; those of parts have a first line."""
    fields = kind.model.model_fields
    shapes = field_shapes(kind.model)
    return tuple(
        AskedField(name, info.title or name, explain_field(kind.model, name))
        for name, info in fields.items()
        if info.is_required()
        and name != "id"
        and isinstance(find_item_shape(shapes[name]), ScalarShape)
    )


def explain_field(part: type[Part], name: str) -> str:
    """What to write there, and which words can be chosen."""
    choices = list_choices(find_item_shape(field_shapes(part)[name]))
    about = part.model_fields[name].description or ""
    return f"{about}；选项：{'、'.join(choices)}" if choices else about


def render_record(kind: Kind, values: Mapping[str, str]) -> str:
    """The lines of a record without indentation; ``values`` has text by English name."""
    model = kind.model
    names = [name for name, _ in model.field_labels() if name != _LAST]
    first = [name for name in names if name in values or model.model_fields[name].is_required()]
    own = [name for name in names if name not in Record.model_fields]
    names = list(dict.fromkeys(("id", *first, *own, *names)))
    lines = [line for name in names for line in _render_field(kind, name, values.get(name, ""))]
    return "\n".join([*lines, f"{model.label_of(_LAST)}: 草稿"]) + "\n"


def _render_field(kind: Kind, name: str, text: str) -> tuple[str, ...]:
    label = kind.model.label_of(name)
    if text:
        return (f"{label}: {_write_value(kind, name, text)}",)
    if parts := _FIRST_PARTS.get((kind.name, name)):
        return (f"{label}:", *(f"  {part}" for part in parts))
    return (f"# {label}:  # {explain_field(kind.model, name)}",)


def _write_value(kind: Kind, name: str, text: str) -> str:
    quoted = text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
    return f"[{quoted}]" if isinstance(field_shapes(kind.model)[name], ListShape) else quoted


def render_markdown(kind: Kind, record: str) -> str:
    """A new file with one record between two lines of ---, and the place for its text below."""
    guide = (
        f"# {kind.label}：去掉行首的“# ”就是用这一项；写好了把 草稿 改成 发布。\n"
        "# 正文写在下面那行 --- 的下面，每条以“第几条”开头；外部的法规只写名称、网址，正文删去。\n"
    )
    text = f"# {kind.model.label_of('text')}:"
    lines = (line for line in record.splitlines(keepends=True) if not line.startswith(text))
    return f"---\n{guide}{''.join(lines)}---\n{WITH_BODY[kind.name]}"


def render_file(kind: Kind, record: str) -> str:
    """A new file with one record."""
    guide = f"# {kind.label}：去掉行首的“# ”就是用这一项；写好了把 草稿 改成 发布。\n"
    return f"{guide}{kind.label}:\n{_as_item(record, 2)}"


def _as_item(record: str, column: int) -> str:
    """The lines of a record as an item of a list whose dashes stand in a column."""
    first, *others = record.splitlines()
    space = " " * column
    return "\n".join([f"{space}- {first}", *(f"{space}  {line}" for line in others)]) + "\n"


def add_record(text: str, kind: Kind, among: tuple[Kind, ...], record: str) -> str:
    """The text of a file with the record as the last of its kind; all else stays as it is.

    Raises NoPlace, and yaml.YAMLError where the text is no YAML.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    section, new = _find_list(yaml.compose(text), kind, among), ""
    if isinstance(section, yaml.ScalarNode):  # 岗位: and nothing below it
        at, new = section.start_mark.line + 1, _as_item(record, 2)
    elif section is None:
        at, new = len(lines), f"\n{kind.label}:\n{_as_item(record, 2)}"
    else:
        at = _find_end(lines, section.end_mark.line)
        new = "\n" + _as_item(record, section.start_mark.column)
    return "".join([*lines[:at], new.replace("\n", newline), *lines[at:]])


def _find_list(
    root: yaml.Node | None, kind: Kind, among: tuple[Kind, ...]
) -> yaml.SequenceNode | yaml.ScalarNode | None:
    """The list of records of a kind, or the nothing where it is to be; None where the file has
    sections, and none of the kind."""
    if root is None:
        return None
    found: yaml.Node | None = None
    if isinstance(root, yaml.MappingNode) and not root.flow_style:
        kinds = [(find_kind_by_word(key.value, among), value) for key, value in root.value]
        found = next((value for named, value in kinds if named is kind), None)
        if found is None and any(named for named, _ in kinds):
            return None
    elif kind is among[0]:
        found = root
    if isinstance(found, yaml.SequenceNode) and not found.flow_style:
        return found
    if isinstance(found, yaml.ScalarNode) and not found.value:
        return found
    raise NoPlace(f"“{kind.label}:”下面不是一行一个“- ”写的，加不进去；不写 --file，就另写一个文件")


def _find_end(lines: list[str], line: int) -> int:
    """Where a list ends whose next thing stands in a line: what explains that one is not of it."""
    while 0 < line < len(lines) and (
        lines[line - 1].startswith("#") or not lines[line - 1].strip()
    ):
        line -= 1
    while line == len(lines) and line and not lines[line - 1].strip():
        line -= 1
    return line
