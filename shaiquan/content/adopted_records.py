"""Records that adopt others, validated: each fault is told where it is to be mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from shaiquan import codes
from shaiquan.content.adopted_names import AdoptedNames, list_replaced, say_act
from shaiquan.content.adopting import Adoptions, RawAdoption
from shaiquan.content.catalog import Entry
from shaiquan.content.names import Names, name_row_of
from shaiquan.content.places import Finding, finding
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.resolving import validate_record
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.adoption import ADOPTING_FIELDS, NEVER_ADOPTED
from shaiquan.model.shapes import Path

Faults = tuple[Finding, ...]
#: field path of a step as written, and the step
_Step = tuple[Path, dict[str, Any]]


def validate_adopted(
    adoption: RawAdoption, adoptions: Adoptions, names: Names
) -> tuple[Entry | None, Faults]:
    """The record with what it adopts, or None, and all that is wrong with what is its own.

    A fault in what it takes over is told at the reference.
    """
    reference, row = adoption.reference, name_row_of(adoption.own)
    resolver = names.resolver_for(row)
    if reference is None:
        values = {name: v for name, v in adoption.own.values.items() if name != "adopts"}
        _, faults = validate_record(replace(adoption.own, values=values), resolver)
        own = (fault for fault in faults if not _lacks_adoptable(fault, adoption))
        return None, (*filter(None, (adoption.fault,)), *own)
    stand_ins = adoptions.stand_ins_of(adoption.own)
    adopted = AdoptedNames(adoption, name_row_of(reference), names, stand_ins)
    merged = adoption.merge(adopted.translate(adoption.list_taken()))
    limits, unknown = _find_limited_steps(adoption, merged.values.get("steps"))
    entry, faults = validate_record(_make_plain(merged, reference, limits), resolver)
    own = (told for fault in faults if (told := _place(fault, adoption, limits)))
    misspelt = _find_misspelt(adoption, adopted.named)
    return entry, tuple(dict.fromkeys((*adopted.findings.values(), *misspelt, *unknown, *own)))


def _make_plain(merged: RawRecord, reference: RawRecord, limits: Mapping[Path, str]) -> RawRecord:
    """The record as if all of it were written: with the id of what it adopts and its own limits.

    How it adopts is left where it is no mapping of texts, so that this is told.
    """
    values = {**merged.values, "adopts": name_row_of(reference).id}
    own_limits = values.get("step_limits")
    for name in ADOPTING_FIELDS:
        if _is_of_texts(values.get(name)):
            values.pop(name, None)
    if limits and isinstance(own_limits, dict):
        own = {path: own_limits[name] for path, name in limits.items()}
        values["steps"] = _limit_steps(values["steps"], ("steps",), own)
    return replace(merged, values=values)


def _is_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _limit_steps(value: Any, path: Path, limits: Mapping[Path, Any]) -> Any:
    """Steps as written with other limits at some field paths."""
    if isinstance(value, list):
        return [_limit_steps(item, (*path, index), limits) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    inner = {
        name: _limit_steps(value[name], (*path, name), limits)
        for name in ("parallel", "side")
        if name in value
    }
    own = {"limit": limits[path]} if path in limits else {}
    return {**value, **inner, **own}


def _find_limited_steps(adoption: RawAdoption, steps: Any) -> tuple[dict[Path, str], Faults]:
    """Field path of a step -> its name under 各步时限; and names of no step, or of several."""
    written = adoption.own.values.get("step_limits")
    names = tuple(written) if isinstance(written, dict) and _is_of_texts(written) else ()
    every = list(_walk_steps(steps, ("steps",))) if names else []
    limits: dict[Path, str] = {}
    faults: list[Finding] = []
    for name in names:
        paths = [path for path, step in every if name in (say_act(step), step.get("anchor"))]
        if len(paths) == 1:
            limits[paths[0]] = name
            continue
        location = replace(adoption.location, field=("step_limits", name))
        code = codes.AMBIGUOUS_LIMITED_STEP if paths else codes.UNKNOWN_LIMITED_STEP
        acts = filter(None, (say_act(step) for _, step in every))
        hint = "" if paths else suggest_spelling(name, acts)
        faults.append(finding(code, location, name=name, suggestion=hint))
    return limits, tuple(faults)


def _walk_steps(value: Any, path: Path) -> Iterator[_Step]:
    """Each step as written, those in parallels and beside others too."""
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, list):
            yield from _walk_steps(item, (*path, index))
        elif isinstance(item, dict):
            yield (*path, index), item
            yield from _walk_steps(item.get("parallel"), (*path, index, "parallel"))
            if isinstance(side := item.get("side"), dict):
                yield (*path, index, "side"), side


def _place(fault: Finding, adoption: RawAdoption, limits: Mapping[Path, str]) -> Finding | None:
    """A fault where it can be mended; None where the reference tells it, or it was told."""
    path = fault.location.field
    if _lacks_adoptable(fault, adoption):
        return None
    if not path or path[0] in adoption.own.values:
        return fault
    if (name := limits.get(path[:-1])) and path[-1] == "limit":
        return replace(fault, location=replace(fault.location, field=("step_limits", name)))
    text = dict(fault.words).get("value")
    for name, own in list_replaced(adoption).items():
        if own == text and fault.code in (codes.UNKNOWN_REFERENCE, codes.AMBIGUOUS_REFERENCE):
            return replace(fault, location=replace(fault.location, field=("replaced", name)))
    return None


def _lacks_adoptable(fault: Finding, adoption: RawAdoption) -> bool:
    """Whether a fault says that a field is missing which the reference might have."""
    model = adoption.own.kind.model
    never = {model.label_of(name) for name in NEVER_ADOPTED if name in model.model_fields}
    is_missing = fault.code is codes.MISSING_FIELD and not fault.location.field
    return is_missing and dict(fault.words).get("field") not in never


def _find_misspelt(adoption: RawAdoption, named: set[str]) -> Iterator[Finding]:
    """Names under 替换 that are almost ones of the reference; 默认 may say more than one needs."""
    for name in list_replaced(adoption):
        if name not in named and (hint := suggest_spelling(name, named)):
            location = replace(adoption.location, field=("replaced", name))
            yield finding(codes.MISSPELT_REPLACEMENT, location, name=name, suggestion=hint)
