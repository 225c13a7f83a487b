"""Who takes a step or decides: one, several together, or any of several, each named once."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Ref
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Step
from shaiquan.model.shapes import Path

_SEVERAL = ("joint_actors", "any_actors")


@check(
    "joint-or-any",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="“{step}”又写共同主体又写任一主体，分不清是一起做还是哪一个做都行",
    en="'{step}' has both 共同主体 and 任一主体: is it done together or by any of them?",
    mend="一起做、缺一不可的只写 共同主体；哪一个做都行的只写 任一主体",
    mend_en="keep 共同主体 for those who act together, or 任一主体 for any of them",
    example="{步骤: 验收, 共同主体: [村委会, 司法所], 任一主体: [财政办, 党政办]}",
)
def find_joint_or_any(catalog: Catalog, entry: Entry, chart: UsedGraph) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        if node.step and node.step.joint_actors and node.step.any_actors:
            yield entry.location(*node.path, "any_actors"), {"step": node.act}


@check(
    "one-joint-actor",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="“{step}”的{field}只有一个：{actor}",
    en="the {field} of '{step}' is {actor} alone",
    mend="再写上另外的主体；只有一个的，改写成 主体: {actor}",
    mend_en="add the others, or write 主体: {actor}",
    example="{步骤: 验收, 共同主体: [村委会]}",
)
def find_single_joint_actors(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        step = node.step
        for name in _SEVERAL if step and len(step.actors) == 1 else ():
            if step and getattr(step, name):
                words = {"step": node.act, "field": Step.label_of(name)}
                yield entry.location(*node.path, name), {**words, "actor": step.actors[0].text}


@check(
    "actor-twice",
    ERROR,
    "X-10",
    subject=UsedGraph,
    zh="“{step}”把“{actor}”写了两次：已经是{first}",
    en="'{step}' names '{actor}' twice: it is {first} already",
    mend="一步里一个主体只写一次：办的写 主体 或 共同主体，只是帮忙的写 配合",
    mend_en="name each once: who acts as 主体 or 共同主体, who only helps as 配合",
    example="{步骤: 验收, 共同主体: [村委会, 司法所], 配合: [司法所]}",
)
def find_actors_named_twice(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        first: dict[str, str] = {}
        for path, ref in _list_named(node.step) if node.step else ():
            if ref.id in first:
                words = {"step": node.act, "actor": ref.text, "first": first[ref.id]}
                yield entry.location(*node.path, *path), words
            first.setdefault(ref.id, Step.label_of(str(path[0])))


@check(
    "decider-twice",
    ERROR,
    "S3-01",
    subject=Power,
    zh="“{name}”的共同决定主体“{actor}”已经写过",
    en="the 共同决定主体 '{actor}' of '{name}' is named already",
    mend="共同决定主体 只写决定主体以外的，每个写一次",
    mend_en="name each of the others once",
    example="{决定主体: 党委会, 共同决定主体: [党委会]}",
)
def find_deciders_named_twice(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    named = {power.decider.id}
    for index, ref in enumerate(power.joint_deciders):
        if ref.id in named:
            words = {"name": power.name, "actor": ref.text}
            yield entry.location("joint_deciders", index), words
        named.add(ref.id)


def _list_named(step: Step) -> Iterator[tuple[Path, Ref]]:
    """Who is named in a step, and in which field."""
    if step.actor:
        yield ("actor",), step.actor
    for name in (*_SEVERAL, "partners"):
        for index, ref in enumerate(getattr(step, name)):
            yield (name, index), ref
