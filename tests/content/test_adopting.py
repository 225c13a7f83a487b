"""沿用: what a record does not say is as in its reference, with the names of its own unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.content.catalog import Catalog
from shaiquan.model.base import Ref
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import Mechanism
from tests.build.content_folders import ContentFolder
from tests.conftest import SMALL, MakeSite
from tests.content.readers import make_readers, require_same_as_fresh
from tests.ledgers import WALLED
from tests.streets import make_streets
from tests.support import lines, load_catalog

CHART = "procedures/jd01-l1.yml"
ADOPTED = "编号: jd01-l1\n单位: jd01\n沿用: l1\n替换: {党委: 党工委}\n"
TWO = ("jd01", "jd02")


def procedure(catalog: Catalog, id: str) -> Procedure:
    found = catalog.record(Ref("procedure", id), Procedure)
    assert found is not None
    return found


def actors(chart: Procedure) -> list[str]:
    return [actor.id for step in chart.steps for actor in step.actors]


def test_what_is_not_written_is_as_in_the_reference_with_the_units_own_names(
    site: MakeSite,
) -> None:
    catalog = load_catalog(make_streets(site, TWO))
    reference, first, second = (procedure(catalog, id) for id in ("l1", "jd01-l1", "jd02-l1"))
    assert actors(reference) == ["sqr", "bgs", "dw", "bgs"]
    assert actors(first) == ["sqr", "jd01-bgs", "jd01-dw", "jd01-bgs"]
    assert actors(second) == ["sqr", "jd02-bgs", "jd02-dw", "jd02-bgs"]
    assert first.steps[2].actor == Ref("body", "jd01-dw", "党工委")
    assert (first.name, first.promised) == (reference.name, reference.promised)
    assert first.adopts == Ref("procedure", "l1", "重大事项流程图")
    # the records of the unit that adopt what the reference names stand for it
    assert [ref.id for ref in first.powers] == ["jd01-p1"]
    assert [ref.id for ref in first.steps[1].risks] == ["jd01-r1"]
    assert (first.replaced, first.step_limits) == ({}, {})
    listing = catalog.record(Ref("list", "jd02-qd"), Listing)
    assert listing is not None
    assert listing.entries[0].text == "权力清单"


def test_what_is_written_goes_before_the_reference_and_the_reference_before_a_default(
    site: MakeSite,
) -> None:
    content = make_streets(site, TWO)
    text = (content / CHART).read_text("utf-8")
    own = "承诺时限: 15个工作日\n窗口: 一楼\n各步时限: {审查: 4个工作日}\n其他要素: {乙: 街道}\n"
    reference = WALLED + "机制: 执行\n其他要素: {甲: 县, 乙: 县}\n"
    site({CHART: text + own, "procedures/l1.yml": reference})
    catalog = load_catalog(content)
    chart, other = procedure(catalog, "jd01-l1"), procedure(catalog, "jd02-l1")
    assert (str(chart.promised), chart.window) == ("15个工作日", "一楼")
    assert [str(step.limit) for step in chart.steps if step.limit] == ["4个工作日", "3个工作日"]
    assert [str(step.limit) for step in other.steps if step.limit] == ["5个工作日", "3个工作日"]
    assert chart.extras == {"甲": "县", "乙": "街道"}
    assert chart.mechanism is Mechanism.EXECUTION  # by default 决策


def test_what_the_reference_withholds_stays_withheld(site: MakeSite) -> None:
    content = make_streets(site, TWO)
    power = (SMALL / "powers" / "p1.yml").read_text("utf-8")
    own = (content / "powers" / "jd01-p1.yml").read_text("utf-8")
    site({"powers/p1.yml": power + "不公开字段: [{字段: 承办, 依据: 条例第十六条}]\n"})
    site({"powers/jd01-p1.yml": own + "不公开字段: [{字段: 测评, 依据: 条例}]\n"})
    record = load_catalog(content).record(Ref("power", "jd01-p1"), Power)
    assert record is not None
    assert record.withheld_fields == {"evaluation": "条例", "handlers": "条例第十六条"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("时限: 5个工作日", "时限: 五天半以内吧", "bad-limit"),
        ("主体: 申请人", "主体: 申请者", "unknown-reference"),
        ("类型: 重大决策\n", "类型: 重大的决策\n", "unknown-type"),
        ("名称: 重大事项流程图\n", "", "missing-field"),
    ],
)
def test_a_fault_of_the_reference_is_told_once(
    site: MakeSite, old: str, new: str, code: str
) -> None:
    content = make_streets(site, TWO)
    assert old in WALLED
    site({"procedures/l1.yml": WALLED.replace(old, new)})
    told = [problem for problem in check_content(content).problems if problem.code.code == code]
    assert [Path(problem.path).name for problem in told] == ["l1.yml"], lines(
        check_content(content), content
    )


def test_an_adopter_may_have_the_name_of_its_reference(site: MakeSite) -> None:
    content = make_streets(site, TWO)
    site({CHART: ADOPTED.replace("沿用: l1", "名称: 重大事项流程图\n沿用: 重大事项流程图")})
    assert procedure(load_catalog(content), "jd01-l1").adopts == Ref(
        "procedure", "l1", "重大事项流程图"
    )


def test_an_edit_of_the_reference_reaches_its_adopters(site: MakeSite) -> None:
    """Whatever is known of earlier readings, in this process or stored."""
    content = ContentFolder(make_streets(site, TWO))
    readers = make_readers(content.folder).values()
    require_same_as_fresh(readers)
    content.edit("procedures/l1.yml", "时限: 5个工作日", "时限: 6个工作日")
    catalog = require_same_as_fresh(readers, "another limit").catalog
    assert catalog is not None
    assert [str(procedure(catalog, f"{id}-l1").steps[1].limit) for id in TWO] == ["6个工作日"] * 2
    content.edit("bodies/jd02.yml", "名称: 办公室", "名称: 党政办")
    require_same_as_fresh(readers, "the name means another now")
    content.write("procedures/l1.yml", "编号: l1\n沿用: jd01-l1\n")
    assert require_same_as_fresh(readers, "a circle").problems
    content.write("procedures/l1.yml", WALLED)
    require_same_as_fresh(readers, "mended")
