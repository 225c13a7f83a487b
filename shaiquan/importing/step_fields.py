"""The cells of a row of steps to the raw values of the step; what of them is lacking, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shaiquan.importing.cell_values import is_nothing
from shaiquan.importing.headings import tighten
from shaiquan.importing.list_values import Knows, read_cell
from shaiquan.model.common import ID_PATTERN
from shaiquan.model.procedures import Step
from shaiquan.model.shapes import field_shapes, list_choices
from shaiquan.model.time_limits import parse_limit

#: how a lack begins that says of an actor that nobody is called so
NO_ACTOR = "没有主体"
#: how tables say yes
YES = frozenset(("是", "√", "✓", "Y", "y"))


def add_plain_fields(
    values: dict[str, Any], cells: Mapping[str, str], knows: Knows, unit: str
) -> list[str]:
    """The fields that are as in the table; a limit that is none is lacking."""
    shapes = field_shapes(Step)
    problems = []
    for name in ("limit", "documents", "criteria", "note", "stage", "gates", "anchor"):
        value = read_cell(cells.get(name, ""), shapes[name], knows, unit)
        if name == "limit" and value is not None and not _is_limit(value):
            problems.append(f"“{value}”不是时限")
        elif name == "anchor" and value is not None and not re.fullmatch(ID_PATTERN, value):
            problems.append(f"标识“{value}”没有录入，只能用英文字母、数字和 - _")
        elif value is not None:
            values[name] = value
    return problems


def _is_limit(text: str) -> bool:
    try:
        parse_limit(text)
    except ValueError:
        return False
    return True


def add_marks(values: dict[str, Any], cells: Mapping[str, str], knows: Knows) -> list[str]:
    """集体决定 and 表决; a cell that says something else is lacking."""
    shapes, problems = field_shapes(Step), []
    said = tighten(cells.get("collective", ""))
    if said in YES:
        values["collective"] = "是"
    elif said != "否" and not is_nothing(said):
        problems.append(f"集体决定“{said}”没有录入，写 是 或者 否")
    way = read_cell(cells.get("voting", ""), shapes["voting"], knows)
    bare = str(way or "").removesuffix("表决").removesuffix("投票")
    if bare in list_choices(shapes["voting"]):
        values["voting"] = bare
    elif way:
        problems.append(f"表决方式“{way}”没有录入，写 口头、举手、无记名 或者 记名")
    return problems


def add_risks(values: dict[str, Any], cells: Mapping[str, str], knows: Knows) -> list[str]:
    """风险; those that nobody has written are lacking."""
    shapes = field_shapes(Step)
    names = read_cell(cells.get("risks", ""), shapes["risks"], knows) or []
    if known := [name for name in names if knows(name, ("risk",))]:
        values["risks"] = known
    return [f"没有风险点“{name}”" for name in names if name not in known]


def add_actors(values: dict[str, Any], text: str, knows: Knows) -> list[str]:
    """Who acts: one, or several together; those that nobody is called are lacking."""
    if is_nothing(text):
        return []
    shape = field_shapes(Step)["joint_actors"]
    names = read_cell(text, shape, knows) or []
    missing = [name for name in names if not knows(name, ("body", "post", "role"))]
    known = [name for name in names if name not in missing]
    if len(known) == 1:
        values["actor"] = known[0]
    elif known:
        values["joint_actors"] = known
    return [f"{NO_ACTOR}“{name}”" for name in missing]
