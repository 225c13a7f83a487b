"""What a row of steps says otherwise of the step that it is; all else of the step stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shaiquan.importing.headings import tighten
from shaiquan.importing.list_files import bare_value
from shaiquan.importing.list_records import Knowledge
from shaiquan.importing.step_fields import YES
from shaiquan.importing.step_matching import WrittenStep, find_key
from shaiquan.model.procedures import ACTOR_FIELDS, Step
from shaiquan.model.shapes import field_shapes
from shaiquan.model.time_limits import parse_limit

_PLAIN = (
    *("anchor", "limit", "documents", "criteria", "note", "stage", "gates"),
    *("collective", "voting", "risks"),
)
#: kind of a step -> the fields that it cannot have
_IMPOSSIBLE = {"end": ("next", "branches"), "decision": ("next",), "step": ("branches",)}
#: what a table with the columns 是 and 否 calls the answers
_YES_OR_NO = frozenset(("是", "否"))


@dataclass(frozen=True)
class StepTargets:
    """The rows of a table, the steps of a procedure, and which row is which step."""

    rows: tuple[WrittenStep, ...]
    old: tuple[WrittenStep, ...]
    matched: Mapping[int, int]

    def list_renamed(self) -> dict[str, str]:
        """Words of steps that the table words otherwise -> the new words."""
        pairs = ((self.old[n].act, self.rows[number].act) for number, n in self.matched.items())
        return {old: new for old, new in pairs if tighten(old) != tighten(new)}

    def is_same(self, old: str, new: str) -> bool:
        """Whether a target of the content and one of the table are the same step."""
        row = _find(self.rows, new)
        return old == new or (row is not None and self.matched.get(row, -1) == _find(self.old, old))

    def is_next(self, number: int, target: str) -> bool:
        """Whether a target is the row behind another: what a step goes on with that says none."""
        return _find(self.rows, target) == number + 1

    def call(self, target: str) -> str:
        """How the content calls a step of the table: by its words, by its 标识 where several have
        the same words."""
        row = _find(self.rows, target)
        step = self.old[self.matched[row]] if row is not None and row in self.matched else None
        acts = Counter(step.act for step in self.old)
        if step is None or row is None:
            return target
        if step.anchor and acts[step.act] > 1:
            return step.anchor
        row_act = self.rows[row].act
        return step.act if tighten(row_act) == tighten(step.act) else row_act

    def call_targets(self, number: int) -> dict[str, Any]:
        """The values of a row, its targets called as the content calls them."""
        values = dict(self.rows[number].values)
        if "next" in values:
            values["next"] = self.call(values["next"])
        if "branches" in values:
            values["branches"] = {a: self.call(t) for a, t in values["branches"].items()}
        return values


def _find(steps: Sequence[WrittenStep], target: str) -> int | None:
    """The number of the step of a 标识, else of the first with these words."""
    wanted = tighten(target)
    by_anchor = (n for n, step in enumerate(steps) if step.anchor and step.anchor == wanted)
    by_words = (n for n, step in enumerate(steps) if tighten(step.act) == wanted)
    return next(by_anchor, next(by_words, None))


def rename_targets(steps: Sequence[Any], renamed: Mapping[str, str]) -> list[Any]:
    """The steps, where 下一步, 分支 and 含在 mean a step by its new words."""
    return [_rename_in(step, renamed) for step in steps]


def _rename_in(step: Any, renamed: Mapping[str, str]) -> Any:
    if isinstance(step, list):
        return rename_targets(step, renamed)
    made = dict(step)
    for name in ("next", "within"):
        if name in made:
            made[name] = renamed.get(made[name], made[name])
    if "branches" in made:
        made["branches"] = {a: renamed.get(t, t) for a, t in made["branches"].items()}
    if "parallel" in made:
        made["parallel"] = rename_targets(made["parallel"], renamed)
    if "side" in made:
        made["side"] = _rename_in(made["side"], renamed)
    return made


def merge_step(
    number: int,
    before: Mapping[str, Any],
    unread: frozenset[str],
    targets: StepTargets,
    known: Knowledge,
) -> dict[str, Any]:
    """The values of a step with what row ``number`` says otherwise; blank cells, and those of
    which a part cannot be read, change nothing. A row without 去向 and 结束 says nothing of what
    kind its step is."""
    row, old = targets.rows[number], targets.old[targets.matched[number]]
    said = {name: value for name, value in row.values.items() if name not in unread}
    if "next" in said and "next" not in before and targets.is_next(number, said["next"]):
        del said["next"]
    made = _merge_kind(row, before, said)
    for name in (name for name in _PLAIN if name in said):
        if not _is_same_value(name, before.get(name), said[name], known):
            made[name] = said[name]
    made = _merge_actors(made, said, known)
    if "next" in said and not targets.is_same(str(old.values.get("next", "")), said["next"]):
        made["next"] = targets.call(said["next"])
    if "branches" in said:
        made["branches"] = _merge_branches(before, old, said["branches"], targets)
    return made


def _merge_kind(
    row: WrittenStep, before: Mapping[str, Any], said: Mapping[str, Any]
) -> dict[str, Any]:
    """The values with the words of the row, and of its kind where it says one."""
    key = find_key(before)
    says_kind = row.key != "step" or ("next" in said and key in ("decision", "end"))
    if not says_kind or row.key == key:
        is_same = tighten(str(before[key])) == tighten(row.act)
        return dict(before) if is_same else {**before, key: row.act}
    dropped = (key, *_IMPOSSIBLE.get(row.key, ()))
    kept = {name: value for name, value in before.items() if name not in dropped}
    return {row.key: row.act, **kept}


def _is_same_value(name: str, old: Any, new: Any, known: Knowledge) -> bool:
    """Whether a cell says what the field says already, in words or in the step's own spelling."""
    if name == "limit" and old is not None:
        try:
            return parse_limit(str(old)) == parse_limit(str(new))
        except ValueError:
            return False
    if name == "collective":
        return str(old) in YES | {"true", "True"}
    if isinstance(old, str) and isinstance(new, str):
        return tighten(old) == tighten(new)
    shape = field_shapes(Step)[name]
    return bool(bare_value(old, shape, known) == bare_value(new, shape, known))


def _merge_actors(
    made: Mapping[str, Any], said: Mapping[str, Any], known: Knowledge
) -> dict[str, Any]:
    """The values with the actors of a row: one as 主体; several as the content has several."""
    new = said.get("joint_actors") or ([said["actor"]] if "actor" in said else [])
    field = next((name for name in ACTOR_FIELDS if made.get(name)), "")
    old = made.get(field) or []
    old = [old] if isinstance(old, str) else old
    shape = field_shapes(Step)["joint_actors"]
    if not new or bare_value(old, shape, known) == bare_value(new, shape, known):
        return dict(made)
    wanted = "actor" if len(new) == 1 else "joint_actors" if field in ("", "actor") else field
    kept = {name: value for name, value in made.items() if name not in ACTOR_FIELDS}
    value = new[0] if wanted == "actor" else new
    if wanted == field:
        return {**made, field: value}
    return {**kept, wanted: value}


def _merge_branches(
    before: Mapping[str, Any], old: WrittenStep, said: Mapping[str, str], targets: StepTargets
) -> dict[str, str]:
    """The branches with other targets. A table that only has 是 and 否 does not change the
    answers that the content words otherwise, as long as one leads to the same step."""
    own = dict(old.values.get("branches") or {})
    made = dict(before.get("branches") or {})
    if len(own) == len(said) and not _YES_OR_NO & {*own} and {*said} <= _YES_OR_NO:
        free, other = list(own), []
        for target in said.values():
            same = next((a for a in free if targets.is_same(own[a], target)), "")
            if same:
                free.remove(same)
            else:
                other.append(target)
        if len(other) > 1:
            return {answer: targets.call(target) for answer, target in said.items()}
        return made | {a: targets.call(target) for a, target in zip(free, other, strict=True)}
    for answer, target in said.items():
        if answer not in own or not targets.is_same(own[answer], target):
            made[answer] = targets.call(target)
    return made
