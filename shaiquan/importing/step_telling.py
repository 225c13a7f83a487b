"""What is told of a table of steps before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shaiquan.console import Console
from shaiquan.editing.yaml_values import write_flow
from shaiquan.importing.step_fields import NO_ACTOR
from shaiquan.importing.step_tables import StepTable
from shaiquan.importing.step_updates import StepChange, StepsUpdate
from shaiquan.model.procedures import Step
from shaiquan.model.shapes import field_shapes
from shaiquan.model.terms import State
from shaiquan.problems import shorten


def tell_new(tables: Iterable[StepTable], console: Console) -> None:
    for table in tables:
        columns = "、".join(table.columns)
        ends = "、".join(step["end"] for step in table.steps if "end" in step)
        zh = f"流程“{table.name}”：{len(table.steps)} 步，结束在 {ends}（栏：{columns}）"
        console.say(zh, f"procedure {table.name}: {len(table.steps)} steps")
        if table.power:
            console.say(f"  事项：{table.power}", f"  power: {table.power}")
        _tell_unused(table, console)
        for lack in table.lacking:
            console.say(f"  还缺　{lack}", f"  lacking: {lack}")
        _tell_actors(table, console)


def _tell_unused(table: StepTable, console: Console) -> None:
    if table.unused:
        unused = "、".join(table.unused)
        console.say(f"  没有用到的栏：{unused}", f"  columns that are not used: {unused}")


def _tell_actors(table: StepTable, console: Console) -> None:
    if any(NO_ACTOR in lack for lack in table.lacking):
        zh = "  主体先写进 bodies：机构、岗位；申请人、当事人写 角色: [{编号: …, 名称: …}]"
        en = "  write the actors into bodies first: bodies, posts, or 角色 (roles)"
        console.say(zh, en)


def tell_update(update: StepsUpdate, remove: bool, console: Console) -> None:
    """What changes of a procedure that is there, step by step."""
    table, id = update.table, update.id
    steps = len(table.steps)
    columns = "、".join(table.columns)
    zh = f"流程“{update.name}”已经有了（{id}，{update.raw.path}），表里 {steps} 步（栏：{columns}）"
    console.say(zh, f"procedure {id} is there: {steps} steps in the table")
    _tell_unused(table, console)
    for change in update.changes:
        console.say(*_describe_change(id, change))
    for step in update.added:
        place = f"在“{step.behind}”后面" if step.behind else "在最前面"
        zh = f"  新增　第 {step.number} 步，{place}：{_say_step(step.values)}"
        console.say(zh, f"  new: {id} step {step.number}")
    for act in update.gone:
        zh, en = "，去掉", "removed"
        if not remove:
            zh, en = "，没有动它；真要去掉的，加 --remove-steps 再录一次", "left as it is"
        console.say(f"  表里没有了　{act}{zh}", f"  gone from the table: {act}: {en}")
    for lack in table.lacking:
        console.say(f"  没有改　{lack}", f"  left as it is: {lack}")
    _tell_actors(table, console)
    if update.raw.values.get("state") == State.DRAFT.label and not table.lacking:
        zh = "  它还是草稿：都补齐了，就删去“还缺”的注释，把 草稿 改成 发布"
        console.say(zh, "  it is a draft still: publish it once it is complete")
    if not (update.changes or update.added or (remove and update.gone)):
        console.say("  没有变", "  nothing changes")


def _describe_change(id: str, change: StepChange) -> tuple[str, str]:
    label = Step.label_of(change.field)
    old, new = (_say_value(change.field, value) for value in (change.old, change.new))
    zh = f"  改　第 {change.number} 步 {change.act}：{label} 由 {old} 改为 {new}"
    return zh, f"  changed: {id} step {change.number}: {change.field}: {old} → {new}"


def _say_step(values: Mapping[str, Any]) -> str:
    return "；".join(f"{Step.label_of(n)} {_say_value(n, v)}" for n, v in values.items())


def _say_value(name: str, value: Any) -> str:
    if value is None:
        return "（没有写）"
    plain = value if isinstance(value, str) else write_flow(value, field_shapes(Step)[name])
    return shorten(plain)
