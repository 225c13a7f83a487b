"""Clean charts, and charts with one fault: the chart, the type of the fault, the name in it."""

from __future__ import annotations

from dataclasses import replace

from tests.geometry.chart_sketches import BoxSketch, ChartSketch, TextSketch, WireSketch
from tests.geometry.fault_kinds import FaultKind

FLOW = ChartSketch(
    boxes=(
        BoxSketch("a", 200, 40, "申请", "round"),
        BoxSketch("b", 200, 130, "审核材料", "note"),
        BoxSketch("s", 65, 130, "监督", across=90),
        BoxSketch("c", 200, 230, "是否同意", "diamond", across=160, down=80),
        BoxSketch("d", 200, 340, "办理", "double"),
        BoxSketch("e", 200, 440, "办结", "ellipse"),
    ),
    wires=(
        WireSketch("a", "b", ((200, 60), (200, 110))),
        WireSketch("b", "s", ((140, 130), (110, 130)), type="side"),
        WireSketch("b", "c", ((200, 150), (200, 190))),
        WireSketch("c", "d", ((200, 270), (200, 320)), TextSketch("同意", 206, 290, 10.5, "start")),
        WireSketch("d", "e", ((200, 360), (200, 420))),
        WireSketch(
            "c", "b", ((280, 230), (320, 230), (320, 130), (260, 130)),
            TextSketch("不同意", 286, 222, 10.5, "start"), "back",
        ),
    ),
    view=(10, 10, 400, 470),
)  # fmt: skip
LANES = ChartSketch(
    boxes=(
        BoxSketch("a", 100, 80, "申请"),
        BoxSketch("b", 280, 160, "审核", "hexagon"),
        BoxSketch("1", 280, 240, "1", "circle", across=24),
    ),
    wires=(
        WireSketch("a", "b", ((160, 80), (280, 80), (280, 140))),
        WireSketch("b", "x", ((280, 180), (280, 228))),
    ),
    view=(0, 0, 380, 300),
    lanes=(("申请人", 10, 190), ("窗口", 190, 370)),
)
PLAIN = ChartSketch((BoxSketch("a", 100, 40, "甲"),), (), (0, 0, 400, 200))

SPOILED: dict[str, tuple[ChartSketch, FaultKind, str]] = {
    "a line of text is too wide": (
        FLOW.with_box("b", act="审核申请人提交的材料"),
        FaultKind.TEXT_OUTSIDE, "b",
    ),
    "two lines of a box are set into one another": (
        FLOW.with_box("b", more=(TextSketch("三个工作日", 200, 143, 10),)),
        FaultKind.TEXT_OVERLAP, "b, b",
    ),
    "a label stands over a loose text": (
        FLOW.with_more(TextSketch("图例", 220, 291, 10.5, "start")),
        FaultKind.TEXT_OVERLAP, "c->d, text",
    ),
    "a label reaches over a box": (
        FLOW.with_wire("c->d", label=TextSketch("同意", 225, 322, 10.5, "start")),
        FaultKind.LABEL_ON_BOX, "c->d, d",
    ),
    "a box stands too close": (
        FLOW.with_more(BoxSketch("x", 84, 40, across=105)),
        FaultKind.BOXES_CLOSE, "a, x",
    ),
    "a box stands on another": (
        FLOW.with_more(BoxSketch("x", 100, 40, across=105)),
        FaultKind.BOXES_CLOSE, "a, x",
    ),
    "a box stands in the way of a wire": (
        FLOW.with_more(BoxSketch("x", 320, 180, across=50, down=20)),
        FaultKind.WIRE_THROUGH_BOX, "c->b, x",
    ),
    "a box touches a wire": (
        FLOW.with_more(BoxSketch("x", 346, 180, across=50, down=20)),
        FaultKind.WIRE_THROUGH_BOX, "c->b, x",
    ),
    "a wire begins inside its own box": (
        FLOW.with_wire("d->e", points=((200, 350), (200, 420))),
        FaultKind.WIRE_THROUGH_BOX, "d->e, d",
    ),
    "a wire runs along the border of its own box": (
        FLOW.with_wire("d->e", points=((260, 340), (260, 390), (200, 390), (200, 420))),
        FaultKind.WIRE_THROUGH_BOX, "d->e, d",
    ),
    "a wire runs through its own label": (
        FLOW.with_wire("c->d", label=TextSketch("同意", 190, 290, 10.5, "start")),
        FaultKind.WIRE_THROUGH_LABEL, "c->d, c->d",
    ),
    "a wire runs through a loose text": (
        FLOW.with_more(TextSketch("图例", 320, 180)),
        FaultKind.WIRE_THROUGH_LABEL, "c->b, text",
    ),
    "a forward wire runs beside a return": (
        FLOW.with_more(WireSketch("a", "c", ((260, 40), (322, 40), (322, 210), (240, 210)))),
        FaultKind.WIRES_TOGETHER, "c->b, a->c",
    ),
    "a forward wire enters on a return": (
        FLOW.with_more(WireSketch("a", "b", ((260, 40), (300, 40), (300, 130), (260, 130)))),
        FaultKind.WIRES_TOGETHER, "c->b, a->b",
    ),
    "two wires to one target begin on one line": (
        FLOW.with_more(WireSketch("d", "e", ((200, 360), (200, 385), (300, 385), (300, 440), (260, 440)))),
        FaultKind.WIRES_TOGETHER, "d->e, d->e",
    ),
    "a wire begins away from its source": (
        FLOW.with_wire("d->e", points=((200, 364), (200, 420))),
        FaultKind.WIRE_IN_AIR, "d->e",
    ),
    "a wire ends before its target": (
        FLOW.with_wire("d->e", points=((200, 360), (200, 417))),
        FaultKind.WIRE_IN_AIR, "d->e",
    ),
    "a side wire ends before its target": (
        FLOW.with_wire("b->s", points=((140, 130), (113, 130))),
        FaultKind.WIRE_IN_AIR, "b->s",
    ),
    "a wire ends beside its target": (
        FLOW.with_wire("d->e", points=((200, 360), (200, 390), (270, 390), (270, 440))),
        FaultKind.WIRE_IN_AIR, "d->e",
    ),
    "a wire ends at a box that is not its target": (
        FLOW.with_more(WireSketch("s", "c", ((65, 150), (65, 340), (140, 340)))),
        FaultKind.WIRE_IN_AIR, "s->c",
    ),
    "a label is far from its box": (
        FLOW.with_wire("c->b", label=TextSketch("不同意", 345, 170, 10.5, "start")),
        FaultKind.LABEL_FAR, "c->b",
    ),
    "a label is nearer to another branch": (
        FLOW.with_wire("c->d", label=TextSketch("同意", 286, 246, 10.5, "start")),
        FaultKind.LABEL_NEARER_OTHER, "c->d",
    ),
    "an arrowhead is not drawn": (
        FLOW.with_wire("d->e", head=False),
        FaultKind.HEAD_MISSING, "d->e",
    ),
    "an arrowhead is sunk into its box": (
        FLOW.with_wire("d->e", points=((200, 360), (200, 426))),
        FaultKind.HEAD_HIDDEN, "d->e",
    ),
    "a text stands on an arrowhead": (
        FLOW.with_more(TextSketch("图例", 201, 108, 8, "start")),
        FaultKind.HEAD_HIDDEN, "a->b",
    ),
    "a wire runs through an arrowhead": (
        FLOW.with_more(WireSketch("s", "e", ((65, 150), (65, 315), (320, 315), (320, 440), (260, 440)))),
        FaultKind.HEAD_HIDDEN, "c->d",
    ),
    "an arrowhead sits on a bend": (
        FLOW.with_wire("d->e", points=((200, 360), (200, 411.3), (210, 411.3), (210, 420.3))),
        FaultKind.HEAD_CRAMPED, "d->e",
    ),
    "a wire is out of the picture": (
        replace(FLOW, view=(10, 10, 318, 470)),
        FaultKind.OUTSIDE_VIEW, "c->b",
    ),
    "a box is cut by the edge": (
        replace(FLOW, view=(20, 10, 400, 470)).with_box("s", x=64.5, across=91),
        FaultKind.OUTSIDE_VIEW, "s",
    ),
    "a box reaches over its lane": (
        LANES.with_box("b", across=190.0, shape="box"),
        FaultKind.OUTSIDE_LANE, "b",
    ),
    "a header is wider than its lane": (
        replace(LANES, lanes=(("重大行政执法决定法制审核委员会", 10, 190), LANES.lanes[1])),
        FaultKind.TEXT_OUTSIDE, "重大",
    ),
    "two boxes have one id": (
        PLAIN.with_more(BoxSketch("a", 300, 40)),
        FaultKind.DUPLICATE_ID, "a",
    ),
}  # fmt: skip

#: as far as a picture may go
NEARLY = {
    "a box stands as close as it may": FLOW.with_more(BoxSketch("x", 83, 40, across=105.9)),
    "a wire runs beside a box": FLOW.with_more(BoxSketch("x", 346.3, 180, across=50, down=20)),
    "two wires run as close as they may": FLOW.with_more(
        WireSketch("a", "c", ((260, 40), (323, 40), (323, 210), (240, 210)))
    ),
    "two wires of two classes cross": FLOW.with_more(
        WireSketch("a", "e", ((260, 40), (300, 40), (300, 160), (350, 160), (350, 440), (260, 440)))
    ),
    "a wire begins beside its source and ends before its target": FLOW.with_wire(
        "d->e", points=((200, 362), (200, 418))
    ),
    "a wire begins and ends a little inside": FLOW.with_wire(
        "d->e", points=((200, 358.6), (200, 421.4))
    ),
    "a label is as far from its box as it may be": FLOW.with_wire(
        "c->b", label=TextSketch("不同意", 339, 225, 10.5, "start")
    ),
    "a line fills its box": PLAIN.with_box("a", across=64.2, act="审核材料表"),
    "an arrowhead has a short straight way": FLOW.with_wire(
        "d->e", points=((200, 360), (200, 409), (210, 409), (210, 420.3))
    ),
    "a level wire meets the slanted side of a flat diamond": FLOW.with_more(
        WireSketch("s", "c", ((65, 150), (65, 215), (150, 215)))
    ),
}
