"""How to read the site: marks, channels, data, the as-of date."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KINDS
from shaiquan.model.channels import Channel
from shaiquan.model.scalars import parse_date
from shaiquan.site.frame import ABOUT, SiteFrame
from shaiquan.site.page import Page, Section
from shaiquan.site.tasks import PageTask
from shaiquan.views.cells import make_cell, make_prose
from shaiquan.views.values import Cell, Fields, Inline, Row, Table, TableRow, plain

_HOW = """
- 每一项权力都写明：由谁决定、依据什么、按什么程序、有什么责任和风险、到哪里投诉。
- 同一件事只写一处。页面、流程图、步骤表和开放数据都从同一份记录生成，内容一致。
- 流程图中：圆角框是开始和结束，方框是步骤，六边形是判断，右上角折起的方框要形成文书，
  双边框是另一个流程，粗横线之间的步骤同时进行，虚线是退回，▲ 是风险点。
- 墙上的每张流程图都印着标记和二维码。扫码，或者对照张贴清单上的现行标记，就知道这张图现在
  有没有效、哪里变了。图上的字一个不改，标记就不变；改一个字，标记就变。
- “依法不予公开”是依法不能公布的内容，旁边写明依据。已撤回的记录保留网址，写明原因。
"""


def plan_about_page(public: PublicCatalog) -> PageTask:
    """``/about/``: its channels, how many records each list has, whether sheets are kept."""
    held = ((each.file_name, each.label, len(public.ids(each.name))) for each in KINDS)
    counted = tuple(each for each in held if each[2])
    walls = bool(public.ids("edition") or public.ids("posting"))
    return PageTask("/about/", "about", (public.ids("channel"), counted, walls))


def make_about_page(public: PublicCatalog, frame: SiteFrame, task: PageTask) -> Page:
    channels, counted, walls = task.args
    sections = (
        make_prose(public, _HOW, "怎样看", "how"),
        _list_channels(public, channels),
        _list_types(public),
        _list_limits(public),
        _list_holidays(public),
        _link_wall_list() if walls else None,
        _list_data_files(counted),
        _show_date(public),
    )
    return Page(
        address=task.address,
        layout="page.html",
        title=ABOUT,
        frame=frame.page_frame,
        sections=tuple(each for each in sections if each),
        breadcrumb=frame.breadcrumb(),
        section="about",
        description="怎样阅读本站，投诉举报渠道，开放数据。",
    )


def _list_channels(public: PublicCatalog, ids: tuple[str, ...]) -> Section | None:
    rows = tuple(_make_channel_row(public, public.entries[id]) for id in ids)
    columns = ("渠道", "方式", "号码或地址", "时间", "受理")
    return Table(columns, rows, "投诉举报", "channels") if rows else None


def _make_channel_row(public: PublicCatalog, entry: Entry) -> TableRow:
    channel = entry.record
    assert isinstance(channel, Channel)
    said = (channel.type, channel.value, channel.hours, channel.handler)
    cells = (plain(channel.name), *(make_cell(public, each) for each in said))
    return TableRow(cells, f"channel-{entry.id}")


def _list_types(public: PublicCatalog) -> Section | None:
    rows = tuple(
        TableRow(
            (
                plain(name),
                plain("、".join(row.stages)),
                plain("、".join(row.gates)),
                make_cell(public, row.voting),
                plain(row.quorum),
                make_cell(public, row.majority),
            )
        )
        for name, row in public.site.types.items()
    )
    columns = (
        "流程类型",
        "依次的阶段",
        "集体决定之前的关口",
        "表决",
        "法定到会人数",
        "多数按什么算",
    )
    note = "每一条路都要先经过这些关口，才能集体决定；发布前逐条检查。"
    return Table(columns, rows, "各类流程的要求", "types", note) if rows else None


def _list_limits(public: PublicCatalog) -> Section | None:
    areas = make_cell(public, public.site.parameters.not_direct)
    rows = [Row("正职不直接分管", areas)] if areas else []
    for unit, own in public.site.unit_parameters.items():
        if found := make_cell(public, own.not_direct):
            rows.append(Row(unit, found))
    return Fields(tuple(rows), "分工的限制", "limits") if rows else None


def _list_holidays(public: PublicCatalog) -> Section | None:
    rows = tuple(
        TableRow((plain(f"{year}年"), make_cell(public, days.off), make_cell(public, days.work)))
        for year, days in public.site.holidays.items()
    )
    return Table(("年份", "放假", "上班"), rows, "节假日", "holidays") if rows else None


def _link_wall_list() -> Section:
    listed = plain("哪张流程图贴在哪里、是不是现行的", "/procedures/wall/")
    return Fields((Row("张贴清单", listed),), "墙上的图", "walls")


def _list_data_files(counted: tuple[tuple[str, str, int], ...]) -> Section:
    rows = tuple(
        TableRow((plain(title), plain(f"{number} 条"), _link_files(name)))
        for name, title, number in counted
    )
    note = "数据包说明见 data/datapackage.json（Frictionless Data Package）。"
    return Table(("清单", "记录", "下载"), rows, "开放数据", "data", note)


def _link_files(name: str) -> Cell:
    csv, json = (Inline(form.upper(), f"/data/{name}.{form}") for form in ("csv", "json"))
    return ((csv, Inline("　"), json),)


def _show_date(public: PublicCatalog) -> Section:
    when = parse_date(public.as_of.isoformat())
    return Fields((Row("内容截至", plain(str(when))),), "版本", "edition")
