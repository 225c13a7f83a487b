"""The procedures as simple DOT, which ``dot`` draws for the peers."""

from __future__ import annotations

from bench.workload import PlainPower

_SHAPES = {"开始": "box, style=rounded", "结束": "box, style=rounded", "判断": "diamond"}
FONT = "Noto Sans CJK SC"


def make_dot(power: PlainPower) -> str:
    """A chart in one column, returns dashed."""
    lines = [f'digraph "{power.id}" {{', f'node [fontname="{FONT}", fontsize=12, shape=box];']
    lines.append(f'edge [fontname="{FONT}", fontsize=10];')
    for number, step in enumerate(power.steps):
        small = [step.actor, f"{step.limit}个工作日" if step.limit else ""]
        small += [f"《{step.paper}》"] if step.paper else []
        label = "\\n".join(part for part in (step.act, *small) if part)
        lines.append(f'n{number} [label="{label}", shape={_SHAPES.get(step.type, "box")}];')
        if not step.exits and number + 1 < len(power.steps):
            lines.append(f"n{number} -> n{number + 1};")
        for label, to in step.exits:
            back = ", style=dashed, constraint=false" if to < number else ""
            lines.append(f'n{number} -> n{to} [label="{label}"{back}];')
    return "\n".join((*lines, "}\n"))
