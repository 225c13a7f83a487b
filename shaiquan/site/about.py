"""How to read the site: marks, channels, data, the as-of date."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.fixed_pages import ABOUT, CHANNELS, OPEN_DATA
from shaiquan.kinds.registry import KIND
from shaiquan.model.channels import Channel
from shaiquan.model.meeting_types import MeetingType
from shaiquan.model.site import Holidays, Parameters, ProcedureType, Site
from shaiquan.queries.channels import group_channels
from shaiquan.site.frame import SiteFrame
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Page, PageSection
from shaiquan.site.site_dates import AS_OF, say_as_of
from shaiquan.site.structured_data import describe_publisher
from shaiquan.site.tasks import PageTask
from shaiquan.site.wall_list import LIST_LINK
from shaiquan.views.cells import field_cell, make_cell, make_prose
from shaiquan.views.deciding import MAJORITY, QUORUM
from shaiquan.views.values import Cell, Fields, Inline, Row, Table, TableRow, plain

_HOW = """
- 每一项权力都写明：由谁决定、依据什么、按什么程序、有什么责任和风险、到哪里投诉。
- 同一件事只写一处。页面、流程图、步骤表和开放数据都从同一份记录生成，内容一致。
- 流程图中：圆角框是开始和结束，方框是步骤，菱形或六边形是判断，右上角折起的方框要形成文书，
  双边框是另一个流程，粗横线之间的步骤同时进行，虚线是退回，▲ 是风险点。
- 墙上的每张流程图都印着{check}张贴清单上的现行标记，就知道这张图现在
  有没有效、哪里变了。图上的字一个不改，标记就不变；改一个字，标记就变。
- “依法不予公开”是依法不能公布的内容，旁边写明依据。已撤回的记录保留网址，写明原因。
"""


#: what is printed on a sheet, and what one does with it: with a QR code, and without
_CHECK = {True: "标记和二维码。扫码，或者对照", False: "标记。对照"}


def plan_about_page(public: PublicCatalog) -> PageTask:
    """``/about/``: its channels, whether sheets are kept."""
    channels = tuple(group_channels(public).items())
    walls = bool(public.ids_of("edition") or public.ids_of("posting"))
    return PageTask(ABOUT.address, "about", (channels, walls))


def make_about_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    channels, walls = task.args
    sections = (
        make_prose(public, _HOW.format(check=_CHECK[public.site.has_qr]), "怎样看", "how"),
        *_list_channels(public, channels),
        _list_types(public),
        _list_decisions(public),
        _list_meeting_types(public),
        _list_limits(public),
        _list_approval_limits(public),
        _list_holidays(public),
        _link_wall_list() if walls else None,
        _link_data(),
        _show_date(public),
    )
    return Page(
        address=task.address,
        layout="about.html",
        title=ABOUT.title,
        frame=frame.page_frame,
        sections=tuple(section for section in sections if section),
        breadcrumb=frame.breadcrumb(),
        section="about",
        description=f"怎样阅读{frame.page_frame.name}，投诉举报渠道，开放数据。",
        column=ABOUT.title,
        nodes=(
            describe_publisher(
                public, frame.page_frame, tuple(id for _, ids in channels for id in ids)
            ),
        ),
    )


def _list_channels(
    public: PublicCatalog, groups: tuple[tuple[str, tuple[str, ...]], ...]
) -> Iterator[PageSection]:
    """A table for the channels of each unit; the first has the anchor of all."""
    label = Channel.label_of
    columns = (KIND["channel"].label, "方式", "号码或地址", label("hours"), label("handler"))
    for number, (unit, ids) in enumerate(groups):
        rows = tuple(_make_channel_row(public, public.entries[id]) for id in ids)
        title = f"{CHANNELS.title}：{unit or '其他'}" if len(groups) > 1 else CHANNELS.title
        yield Table(columns, rows, title, f"_channels-{number}" if number else "channels")


def _make_channel_row(public: PublicCatalog, entry: Entry) -> TableRow:
    names = ("name", "type", "value", "hours", "handler")
    return TableRow(tuple(field_cell(public, entry, name) for name in names), f"channel-{entry.id}")


def _list_types(public: PublicCatalog) -> PageSection | None:
    rows = tuple(
        TableRow(
            (
                plain(name),
                plain("、".join(row.stages)),
                _list_gates(row),
                plain("、".join(row.signatures)),
                _list_deadlines(row),
                plain("、".join(row.required)),
            )
        )
        for name, row in public.site.types.items()
    )
    columns = (
        "流程类型",
        "依次的阶段",
        "集体决定之前的关口",
        "之前的签批",
        "期限",
        ProcedureType.label_of("required"),
    )
    note = "每一条路都要先经过这些关口，没有通过的不往下走，才能集体决定；发布前逐条检查。"
    return Table(columns, rows, "各类流程的要求", "types", note) if rows else None


def _list_gates(row: ProcedureType) -> Cell:
    """The gates; a line for those of each attribute, and for the answers that fail each."""
    conditional = (
        f"{name}的还有：{'、'.join(gates)}" for name, gates in row.conditional_gates.items()
    )
    failing = (f"{gate}不通过：{'、'.join(words)}" for gate, words in row.failing.items())
    lines = ("、".join(row.gates), *conditional, *failing)
    return tuple((Inline(line),) for line in lines if line)


def _list_deadlines(row: ProcedureType) -> Cell:
    return tuple(
        (Inline(f"{what}：{'，'.join(map(str, bounds))}"),)
        for what, bounds in row.deadlines.items()
    )


def _list_decisions(public: PublicCatalog) -> PageSection | None:
    """How each type is decided; a type that says nothing of it is left out."""
    rows = tuple(
        TableRow((plain(name), *cells))
        for name, row in public.site.types.items()
        if any(cells := _make_decision_cells(public, row))
    )
    labels = (ProcedureType.label_of(name) for name in ("deciders", "voting", "speaking"))
    columns = ("流程类型", *labels, QUORUM, MAJORITY)
    return Table(columns, rows, "各类流程怎样议定", "types-decided") if rows else None


def _make_decision_cells(public: PublicCatalog, row: ProcedureType) -> tuple[Cell, ...]:
    return (
        make_cell(public, row.deciders),
        make_cell(public, row.voting),
        plain(f"主要负责人{row.speaking.label}发言" if row.speaking else ""),
        plain(str(row.quorum or "")),
        make_cell(public, row.majority),
    )


def _list_meeting_types(public: PublicCatalog) -> PageSection | None:
    """The rule book of each type of meeting, which is a parameter and no law of nature."""
    rows = tuple(
        TableRow((plain(f"{row.name or key}{_say_time(row)}"), *_make_meeting_cells(public, row)))
        for key, row in public.site.meeting_types.items()
    )
    names = ("body", "decides", "notice", "frequency", "quorum", "minutes_limit", "open")
    columns = (Site.label_of("meeting_types"), *map(MeetingType.label_of, names))
    return Table(columns, rows, "各类会议的规矩", "meeting-types") if rows else None


def _say_time(row: MeetingType) -> str:
    """（2026年7月1日起）: when the rules hold, where they do not always."""
    said = (f"{row.since}起" if row.since else "", f"{row.until}止" if row.until else "")
    return f"（{'，'.join(filter(None, said))}）" if any(said) else ""


def _make_meeting_cells(public: PublicCatalog, row: MeetingType) -> tuple[Cell, ...]:
    decides = "各类议题" if row.decides is None else "、".join(row.decides) or "只酝酿，不作决定"
    bounds = (row.notice, row.frequency, row.quorum, row.minutes_limit)
    return (
        make_cell(public, row.body),
        plain(decides),
        *(plain(str(bound or "")) for bound in bounds),
        plain("请群众、代表列席旁听" if row.open else ""),
    )


def _list_limits(public: PublicCatalog) -> PageSection | None:
    areas = make_cell(public, public.site.parameters.not_direct)
    rows = [Row("正职不直接分管", areas)] if areas else []
    for unit, own in public.site.unit_parameters.items():
        if areas := make_cell(public, own.not_direct):
            rows.append(Row(unit, areas))
    return Fields(tuple(rows), "分工的限制", "limits") if rows else None


def _list_approval_limits(public: PublicCatalog) -> PageSection | None:
    """How many levels a matter passes at most, for the whole site and for units of their own."""
    named = {"各单位": public.site.parameters, **public.site.unit_parameters}
    rows = tuple(
        Row(unit, plain(f"最多 {own.most_approvals} 级签批和集体决定"))
        for unit, own in named.items()
        if own.most_approvals is not None
    )
    return Fields(rows, Parameters.label_of("most_approvals"), "approvals") if rows else None


def _list_holidays(public: PublicCatalog) -> PageSection | None:
    rows = tuple(
        TableRow((plain(f"{year}年"), make_cell(public, days.off), make_cell(public, days.work)))
        for year, days in public.site.holidays.items()
    )
    columns = ("年份", Holidays.label_of("off"), Holidays.label_of("work"))
    return Table(columns, rows, Site.label_of("holidays"), "holidays") if rows else None


def _link_wall_list() -> PageSection:
    label, text, address = LIST_LINK
    return Fields((Row(label, plain(text, address)),), "墙上的图", "walls")


def _link_data() -> PageSection:
    listed = plain("全部清单的 CSV、JSON，每一栏的意思，怎样使用", OPEN_DATA.address)
    return Fields((Row("数据说明和下载", listed),), OPEN_DATA.title, "data")


def _show_date(public: PublicCatalog) -> PageSection:
    return Fields((Row(AS_OF, plain(say_as_of(public))),), "版本", "edition")
