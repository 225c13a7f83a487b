"""What is kept back is in no output: canaries in each text of each kind, searched byte by byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.adoption import AdoptableRecord
from shaiquan.model.references import find_kinds_of_field
from tests.canaries.building import BuiltSite, require_absent
from tests.canaries.markers import Canary, FieldPath, Planter
from tests.canaries.planted_sites import (
    PUBLIC,
    WAYS,
    WITHDRAWN,
    PlantedSite,
    formal_fields,
    keeps_back,
    lies_below,
    refer_to_root,
    withhold_fields,
)
from tests.canaries.records import Refer, Writer, find_withholding
from tests.conftest import FULL

#: how often each kind is kept back as a whole, in ways that take turns
_RECORDS = len(WAYS) if FULL else 1


def canaries_of(site: PlantedSite) -> set[Canary]:
    return set(site.planter.canaries.values())


def test_records_kept_back_in_any_way_are_absent_and_public_ones_are_found(tmp_path: Path) -> None:
    site = PlantedSite(tmp_path)
    ways = list(WAYS)
    for number, kind in enumerate(KINDS):
        turn = [ways[(number + step) % len(ways)] for step in range(_RECORDS)]
        for way in (PUBLIC, WITHDRAWN, *turn):
            values = site.plant(kind, way)
            name = (
                values["编号"]
                if way == PUBLIC
                else site.planter.plant(5, way, kind.label, "文件名", ())
            )
            site.add(kind, name, values)
    found = BuiltSite(site)
    built = found.found_in(found.build(printing=FULL))
    hidden = {canary for canary in canaries_of(site) if keeps_back(canary.way, canary)}
    for kind in KINDS:
        own = {canary for canary in canaries_of(site) if canary.kind == kind.label}
        print(f"{kind.label}: {len(own & hidden)} hidden, {len(own - hidden)} shown")
    require_absent(built, hidden)
    assert len(hidden) > (2000 if FULL else 400)
    public = {c for c in canaries_of(site) if c.way == PUBLIC and c.path != ("编号",)}
    assert sorted(map(str, public - built.keys())) == [], "it looks in too few places"
    assert len(public) > 200


def test_comments_in_markdown_and_in_yaml_are_absent(tmp_path: Path) -> None:
    site, hidden = PlantedSite(tmp_path), set[Canary]()
    for kind in KINDS:
        before = len(site.planter.canaries)
        comments = [site.planter.plant(13, "注释", kind.label, "", (place,)) for place in range(3)]
        hidden.update(list(site.planter.canaries.values())[before:])
        values = site.plant(kind, PUBLIC)
        values["正文"] += "\n\n<!-- {} -->\n\n[//]: # ({})\n".format(*comments)
        site.add(kind, values["编号"], values, comments[2])
    built = BuiltSite(site)
    require_absent(built.found_in(built.build(printing=FULL)), hidden)


# -- fields ----------------------------------------------------------------------------------------


def choose_fields(turn: int) -> Callable[[FieldPath, list[str]], list[str]]:
    """Of the fields of a part those that are withheld in a record: one, or every second."""

    def choose(path: FieldPath, labels: list[str]) -> list[str]:
        if not FULL:
            return labels[turn % 2 :: 2]
        return labels[(turn + 3 * len(path)) % len(labels) :][:1] if labels else []

    return choose


def count_fields(kind: Kind) -> int:
    """How many records it takes to withhold each field of each part."""
    values = Writer(Planter(), PUBLIC, refer_to_root).write(kind)
    return max(len(part) for *_, part in find_withholding(kind.model, values)) if FULL else 2


def test_withheld_fields_are_absent_in_records_and_in_their_parts(tmp_path: Path) -> None:
    site, hidden = PlantedSite(tmp_path), set[Canary]()
    for kind in KINDS:
        for turn in range(count_fields(kind)):
            before = len(site.planter.canaries)
            values = site.plant(kind, PUBLIC)
            paths = withhold_fields(kind, values, choose_fields(turn))
            own = list(site.planter.canaries.values())[before:]
            hidden.update(canary for canary in own if lies_below(canary, paths))
            site.add(kind, values["编号"], values)
    built = BuiltSite(site)
    found = built.found_in(built.build(printing=FULL))
    print(f"{len(hidden)} hidden in fields")
    require_absent(found, hidden)
    assert len(hidden) > (300 if FULL else 200)


#: what an exempt topic still tells: that there was such a matter, and who dealt with it
_FRAME = {
    *(("编号",), ("名称",), ("简称",), ("类型",), ("属性", 0), ("事项编码",), ("不开放原因",)),
    *(("来源", "地点"), ("征求意见", 0, "对象"), ("公示", 0, "地点"), ("关口", 0, "关口")),
    *(("公示", 0, "意见地址"), ("签批", 0, "角色"), ("纪实", 0, "环节"), ("依据", 0)),
}


def test_no_text_of_an_exempt_topic_may_tell_its_decision(tmp_path: Path) -> None:
    """A new field that is a text is withheld too, or belongs to the frame."""
    site = PlantedSite(tmp_path)
    values = site.plant(KIND["topic"], PUBLIC)
    values["不公布依据"] = "政府信息公开条例第十五条"
    site.add(KIND["topic"], values["编号"], values)
    hidden = {canary for canary in canaries_of(site) if canary.path not in _FRAME}
    assert {canary.path[-1] for canary in hidden} >= {"正文", "说明", "结果", "事件", "结论"}
    built = BuiltSite(site)
    require_absent(built.found_in(built.build(printing=True)), hidden)
    page = (built.site / f"topics/{values['编号']}/index.html").read_text("utf-8")
    assert page.count("依法不予公开") > 12, "each is said to be withheld"


# -- references ------------------------------------------------------------------------------------


def list_named_kinds(kind: Kind) -> set[str]:
    fields = kind.model.model_fields
    return {name for field in fields for name in find_kinds_of_field(kind.model, field)}


#: what of a record is kept back while others name it
_NAMED = (*WAYS, WITHDRAWN, "名称", "简称")
_SPELLINGS = ("名称", "简称", "编号")
_TARGETS = sorted(set().union(*map(list_named_kinds, KINDS)))


@pytest.mark.parametrize("turn", range(len(_NAMED) * len(_SPELLINGS) if FULL else 1))
def test_a_reference_says_nothing_of_what_is_kept_back(turn: int, tmp_path: Path) -> None:
    editions = ("繁体", "英文") if FULL else ("英文",)
    site, hidden = PlantedSite(tmp_path, editions=editions), set[Canary]()
    for number, name in enumerate(_TARGETS):
        way = _NAMED[(number + turn * 5) % len(_NAMED)]
        before = len(site.planter.canaries)
        named = site.plant(KIND[name], way)
        named.pop("沿用", None)  # others adopt it
        own = list(site.planter.canaries.values())[before:]
        if way in _SPELLINGS:
            withhold_fields(KIND[name], named, choose_label(way))
            hidden.update(canary for canary in own if canary.path == (way,))
        else:
            hidden.update(canary for canary in own if keeps_back(way, canary))
        site.add(KIND[name], named["编号"], named)
        refer = refer_to(name, named[_SPELLINGS[(number + turn) % len(_SPELLINGS)]])
        for kind in KINDS:
            if name in list_named_kinds(kind) and kind.folder != "ledger":
                values = site.plant(kind, PUBLIC, refer)
                if way == WITHDRAWN:
                    values.pop("沿用", None)  # refused
                site.add(kind, values["编号"], values)
    built = BuiltSite(site)
    require_absent(built.found_in(built.build()), hidden)


def test_what_adopts_a_record_shows_nothing_that_is_kept_back_of_it(tmp_path: Path) -> None:
    """Each kind that may adopt, a reference kept back in each way, and one with withheld fields;
    the adopters are public and say nothing themselves."""
    site, hidden = PlantedSite(tmp_path), set[Canary]()
    ways = list(WAYS)
    kinds = [kind for kind in KINDS if issubclass(kind.model, AdoptableRecord)]
    for number, kind in enumerate(kinds):
        for way in (PUBLIC, *(ways if FULL else ways[number % len(ways) :][:2])):
            before = len(site.planter.canaries)
            named = site.plant(kind, way)
            del named["沿用"]
            own = list(site.planter.canaries.values())[before:]
            if way == PUBLIC:
                paths = withhold_fields(kind, named, choose_fields(number))
                hidden.update(canary for canary in own if lies_below(canary, paths))
            else:
                hidden.update(own)
            site.add(kind, named["编号"], named)
            adopter = {
                "编号": f"own-{named['编号']}"[:60].replace("zq", "q"),
                "沿用": named["编号"],
            }
            site.add(kind, adopter["编号"], {**adopter, **formal_fields(PUBLIC)})
    built = BuiltSite(site)
    require_absent(built.found_in(built.build(printing=FULL)), hidden)


def test_a_link_in_a_text_says_nothing_of_a_record_that_is_kept_back(tmp_path: Path) -> None:
    site, hidden = PlantedSite(tmp_path), set[Canary]()
    for number, kind in enumerate(kind for kind in KINDS if kind.address("x")):
        before = len(site.planter.canaries)
        named = site.plant(kind, list(WAYS)[number % len(WAYS)])
        hidden.update(list(site.planter.canaries.values())[before:])
        site.add(kind, named["编号"], named)
        values = site.plant(kind, PUBLIC)
        values["正文"] += f"，见[这里]({named['编号']}.md#art-1)。"
        site.add(kind, values["编号"], values)
    built = BuiltSite(site)
    require_absent(built.found_in(built.build(printing=FULL)), hidden)


def choose_label(label: str) -> Callable[[FieldPath, list[str]], list[str]]:
    """A field of the record itself."""
    return lambda path, _: [] if path else [label]


def refer_to(name: str, text: str) -> Refer:
    """Names a record wherever one of its kind can be named."""
    return lambda path, kinds: text if name in kinds else refer_to_root(path, kinds)
