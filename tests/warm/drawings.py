"""Edits of procedures, of what hangs on the walls, and of the text of rules."""

from __future__ import annotations

import re
from random import Random

from shaiquan.model.marks import mark_of, mark_slug
from tests.warm.manuscript import find_passages, read_value
from tests.warm.records import Maker, pick_passage, set_field
from tests.warm.state import InputState, StateEdit, change_file

_STEP = re.compile(r"^( +)- 步骤: (.+)$", re.MULTILINE)
_LIMIT = re.compile(r"(?<=时限: )\d+(?=个工作日)")
_LINE = re.compile(r'^    - "(.*)"$', re.MULTILINE)
_ARTICLE = re.compile(r"^第[一二三四五六七八九十]+条　.*$", re.MULTILINE)


def _chosen(
    rng: Random, state: InputState, pattern: re.Pattern[str]
) -> tuple[str, re.Match[str]] | None:
    """A place in a procedure file."""
    matches = [
        (path, match)
        for path in state.below("content/procedures", ".yml")
        for match in pattern.finditer(state.text(path))
    ]
    return rng.choice(matches) if matches else None


def add_step(rng: Random, state: InputState) -> StateEdit | None:
    chosen = _chosen(rng, state, _STEP)
    if chosen is None:
        return None
    path, match = chosen
    act, dent = f"第{rng.randrange(10, 99)}次复核", match[1]
    rows = f"{dent}- 步骤: {act}\n{dent}  主体: 县委办\n{dent}  时限: 1个工作日\n"
    text = state.text(path)
    text = text[: match.start()] + rows + text[match.start() :]
    return change_file(state, path, text, f"{path} 在“{match[2]}”前加一步“{act}”")


def rename_act(rng: Random, state: InputState) -> StateEdit | None:
    """What a step says, with the branches that lead to it."""
    chosen = _chosen(rng, state, _STEP)
    if chosen is None:
        return None
    path, match = chosen
    new = f"{match[2]}并登记" if not match[2].endswith("并登记") else match[2][:-3]
    text = re.sub(rf"(?<=: ){re.escape(match[2])}$", new, state.text(path), flags=re.MULTILINE)
    return change_file(state, path, text, f"{path} 的一步改成“{new}”")


def change_limit(rng: Random, state: InputState) -> StateEdit | None:
    chosen = _chosen(rng, state, _LIMIT)
    if chosen is None:
        return None
    path, match = chosen
    days = rng.randrange(1, 9)
    text = state.text(path)
    text = f"{text[: match.start()]}{days}{text[match.end() :]}"
    return change_file(state, path, text, f"{path} 的一个时限改成 {days} 个工作日")


def change_branch(rng: Random, state: InputState) -> StateEdit | None:
    """The word at an edge of the chart."""
    chosen = _chosen(rng, state, re.compile(r"^ +分支:\n( +)([^\s:]+)(?=: )", re.MULTILINE))
    if chosen is None:
        return None
    path, match = chosen
    text = state.text(path)
    new = f"{match[2]}了" if not match[2].endswith("了") else match[2][:-1]
    text = f"{text[: match.start(2)]}{new}{text[match.end(2) :]}"
    return change_file(state, path, text, f"{path} 的分支“{match[2]}”改成“{new}”")


def mark_for_wall(rng: Random, state: InputState) -> StateEdit | None:
    at = pick_passage(rng, state, ("流程",), "名称")
    new = "否" if at and read_value(state, at, "上墙") == "是" else "是"
    return set_field(state, at, "上墙", new) if at else None


def choose_layout(rng: Random, state: InputState) -> StateEdit | None:
    at = pick_passage(rng, state, ("流程",), "名称")
    new = None if at and read_value(state, at, "绘图") == "dot" else "dot"
    return set_field(state, at, "绘图", new) if at else None


def take_down_sheet(rng: Random, state: InputState) -> StateEdit | None:
    hanging = [e for e in find_passages(state, "张贴") if not read_value(state, e, "撤下日期")]
    at = rng.choice(hanging) if hanging else None
    return set_field(state, at, "撤下日期", f"2026-11-{rng.randrange(1, 25):02}") if at else None


def put_up_sheet(rng: Random, state: InputState) -> StateEdit | None:
    """A registered sheet at another place."""
    sheets = find_passages(state, "版本")
    at = rng.choice(find_passages(state, "张贴") or [None])
    if at is None or not sheets:
        return None
    sheet = rng.choice(sheets)
    procedure, mark = read_value(state, sheet, "流程"), read_value(state, sheet, "标记")
    place = f"{rng.randrange(2, 99)}号窗口"
    id = f"zt-{rng.randrange(100, 999)}"
    row = f"  - {{编号: {id}, 流程: {procedure}, 标记: {mark}, 地点: {place}, 从: 2026-11-01}}"
    lines = state.text(at.path).splitlines()
    lines[at.end : at.end] = [row]
    return change_file(
        state, at.path, "\n".join(lines) + "\n", f"{place}贴上 {procedure} 的 {mark}"
    )


def register_sheet(rng: Random, state: InputState) -> StateEdit | None:
    """An edition of which one line is another."""
    sheets = find_passages(state, "版本")
    if not sheets:
        return None
    at = rng.choice(sheets)
    text = state.text(at.path)
    lines = [match[1] for match in _LINE.finditer(text)]
    lines[0] = f"{lines[0]}{rng.randrange(10, 99)}"
    old, new = read_value(state, at, "标记"), mark_of(lines)
    id = f"{read_value(state, at, '流程')}-{mark_slug(new)}"
    text = text.replace(f"编号: {at.id}\n", f"编号: {id}\n").replace(f"标记: {old}", f"标记: {new}")
    text = _LINE.sub(f'    - "{lines[0]}"', text, count=1)
    return StateEdit(f"登记一版 {id}", {f"content/ledger/{id}.yml": text.encode()})


def tamper_with_ledger(rng: Random, state: InputState) -> StateEdit | None:
    """A registered line changed by hand: the mark does not hold any more; mended."""
    sheets = find_passages(state, "版本")
    if not sheets:
        return None
    at = rng.choice(sheets)
    text = _LINE.sub(r'    - "\1改"', state.text(at.path), count=1)
    return change_file(state, at.path, text, f"改动登记的正文行 {at.path}").mended(state)


# -- rules ---------------------------------------------------------------------------------------


def _rule(rng: Random, state: InputState) -> str | None:
    paths = state.below("content/rules", ".md")
    return rng.choice(paths) if paths else None


def change_article(rng: Random, state: InputState) -> StateEdit | None:
    """An article that others cite says more."""
    path = _rule(rng, state)
    matches = [*_ARTICLE.finditer(state.text(path))] if path else []
    if path is None or not matches:
        return None
    match = rng.choice(matches)
    text = state.text(path)
    more = f"每年评估 {rng.randrange(2, 99)} 次。"
    text = text[: match.end()] + more + text[match.end() :]
    return change_file(state, path, text, f"{path} 的一条加上“{more}”")


def add_article(rng: Random, state: InputState) -> StateEdit | None:
    path = _rule(rng, state)
    if path is None:
        return None
    count = len(_ARTICLE.findall(state.text(path)))
    text = f"{state.text(path)}\n第{'零一二三四五六七八九十'[min(count + 1, 10)]}条　本办法由县委办解释。\n"
    return change_file(state, path, text, f"{path} 末尾加一条")


def renumber_article(rng: Random, state: InputState) -> StateEdit | None:
    """An article gets another number; who cites it is left behind, then it is mended."""
    path = _rule(rng, state)
    if path is None or "第二条　" not in state.text(path):
        return None
    text = state.text(path).replace("第二条　", "第九条　", 1)
    return change_file(state, path, text, f"{path} 的第二条改成第九条").mended(state)


def count_in_text(rng: Random, state: InputState) -> StateEdit | None:
    """A count in the text of a rule."""
    path = _rule(rng, state)
    if path is None:
        return None
    of = rng.choice(("权力事项", "风险点", "责任事项", "渠道", "县委.制度"))
    more = f"\n全县现有 {{{{ 数量.{of} }}}} 项。\n"
    return change_file(state, path, state.text(path) + more, f"{path} 说{of}有几项")


MAKERS: tuple[Maker, ...] = (
    add_step,
    rename_act,
    change_limit,
    change_branch,
    mark_for_wall,
    choose_layout,
    take_down_sheet,
    put_up_sheet,
    register_sheet,
    tamper_with_ledger,
    change_article,
    add_article,
    renumber_article,
    count_in_text,
)
