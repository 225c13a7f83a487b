"""A page for each record: its particulars, then what answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shaiquan.content.catalog import Entry, Mention
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KINDS
from shaiquan.model.articles import title as article_title
from shaiquan.model.powers import Duty, Power
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.rules import Rule
from shaiquan.model.scalars import When
from shaiquan.model.shapes import Path
from shaiquan.model.terms import Force, State
from shaiquan.queries.relations import responsible
from shaiquan.site import actors
from shaiquan.site.frame import Around
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Notice, Page, Section
from shaiquan.site.paging import cut
from shaiquan.site.parts import particulars, text, told_with
from shaiquan.site.tasks import PageTask
from shaiquan.site.wall_list import of_procedure
from shaiquan.views import tables
from shaiquan.views.addresses import of_entry
from shaiquan.views.cells import COMMON, fields, link, part_cell, prose, short_links
from shaiquan.views.flowcharts import Drawing
from shaiquan.views.printed_forms import FORMS
from shaiquan.views.printed_forms import address as printed
from shaiquan.views.values import Row, Table, TableRow, plain

Builder = Callable[[PublicCatalog, Entry, Drawings], Iterator[Section | None]]


def record_tasks(public: PublicCatalog) -> Iterator[PageTask]:
    """Of each record that has a page of its own, that page."""
    sections = {kind.name: kind.section for kind in KINDS if kind.section}
    for head in public.heads.values():
        if section := sections.get(head.kind):
            yield PageTask(f"/{section}/{head.id}/", "record", (head.id,))


def record_pages(
    public: PublicCatalog, around: Around, charts: Drawings, task: PageTask
) -> tuple[Page, ...]:
    """The page of a record; several where its tables are long."""
    (id,) = task.args
    return cut(_page(public, around, charts, public.entries[id]))


def _page(public: PublicCatalog, around: Around, charts: Drawings, entry: Entry) -> Page:
    record, section = entry.record, entry.kind.section
    gone = record.state is State.WITHDRAWN
    found = () if gone else tuple(_sections(public, entry, charts))
    return Page(
        address=of_entry(entry),
        layout="page.html",
        title=record.name,
        frame=around.frame,
        sections=found,
        kicker=entry.kind.label,
        crumbs=around.crumbs(section),
        notices=tuple(_notices(public, entry)),
        section=section,
        facts=tuple(_facts(entry)),
        description=_description(entry),
        date=record.review.at.iso if record.review else "",
        files=_files(entry, charts, around.forms) if not gone else (),
    )


def _sections(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section]:
    for section in _BUILDERS[entry.kind.name](public, entry, charts):
        if section:
            yield section
    if about := fields(public, entry, COMMON, "公开信息", "about"):
        yield about


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    record = entry.record
    yield "编号", record.id.upper()
    if record.short and record.short != record.name:
        yield "简称", record.short
    if record.review:
        yield "公开审查", str(record.review.at)


def _description(entry: Entry) -> str:
    return f"{entry.kind.label}：{entry.record.name}"


def _notices(public: PublicCatalog, entry: Entry) -> Iterator[Notice]:
    record = entry.record
    if record.state is State.WITHDRAWN:
        when = f"于{record.withdrawn}" if record.withdrawn else ""
        yield Notice("withdrawn", f"本条已{when}撤回。原因：{record.reason.rstrip('。')}。")
    if entry.id in public.previewed:
        yield Notice("draft", f"预览：本条状态为{public.previewed[entry.id]}，不会公布。")
    if isinstance(record, Rule) and record.force is Force.REPEALED:
        since = f"，自{record.repealed}起" if record.repealed else ""
        yield Notice("repealed", f"本制度已废止{since}。")
    if isinstance(record, Rule) and record.force is Force.FUTURE:
        yield Notice("info", f"本制度尚未施行{_from(record.effective)}。")


def _from(when: When | None) -> str:
    return f"，自{when}起施行" if when else ""


def _files(entry: Entry, charts: Drawings, forms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if entry.id not in charts:
        return ()
    files = [("流程图 SVG", f"/charts/{entry.id}.svg")]
    if charts[entry.id].procedure.wall:
        files.append(("流程图 PNG", f"/charts/{entry.id}.png"))
        files += ((FORMS[form], printed(entry.id, form)) for form in forms)
    return tuple(files)


# -- one builder a kind ---------------------------------------------------------------------------


def _power(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    power = entry.record
    assert isinstance(power, Power)
    leaders = short_links(responsible(public, power))
    yield particulars(public, entry, also=(Row("责任领导", leaders) if leaders else None,))
    yield text(public, entry)
    for each in public.linking(entry.id, "procedure", "powers"):
        if each.id in charts:
            yield charts[each.id].chart
    yield tables.duties(public, public.linked(entry.id, "duty", "powers"), "责任事项", "duties")
    yield tables.risks(public, public.linked(entry.id, "risk", "powers"), "风险点", "risks")


def _duty(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    duty = entry.record
    assert isinstance(duty, Duty)
    yield particulars(public, entry, "accountability")
    names = ("situation", "measure", "basis", "decider")
    rows = tuple(
        TableRow(tuple(part_cell(public, entry, each, ("accountability", index), n) for n in names))
        for index, each in enumerate(duty.accountability)
    )
    columns = ("情形", "追责方式", "依据", "决定机关")
    yield Table(columns, rows, "追责情形", "accountability") if rows else None
    yield text(public, entry)


def _risk(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    yield particulars(public, entry)
    rows = tuple(
        TableRow((link(drawn.entry), plain(node.act, f"{of_entry(drawn.entry)}#{node.id}")))
        for drawn in told_with(public, entry)
        for node in drawn.graph.nodes
        if node.step and entry.id in {ref.id for ref in node.step.risks}
    )
    yield Table(("流程", "步骤"), rows, "在哪些步骤", "steps") if rows else None
    yield text(public, entry)


def _procedure(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    procedure = entry.record
    assert isinstance(procedure, Procedure)
    drawn = charts.get(entry.id)
    also = (Row("各步最长合计", plain(str(drawn.time))) if drawn and drawn.time.amounts else None,)
    sheet = of_procedure(public, drawn) if drawn else ()
    yield particulars(public, entry, "steps", "declared", also=(*also, *sheet))
    if drawn:
        yield drawn.chart
        yield drawn.table
        yield tables.risks(public, _risks_of(drawn), "风险点", "risks")
    yield text(public, entry)


def _risks_of(drawn: Drawing) -> tuple[str, ...]:
    refs = (ref for node in drawn.graph.nodes if node.step for ref in node.step.risks)
    return tuple(id for id in dict.fromkeys(ref.id for ref in refs) if id)


def _set(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    group = entry.record
    assert isinstance(group, ProcedureSet)
    yield particulars(public, entry, "members", "declared")
    yield text(public, entry)
    members = [charts[ref.id] for ref in group.members if ref.id in charts]
    yield tables.procedures(public, members, "流程", "members")
    for each in members:
        yield each.chart


def _rule(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    rule = entry.record
    assert isinstance(rule, Rule)
    yield particulars(public, entry, "core" if not rule.core else "")
    if rule.text:
        yield prose(public, rule.text, "全文", "text", official=True)
    links = _by_article(public.back.get(entry.id, ()))
    here = "" if rule.outside else of_entry(entry)  # no text of an outside law, no anchors
    rows = tables.rows_of(links, lambda link: _cited(public, link, here))
    yield Table(("条款", "引用它的", "用在"), rows, "谁引用了它", "cited", lead=1) if rows else None


def _by_article(links: tuple[Mention, ...]) -> list[Mention]:
    def order(link: Mention) -> tuple[int, ...]:
        return tuple(int(part) for part in link.article.split("-") if part)

    return sorted(links, key=order)


def _cited(public: PublicCatalog, link: Mention, rule: str) -> TableRow:
    source = public.entries[link.source]
    where = (article_title(link.article) if link.article else "") + link.tail
    anchor = f"{rule}#art-{link.article}" if link.article and rule else ""
    use = f"{source.kind.label}的{_field_label(source, link.field)}"
    return TableRow((plain(where, anchor), tables.named(source), plain(use)))


def _field_label(entry: Entry, path: Path) -> str:
    return type(entry.record).label_of(str(path[0]))


def _category(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    yield text(public, entry, "")
    held = public.linked(entry.id, "power", "category")
    yield tables.powers(public, held, f"权力事项（{len(held)} 项）", "powers")
    yield particulars(public, entry, "order", "declared")


def _list(public: PublicCatalog, entry: Entry, charts: Drawings) -> Iterator[Section | None]:
    yield text(public, entry, "")
    yield tables.listing(public, entry)
    yield particulars(public, entry, "entries", "declared")


_BUILDERS: dict[str, Builder] = {
    "power": _power,
    "duty": _duty,
    "risk": _risk,
    "body": actors.body,
    "post": actors.post,
    "role": actors.role,
    "procedure": _procedure,
    "procedure_set": _set,
    "rule": _rule,
    "area": actors.area,
    "category": _category,
    "list": _list,
}
