"""The longest time of a procedure is told only where nothing of it is withheld."""

from __future__ import annotations

from shaiquan.procedures.durations import compute_duration, compute_straight_duration
from tests.conftest import MakeSite
from tests.ledgers import PROCEDURE, public
from tests.support import load_catalog

HIDDEN = "    不公开字段: [{字段: 时限, 依据: 政府信息公开条例第十六条}]\n"


def test_without_a_limit_that_is_withheld_the_sum_of_the_others_is_not_told(
    site: MakeSite,
) -> None:
    content = site({"procedures/l1.yml": PROCEDURE})
    assert str(compute_duration(public(content), "l1"))
    limit = "    时限: 3个工作日\n"
    assert limit in PROCEDURE
    site({"procedures/l1.yml": PROCEDURE.replace(limit, limit + HIDDEN)})
    assert compute_duration(public(content), "l1").amounts == ()
    assert str(compute_duration(load_catalog(content), "l1")), "checks know it"


def test_a_sub_procedure_that_withholds_a_limit_hides_the_time_of_the_whole(
    site: MakeSite,
) -> None:
    inner = (
        "编号: l2\n名称: 核实流程\n步骤:\n  - {开始: 收件, 主体: 办公室}\n"
        "  - 步骤: 核实\n    主体: 办公室\n    时限: 3个工作日\n%s  - {结束: 办结}\n"
    )
    step = "  - 步骤: 公开\n"
    whole = PROCEDURE.replace(step, f"  - {{标识: hs, 子流程: l2}}\n{step}").replace(
        "通过: 公开", "通过: hs"
    )
    for hidden, known in (("", True), (HIDDEN, False), ("NOT", False)):
        text = inner.replace("%s", hidden) if hidden != "NOT" else inner.replace("%s", "")
        scope = "公开: 党内\n" if hidden == "NOT" else ""
        content = site({"procedures/l1.yml": whole, "procedures/l2.yml": text + scope})
        assert bool(compute_duration(public(content), "l1").amounts) is known, hidden


def test_the_time_without_what_is_sent_back_is_shorter(site: MakeSite) -> None:
    catalog = load_catalog(site({"procedures/l1.yml": PROCEDURE}))
    assert compute_duration(catalog, "l1").sum == "13个工作日"
    assert compute_straight_duration(catalog, "l1").sum == "8个工作日"
