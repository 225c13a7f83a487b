"""What changed from one edition of a sheet to the next, in words.

Lines are matched by what they are about: a step by its act, a risk by its name. So a change
is named where it is, and nothing else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from shaiquan.model.terms import TotalTimeLabel
from shaiquan.views.step_exits import BACK, JOINED
from shaiquan.views.step_rows import (
    ACTOR_HEADING,
    DOCUMENTS_HEADING,
    LIMIT_HEADING,
    NEXT_HEADING,
    RISKS_HEADING,
    STAGE_HEADING,
    STEP_HEADING,
)

ChangeType = Literal["changed", "added", "removed"]
_HEAD = ""
#: a sum is one value, whatever it leaves out
_SUM = "合计"
#: the same number by its two names
_SUM_LABELS = tuple(term.label for term in TotalTimeLabel)
_PART_HEADINGS = (
    STAGE_HEADING,
    ACTOR_HEADING,
    LIMIT_HEADING,
    DOCUMENTS_HEADING,
    NEXT_HEADING,
    RISKS_HEADING,
)
_PARTS = re.compile(f"，(?=(?:{'|'.join(_PART_HEADINGS)}) )")
_NUMBERS = re.compile(r"▲\d+\s*")
#: what stands after the step to which another leads
_AFTER_TARGET = re.compile(f"（(?:{BACK}|{JOINED})）")
#: a reworded act is the same step if the two are at least this similar
_SIMILAR = 0.5
_LONGEST = 44


@dataclass(frozen=True, slots=True)
class Change:
    """Where something changed, how, and sentences that say what."""

    where: str
    type: ChangeType
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A canonical line taken apart: what it is about and what it says, part by part."""

    label: str
    name: str
    parts: dict[str, str] = field(hash=False)

    @property
    def key(self) -> tuple[str, str]:
        return (self.label, self.name)

    @property
    def where(self) -> str:
        return f"{self.label}“{self.name}”" if self.name else self.label or "其他"


def find_changes(old: Iterable[str], new: Iterable[str]) -> tuple[Change, ...]:
    """The changes between the canonical lines of two sheets, in the order of the new one."""
    before, after = [_parse_line(line) for line in old], [_parse_line(line) for line in new]
    pairs, moved = _join_moved(list(_pair_lines(before, after)))
    context = _Context(
        added={b.name for a, b in pairs if b and (a is None or a.name != b.name)},
        removed={a.name for a, b in pairs if a and (b is None or a.name != b.name)},
        moved=moved,
    )
    return tuple(change for a, b in pairs if (change := _describe_change(a, b, context)))


def _parse_line(line: str) -> _Line:
    label, colon, text = line.partition("：")
    if not colon:
        return _Line("", "", {_HEAD: line})
    text = _NUMBERS.sub("", text)
    label = _NUMBERS.sub("", label)
    if label == STEP_HEADING:
        return _parse_step(text)
    if label == RISKS_HEADING:
        return _parse_risk(text)
    if label in _SUM_LABELS:
        other = "" if label == TotalTimeLabel.LONGEST.label else f"{label} "
        return _Line(TotalTimeLabel.LONGEST.label, "", {_SUM: other + text})
    return _Line(label, "", {_HEAD: text})


def _parse_step(text: str) -> _Line:
    first, *rest = _PARTS.split(text)
    act = re.split("[ ；]", first, maxsplit=1)[0]
    parts = {_HEAD: first.removeprefix(act).strip(" ；").replace("： ", "：").replace(" ", "；")}
    parts |= {head: text for head, _, text in (part.partition(" ") for part in rest)}
    return _Line(STEP_HEADING, act, parts)


def _parse_risk(text: str) -> _Line:
    first, *rest = re.split("。(?=防控：|责任：)", text)
    name, _, level = first.partition("（")
    parts = {"等级": level.removesuffix("）")}
    parts |= {head: text for head, _, text in (part.partition("：") for part in rest)}
    return _Line(RISKS_HEADING, name, parts)


Pair = tuple[_Line | None, _Line | None]


@dataclass(frozen=True, slots=True)
class _Context:
    """Names of lines that were added or removed, keys of lines that moved."""

    added: set[str]
    removed: set[str]
    moved: set[tuple[str, str]]


def _join_moved(pairs: list[Pair]) -> tuple[list[Pair], set[tuple[str, str]]]:
    """A line that was removed in one place and added in another has moved."""
    removed = {a.key: a for a, b in pairs if a and b is None}
    moved = removed.keys() & {b.key for a, b in pairs if b and a is None}
    joined = [
        (removed[b.key], b) if a is None and b and b.key in moved else (a, b)
        for a, b in pairs
        if not (a and b is None and a.key in moved)
    ]
    return joined, set(moved)


def _pair_lines(old: list[_Line], new: list[_Line]) -> Iterator[Pair]:
    """Each old line with its new one; None stands for a line that was added or removed."""
    matcher = difflib.SequenceMatcher(
        None, [line.key for line in old], [line.key for line in new], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _pair_block(old[i1:i2], new[j1:j2])


def _pair_block(old: list[_Line], new: list[_Line]) -> Iterator[Pair]:
    """Pairs of lines that stand in the same place and are reworded or exchanged."""
    unmatched = list(old)
    for line in new:
        match = _find_similar(line, unmatched)
        if match:
            unmatched.remove(match)
        yield match, line
    yield from ((line, None) for line in unmatched)


def _find_similar(line: _Line, lines: list[_Line]) -> _Line | None:
    """The line that was reworded to ``line``."""
    candidates = [other for other in lines if other.label == line.label]
    best = max(candidates, key=lambda other: _similarity(other, line), default=None)
    return best if best and _similarity(best, line) >= _SIMILAR else None


def _similarity(old: _Line, new: _Line) -> float:
    """From 0 to 1, by the names of the lines."""
    return difflib.SequenceMatcher(None, old.name, new.name).ratio()


def _describe_change(a: _Line | None, b: _Line | None, context: _Context) -> Change | None:
    if a is None or b is None:
        line = b or a
        assert line
        return Change(line.where, "added" if b else "removed", tuple(_summarise(line)))
    sentences = [f"“{_shorten(a.name)}” 改为 “{_shorten(b.name)}”"] if a.name != b.name else []
    for label in dict.fromkeys((*a.parts, *b.parts)):
        before, after = a.parts.get(label, ""), b.parts.get(label, "")
        if before != after and not (
            label == NEXT_HEADING and _follows_from_steps(before, after, context)
        ):
            sentences += _describe_part(label, before, after)
    sentences += ["先后次序有变"] if b.key in context.moved else []
    return Change(b.where, "changed", tuple(sentences)) if sentences else None


def _summarise(line: _Line) -> Iterator[str]:
    """The parts of an added or removed line, shortened."""
    parts = {label: text for label, text in line.parts.items() if text and label != NEXT_HEADING}
    if parts:
        yield "，".join(f"{_prefix(label)}{_shorten(text)}" for label, text in parts.items())


def _prefix(part: str) -> str:
    """The label of a part before its text; that of a line stands above the sentence."""
    return "" if part in (_HEAD, _SUM) else f"{part} "


def _follows_from_steps(old: str, new: str, context: _Context) -> bool:
    """Whether a step leads elsewhere only because a step was added or removed."""
    removed, added = _compare_items(old, new)
    return {_target(x) for x in added} <= context.added or {
        _target(x) for x in removed
    } <= context.removed


def _target(exit: str) -> str:
    return _AFTER_TARGET.sub("", exit.rpartition("：")[2])


def _compare_items(old: str, new: str) -> tuple[list[str], list[str]]:
    """The items that one text has and the other has not."""
    mark = "；" if "；" in old + new else "、"
    before, after = ([item for item in text.split(mark) if item] for text in (old, new))
    return [x for x in before if x not in after], [x for x in after if x not in before]


def _describe_part(part: str, old: str, new: str) -> Iterator[str]:
    """One part of a line in a sentence: 时限 3个工作日 改为 5个工作日."""
    removed, added = ([old], [new]) if part == _SUM else _compare_items(old, new)
    label = _prefix(part)
    if len(removed) == len(added) == 1:
        before, after = _clip(removed[0], added[0])
        yield f"{label}{before} 改为 {after}"
    elif not removed and not added:
        yield f"{label}先后次序有变"
    elif removed and added and part == NEXT_HEADING:
        yield f"{label}{_shorten('；'.join(removed))} 改为 {_shorten('；'.join(added))}"
    else:
        if removed:
            yield f"{label}删去{_join_items(removed)}"
        if added:
            yield f"{label}增加{_join_items(added)}"


def _join_items(items: list[str]) -> str:
    text = "；".join(map(_shorten, items))
    return text if text.startswith("《") else f" {text}"


def _clip(old: str, new: str) -> tuple[str, str]:
    """Both texts; of long ones the part that changed, with a little of the text before it."""
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    changed = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    begin = max(0, changed - 6)
    dots = "……" if begin else ""
    return _shorten(dots + old[begin:]), _shorten(dots + new[begin:])


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2] + "……"
