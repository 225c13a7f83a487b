"""What was public and is withheld goes with one build, and all that was kept of it with the next."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from shaiquan.build.site_build import register_sheets
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.adoption import AdoptableRecord
from shaiquan.model.procedures import Procedure
from tests.canaries.building import BuiltSite, require_absent
from tests.canaries.markers import Canary, FieldPath
from tests.canaries.planted_sites import (
    PUBLIC,
    WAYS,
    WITHDRAWN,
    PlainWords,
    PlantedSite,
    formal_fields,
    keeps_back,
    lies_below,
    refer_to_root,
    withhold_fields,
)
from tests.canaries.records import Values, Writer
from tests.conftest import FULL
from tests.support import read_tree

FIELD, REMOVED = "一个字段", "写简单了"
_WAYS = (*WAYS, WITHDRAWN, FIELD, REMOVED)
#: kinds that change in one build
_AT_ONCE = 1 if FULL else len(KINDS)
#: the sites of test_canaries have both
_EDITIONS = ("繁体", "英文") if FULL else ("繁体",)
_GROUPS = [KINDS[start : start + _AT_ONCE] for start in range(0, len(KINDS), _AT_ONCE)]


@dataclass
class PlantedRecords:
    """A site with one record of each kind that has canaries, all public, its sheets registered."""

    site: PlantedSite
    values: dict[str, Values] = field(default_factory=dict)
    own: dict[str, set[Canary]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = {kind.name: self.site.planter.plant_id(PUBLIC, kind.label) for kind in KINDS}
        for kind in KINDS:
            before = len(self.site.planter.canaries)
            values = self.site.plant(kind, PUBLIC, self.refer, self.ids[kind.name])
            self.values[kind.name] = values
            own = [*self.site.planter.canaries.values()][before:]
            self.own[kind.name] = {*own, self.site.planter.canaries[self.ids[kind.name]]}
            self.show(kind)

    def refer(self, path: FieldPath, kinds: frozenset[str]) -> str:
        if path == (AdoptableRecord.label_of("adopts"),):  # no record adopts itself
            return refer_to_root(path, kinds)
        return self.ids[min(kinds)]

    def show(self, kind: Kind) -> None:
        """As it was at first."""
        self.site.add(kind, kind.name, self.values[kind.name])

    def keep_back(self, kind: Kind, way: str, rng: Random) -> set[Canary]:
        """Keep back a record, or a field of it; the canaries that must be gone."""
        own, values = self.own[kind.name], copy.deepcopy(self.values[kind.name])
        if way == REMOVED:  # all but what others name it by
            writer = Writer(PlainWords(), PUBLIC, self.refer, full=False)
            plain = {**writer.write(kind, values["编号"]), **formal_fields(PUBLIC)}
            self.site.add(kind, kind.name, plain)
            return {canary for canary in own if canary.path != ("编号",)}
        if way == FIELD:
            paths = withhold_fields(
                kind, values, lambda _, labels: rng.sample(labels, min(1, len(labels)))
            )
            self.site.add(kind, kind.name, values)
            return {canary for canary in own if lies_below(canary, paths)}
        self.site.add(kind, kind.name, {**_drop_formal(values), **formal_fields(way)})
        registered = issubclass(kind.model, Procedure)  # its sheet on a wall still has an address
        return {
            canary
            for canary in own
            if keeps_back(way, canary) and not (registered and canary.path == ("编号",))
        }


def _drop_formal(values: Values) -> Values:
    return {label: value for label, value in values.items() if label not in formal_fields(PUBLIC)}


@pytest.mark.parametrize("group", range(len(_GROUPS)))
def test_what_is_withheld_goes_and_what_is_public_again_is_as_before(
    group: int, tmp_path: Path
) -> None:
    records = PlantedRecords(PlantedSite(tmp_path, editions=_EDITIONS))
    site, kinds, rng = BuiltSite(records.site), _GROUPS[group], Random(group)
    records.site.finish()
    register_sheets(site.options(site.site, None, False), lambda *_: None)
    first = read_tree(site.build())
    shown = {canary.kind for canary in site.found_in(site.site)}
    assert shown >= {kind.label for kind in kinds}, "nothing was public at first"
    ways = (*_WAYS, *[FIELD] * 6) if FULL else (rng.choice(_WAYS), FIELD, REMOVED)
    for number, way in enumerate(ways):
        hidden = set().union(*(records.keep_back(kind, way, rng) for kind in kinds))
        if way == REMOVED:  # a registered sheet says what it said
            hidden -= site.found_in(records.site.content).keys()
        require_absent(site.found_in(site.build()), hidden, f"{way}, warm")
        if way == REMOVED:  # what is still in the content may be in the store
            require_absent(site.found_in(site.store), hidden, "store")
        else:  # words that an editor changed may stay there until the next change
            require_absent(site.found_in(*site.spares()), hidden, f"{way}, beside the site")
        assert read_tree(site.build_cold(f"cold{number}")) == read_tree(site.site), way
        for kind in kinds:
            records.show(kind)
        assert read_tree(site.build()) == first, f"after {way}"
