"""How a value changed, in sentences: 由 20个工作日 改为 10个工作日."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.base import Part
from shaiquan.views.cells import make_cell
from shaiquan.views.values import words_of

#: a longer text is told by the part that changed, with a little of what stands around it
_LONGEST, _AROUND = 60, 8
#: so many sentences of a field are told
_MOST = 8


def describe_values(public: PublicCatalog, old: Any, new: Any) -> tuple[str, ...]:
    """What changed between two values of a field; empty where they read the same."""
    if _are_parts(old) or _are_parts(new):
        sentences = list(_describe_parts(public, old or (), new or ()))
    else:
        sentences = list(_describe_lines(_list_lines(public, old), _list_lines(public, new)))
    if len(sentences) > _MOST:
        rest = len(sentences) - _MOST + 1
        sentences = [*sentences[: _MOST - 1], f"另有 {rest} 处"]
    return tuple(sentences)


def _are_parts(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Part)


def _list_lines(public: PublicCatalog, value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["是"] if value else []
    lines = (words_of((line,)) for line in make_cell(public, value))
    return [line for text in lines for line in text.splitlines() if line.strip()]


def _describe_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    if sorted(old) == sorted(new):
        if list(old) != list(new):
            yield "先后次序有变"
        return
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _describe_block(old[i1:i2], new[j1:j2])


def _describe_block(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Lines that stand in the same place: reworded one by one, the rest removed or added."""
    for before, after in zip(old, new, strict=False):
        yield "由 {} 改为 {}".format(*_clip(before, after))
    for what, lines in (("删去", old[len(new) :]), ("增加", new[len(old) :])):
        if lines:
            yield f"{what} {'；'.join(map(_shorten, lines))}"


# -- parts --------------------------------------------------------------------------------------


def _describe_parts(
    public: PublicCatalog, old: Sequence[Part], new: Sequence[Part]
) -> Iterator[str]:
    """Parts are matched by what they are called; of the same one, field by field."""
    before, after = _name_parts(public, old), _name_parts(public, new)
    for name in dict.fromkeys((*after, *before)):
        if name not in before:
            yield f"增加“{_shorten(name)}”"
        elif name not in after:
            yield f"删去“{_shorten(name)}”"
        else:
            for sentence in _describe_part(public, before[name], after[name]):
                yield f"“{_shorten(name)}”{sentence}"
    order = [name for name in before if name in after]
    if order != [name for name in after if name in before]:
        yield "先后次序有变"


def _name_parts(public: PublicCatalog, parts: Sequence[Part]) -> dict[str, Part]:
    """The first words of each part -> the part; of equal ones, with their number."""
    named: dict[str, Part] = {}
    for part in parts:
        words = _list_lines(public, part) or [""]
        first = _first_value(public, part) or words[0]
        numbers = (f"{first}（{number}）" for number in itertools.count(2))
        names = itertools.chain((first,), numbers)
        named[next(name for name in names if name not in named)] = part
    return named


def _first_value(public: PublicCatalog, part: Part) -> str:
    for value in part.__dict__.values():
        while isinstance(value, tuple) and value and isinstance(value[0], Part | tuple):
            value = value[0]  # of branches the first act of the first
        if isinstance(value, Part):
            return _first_value(public, value)
        if lines := _list_lines(public, value):
            return lines[0]
    return ""


def _describe_part(public: PublicCatalog, old: Part, new: Part) -> Iterator[str]:
    if type(old) is not type(new):
        yield "有改动"
        return
    for name, label in old.field_labels():
        if name == "withheld":
            continue
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        nested = _are_parts(before) or _are_parts(after)
        if nested:
            sentences = _describe_parts(public, before or (), after or ())
        else:
            sentences = _describe_lines(_list_lines(public, before), _list_lines(public, after))
        for sentence in sentences:
            yield f"的{label}：{sentence}" if nested else f"的{label} {sentence}"


# -- texts --------------------------------------------------------------------------------------


def _clip(old: str, new: str) -> tuple[str, str]:
    """Both texts; of long ones the part that changed, with a little of what stands around it."""
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    begin = _count_common(old, new)
    end = _count_common(old[begin:][::-1], new[begin:][::-1])
    return _cut(old, begin, end), _cut(new, begin, end)


def _count_common(old: str, new: str) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))


def _cut(text: str, begin: int, end: int) -> str:
    start, stop = max(0, begin - _AROUND), min(len(text), len(text) - end + _AROUND)
    middle = _shorten(text[start:stop])
    return f"{'……' * (start > 0)}{middle}{'……' * (stop < len(text))}"


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]}……"
