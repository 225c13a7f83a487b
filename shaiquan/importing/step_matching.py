"""Which row of a table of steps is which step that a procedure has already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from shaiquan.content.suggestions import find_close_word
from shaiquan.importing.headings import tighten
from shaiquan.model.procedures import STEP_KEYS
from shaiquan.model.shapes import Path

#: the keys of a step that has words, one of which says what it is
_WORDED = tuple(key for key in STEP_KEYS if key != "parallel")


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """A step as raw values, and where it stands below the steps of its procedure."""

    path: Path
    values: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Which of the keys of a step it has."""
        return find_key(self.values)

    @property
    def act(self) -> str:
        """What the step says."""
        return str(self.values[self.key])

    @property
    def anchor(self) -> str:
        """Its 标识; empty where it has none."""
        return str(self.values.get("anchor") or "")


def find_key(values: Mapping[str, Any]) -> str:
    """Which kind of a step raw values are: step, decision, end …; empty for 并行."""
    return next((key for key in _WORDED if values.get(key)), "")


def list_written_steps(
    steps: Sequence[Mapping[str, Any]], path: Path = ()
) -> Iterator[WrittenStep]:
    """The steps that say something, those in 并行 and 旁路 too, in reading order."""
    for number, step in enumerate(steps):
        yield from _list_from(step, (*path, number))


def _list_from(step: Mapping[str, Any], path: Path) -> Iterator[WrittenStep]:
    if find_key(step):
        yield WrittenStep(path, step)
    for number, branch in enumerate(step.get("parallel") or ()):
        yield from list_written_steps(branch, (*path, "parallel", number))
    if side := step.get("side"):
        yield from _list_from(side, (*path, "side"))


def match_steps(rows: Sequence[WrittenStep], old: Sequence[WrittenStep]) -> dict[int, int]:
    """Number of a row -> number of the step that it is: by 标识, else by its words, else as the
    one that stands at its place between two that are known."""
    matched: dict[int, int] = {}
    for number, row in enumerate(rows):
        same = (n for n, step in enumerate(old) if row.anchor and step.anchor == row.anchor)
        if (found := next(same, None)) is not None and found not in matched.values():
            matched[number] = found
    for number, row in enumerate(rows):
        if number not in matched and (found := _find_same_words(row, old, matched)) is not None:
            matched[number] = found
    return matched | _match_between(rows, old, matched)


def is_known(row: WrittenStep, step: WrittenStep) -> bool:
    """Whether a row has the 标识 or the words of a step."""
    has_anchor = bool(row.anchor) and row.anchor == step.anchor
    return has_anchor or tighten(row.act) == tighten(step.act)


def _find_same_words(
    row: WrittenStep, old: Sequence[WrittenStep], matched: Mapping[int, int]
) -> int | None:
    """The first step of the words of a row; one with another 标识 than the row is another."""
    taken = set(matched.values())
    for number, step in enumerate(old):
        is_other = bool(row.anchor and step.anchor and row.anchor != step.anchor)
        if number not in taken and not is_other and tighten(step.act) == tighten(row.act):
            return number
    return None


def _match_between(
    rows: Sequence[WrittenStep], old: Sequence[WrittenStep], matched: Mapping[int, int]
) -> dict[int, int]:
    """Rows in other words, between two that are known: as many as steps there are in order, else
    those whose words are close."""
    found: dict[int, int] = {}
    known = [(-1, -1), *sorted(matched.items()), (len(rows), len(old))]
    for (row, step), (next_row, next_step) in pairwise(known):
        between = range(row + 1, next_row)
        free = [n for n in range(step + 1, next_step) if n not in matched.values()]
        if len(between) == len(free):
            found |= dict(zip(between, free, strict=True))
            continue
        for number in between:
            acts = {old[n].act: n for n in free if n not in found.values()}
            if close := find_close_word(rows[number].act, list(acts)):
                found[number] = acts[close]
    return found


def find_moved(matched: Mapping[int, int]) -> int | None:
    """The number of the first row that stands before or behind where its step stands."""
    order = [step for _, step in sorted(matched.items())]
    numbers = sorted(matched)
    return next((n for n, a, b in zip(numbers[1:], order, order[1:], strict=False) if b < a), None)
