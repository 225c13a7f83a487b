"""``/data/``: what the open data are, how to use them, and what every column means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.fixed_pages import ABOUT, OPEN_DATA
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.site import Footer, Site
from shaiquan.site.frame import SiteFrame
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Page, PageSection
from shaiquan.site.site_dates import AS_OF, say_as_of
from shaiquan.site.structured_data import describe_data
from shaiquan.site.tasks import PageTask
from shaiquan.views.addresses import PACKAGE_ADDRESS, data_files, table_address
from shaiquan.views.cells import join_runs, make_prose
from shaiquan.views.data_tables import COMMON, FILES, RECORDS, TableUse, narrow_table, tables_of
from shaiquan.views.linked_data import has_nodes
from shaiquan.views.table_columns import DataTable, TableColumn
from shaiquan.views.values import Cell, Fields, Inline, Row, Table, TableRow, plain

_LEAD = "本站的全部记录都可以整批下载，自己统计、核对、再利用。"

_EXCEL = """
1. 下载上面一张清单的 CSV，双击，Excel 就打开：第一行是中文栏目，一行一条记录，内容和网页一样。
2. 想要下次自动更新：在 Excel 里选“数据”→“自文本/CSV”，选这个文件，文件原始格式选
   “65001: Unicode (UTF-8)”，再点“加载”；文件换了新的，点“全部刷新”。
3. 单元格以一个 ' 开头的，把这个 ' 去掉才是原文：它防止表格软件把内容当成公式算。
"""

_PROGRAM = """
每个种类有一张表，放在 data/tables/ 里；依据、承办这样可以有几个的，另有一张表，用编号连回去。
这十行列出每项权力由谁决定（把 data 文件夹下载下来，在它旁边运行）：

```
import csv

def read(table):
    with open(f"data/tables/{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

names = {record["id"]: record.get("name") for record in read("record")}
for power in read("power"):
    decider = names.get(power.get("decider"))
    print(names[power["id"]], decider or "不公开", sep="：")
```

印出来的是“决定主体”一栏。按金额由不同的人决定的，每一档由谁决定在 power_tiers 里；已撤回的没有
决定主体，印作“不公开”，state 一栏是 withdrawn。

要保留层次的，用 JSON：一行一条记录，去掉行末的逗号就可以一行一行地读。
"""

_RULES = """
- 编号全站唯一，发布以后不改；别的表里写的是编号，名称在 data/tables/record.csv 里。
- 一条记录里可以有几个的，各有一张表，例如 power_basis：前面几栏说属于上一级的哪一行（power），
  position 是第几个，target 是哪一条记录的编号；依据还有 article（第几条）和 detail（款项）。
- 日期写作 2026-05-07；整张表里有的日期只知道年、月的，这一栏是文字，写作 2009 或者 2009-05。
- 是否写作 true、false；金额以元计；时限分成数和单位，原来的写法也在。
- 依法不予公开的内容，格子空着，栏目的名称列在这一行的 withheld 里；JSON 里是 null 和 withheld。
  给人看的 CSV 里写“依法不予公开”。
- 整张表里没有一条记录填写的栏目，不列出来。
- 已撤回的记录保留编号和名称，state 是 withdrawn。
- 每个文件的字节数和 SHA-256 在 datapackage.json 里{files}。
"""
#: in place of ``{files}`` where there are any
_OTHER_FILES = "，流程图、印刷件和附件的在 data/tables/file.csv 里"

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "date": "日期",
    "boolean": "是否",
    "array": "几项（JSON）",
    "object": "名目和值（JSON）",
}


def plan_data_page(
    public: PublicCatalog, uses: Iterable[TableUse], has_workbooks: bool, has_files: bool
) -> PageTask:
    """``/data/``: how many records of which kind, what each table holds; ``has_files``: there is
    a chart, a print or an attachment."""
    numbers = tuple((kind.name, len(ids)) for kind in KINDS if (ids := public.ids_of(kind.name)))
    args = (numbers, tuple(map(tuple, uses)), has_workbooks, has_files)
    return PageTask(OPEN_DATA.address, "data", args)


def make_data_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    numbers, packed, has_workbooks, has_files = task.args
    uses = {use.table: use for use in (TableUse(*values) for values in packed)}
    sections: list[PageSection] = [
        _describe(public, has_files),
        _list_files(numbers, has_workbooks),
        make_prose(public, _EXCEL, "用 Excel 打开", "excel"),
    ]
    if "power" in uses:
        sections.append(make_prose(public, _PROGRAM, "用程序读", "program"))
    rules = _RULES.format(files=_OTHER_FILES if has_files else "")
    sections.append(make_prose(public, rules, "约定", "conventions"))
    sections.append(_list_tables((RECORDS,), uses, "全部记录的名称和网页", "columns-record"))
    sections.append(_list_common(uses))
    for name, _ in numbers:
        title = f"{KIND[name].label}的栏目"
        sections.append(_list_tables(tables_of(name), uses, title, f"columns-{name}"))
    return Page(
        address=task.address,
        layout="page.html",
        title=OPEN_DATA.title,
        frame=frame.page_frame,
        sections=tuple(sections),
        lead=_LEAD,
        breadcrumb=(*frame.breadcrumb(), ABOUT),
        section="about",
        column=OPEN_DATA.title,
        nodes=(
            describe_data(frame.page_frame, [(KIND[name], number) for name, number in numbers]),
        ),
        description=f"{_LEAD}每张表、每一栏的意思，许可，更新日期，Excel 和 Python 的用法。",
    )


def _describe(public: PublicCatalog, has_files: bool) -> Fields:
    """Since when, by whom, under which licence; where it is described for programs."""
    site = public.site
    label = Footer.label_of
    rows = (
        Row(AS_OF, plain(say_as_of(public))),
        Row("提供单位", plain(site.footer.host or site.unit)),
        Row(Site.label_of("licence"), _show_licence(site)),
        Row(label("phone"), plain(site.footer.phone)),
        Row("数据包说明", plain("datapackage.json（Frictionless Data Package）", PACKAGE_ADDRESS)),
    )
    files = Row(FILES.label, plain("每个文件的字节数和 SHA-256", table_address(FILES)))
    shown = (*(row for row in rows if row.cell), *((files,) if has_files else ()))
    return Fields(shown, "说明", "about")


def _show_licence(site: Site) -> Cell:
    if site.licence is None:
        return plain("没有写明；使用前请问提供单位", tone="muted")
    return plain(site.licence.title, site.licence.address)


def _list_files(numbers: tuple[tuple[str, int], ...], has_workbooks: bool) -> Table:
    """A row for each kind: number of records, links to all its files."""
    rows = tuple(
        TableRow(
            (
                plain(KIND[name].label, f"#columns-{name}"),
                plain(f"{number} 条"),
                _link_files(KIND[name], has_workbooks),
                plain(f"{name}.csv", table_address(tables_of(name)[0])),
            )
        )
        for name, number in numbers
    )
    columns = ("清单", "记录", "下载", "程序用的表")
    return Table(columns, rows, "全部清单", "files")


def _link_files(kind: Kind, has_workbooks: bool) -> Cell:
    more = (("XLSX", has_workbooks), ("JSON-LD", has_nodes(kind.model)))
    files = data_files(kind, *(form for form, there in more if there))
    return (join_runs([Inline(form, address) for form, address in files], "　"),)


def _list_common(uses: Mapping[str, TableUse]) -> Table:
    """The columns that the tables of all kinds have, told once."""
    tables = (narrow_table(use) for name, use in uses.items() if name in KIND)
    common = {c.name: c for table in tables for c in table.columns if c.name in COMMON}
    rows = tuple(
        TableRow((plain(c.name), plain(c.label), plain(_say_type(c)), plain(_explain(c))))
        for c in common.values()
    )
    return Table(("栏目", "名称", "类型", "说明"), rows, "每个种类都有的栏目", "columns-common")


def _list_tables(
    tables: Iterable[DataTable], uses: Mapping[str, TableUse], title: str, id: str
) -> Table:
    """A row for each table with the columns that it alone has."""
    rows = tuple(
        _describe_table(narrow_table(uses[table.name]), uses[table.name].rows)
        for table in tables
        if table.name in uses
    )
    return Table(("表", "栏目"), rows, title, id)


def _describe_table(table: DataTable, rows: int) -> TableRow:
    about = f"{table.label.partition('：')[2] or table.label}，{rows} 行"
    name = (*plain(f"{table.name}.csv", table_address(table)), *plain(about, tone="muted"))
    shared = COMMON if table.name in KIND else frozenset((*table.keys[:-1], *_OF_LISTS))
    own = (column for column in table.columns if column.name not in shared)
    return TableRow((name, tuple((Inline(_say_column(column)),) for column in own)))


#: columns of the tables of lists, told among the conventions
_OF_LISTS = ("position", "article", "detail", "withheld")


def _say_column(column: TableColumn) -> str:
    """``decider 决定主体（编号，见 record）：由谁决定，只写一个``."""
    about = _explain(column)
    name = f"{column.name} {column.label}（{_say_type(column)}）"
    return f"{name}：{about}" if about else name


def _say_type(column: TableColumn) -> str:
    return f"编号，见 {column.target}" if column.target else _TYPES[column.type]


def _explain(column: TableColumn) -> str:
    """Its meaning, and the words that may stand in it."""
    words = "、".join(f"{word} {label}" for word, label in column.choices)
    return "；".join(filter(None, (column.about, words)))
