"""沿用: records of which a part is taken from a reference record, before they are validated.

What a record writes goes before what the reference says, mappings key by key, as with defaults.
The names in what is taken over mean what they mean in the unit of the adopter: its own body of
that name, its own record that adopts the one that is named, else what the reference means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from shaiquan import codes
from shaiquan.content.defaults import merge_defaults
from shaiquan.content.file_records import ReadFile
from shaiquan.content.names import NameRow, Names, UnitResolver, name_row_of
from shaiquan.content.places import Finding, Location, finding
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.reading import RecordPlace
from shaiquan.kinds.registry import KIND
from shaiquan.model.adoption import NEVER_ADOPTED
from shaiquan.model.base import UnresolvedReference

#: gives the record as written that a row of the index means; None where it is not there any more
FindRaw = Callable[[NameRow], RawRecord | None]


@dataclass(frozen=True, slots=True)
class RawAdoption:
    """A record as written, and the one from which it takes the rest; None where there is no such
    one, and ``fault`` says why."""

    own: RawRecord
    reference: RawRecord | None
    fault: Finding | None = None

    @property
    def location(self) -> Location:
        """Where the record says what it adopts."""
        return Location(self.own.path, self.own.entry, ("adopts",), self.own.kind.name)

    def list_taken(self) -> dict[str, object]:
        """What the reference says and the record does not, or not all of it."""
        said = self.reference.values if self.reference else {}
        own = {name for name, value in self.own.values.items() if not isinstance(value, dict)}
        out = (own | NEVER_ADOPTED) - {"withheld"}
        return {name: value for name, value in said.items() if name not in out}

    def merge(self, taken: Mapping[str, object]) -> RawRecord:
        """The record over what it takes from its reference."""
        own = self.own.values
        values = merge_defaults(own, taken)
        own_hidden, hidden = _as_list(own.get("withheld")), _as_list(taken.get("withheld"))
        if hidden:  # what the reference withholds stays withheld
            known = [one.get("field") for one in own_hidden if isinstance(one, dict)]
            more = (
                one for one in hidden if isinstance(one, dict) and one.get("field") not in known
            )
            values["withheld"] = [*own_hidden, *more]
        return replace(self.own, values=values)


@dataclass(frozen=True, slots=True)
class Adoptions:
    """All adoptions of the content, by the places of the adopters.

    ``units``: the id of the unit of each; ``stand_ins``: unit -> id of a reference -> id of the one
    record of the unit that adopts it.
    """

    by_place: Mapping[RecordPlace, RawAdoption]
    units: Mapping[RecordPlace, str]
    stand_ins: Mapping[str, Mapping[str, str]]

    def of(self, raw: RawRecord) -> RawAdoption | None:
        """What a record adopts; None where it adopts nothing."""
        return self.by_place.get((raw.path, raw.entry))

    def stand_ins_of(self, raw: RawRecord) -> Mapping[str, str]:
        """Id of a reference -> the id of the one record of the unit of ``raw`` that adopts it."""
        return self.stand_ins[self.units[raw.path, raw.entry]]

    def fill_in(self, file: ReadFile) -> ReadFile:
        """The file, with what its records adopt as the references say it, for the names."""
        if not any(map(self.of, file.raw.records)):
            return file
        records = tuple(self._fill_in(raw) for raw in file.raw.records)
        return replace(file, raw=replace(file.raw, records=records))

    def _fill_in(self, raw: RawRecord) -> RawRecord:
        adoption = self.of(raw)
        if adoption is None or adoption.reference is None:
            return raw
        return adoption.merge(adoption.list_taken())


NO_ADOPTIONS = Adoptions({}, {}, {})


def find_adoptions(
    adopters: Iterable[RawRecord], list_rows: Callable[[], Iterable[NameRow]], find_raw: FindRaw
) -> Adoptions:
    """What each of the records adopts. ``list_rows`` gives the rows of all records."""
    adopters = tuple(adopters)
    if not adopters:
        return NO_ADOPTIONS
    every = Names(list_rows())
    targets = _find_targets(adopters, every)
    by_place: dict[RecordPlace, RawAdoption] = {}
    for raw in adopters:
        target = targets[raw.path, raw.entry]
        fault = target if isinstance(target, Finding) else _find_chain(raw, target, targets)
        reference = None if isinstance(target, Finding) or fault else find_raw(target)
        by_place[raw.path, raw.entry] = RawAdoption(raw, reference, fault)
    units = {place: every.unit_of(name_row_of(one.own)) for place, one in by_place.items()}
    return Adoptions(by_place, units, _list_stand_ins(by_place, units))


def _list_stand_ins(
    by_place: Mapping[RecordPlace, RawAdoption], units: Mapping[RecordPlace, str]
) -> dict[str, dict[str, str]]:
    stand_ins: dict[str, dict[str, str]] = {unit: {} for unit in units.values()}
    for place, adoption in by_place.items():
        if adoption.reference is not None:
            of_unit, id = stand_ins[units[place]], name_row_of(adoption.reference).id
            own = name_row_of(adoption.own).id
            of_unit[id] = "" if id in of_unit else own  # of two, none stands for it
    return stand_ins


def _find_targets(
    adopters: Iterable[RawRecord], every: Names
) -> dict[RecordPlace, NameRow | Finding]:
    """The rows of the records that are adopted, by the places of the adopters.

    An adopter may have the name of its reference: so those that adopt nothing are asked first.
    """
    places = {(raw.path, raw.entry) for raw in adopters}
    references = Names(row for row in every.rows if (row.path, row.entry) not in places)
    targets: dict[RecordPlace, NameRow | Finding] = {}
    for raw in adopters:
        target = _find_target(raw, references)
        if isinstance(target, Finding):
            target = _find_target(raw, every)
        targets[raw.path, raw.entry] = target
    return targets


def _find_target(raw: RawRecord, names: Names) -> NameRow | Finding:
    """The row of the record that is adopted, or what is wrong."""
    location = Location(raw.path, raw.entry, ("adopts",), raw.kind.name)
    text, label = raw.values["adopts"], raw.kind.label
    words = {"field": raw.kind.model.label_of("adopts"), "value": text, "kinds": label}
    if not isinstance(text, str):
        return finding(codes.ADOPTS_NO_NAME, location, kind=label)
    resolver = names.resolver_for(name_row_of(raw))
    try:
        return names.row_of(resolver.resolve(text, (raw.kind.name,)))
    except UnresolvedReference as fault:
        if fault.candidates:
            among = {"candidates": "、".join(fault.candidates), "first": fault.candidates[0]}
            return finding(codes.AMBIGUOUS_REFERENCE, location, **words, **among)
        if other := _find_other_kind(text, resolver):
            return finding(codes.ADOPTS_OTHER_KIND, location, **words, other=other)
        return finding(codes.UNKNOWN_REFERENCE, location, **words, suggestion=fault.suggestion)


def _find_other_kind(text: str, resolver: UnitResolver) -> str:
    """What kind of record a text names that names none of the kind that is wanted."""
    for name, kind in KIND.items():
        try:
            resolver.resolve(text, (name,))
        except UnresolvedReference as fault:
            if not fault.candidates:
                continue
        return kind.label
    return ""


def _find_chain(
    raw: RawRecord, target: NameRow, targets: Mapping[RecordPlace, NameRow | Finding]
) -> Finding | None:
    """What is wrong where the reference adopts a record itself; in a circle none says anything."""
    followed = [target]
    while isinstance(after := targets.get((followed[-1].path, followed[-1].entry)), NameRow):
        if after in followed:
            break
        followed.append(after)
    if len(followed) == 1 and after is None:
        return None
    code = codes.ADOPTION_CIRCLE if isinstance(after, NameRow) else codes.ADOPTION_CHAIN
    words = {"name": target.name or target.id, "last": followed[-1].id}
    location = Location(raw.path, raw.entry, ("adopts",), raw.kind.name)
    return finding(code, location, kind=raw.kind.label, **words)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
