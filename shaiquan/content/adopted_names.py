"""What the names in an adopted record mean in the unit of the adopter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shaiquan import codes
from shaiquan.content.adopting import RawAdoption
from shaiquan.content.names import NameRow, Names, name_row_of
from shaiquan.content.places import Finding, finding
from shaiquan.model.base import Citation, Ref, UnresolvedReference
from shaiquan.model.procedures import STEP_KEYS
from shaiquan.model.scalars import parse_citation
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    Path,
    ScalarShape,
    field_shapes,
    find_field,
)
from shaiquan.problems import Code

#: kinds of which all units of a site may use the same records
_SHARED_KINDS = frozenset(("rule", "channel", "area", "category", "tag", "role"))


@dataclass(frozen=True)
class AdoptedNames:
    """Puts the names of the adopter's unit in the place of those of the reference.

    ``stand_ins``: id of a reference -> the id of the record of the unit that adopts it.
    ``findings`` are of names that mean nothing in the unit, each told once; ``named`` are all names
    in the reference.
    """

    adoption: RawAdoption
    reference: NameRow
    names: Names
    stand_ins: Mapping[str, str]
    findings: dict[str, Finding] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def translate(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the reference as they are to be read in the unit."""
        shapes = field_shapes(self.adoption.own.kind.model)
        return {name: self._read(value, shapes[name], (name,)) for name, value in values.items()}

    def _read(self, value: Any, shape: FieldShape, path: Path) -> Any:
        if isinstance(shape, ScalarShape):
            return self._read_scalar(value, shape, path) if isinstance(value, str) else value
        if isinstance(shape, PartShape) and isinstance(value, dict):
            shapes = field_shapes(shape.part)
            return {n: self._read(v, shapes[n], (*path, n)) for n, v in value.items()}
        if isinstance(shape, MapShape) and isinstance(value, dict):
            return {k: self._read(v, shape.value, (*path, k)) for k, v in value.items()}
        if isinstance(shape, ListShape) and isinstance(value, list):
            return [self._read(v, shape.item, (*path, i)) for i, v in enumerate(value)]
        return value

    def _read_scalar(self, text: str, shape: ScalarShape, path: Path) -> str:
        if shape.type is Ref:
            return self._read_name(text.strip(), shape.kinds, path)
        if shape.type is Citation:
            rule = parse_citation(text).rule
            meant = self._read_name(rule, shape.kinds, path)
            return text if meant == rule else text.replace(rule, meant, 1)
        return text

    def _read_name(self, text: str, kinds: tuple[str, ...], path: Path) -> str:
        """The name as it is written in the unit; a fault of the reference is left to it."""
        self.named.add(text)
        if (own := list_replaced(self.adoption).get(text)) is not None:
            return own
        try:
            meant = self.names.resolver_for(self.reference).resolve(text, kinds)
        except UnresolvedReference:
            return text
        stand_in = self.stand_ins.get(meant.id, "")
        try:
            here = self.names.resolver_for(name_row_of(self.adoption.own)).resolve(text, kinds)
        except UnresolvedReference:
            if not stand_in:
                self._tell(codes.UNKNOWN_ADOPTED_NAME, text, path)
            return stand_in or text
        if not stand_in and (owner := self._find_other_unit(here)):
            self._tell(codes.ADOPTED_NAME_ELSEWHERE, text, path, owner)
        return text if not stand_in or here.id == stand_in else stand_in

    def _find_other_unit(self, ref: Ref) -> str:
        """The id of the unit of a record, where it is not the adopter's; empty where all may use
        it, or both records are of one unit."""
        own = self.names.unit_of(name_row_of(self.adoption.own))
        unit = self.names.unit_of(self.reference)
        if ref.kind in _SHARED_KINDS or own in ("", unit, ref.id):
            return ""
        other = unit if ref.id == unit else self.names.unit_of(self.names.row_of(ref))
        return other if other != own else ""

    def _tell(self, code: Code, text: str, path: Path, unit: str = "") -> None:
        owner = self.names.row_of(Ref("body", unit)) if unit else None
        words = {"name": text, "where": self._say_where(path)}
        words["owner"] = owner.short or owner.name if owner else ""
        reference = self.reference.name or self.reference.id
        found = finding(code, self.adoption.location, **words, reference=reference)
        self.findings.setdefault(text, found)

    def _say_where(self, path: Path) -> str:
        """步骤“受理”的主体; 决定主体."""
        assert self.adoption.reference is not None
        model = self.adoption.reference.kind.model
        label, act = find_field(model, path)[0], ""
        value: Any = self.adoption.reference.values
        for key in path:
            value = value[key]
            if path[0] == "steps" and isinstance(value, dict):
                act = say_act(value) or act
        return f"步骤“{act}”的{label}" if act else label


def list_replaced(adoption: RawAdoption) -> Mapping[str, str]:
    """替换 as written, the texts alone."""
    written = adoption.own.values.get("replaced")
    pairs = written.items() if isinstance(written, dict) else ()
    return {name: text.strip() for name, text in pairs if isinstance(text, str)}


def say_act(step: Mapping[str, Any]) -> str:
    """What a step as written says; empty for 并行."""
    return next((act for key in STEP_KEYS if isinstance(act := step.get(key), str)), "")
