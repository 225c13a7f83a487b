"""What is not as in the reference: the names, limits and fields of an adopter's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.adoption import NEVER_ADOPTED, AdoptableRecord, find_adopted
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.procedures import Procedure, Step, walk_steps
from shaiquan.model.shapes import Path
from shaiquan.model.time_limits import TimeLimit
from shaiquan.views.values import Cell, plain


class _Difference(NamedTuple):
    """A value of an adopter, and what the reference says there."""

    path: Path
    own: Any
    reference: Any


def find_reference(public: PublicCatalog, record: AdoptableRecord) -> Entry | None:
    """What a record adopts, where it is shown."""
    return public.entries.get(record.adopts.id) if record.adopts else None


def show_unit_of_adopted(public: PublicCatalog, entry: Entry) -> Cell:
    """The unit of a record that adopts another, or that others adopt: they have one name."""
    unit = public.entries.get(entry.record.unit_id)
    if unit and (
        find_adopted(entry.record) or public.ids_naming(entry.id, entry.kind.name, "adopts")
    ):
        return plain(unit.record.short_name)
    return ()


def show_own_changes(public: PublicCatalog, record: AdoptableRecord) -> Cell:
    """What an adopter says otherwise than the reference, a line for each sort of change; nothing
    of what is withheld in either."""
    reference = public.record(record.adopts, type(record))
    if reference is None:
        return ()
    differences = [
        found
        for name in type(record).model_fields
        if name not in NEVER_ADOPTED and name != "withheld"
        for found in _compare(getattr(record, name), getattr(reference, name), (name,))
        if WITHHELD not in (_say(found.own), _say(found.reference))
    ]
    names, limits, fields = _sort(record, differences)
    lines = {"名称": names, "时限": limits, "另写": fields}
    return tuple(
        line
        for label, words in lines.items()
        if words
        for line in plain(f"{label}：{'、'.join(dict.fromkeys(words))}")
    )


def _compare(own: Any, reference: Any, path: Path) -> Iterator[_Difference]:
    """Where two values differ, as deep as they have the same form."""
    if own == reference:
        return
    if isinstance(own, Part) and type(own) is type(reference):
        for name in type(own).model_fields:
            yield from _compare(getattr(own, name), getattr(reference, name), (*path, name))
    elif isinstance(own, tuple) and isinstance(reference, tuple) and len(own) == len(reference):
        for index, (one, other) in enumerate(zip(own, reference, strict=True)):
            yield from _compare(one, other, (*path, index))
    elif isinstance(own, Citation) and isinstance(reference, Citation):
        same = (own.article, own.tail) == (reference.article, reference.tail)
        yield from _compare(own.rule, reference.rule, path) if same else ()
        yield from () if same else (_Difference(path, own, reference),)
    else:
        yield _Difference(path, own, reference)


def _sort(
    record: AdoptableRecord, differences: list[_Difference]
) -> tuple[list[str], list[str], list[str]]:
    """Other names, other limits of steps, other fields."""
    steps = dict(walk_steps(record.steps)) if isinstance(record, Procedure) else {}
    names: list[str] = []
    limits: list[str] = []
    fields: list[str] = []
    for path, own, reference in differences:
        step = steps.get(path[:-1])
        if isinstance(own, Ref) and isinstance(reference, Ref):
            names += _say_name(own, reference)
        elif step and path[-1] == "limit" and isinstance(own, TimeLimit):
            limits.append(_say_limit(step, own, reference))
        elif path[0] not in ("name", "short"):
            fields.append(record.label_of(str(path[0])))
    return names, limits, fields


def _say_name(own: Ref, reference: Ref) -> Iterator[str]:
    """甲（参考：乙）; nothing where the unit's own record has the same name."""
    if own.text != reference.text:
        yield f"{own.text}（参考：{reference.text}）"


def _say_limit(step: Step, own: TimeLimit, reference: TimeLimit | None) -> str:
    return f"{step.act} {own}（参考：{reference or '没有写'}）"


def _say(value: Any) -> str:
    return value.text if isinstance(value, Ref) else str(value)
