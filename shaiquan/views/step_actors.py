"""Who takes a step: one, several together, or any of several."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.procedures import ACTOR_FIELDS, Step
from shaiquan.procedures.graph import Node
from shaiquan.views.cells import make_run, withheld_cell
from shaiquan.views.values import Inline, Line


def list_actors(public: PublicCatalog, entry: Entry, node: Node) -> list[Line]:
    """Who takes a step, each in a line; of a field that is withheld one that says so."""
    withheld = public.withheld.get(entry.id, {})
    lines: list[Line] = []
    for name in ACTOR_FIELDS if node.step else ():
        value = getattr(node.step, name)
        if (*node.path, name) in withheld:
            lines += withheld_cell(withheld[(*node.path, name)])
        elif value:
            lines += [(make_run(public, ref),) for ref in (value if name != "actor" else (value,))]
    return lines


def join_actors(step: Step, lines: list[Line]) -> Line:
    """Several actors in one line: 甲、乙共同, or 甲、乙或丙."""
    joined: list[Inline] = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        mark = "或" if last and _is_any(step) else "、"
        joined += [Inline(mark), *line] if number else line
    return (*joined, Inline("共同", tone="mark")) if _is_joint(step) else tuple(joined)


def has_several(step: Step) -> bool:
    """Whether a step is taken by several, together or by any of them."""
    return _is_joint(step) or _is_any(step)


def _is_joint(step: Step) -> bool:
    return bool(step.joint_actors) or "joint_actors" in step.withheld_fields


def _is_any(step: Step) -> bool:
    return bool(step.any_actors) or "any_actors" in step.withheld_fields
