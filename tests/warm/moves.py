"""Edits that add, delete, move and renumber records and files."""

from __future__ import annotations

import itertools
import re
from random import Random

from tests.warm.manuscript import find_passages, read_lines, read_value, remove_record
from tests.warm.records import (
    NAMED,
    Maker,
    adjust_counts,
    pick_passage,
    replace_everywhere,
    set_field,
)
from tests.warm.state import InputState, StateEdit, change_file, rewrite_files


def copy_record(rng: Random, state: InputState) -> StateEdit | None:
    """A new record, copied from another."""
    kinds = ("角色", "风险点", "责任事项", "机构", "任职", "领域", "制度", "清单", "权力事项")
    at = pick_passage(rng, state, kinds)
    if at is None:
        return None
    id = f"{at.id.rstrip('0123456789')}{rng.randrange(100, 999)}"
    if at.path.endswith(".md"):
        text = state.text(at.path).replace(f"编号: {at.id}\n", f"编号: {id}\n")
        text = re.sub(r"((?:名称|简称): .*)", rf"\1之{id[-3:]}", text)
        new = {at.path.replace(at.path.split("/")[-1], f"{id}.md"): text}
        return rewrite_files(state, (), f"照 {at.id} 新写一个 {id}", new)
    if at.alone:
        return None
    rows = [row.replace(at.id, id) for row in read_lines(state, at)]
    rows = [re.sub(r"((?:名称|简称): [^,}]*)", rf"\1之{id[-3:]}", row) for row in rows]
    lines = state.text(at.path).splitlines()
    lines[at.end : at.end] = rows
    new = {at.path: "\n".join(lines) + "\n"}
    new |= adjust_counts(state, at, 1) if at.kind == "权力事项" else {}
    return rewrite_files(state, (), f"照 {at.id} 在 {at.path} 加一条 {id}", new)


def delete_record(rng: Random, state: InputState) -> StateEdit | None:
    """A record is deleted, and so is every mention of it."""
    at = pick_passage(
        rng, state, ("角色", "风险点", "责任事项", "任职", "张贴", "清单", "权力事项")
    )
    if at is None:
        return None
    new = {} if at.path.endswith(".md") else {at.path: remove_record(state, at)}
    if at.kind == "权力事项" and not read_value(state, at, "状态"):
        new |= adjust_counts(state, at, -1)
    now = InputState({**state.files, **{path: text.encode() for path, text in new.items()}})
    for path in now.below("content", ".yml", ".md"):
        text = _unnamed(now.text(path), at.id)
        if text != now.text(path):
            new[path] = text
    gone = [path for path, text in new.items() if not text]
    new = {path: text for path, text in new.items() if text}
    return rewrite_files(state, gone, f"删去 {at.path} 的 {at.id}，提到它的也改了", new)


def _unnamed(text: str, id: str) -> str:
    """Lists in brackets without an item; a list that loses its last one goes."""
    text = re.sub(rf"(?<=\[){id}, |, {id}(?=[,\]])", "", text)
    return re.sub(rf"\n *[^\s:]+: \[{id}\](?=\n)", "", text)


def delete_named_record(rng: Random, state: InputState) -> StateEdit | None:
    """A record is deleted although others name it; then it is put back."""
    at = pick_passage(rng, state, ("机构", "风险点", "领域", "制度", "流程", "角色", "权力类别"))
    if at is None:
        return None
    text = remove_record(state, at)
    words = f"删去 {at.path} 的 {at.id}，别的不改"
    return rewrite_files(state, [at.path], words, {at.path: text} if text else {}).mended(state)


def delete_file(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(state.below("content", ".yml", ".md"))
    return StateEdit(f"删去 {path}", {path: None}).mended(state)


def rename_file(rng: Random, state: InputState) -> StateEdit | None:
    paths = [path for path in state.below("content", ".yml", ".md") if path.count("/") > 1]
    if not paths:
        return None
    old = rng.choice(paths)
    folder, _, file = old.rpartition("/")
    new = f"{folder}/{rng.choice('abxyz')}{rng.randrange(10, 99)}-{file}"
    texts = replace_everywhere(state, f"]({file}", f"]({new.rpartition('/')[2]}")
    texts[new] = texts.pop(old, state.text(old))
    return rewrite_files(state, [old], f"文件改名 {old} → {new}", texts)


def swap_files(rng: Random, state: InputState) -> StateEdit | None:
    """Two files of a folder take each other's name."""
    folder = rng.choice(("procedures", "powers", "bodies"))
    paths = state.below(f"content/{folder}", ".yml")
    if len(paths) < 2:
        return None
    one, other = rng.sample(paths, 2)
    files = {one: state.files[other], other: state.files[one]}
    return StateEdit(f"{one} 和 {other} 互换内容", files)


def move_record(rng: Random, state: InputState) -> StateEdit | None:
    """A record to a file of its own."""
    kinds = ("权力事项", "责任事项", "风险点", "机构", "岗位", "领域", "张贴", "流程", "角色")
    at = pick_passage(rng, state, kinds)
    if at is None or at.alone:
        return None
    path = f"content/{at.folder}/m{rng.randrange(100, 999)}.yml"
    defaults = re.match(r"(?:#.*\n)*(默认:\n(?:  .*\n)+)", state.text(at.path))
    head = f"{defaults[1]}\n" if defaults else ""
    rows = "\n".join(read_lines(state, at))
    rest = remove_record(state, at)
    new = {path: f"{head}{at.kind}:\n{rows}\n"} | ({at.path: rest} if rest else {})
    return rewrite_files(state, [at.path], f"{at.id} 从 {at.path} 移到 {path}", new)


def renumber_record(rng: Random, state: InputState) -> StateEdit | None:
    """A record's 编号, with all that refer to it; its page moves."""
    at = pick_passage(rng, state, (*NAMED, "任职", "渠道"))
    if at is None:
        return None
    id = f"{at.id.rstrip('0123456789')}{rng.randrange(100, 999)}"
    pattern = re.compile(rf"(?<![\w-]){re.escape(at.id)}(?![\w-])")
    new = {
        path: pattern.sub(id, state.text(path))
        for path in state.below("content", ".yml", ".md")
        if pattern.search(state.text(path))
    }
    gone = []
    if at.path.endswith(f"/{at.id}.md"):
        gone = [at.path]
        new[at.path.replace(f"/{at.id}.md", f"/{id}.md")] = new.pop(at.path)
    return rewrite_files(state, gone, f"编号 {at.id} 改成 {id}，引用的也改了", new)


def renumber_record_alone(rng: Random, state: InputState) -> StateEdit | None:
    """A record's 编号 and nothing else: its references are broken, then mended."""
    at = pick_passage(rng, state, ("权力事项", "风险点"))
    return (
        set_field(state, at, "编号", f"x-{rng.randrange(100, 999)}").mended(state) if at else None
    )


def swap_neighbours(rng: Random, state: InputState) -> StateEdit | None:
    """Two records that follow each other change places."""
    passages = [passage for passage in find_passages(state) if not passage.alone]
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(passages)
        if a.path == b.path and a.kind == b.kind and a.end == b.first
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    lines = state.text(one.path).splitlines()
    lines[one.first : other.end] = read_lines(state, other) + read_lines(state, one)
    text = "\n".join(lines) + "\n"
    return change_file(state, one.path, text, f"{one.path} 里 {one.id} 和 {other.id} 换位")


MAKERS: tuple[Maker, ...] = (
    copy_record,
    delete_record,
    delete_named_record,
    delete_file,
    rename_file,
    swap_files,
    move_record,
    renumber_record,
    renumber_record_alone,
    swap_neighbours,
)
