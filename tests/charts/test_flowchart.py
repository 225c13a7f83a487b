"""The picture says what the table says."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from shaiquan.charts.diagrams import Caption, svg
from shaiquan.charts.flowchart import Box, dot
from shaiquan.procedures.graph import graph_of
from tests.conftest import MakeSite
from tests.support import STEPS, procedure

ALL = """\
  - 开始: 提出“意见” & <建议>
    主体: 申请人
  - 并行:
      - - {步骤: 征求意见, 主体: 党委}
      - - {步骤: 查核事项, 主体: 办公室, 文书: [查核表]}
      - - {步骤: 第三支, 主体: 办公室}
  - 步骤: 讨论
    主体: 党委
    旁路: {步骤: 监督, 主体: 办公室}
  - 判断: 是否同意这一件很长很长的需要分行的事项
    分支: {同意: 办理, 不同意: 讨论, 再议: 完, 退回补正: 完, 转办: 完, 缓议: 讨论}
  - {步骤: 办理, 主体: 办公室, 下一步: 办理2}
  - {步骤: 办理二, 标识: 办理2}
  - 结束: 完
"""


def drawn(site: MakeSite, steps: str) -> tuple[ET.Element, str]:
    record, graph = procedure(site({"procedures/l1.yml": STEPS + steps}))
    text = dot(graph, {n.id: Box(n.act, ("小字",), f"#{n.id}") for n in graph.nodes})
    return ET.fromstring(svg(text, chart=Caption("c", record.name, ""))), text


def titles(root: ET.Element, kind: str) -> list[str]:
    groups = root.iter("{http://www.w3.org/2000/svg}g")
    return [g[0].text or "" for g in groups if (g.get("class") or "").split(" ")[0] == kind]


def test_every_node_and_every_edge_is_drawn(site: MakeSite) -> None:
    steps = ALL.replace("标识: 办理2", "标识: banli2").replace("下一步: 办理2", "下一步: banli2")
    root, _ = drawn(site, steps)
    _, graph = procedure(site({"procedures/l1.yml": STEPS + steps}))
    assert sorted(titles(root, "node")) == sorted(n.id for n in graph.nodes)
    assert sorted(titles(root, "edge")) == sorted(f"{e.source}->{e.target}" for e in graph.edges)


def test_every_act_is_in_the_picture_whole_and_in_order(site: MakeSite) -> None:
    steps = ALL.replace("标识: 办理2", "标识: banli2").replace("下一步: 办理2", "下一步: banli2")
    root, _ = drawn(site, steps)
    said = "".join(
        "".join(group.itertext()) for group in root.iter() if group.tag.endswith("}text")
    )
    for act in (
        "提出“意见” & <建议>",
        "征求意见",
        "是否同意这一件很长很长的需要分行的事项",
        "退回补正",
    ):
        assert "".join(act.split()) in "".join(said.split())


def test_boxes_of_one_chart_have_one_width(site: MakeSite) -> None:
    root, _ = drawn(
        site,
        "  - {步骤: 甲}\n  - {步骤: 二十个字的一步看它会不会把方框撑得更宽一些}\n  - 结束: 完\n",
    )
    widths = set()
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        if (group.get("class") or "").startswith("node step"):
            for shape in group.iter("{http://www.w3.org/2000/svg}polygon"):
                across = [float(p.split(",")[0]) for p in (shape.get("points") or "").split()]
                widths.add(round(max(across) - min(across)))
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("step", "shape"),
    [
        ("  - 开始: 甲\n", "rounded"),
        ("  - {步骤: 甲, 文书: [表]}\n", "note"),
        ("  - 子流程: 重大事项流程图\n", "peripheries=2"),
        ("  - {步骤: 甲, 旁路: 乙}\n", "step side"),
    ],
)
def test_symbols_follow_the_standard(site: MakeSite, step: str, shape: str) -> None:
    record, graph = procedure(site({"procedures/l1.yml": STEPS + step + "  - 结束: 完\n"}))
    assert graph == graph_of(record)
    assert shape in dot(graph, {n.id: Box(n.act) for n in graph.nodes})


def test_signs_that_mean_something_to_graphviz_are_only_signs(site: MakeSite) -> None:
    act = "<b>甲</b> \\N \"乙\" 'c' {d} [e] a|b &amp; \\"
    steps = f"  - 步骤: '{act.replace(chr(39), chr(39) * 2)}'\n  - 结束: 完\n"
    root, _ = drawn(site, steps)
    said = "".join("".join(g.itertext()) for g in root.iter() if g.tag.endswith("}text"))
    assert "".join(act.split()) in "".join(said.split())
    (title, _) = [a[0].text for a in root.iter() if a.tag.endswith("}a")]
    assert title == act.replace("\\", "＼")
