"""What is left of a record when fields are withheld and others are not released."""

from __future__ import annotations

from shaiquan.disclosure.projection import (
    HIDDEN,
    WITHHELD,
    Released,
    is_public_as_is,
    project_entry,
)
from shaiquan.model.procedures import Procedure
from shaiquan.model.shapes import Path
from shaiquan.procedures.graph import graph_of
from tests.conftest import MakeSite
from tests.support import STEPS, load_catalog, procedure

HIDE = "不公开字段: [{字段: 步骤, 依据: 条例第十六条}]"
PARALLEL = f"""\
  - {{开始: 提出, 主体: 办公室}}
  - 并行:
      - - {{步骤: 查账, 主体: 办公室, {HIDE}}}
      - - {{步骤: 看现场, 主体: 办公室}}
  - {{判断: 是否同意, 主体: 党委, 分支: {{同意: 归档, 不同意: 提出}}}}
  - {{结束: 归档}}
"""


def project(
    site: MakeSite, steps: str, leave_out: frozenset[str] = frozenset()
) -> tuple[Procedure, dict[Path, str]]:
    """The procedure of a site with these steps as it may be shown, and what it withholds."""
    catalog = load_catalog(site({"procedures/l1.yml": STEPS + steps}))
    released = Released.of(catalog.entries, frozenset(catalog.entries) - leave_out)
    entry, withheld = project_entry(catalog.entries["l1"], released)
    assert isinstance(entry.record, Procedure)
    return entry.record, withheld


def test_a_record_that_hides_nothing_is_the_same_record(site: MakeSite) -> None:
    catalog = load_catalog(site({}))
    released = Released.of(catalog.entries, frozenset(catalog.entries))
    for entry in catalog.entries.values():
        assert project_entry(entry, released) == (entry, {})
        assert is_public_as_is(entry.record, entry.mentions, released)
    links = catalog.entries["p1"].mentions
    assert not is_public_as_is(catalog.entries["p1"].record, links, Released(released.ids - {"gz"}))


def test_a_step_of_a_branch_hides_its_act_alone(site: MakeSite) -> None:
    record, withheld = project(site, PARALLEL)
    (hidden,), (other,) = record.steps[1].parallel
    assert (hidden.step, other.step) == (WITHHELD, "看现场")
    assert withheld == {("steps", 1, "parallel", 0, 0, "step"): "条例第十六条"}


def test_a_procedure_with_a_hidden_act_leads_where_it_led(site: MakeSite) -> None:
    shown, _ = project(site, PARALLEL)
    whole, _ = procedure(site({"procedures/l1.yml": STEPS + PARALLEL}))
    assert graph_of(shown).faults == ()
    assert [(edge.source, edge.target, edge.label) for edge in graph_of(shown).edges] == [
        (edge.source, edge.target, edge.label) for edge in graph_of(whole).edges
    ]


def test_a_way_to_the_join_still_leads_there_where_the_step_behind_it_is_hidden(
    site: MakeSite,
) -> None:
    """It names that step, and a way back the 并行 by its 标识."""
    steps = f"""\
  - {{开始: 提出, 主体: 办公室}}
  - 标识: bx
    并行:
      - - 判断: 账目是否相符
          主体: 办公室
          分支: {{相符: 汇总, 不相符: bx, 造假: 终止}}
      - - {{步骤: 看现场, 主体: 办公室}}
  - {{步骤: 汇总, 主体: 办公室, {HIDE}}}
  - {{结束: 归档}}
  - {{结束: 终止}}
"""
    shown, _ = project(site, steps)
    _, graph = procedure(site({"procedures/l1.yml": STEPS + steps}))
    assert "汇总" not in repr(shown)
    assert graph_of(shown).faults == ()
    assert graph_of(shown).edges == graph.edges
    assert [e.target for e in graph.edges if e.label == "相符"] == [graph.parallels[0].join]


def test_a_hidden_act_is_named_by_no_branch(site: MakeSite) -> None:
    steps = PARALLEL.replace(
        "{开始: 提出, 主体: 办公室}",
        "{开始: 提出, 主体: 办公室, 不公开字段: [{字段: 开始, 依据: 甲}]}",
    )
    record, _ = project(site, steps)
    assert record.steps[0].start == WITHHELD
    assert "提出" not in repr(record)


def test_whoever_is_not_released_is_left_out_of_a_list_and_of_a_step(site: MakeSite) -> None:
    steps = PARALLEL.replace("看现场, 主体: 办公室", "看现场, 主体: 党委, 配合: [办公室, 书记]")
    record, _ = project(site, steps, leave_out=frozenset(("bgs", "dw")))
    (_, (step,)) = record.steps[1].parallel
    assert [ref.id for ref in step.partners] == ["sj"]
    assert step.actor == HIDDEN


def test_a_step_in_the_limit_of_a_hidden_one_does_not_name_it(site: MakeSite) -> None:
    steps = PARALLEL.replace(
        "{步骤: 看现场, 主体: 办公室}",
        "{步骤: 看现场, 主体: 办公室, 含在: 查账, 旁路: {步骤: 记录, 含在: 查账}}",
    )
    record, _ = project(site, steps)
    assert "查账" not in str(record)
    assert len(graph_of(record).contained) == 2


def test_of_those_who_act_together_none_is_left_out_in_silence(site: MakeSite) -> None:
    """Else what two bodies do together would be shown as done by one."""
    steps = PARALLEL.replace("看现场, 主体: 办公室", "看现场, 共同主体: [党委, 办公室, 书记]")
    record, _ = project(site, steps, leave_out=frozenset(("bgs",)))
    (_, (step,)) = record.steps[1].parallel
    assert [ref.id for ref in step.joint_actors] == ["dw", "", "sj"]
    assert step.joint_actors[1] == HIDDEN
