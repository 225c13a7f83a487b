"""Edits of records: what editors do all day. Each is a function of chance and the state.

None: there is nothing of the kind to edit. ``mends``: the next edit puts it right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.warm.manuscript import (
    Passage,
    find_passages,
    read_items,
    read_value,
    replace_field,
)
from tests.warm.state import InputState, StateEdit, change_file, rewrite_files

Maker = Callable[[Random, InputState], StateEdit | None]

NAMED = (
    "机构",
    "岗位",
    "角色",
    "权力事项",
    "责任事项",
    "风险点",
    "流程",
    "制度",
    "领域",
    "权力类别",
    "清单",
)
PUBLISHED = ("角色", "权力事项", "责任事项", "风险点", "流程", "制度", "清单")
BODIES = ("县委", "县委办", "县纪委", "财政局", "组织部", "司法局")
LISTS = ("权限", "责任内容", "防控措施", "表现形式", "职责", "界限", "承诺", "条目")
HOLDERS = {"承办", "配合", "责任主体"}


def pick_passage(
    rng: Random, state: InputState, kinds: tuple[str, ...], *keys: str
) -> Passage | None:
    """A record of one of the kinds that has one of the fields."""
    passages = [
        passage
        for passage in find_passages(state, *kinds)
        if not keys
        or any(read_value(state, passage, key) or read_items(state, passage, key) for key in keys)
    ]
    return rng.choice(passages) if passages else None


def replace_everywhere(state: InputState, old: str, new: str) -> dict[str, str]:
    """Every content file that says ``old``, saying ``new``; what was registered stays."""
    return {
        path: state.text(path).replace(old, new)
        for path in state.below("content", ".yml", ".md")
        if old in state.text(path) and "正文行" not in state.text(path)
    }


def set_field(state: InputState, at: Passage, key: str, new: str | list[str] | None) -> StateEdit:
    written = "、".join(new) if isinstance(new, list) else new or "（删去）"
    text = replace_field(state, at, key, new)
    return change_file(state, at.path, text, f"{at.path} {at.id} 的{key}改成 {written}")


# -- names and texts -----------------------------------------------------------------------------


def rename_record(rng: Random, state: InputState) -> StateEdit | None:
    """A name, with all that say it."""
    at = pick_passage(rng, state, NAMED, "名称")
    if at is None:
        return None
    old = read_value(state, at, "名称")
    new = _renamed(rng, old)
    return rewrite_files(
        state, (), f"{at.id} 改名：{old} → {new}", replace_everywhere(state, old, new)
    )


def rename_record_alone(rng: Random, state: InputState) -> StateEdit | None:
    """A name that nothing refers to, as its record has a short one."""
    at = pick_passage(rng, state, NAMED, "简称")
    return (
        set_field(state, at, "名称", _renamed(rng, read_value(state, at, "名称"))) if at else None
    )


def change_short_name(rng: Random, state: InputState) -> StateEdit | None:
    """A short name, with all that refer to it."""
    at = pick_passage(rng, state, NAMED, "简称")
    if at is None:
        return None
    old = read_value(state, at, "简称")
    new = _renamed(rng, old)
    return rewrite_files(
        state, (), f"{at.id} 改简称：{old} → {new}", replace_everywhere(state, old, new)
    )


def _renamed(rng: Random, old: str) -> str:
    """Longer or shorter again, in glyphs that the fonts have."""
    if old[-1] in "甲乙丙丁":
        return old[:-1]
    return old + rng.choice("甲乙丙丁")


def swap_names(rng: Random, state: InputState) -> StateEdit | None:
    """Two records take each other's name; their numbers stay."""
    kind = rng.choice(("责任事项", "风险点", "角色"))
    passages = find_passages(state, kind)
    if len(passages) < 2:
        return None
    one, other = rng.sample(passages, 2)
    first, second = read_value(state, one, "名称"), read_value(state, other, "名称")
    between = InputState(
        {**state.files, one.path: replace_field(state, one, "名称", second).encode()}
    )
    text = replace_field(between, other, "名称", first)
    new = {one.path: between.text(one.path), other.path: text}
    return rewrite_files(state, (), f"{one.id} 和 {other.id} 互换名称", new)


def change_sentence(rng: Random, state: InputState) -> StateEdit | None:
    """One item of a list says more."""
    at = pick_passage(rng, state, (), *LISTS)
    if at is None:
        return None
    key = rng.choice([name for name in LISTS if read_items(state, at, name)] or [LISTS[0]])
    items = read_items(state, at, key)
    plain = [number for number, item in enumerate(items) if "{" not in item]
    if not plain:
        return None
    number = rng.choice(plain)
    items[number] = items[number].removesuffix("。") + f"，并且登记 {rng.randrange(10, 99)} 次"
    return set_field(state, at, key, items)


def change_matter(rng: Random, state: InputState) -> StateEdit | None:
    """The text of a record, with a count in it."""
    at = pick_passage(rng, state, ("机构", "角色", "权力事项", "风险点", "责任事项"))
    of = rng.choice(("风险点", "制度", "岗位", "县委.权力事项", "流程图"))
    return set_field(state, at, "正文", f"现有 {{{{ 数量.{of} }}}} 项，随时增减。") if at else None


# -- fields --------------------------------------------------------------------------------------


def change_date(rng: Random, state: InputState) -> StateEdit | None:
    keys = ("施行日期", "从", "撤下日期", "撤回日期")
    at = pick_passage(rng, state, ("制度", "任职", "张贴", "权力事项"), *keys)
    if at is None:
        return None
    key = rng.choice([name for name in keys if read_value(state, at, name)])
    old = read_value(state, at, key)
    return set_field(state, at, key, f"{old[:-2]}{rng.randrange(1, 29):02}")


def reorder_list(rng: Random, state: InputState) -> StateEdit | None:
    at = pick_passage(rng, state, ("岗位", "权力类别"), "排序")
    return set_field(state, at, "排序", str(rng.randrange(1, 10))) if at else None


def change_list_item(rng: Random, state: InputState) -> StateEdit | None:
    """An item of a list more, less, or in another place."""
    at = pick_passage(rng, state, (), *LISTS)
    if at is None:
        return None
    key = rng.choice([name for name in LISTS if read_items(state, at, name)] or [LISTS[0]])
    items = read_items(state, at, key)
    if not items:
        return None
    if len(items) > 1 and rng.random() < 0.6:
        items = items[1:] if rng.random() < 0.5 else items[::-1]
    else:
        items = [*items, f"每月核对 {rng.randrange(10, 99)} 次"]
    return set_field(state, at, key, items)


def withhold_field(rng: Random, state: InputState) -> StateEdit | None:
    """A field is withheld, or shown again."""
    at = pick_passage(rng, state, ("权力事项",), "承办")
    if at is None:
        return None
    if read_value(state, at, "不公开字段") or read_items(state, at, "不公开字段"):
        return set_field(state, at, "不公开字段", None)
    field = rng.choice(("承办", "权限", "依据"))
    row = f"{{字段: {field}, 依据: 公开条例第十六条（内部事务信息）}}"
    return set_field(state, at, "不公开字段", [row])


def change_scope(rng: Random, state: InputState) -> StateEdit | None:
    """Who may see a record, and from when."""
    at = pick_passage(rng, state, ("权力事项", "责任事项", "风险点", "流程", "角色"), "名称")
    new = rng.choice(
        (
            "社会",
            "{范围: 本单位, 依据: 公开条例第十六条}",
            "{范围: 社会, 从: 2026-12-01}",
            "{范围: 社会, 至: 2026-11-26}",
        )
    )
    return set_field(state, at, "公开", new) if at else None


def change_condition(rng: Random, state: InputState) -> StateEdit | None:
    """发布, then 草稿, then 撤回, then 发布 again."""
    at = pick_passage(rng, state, PUBLISHED, "名称")
    if at is None or read_value(state, at, "状态"):
        return None
    draft = set_field(state, at, "状态", "草稿")
    if at.kind == "权力事项":  # it does not count any more
        less = {path: text.encode() for path, text in adjust_counts(state, at, -1).items()}
        draft = replace(draft, files={**less, **draft.files})
    then = draft.on(state)
    at = next(passage for passage in find_passages(then) if passage.id == at.id)
    gone = replace_field(then, at, "状态", "撤回")
    for key, new in (("撤回日期", "2026-10-08"), ("原因", "不再行使")):
        text = InputState({**then.files, at.path: gone.encode()})
        gone = replace_field(text, next(e for e in find_passages(text) if e.id == at.id), key, new)
    withdrawn = change_file(then, at.path, gone, f"{at.path} {at.id} 撤回")
    back = replace(draft.undone(state), words=f"{at.path} {at.id} 重新发布")
    return replace(draft, mends=(withdrawn, back))


def change_reference(rng: Random, state: InputState) -> StateEdit | None:
    """Another body does it."""
    at = pick_passage(rng, state, ("权力事项", "责任事项"), *HOLDERS)
    if at is None:
        return None
    key = rng.choice([name for name in sorted(HOLDERS) if read_items(state, at, name)])
    return set_field(state, at, key, rng.sample(BODIES, rng.randrange(1, 3)))


def change_parent(rng: Random, state: InputState) -> StateEdit | None:
    """A body gets another parent; the organisation chart shows it."""
    at = pick_passage(rng, state, ("机构",), "上级")
    return set_field(state, at, "上级", rng.choice(("县委", "县委办", "财政局"))) if at else None


def adopt_record(rng: Random, state: InputState) -> StateEdit | None:
    """A record that takes all that it says from another: what is done to that later reaches it."""
    at = pick_passage(rng, state, ("责任事项", "风险点", "流程", "清单"), "名称")
    if at is None or read_value(state, at, "沿用"):
        return None
    id = f"yy-{at.id}"
    path = f"{at.path.rpartition('/')[0]}/{id}.yml"
    text = f"{at.kind}:\n  - 编号: {id}\n    名称: 沿用的{id}\n    简称: {id}\n    沿用: {at.id}\n"
    files = {} if path in state.files else {path: text.encode()}
    return StateEdit(f"{path} 沿用 {at.id}", files)


def adjust_counts(state: InputState, power: Passage, more: int) -> dict[str, str]:
    """The declared numbers with a power more or less."""

    def bumped(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + more}"

    category = read_value(state, power, "类别")
    if not category:
        defaults = re.search(r"\n  类别: (.*)", state.text(power.path))
        category = defaults[1] if defaults else ""
    new = {}
    for path in ("content/site.yml", *state.below("content/catalogues")):
        text = re.sub(r"(县委\.权力事项: )(\d+)", bumped, state.text(path))
        new[path] = re.sub(rf"(名称: {category},.*声明事项数: )(\d+)", bumped, text)
    return {path: text for path, text in new.items() if text != state.text(path)}


MAKERS: tuple[Maker, ...] = (
    rename_record,
    rename_record_alone,
    change_short_name,
    swap_names,
    change_sentence,
    change_matter,
    change_date,
    reorder_list,
    change_list_item,
    withhold_field,
    change_scope,
    change_condition,
    change_reference,
    change_parent,
    adopt_record,
)
