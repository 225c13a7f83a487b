"""Random plans from the graphs of ``generated_graphs``, with texts of all lengths."""

from __future__ import annotations

import random

from shaiquan.charts.chart_plan import Plan, PlanStep
from shaiquan.procedures.edges import Edge
from tests.charts.layout.generated_graphs import generate_procedure

_TYPES = {"round": "end", "diamond": "decision", "double": "subprocess", "bar": "fork"}
_WORDS = (
    "提出意见", "征求意见，", "组织考察", "集体讨论", "（会前2日）", "《工作方案》", "逐项表决；",
    "公示5个工作日", "送达A4材料", "50万元以上", "退回补正", "书记末位发言，", "核对到会人数、",
    "www.zwfw.shizhongqu-example.gov.cn", "按GB/T41371-2022-A-0001", "yijian@example.gov.cn ",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "入户核实困难情况", "村民代表会议评议",
)  # fmt: skip
_ANSWERS = (
    "同意",
    "不同意",
    "材料不全，退回补正",
    "50万元以上不满500万元",
    "缓议",
    "属实",
    "见 www.example.gov.cn",
)
_LANES = (
    "某某办公室",
    "县委",
    "某某县综合行政执法局第三执法大队办公室",
    "OFFICE-2022/example.gov.cn",
    "书记、县长",
)


def generate_plan(seed: int, *, lanes: bool) -> Plan:
    """A plan of 5 to 60 steps; acts of 4 to 78 characters, labels of 2 to 18."""
    chart, rng = generate_procedure(seed, lanes=lanes), random.Random(seed)
    titles = tuple(f"{rng.choice(_LANES)}{n}" for n in range(chart.lanes))
    steps = tuple(
        PlanStep(
            box.id,
            _TYPES.get(box.shape, "step"),
            "" if box.shape == "bar" else generate_act(rng),
            generate_notes(rng) if box.shape != "bar" else (),
            f"#{box.id}",
            box.lane,
            box.beside,
            box.shape == "document",
            actor=titles[box.lane] if titles and box.shape != "bar" else "",
        )
        for box in chart.boxes
    )
    edges = tuple(
        Edge(
            edge.source,
            edge.target,
            rng.choice(_ANSWERS) if edge.labelled else "",
            edge.back,
            edge.side,
        )
        for edge in chart.edges
    )
    return Plan(steps, edges, titles, titles)


def generate_act(rng: random.Random) -> str:
    length = rng.choice((4, 6, 8, 10, 12, 16, 20, 30, 78))
    text = ""
    while len(text) < length:
        text += rng.choice(_WORDS)
    return text[:length]


def generate_notes(rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.choice(_WORDS) for _ in range(rng.randrange(4)))
