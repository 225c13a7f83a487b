"""Clean charts, and charts with one thing spoiled: what it is, what is found, by whose name."""

from __future__ import annotations

from dataclasses import replace

from tests.geometry.chart_sketches import Block, Chart, Way, Words
from tests.geometry.fault_kinds import Kind

FLOW = Chart(
    blocks=(
        Block("a", 200, 40, "申请", "round"),
        Block("b", 200, 130, "审核材料", "note"),
        Block("s", 65, 130, "监督", across=90),
        Block("c", 200, 230, "是否同意", "diamond", across=160, down=80),
        Block("d", 200, 340, "办理", "double"),
        Block("e", 200, 440, "办结", "ellipse"),
    ),
    ways=(
        Way("a", "b", ((200, 60), (200, 110))),
        Way("b", "s", ((140, 130), (110, 130)), sort="side"),
        Way("b", "c", ((200, 150), (200, 190))),
        Way("c", "d", ((200, 270), (200, 320)), Words("同意", 206, 290, 10.5, "start")),
        Way("d", "e", ((200, 360), (200, 420))),
        Way(
            "c", "b", ((280, 230), (320, 230), (320, 130), (260, 130)),
            Words("不同意", 286, 222, 10.5, "start"), "back",
        ),
    ),
    view=(10, 10, 400, 470),
)  # fmt: skip
LANES = Chart(
    blocks=(
        Block("a", 100, 80, "申请"),
        Block("b", 280, 160, "审核", "hexagon"),
        Block("1", 280, 240, "1", "circle", across=24),
    ),
    ways=(
        Way("a", "b", ((160, 80), (280, 80), (280, 140))),
        Way("b", "x", ((280, 180), (280, 228))),
    ),
    view=(0, 0, 380, 300),
    lanes=(("申请人", 10, 190), ("窗口", 190, 370)),
)
PLAIN = Chart((Block("a", 100, 40, "甲"),), (), (0, 0, 400, 200))

SPOILED: dict[str, tuple[Chart, Kind, str]] = {
    "a line of text is too wide": (
        FLOW.block("b", act="审核申请人提交的材料"),
        Kind.TEXT_OUTSIDE, "b",
    ),
    "two lines of a box are set into one another": (
        FLOW.block("b", more=(Words("三个工作日", 200, 143, 10),)),
        Kind.TEXT_OVERLAP, "b, b",
    ),
    "a label stands over a loose text": (
        FLOW.plus(Words("图例", 220, 291, 10.5, "start")),
        Kind.TEXT_OVERLAP, "c->d, text",
    ),
    "a label reaches over a box": (
        FLOW.way("c->d", label=Words("同意", 225, 322, 10.5, "start")),
        Kind.LABEL_ON_BOX, "c->d, d",
    ),
    "a box stands too close": (
        FLOW.plus(Block("x", 84, 40, across=105)),
        Kind.BOXES_CLOSE, "a, x",
    ),
    "a box stands on another": (
        FLOW.plus(Block("x", 100, 40, across=105)),
        Kind.BOXES_CLOSE, "a, x",
    ),
    "a box stands in the way of a wire": (
        FLOW.plus(Block("x", 320, 180, across=50, down=20)),
        Kind.WIRE_THROUGH_BOX, "c->b, x",
    ),
    "a box touches a wire": (
        FLOW.plus(Block("x", 346, 180, across=50, down=20)),
        Kind.WIRE_THROUGH_BOX, "c->b, x",
    ),
    "a wire begins inside its own box": (
        FLOW.way("d->e", points=((200, 350), (200, 420))),
        Kind.WIRE_THROUGH_BOX, "d->e, d",
    ),
    "a wire runs along the border of its own box": (
        FLOW.way("d->e", points=((260, 340), (260, 390), (200, 390), (200, 420))),
        Kind.WIRE_THROUGH_BOX, "d->e, d",
    ),
    "a wire runs through its own label": (
        FLOW.way("c->d", label=Words("同意", 190, 290, 10.5, "start")),
        Kind.WIRE_THROUGH_LABEL, "c->d, c->d",
    ),
    "a wire runs through a loose text": (
        FLOW.plus(Words("图例", 320, 180)),
        Kind.WIRE_THROUGH_LABEL, "c->b, text",
    ),
    "a forward wire runs beside a return": (
        FLOW.plus(Way("a", "c", ((260, 40), (322, 40), (322, 210), (240, 210)))),
        Kind.WIRES_TOGETHER, "c->b, a->c",
    ),
    "a forward wire enters on a return": (
        FLOW.plus(Way("a", "b", ((260, 40), (300, 40), (300, 130), (260, 130)))),
        Kind.WIRES_TOGETHER, "c->b, a->b",
    ),
    "two wires to one target begin on one line": (
        FLOW.plus(Way("d", "e", ((200, 360), (200, 385), (300, 385), (300, 440), (260, 440)))),
        Kind.WIRES_TOGETHER, "d->e, d->e",
    ),
    "a wire begins away from its source": (
        FLOW.way("d->e", points=((200, 364), (200, 420))),
        Kind.WIRE_IN_AIR, "d->e",
    ),
    "a wire ends before its target": (
        FLOW.way("d->e", points=((200, 360), (200, 417))),
        Kind.WIRE_IN_AIR, "d->e",
    ),
    "a side wire ends before its target": (
        FLOW.way("b->s", points=((140, 130), (113, 130))),
        Kind.WIRE_IN_AIR, "b->s",
    ),
    "a wire ends beside its target": (
        FLOW.way("d->e", points=((200, 360), (200, 390), (270, 390), (270, 440))),
        Kind.WIRE_IN_AIR, "d->e",
    ),
    "a wire ends at a box that is not its target": (
        FLOW.plus(Way("s", "c", ((65, 150), (65, 340), (140, 340)))),
        Kind.WIRE_IN_AIR, "s->c",
    ),
    "a label is far from its box": (
        FLOW.way("c->b", label=Words("不同意", 345, 170, 10.5, "start")),
        Kind.LABEL_FAR, "c->b",
    ),
    "a label is nearer to another branch": (
        FLOW.way("c->d", label=Words("同意", 286, 246, 10.5, "start")),
        Kind.LABEL_NEARER_OTHER, "c->d",
    ),
    "an arrowhead is not drawn": (
        FLOW.way("d->e", head=False),
        Kind.HEAD_MISSING, "d->e",
    ),
    "an arrowhead is sunk into its box": (
        FLOW.way("d->e", points=((200, 360), (200, 426))),
        Kind.HEAD_HIDDEN, "d->e",
    ),
    "a text stands on an arrowhead": (
        FLOW.plus(Words("图例", 201, 108, 8, "start")),
        Kind.HEAD_HIDDEN, "a->b",
    ),
    "a wire runs through an arrowhead": (
        FLOW.plus(Way("s", "e", ((65, 150), (65, 315), (320, 315), (320, 440), (260, 440)))),
        Kind.HEAD_HIDDEN, "c->d",
    ),
    "an arrowhead sits on a bend": (
        FLOW.way("d->e", points=((200, 360), (200, 411.3), (210, 411.3), (210, 420.3))),
        Kind.HEAD_CRAMPED, "d->e",
    ),
    "a wire is out of the picture": (
        replace(FLOW, view=(10, 10, 318, 470)),
        Kind.OUTSIDE_VIEW, "c->b",
    ),
    "a box is cut by the edge": (
        replace(FLOW, view=(20, 10, 400, 470)).block("s", x=64.5, across=91),
        Kind.OUTSIDE_VIEW, "s",
    ),
    "a box reaches over its lane": (
        LANES.block("b", across=190.0, shape="box"),
        Kind.OUTSIDE_LANE, "b",
    ),
    "a header is wider than its lane": (
        replace(LANES, lanes=(("重大行政执法决定法制审核委员会", 10, 190), LANES.lanes[1])),
        Kind.TEXT_OUTSIDE, "重大",
    ),
    "two boxes have one id": (
        PLAIN.plus(Block("a", 300, 40)),
        Kind.DUPLICATE_ID, "a",
    ),
}  # fmt: skip

#: as far as a picture may go
NEARLY = {
    "a box stands as close as it may": FLOW.plus(Block("x", 83, 40, across=105.9)),
    "a wire runs beside a box": FLOW.plus(Block("x", 346.3, 180, across=50, down=20)),
    "two wires run as close as they may": FLOW.plus(
        Way("a", "c", ((260, 40), (323, 40), (323, 210), (240, 210)))
    ),
    "two wires of two classes cross": FLOW.plus(
        Way("a", "e", ((260, 40), (300, 40), (300, 160), (350, 160), (350, 440), (260, 440)))
    ),
    "a wire begins beside its source and ends before its target": FLOW.way(
        "d->e", points=((200, 362), (200, 418))
    ),
    "a wire begins and ends a little inside": FLOW.way("d->e", points=((200, 358.6), (200, 421.4))),
    "a label is as far from its box as it may be": FLOW.way(
        "c->b", label=Words("不同意", 339, 225, 10.5, "start")
    ),
    "a line fills its box": PLAIN.block("a", across=64.2, act="审核材料表"),
    "an arrowhead has a short straight way": FLOW.way(
        "d->e", points=((200, 360), (200, 409), (210, 409), (210, 420.3))
    ),
    "a level wire meets the slanted side of a flat diamond": FLOW.plus(
        Way("s", "c", ((65, 150), (65, 215), (150, 215)))
    ),
}
