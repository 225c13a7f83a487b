"""A table of steps beside a procedure that is there: which steps change, come, and are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shaiquan.content.raw_types import RawRecord
from shaiquan.importing.list_records import Knowledge
from shaiquan.importing.step_matching import (
    WrittenStep,
    find_key,
    find_moved,
    is_known,
    list_written_steps,
    match_steps,
)
from shaiquan.importing.step_merging import StepTargets, merge_step, rename_targets
from shaiquan.importing.step_tables import StepTable
from shaiquan.importing.trying import ImportRefused
from shaiquan.model.shapes import Path

#: what stands in a step as steps of their own
_NESTED = frozenset(("parallel", "side"))
RawSteps = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class StepChange:
    """A field of a step that the table says otherwise; ``number`` is that of the row's step."""

    number: int
    act: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class AddedStep:
    """A step that the procedure has not yet, and the words of the one before it."""

    number: int
    values: Mapping[str, Any]
    behind: str


@dataclass(frozen=True, slots=True)
class StepsUpdate:
    """What a table changes of a procedure. ``changed``: its steps with other fields;
    ``final``: with those that come too, and without those that go."""

    raw: RawRecord
    table: StepTable
    changes: tuple[StepChange, ...]
    added: tuple[AddedStep, ...]
    gone: tuple[str, ...]
    changed: RawSteps
    final: RawSteps

    @property
    def id(self) -> str:
        return str(self.raw.values.get("id", "")).lower()

    @property
    def name(self) -> str:
        return str(self.raw.values.get("name", ""))

    @property
    def steps(self) -> RawSteps:
        """The steps as the content has them."""
        return list(self.raw.values.get("steps") or ())


def plan_steps(raw: RawRecord, table: StepTable, known: Knowledge, remove: bool) -> StepsUpdate:
    """What a table changes of a procedure; ``remove``: the steps that it has no more go.
    Raises ImportRefused where the steps stand in another order, or are wholly other ones."""
    name = str(raw.values.get("name", ""))
    old = list(list_written_steps(raw.values.get("steps") or ()))
    rows = _list_rows(table)
    matched = match_steps(rows, old)
    if not any(is_known(row, step) for row in rows for step in old):
        zh = f"流程“{name}”的步骤，表里一步也没有：名称或者编号写错了的，改表；整张换了的，"
        zh += "先在内容文件里删去旧的流程，再录一次"
        raise ImportRefused(zh, f"no step of {name} is in the table: is it another one?")
    if (moved := find_moved(matched)) is not None:
        zh = f"流程“{name}”第 {moved + 1} 步“{rows[moved].act}”的先后和内容里的不一样："
        zh += "先在内容文件里把它挪好，再录一次"
        raise ImportRefused(zh, f"step {moved + 1} of {name} stands elsewhere: move it first")
    targets = StepTargets(tuple(rows), tuple(old), matched)
    steps = rename_targets(list(raw.values.get("steps") or ()), targets.list_renamed())
    before = {step.path: step.values for step in list_written_steps(steps)}
    merged = {
        old[n].path: merge_step(number, before[old[n].path], table.unread[number], targets, known)
        for number, n in matched.items()
    }
    changed = _rebuild(steps, (), {**before, **merged}, frozenset())
    gone = [step for n, step in enumerate(old) if n not in matched.values()]
    paths = frozenset(step.path for step in gone) if remove else frozenset()
    added = tuple(_list_added(targets))
    final = _insert(_rebuild(changed, (), {}, paths), changed, added, targets, paths)
    return StepsUpdate(
        raw, table, tuple(_list_changes(old, changed, targets)), added,
        tuple(step.act for step in gone), changed, final,
    )  # fmt: skip


def _list_rows(table: StepTable) -> list[WrittenStep]:
    """The steps of a table; the last is no end where the table does not say so."""
    *before, last = table.steps
    if table.is_end_guessed:
        last = {"step" if name == "end" else name: value for name, value in last.items()}
    return [WrittenStep((n,), values) for n, values in enumerate((*before, last))]


def _rebuild(
    steps: Sequence[Mapping[str, Any]],
    path: Path,
    values: Mapping[Path, Mapping[str, Any]],
    gone: frozenset[Path],
) -> RawSteps:
    """The steps with other values, and without some, at every depth."""
    places = ((step, (*path, number)) for number, step in enumerate(steps))
    return [_rebuild_step(step, at, values, gone) for step, at in places if at not in gone]


def _rebuild_step(
    step: Mapping[str, Any],
    path: Path,
    values: Mapping[Path, Mapping[str, Any]],
    gone: frozenset[Path],
) -> dict[str, Any]:
    made = dict(values.get(path, step))
    if branches := step.get("parallel"):
        numbered = enumerate(branches)
        rebuilt = [_rebuild(way, (*path, "parallel", n), values, gone) for n, way in numbered]
        made["parallel"] = [way for way in rebuilt if way]
    if side := step.get("side"):
        made["side"] = _rebuild_step(side, (*path, "side"), values, gone)
        if (*path, "side") in gone:
            del made["side"]
    return made


def _list_added(targets: StepTargets) -> Iterator[AddedStep]:
    behind = ""
    for number, row in enumerate(targets.rows):
        if number not in targets.matched:
            yield AddedStep(number + 1, targets.call_targets(number), behind)
        behind = row.act


def _insert(
    steps: RawSteps,
    changed: RawSteps,
    added: Sequence[AddedStep],
    targets: StepTargets,
    gone: frozenset[Path],
) -> RawSteps:
    """The steps with new ones, each behind that of the row before it; one behind a step in 并行
    stands behind all of it."""
    kept = [number for number in range(len(changed)) if (number,) not in gone]
    behind: dict[int, RawSteps] = {}
    for step in added:
        rows = [n for n in range(step.number - 1) if n in targets.matched]
        top = targets.old[targets.matched[rows[-1]]].path[0] if rows else -1
        behind.setdefault(int(top), []).append(dict(step.values))
    made = behind.get(-1, [])
    for number, step_values in zip(kept, steps, strict=True):
        made = [*made, step_values, *behind.get(number, ())]
    return made


def _list_changes(
    old: Sequence[WrittenStep], changed: RawSteps, targets: StepTargets
) -> Iterator[StepChange]:
    new = {step.path: step.values for step in list_written_steps(changed)}
    numbers = {step: number for number, step in targets.matched.items()}
    for n, step in enumerate(old):
        now = new[step.path]
        number = numbers.get(n, n) + 1
        if step.key != find_key(now):
            yield StepChange(number, step.act, find_key(now), None, now[find_key(now)])
        for name in (*step.values, *(name for name in now if name not in step.values)):
            is_key = name in (find_key(now), step.key) and step.key != find_key(now)
            if name not in _NESTED and not is_key and step.values.get(name) != now.get(name):
                yield StepChange(number, step.act, name, step.values.get(name), now.get(name))
