"""What changed from one edition of a sheet to the next, in words.

Lines are matched by what they are about (a step by its act, a risk by its name), so that
only what a reader of the sheet must learn anew is told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from shaiquan.disclosure.redaction import NO_LONGER

Sort = Literal["changed", "added", "removed", "hidden"]
STEP, RISK = "步骤", "风险点"
_HEAD, _NEXT = "", "下一步"
_PARTS = re.compile(r"，(?=(?:阶段|主体|时限|文书|下一步|风险点) )")
_NUMBERS = re.compile(r"▲\d+\s*")
_BACK = "（退回）"
#: an act that was reworded is still the same step if it is as like as this
_LIKE = 0.5
_LONGEST = 44


@dataclass(frozen=True, slots=True)
class Change:
    """Where something changed, how, and the sentences that say what."""

    where: str
    sort: Sort
    what: tuple[str, ...] = ()


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

    @property
    def hidden(self) -> bool:
        return self.parts.get(_HEAD) == NO_LONGER


def find_changes(old: Iterable[str], new: Iterable[str]) -> tuple[Change, ...]:
    """From the canonical lines of one sheet to those of another, in the order of the new one."""
    before, after = [_parsed(each) for each in old], [_parsed(each) for each in new]
    pairs, moved = _moved(list(_paired(before, after)))
    around = _Around(
        came={b.name for a, b in pairs if b and (a is None or a.name != b.name)},
        went={a.name for a, b in pairs if a and (b is None or a.name != b.name)},
        moved=moved,
    )
    found = [each for a, b in pairs if (each := _change(a, b, around))]
    hidden = dict.fromkeys(each.where for each in found if each.sort == "hidden")
    told = [each for each in found if each.sort != "hidden"]
    return (*told, *((Change("、".join(hidden), "hidden"),) if hidden else ()))


def _parsed(line: str) -> _Line:
    label, colon, text = line.partition("：")
    if not colon:
        return _Line("", "", {_HEAD: line})
    text = _NUMBERS.sub("", text)
    label = _NUMBERS.sub("", label)
    if text == NO_LONGER:
        return _Line(label, "", {_HEAD: text})
    if label == STEP:
        return _step(text)
    if label == RISK:
        return _risk(text)
    return _Line(label, "", {_HEAD: text})


def _step(text: str) -> _Line:
    first, *rest = _PARTS.split(text)
    act = re.split("[ ；]", first, maxsplit=1)[0]
    parts = {_HEAD: first.removeprefix(act).strip(" ；").replace("： ", "：").replace(" ", "；")}
    parts |= {head: said for head, _, said in (each.partition(" ") for each in rest)}
    return _Line(STEP, act, parts)


def _risk(text: str) -> _Line:
    first, *rest = re.split("。(?=防控：|责任：)", text)
    name, _, level = first.partition("（")
    parts = {"等级": level.removesuffix("）")}
    parts |= {head: said for head, _, said in (each.partition("：") for each in rest)}
    return _Line(RISK, name, parts)


Pair = tuple[_Line | None, _Line | None]


@dataclass(frozen=True, slots=True)
class _Around:
    """Names that came and went, and keys that stand elsewhere in the order."""

    came: set[str]
    went: set[str]
    moved: set[tuple[str, str]]


def _moved(pairs: list[Pair]) -> tuple[list[Pair], set[tuple[str, str]]]:
    """A line that went in one place and came in another has moved."""
    lost = {a.key: a for a, b in pairs if a and b is None and not a.hidden}
    moved = lost.keys() & {b.key for a, b in pairs if b and a is None}
    kept = [
        (lost[b.key], b) if a is None and b and b.key in moved else (a, b)
        for a, b in pairs
        if not (a and b is None and a.key in moved)
    ]
    return kept, set(moved)


def _paired(old: list[_Line], new: list[_Line]) -> Iterator[Pair]:
    """Each line with what became of it; a line without its like came or went."""
    matcher = difflib.SequenceMatcher(
        None, [each.key for each in old], [each.key for each in new], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _block(old[i1:i2], new[j1:j2])


def _block(old: list[_Line], new: list[_Line]) -> Iterator[Pair]:
    """Lines in one place of the sheet that are about different things: reworded or exchanged."""
    left = list(old)
    for line in new:
        like = _likest(line, left)
        if like:
            left.remove(like)
        yield like, line
    yield from ((line, None) for line in left)


def _likest(line: _Line, among: list[_Line]) -> _Line | None:
    """The line that was reworded to ``line``, or one of which that can no longer be told."""
    of_label = [each for each in among if each.label == line.label]
    scored = [(difflib.SequenceMatcher(None, e.name, line.name).ratio(), e) for e in of_label]
    best = max(scored, key=lambda each: each[0], default=None)
    if best and best[0] >= _LIKE:
        return best[1]
    return next((each for each in of_label if each.hidden), None)


def _change(a: _Line | None, b: _Line | None, around: _Around) -> Change | None:
    if a and a.hidden:
        return Change(b.where if b else a.where, "hidden")
    if a is None or b is None:
        line = b or a
        assert line
        return Change(line.where, "added" if b else "removed", tuple(_summary(line)))
    what = [f"“{_short(a.name)}” 改为 “{_short(b.name)}”"] if a.name != b.name else []
    for head in dict.fromkeys((*a.parts, *b.parts)):
        before, after = a.parts.get(head, ""), b.parts.get(head, "")
        if before != after and not (head == _NEXT and _follows(before, after, around)):
            what += _turned(head, before, after)
    what += ["先后次序有变"] if b.key in around.moved else []
    return Change(b.where, "changed", tuple(what)) if what else None


def _summary(line: _Line) -> Iterator[str]:
    """What a new or dropped line says, in short."""
    shown = {head: said for head, said in line.parts.items() if said and head != _NEXT}
    if shown:
        yield "，".join(f"{head} {_short(said)}".strip() for head, said in shown.items())


def _follows(old: str, new: str, around: _Around) -> bool:
    """Whether a step leads elsewhere only because a step came or went."""
    gone, fresh = _apart(old, new)
    return {_target(x) for x in fresh} <= around.came or {_target(x) for x in gone} <= around.went


def _target(way: str) -> str:
    return way.rpartition("：")[2].removesuffix(_BACK)


def _apart(old: str, new: str) -> tuple[list[str], list[str]]:
    """The items that one text has and the other has not."""
    mark = "；" if "；" in old + new else "、"
    before, after = ([each for each in text.split(mark) if each] for text in (old, new))
    return [x for x in before if x not in after], [x for x in after if x not in before]


def _turned(head: str, old: str, new: str) -> Iterator[str]:
    """One part of a line in a sentence: 时限 3个工作日 改为 5个工作日."""
    gone, fresh = _apart(old, new)
    label = f"{head} " if head else ""
    if len(gone) == len(fresh) == 1:
        before, after = _clipped(gone[0], fresh[0])
        yield f"{label}{before} 改为 {after}"
    elif not gone and not fresh:
        yield f"{label}先后次序有变"
    elif gone and fresh and head == _NEXT:
        yield f"{label}{_short('；'.join(gone))} 改为 {_short('；'.join(fresh))}"
    else:
        if gone:
            yield f"{label}删去{_listed(gone)}"
        if fresh:
            yield f"{label}增加{_listed(fresh)}"


def _listed(items: list[str]) -> str:
    text = "；".join(map(_short, items))
    return text if text.startswith("《") else f" {text}"


def _clipped(old: str, new: str) -> tuple[str, str]:
    """Both texts; of long ones the part that changed, with a little of what stands before."""
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    start = max(0, same - 6)
    lead = "……" if start else ""
    return _short(lead + old[start:]), _short(lead + new[start:])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2] + "……"
