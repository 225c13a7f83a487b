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
    items,
    passages,
    value,
    with_field,
)
from tests.warm.state import Edit, State, changed, rewritten

Maker = Callable[[Random, State], Edit | None]

NAMED = ("机构", "岗位", "角色", "权力事项", "责任事项", "风险点", "流程", "制度", "领域",
         "权力类别", "清单")  # fmt: skip
PUBLISHED = ("角色", "权力事项", "责任事项", "风险点", "流程", "制度", "清单")
BODIES = ("县委", "县委办", "县纪委", "财政局", "组织部", "司法局")
LISTS = ("权限", "责任内容", "防控措施", "表现形式", "职责", "界限", "承诺", "条目")
HOLDERS = {"承办", "配合", "责任主体"}


def picked(rng: Random, state: State, kinds: tuple[str, ...], *keys: str) -> Passage | None:
    """A record of one of the kinds that has one of the fields."""
    found = [
        each
        for each in passages(state, *kinds)
        if not keys or any(value(state, each, key) or items(state, each, key) for key in keys)
    ]
    return rng.choice(found) if found else None


def everywhere(state: State, old: str, new: str) -> dict[str, str]:
    """Every content file that says ``old``, saying ``new``; what was registered stays."""
    return {
        path: state.text(path).replace(old, new)
        for path in state.below("content", ".yml", ".md")
        if old in state.text(path) and "正文行" not in state.text(path)
    }


def set_field(state: State, at: Passage, key: str, new: str | list[str] | None) -> Edit:
    said = "、".join(new) if isinstance(new, list) else new or "（删去）"
    text = with_field(state, at, key, new)
    return changed(state, at.path, text, f"{at.path} {at.id} 的{key}改成 {said}")


# -- names and texts -----------------------------------------------------------------------------


def name(rng: Random, state: State) -> Edit | None:
    """A name, with all that say it."""
    at = picked(rng, state, NAMED, "名称")
    if at is None:
        return None
    old = value(state, at, "名称")
    new = _renamed(rng, old)
    return rewritten(state, (), f"{at.id} 改名：{old} → {new}", everywhere(state, old, new))


def own_name(rng: Random, state: State) -> Edit | None:
    """A name that nothing refers to, as its record has a short one."""
    at = picked(rng, state, NAMED, "简称")
    return set_field(state, at, "名称", _renamed(rng, value(state, at, "名称"))) if at else None


def short_name(rng: Random, state: State) -> Edit | None:
    """A short name, with all that refer to it."""
    at = picked(rng, state, NAMED, "简称")
    if at is None:
        return None
    old = value(state, at, "简称")
    new = _renamed(rng, old)
    return rewritten(state, (), f"{at.id} 改简称：{old} → {new}", everywhere(state, old, new))


def _renamed(rng: Random, old: str) -> str:
    """Longer or shorter again, in glyphs that the fonts have."""
    if old[-1] in "甲乙丙丁":
        return old[:-1]
    return old + rng.choice("甲乙丙丁")


def names_swapped(rng: Random, state: State) -> Edit | None:
    """Two records take each other's name; their numbers stay."""
    kind = rng.choice(("责任事项", "风险点", "角色"))
    found = passages(state, kind)
    if len(found) < 2:
        return None
    one, other = rng.sample(found, 2)
    first, second = value(state, one, "名称"), value(state, other, "名称")
    between = State({**state.files, one.path: with_field(state, one, "名称", second).encode()})
    text = with_field(between, other, "名称", first)
    new = {one.path: between.text(one.path), other.path: text}
    return rewritten(state, (), f"{one.id} 和 {other.id} 互换名称", new)


def sentence(rng: Random, state: State) -> Edit | None:
    """One item of a list says more."""
    at = picked(rng, state, (), *LISTS)
    if at is None:
        return None
    key = rng.choice([each for each in LISTS if items(state, at, each)] or [LISTS[0]])
    held = items(state, at, key)
    plain = [number for number, each in enumerate(held) if "{" not in each]
    if not plain:
        return None
    number = rng.choice(plain)
    held[number] = held[number].removesuffix("。") + f"，并且登记 {rng.randrange(10, 99)} 次"
    return set_field(state, at, key, held)


def matter(rng: Random, state: State) -> Edit | None:
    """The text of a record, with a count in it."""
    at = picked(rng, state, ("机构", "角色", "权力事项", "风险点", "责任事项"))
    of = rng.choice(("风险点", "制度", "岗位", "县委.权力事项", "流程图"))
    return set_field(state, at, "正文", f"现有 {{{{ 数量.{of} }}}} 项，随时增减。") if at else None


# -- fields --------------------------------------------------------------------------------------


def date(rng: Random, state: State) -> Edit | None:
    keys = ("施行日期", "从", "撤下日期", "撤回日期")
    at = picked(rng, state, ("制度", "任职", "张贴", "权力事项"), *keys)
    if at is None:
        return None
    key = rng.choice([each for each in keys if value(state, at, each)])
    old = value(state, at, key)
    return set_field(state, at, key, f"{old[:-2]}{rng.randrange(1, 29):02}")


def ordering(rng: Random, state: State) -> Edit | None:
    at = picked(rng, state, ("岗位", "权力类别"), "排序")
    return set_field(state, at, "排序", str(rng.randrange(1, 10))) if at else None


def item_list(rng: Random, state: State) -> Edit | None:
    """An item of a list more, less, or in another place."""
    at = picked(rng, state, (), *LISTS)
    if at is None:
        return None
    key = rng.choice([each for each in LISTS if items(state, at, each)] or [LISTS[0]])
    held = items(state, at, key)
    if not held:
        return None
    if len(held) > 1 and rng.random() < 0.6:
        held = held[1:] if rng.random() < 0.5 else held[::-1]
    else:
        held = [*held, f"每月核对 {rng.randrange(10, 99)} 次"]
    return set_field(state, at, key, held)


def withheld(rng: Random, state: State) -> Edit | None:
    """A field withheld, or shown again."""
    at = picked(rng, state, ("权力事项",), "承办")
    if at is None:
        return None
    if value(state, at, "不公开字段") or items(state, at, "不公开字段"):
        return set_field(state, at, "不公开字段", None)
    field = rng.choice(("承办", "权限", "依据"))
    row = f"{{字段: {field}, 依据: 公开条例第十六条（内部事务信息）}}"
    return set_field(state, at, "不公开字段", [row])


def scope(rng: Random, state: State) -> Edit | None:
    """Who may see a record, and from when."""
    at = picked(rng, state, ("权力事项", "责任事项", "风险点", "流程", "角色"), "名称")
    new = rng.choice((
        "社会", "{范围: 本单位, 依据: 公开条例第十六条}", "{范围: 社会, 从: 2026-12-01}",
        "{范围: 社会, 至: 2026-11-26}",
    ))  # fmt: skip
    return set_field(state, at, "公开", new) if at else None


def condition(rng: Random, state: State) -> Edit | None:
    """发布, then 草稿, then 撤回, then 发布 again."""
    at = picked(rng, state, PUBLISHED, "名称")
    if at is None or value(state, at, "状态"):
        return None
    draft = set_field(state, at, "状态", "草稿")
    if at.kind == "权力事项":  # it does not count any more
        less = {path: text.encode() for path, text in counted(state, at, -1).items()}
        draft = replace(draft, files={**less, **draft.files})
    then = draft.on(state)
    at = next(each for each in passages(then) if each.id == at.id)
    gone = with_field(then, at, "状态", "撤回")
    for key, new in (("撤回日期", "2026-10-08"), ("原因", "不再行使")):
        text = State({**then.files, at.path: gone.encode()})
        gone = with_field(text, next(e for e in passages(text) if e.id == at.id), key, new)
    withdrawn = changed(then, at.path, gone, f"{at.path} {at.id} 撤回")
    back = replace(draft.undone(state), words=f"{at.path} {at.id} 重新发布")
    return replace(draft, mends=(withdrawn, back))


def reference(rng: Random, state: State) -> Edit | None:
    """Another body does it."""
    at = picked(rng, state, ("权力事项", "责任事项"), *HOLDERS)
    if at is None:
        return None
    key = rng.choice([each for each in sorted(HOLDERS) if items(state, at, each)])
    return set_field(state, at, key, rng.sample(BODIES, rng.randrange(1, 3)))


def parent(rng: Random, state: State) -> Edit | None:
    """A body stands below another; the organisation chart shows it."""
    at = picked(rng, state, ("机构",), "上级")
    return set_field(state, at, "上级", rng.choice(("县委", "县委办", "财政局"))) if at else None


def counted(state: State, power: Passage, more: int) -> dict[str, str]:
    """The declared numbers with a power more or less."""

    def bumped(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + more}"

    category = value(state, power, "类别")
    if not category:
        defaults = re.search(r"\n  类别: (.*)", state.text(power.path))
        category = defaults[1] if defaults else ""
    new = {}
    for path in ("content/site.yml", *state.below("content/catalogues")):
        text = re.sub(r"(县委\.权力事项: )(\d+)", bumped, state.text(path))
        new[path] = re.sub(rf"(名称: {category},.*声明事项数: )(\d+)", bumped, text)
    return {path: text for path, text in new.items() if text != state.text(path)}


MAKERS: tuple[Maker, ...] = (
    name, own_name, short_name, names_swapped, sentence, matter, date, ordering, item_list,
    withheld, scope, condition, reference, parent,
)  # fmt: skip
