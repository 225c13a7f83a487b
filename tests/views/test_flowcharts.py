"""What the boxes of a chart say."""

from __future__ import annotations

from shaiquan.views.flowcharts import draw_procedure
from tests.conftest import MakeSite
from tests.ledgers import PROCEDURE
from tests.ledgers import public as public_of


def test_a_box_names_the_field_that_is_withheld(site: MakeSite) -> None:
    """Else one would think that the step itself is."""
    hidden = "    不公开字段: [{字段: 时限, 依据: 甲}, {字段: 主体, 依据: 甲}]\n"
    limit = "    时限: 3个工作日\n"
    shown = public_of(site({"procedures/l1.yml": PROCEDURE.replace(limit, limit + hidden)}))
    drawing = draw_procedure(shown, shown.entries["l1"])
    assert drawing
    notes = [step.notes for step in drawing.chart.plan.steps]
    assert ("主体：依法不予公开", "时限：依法不予公开") in notes
