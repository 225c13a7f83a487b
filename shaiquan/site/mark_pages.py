"""``/v/<procedure>/<mark>/``: who scans a sheet on a wall learns whether it is in force (S4-19)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.redaction import REDACTED
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.fixed_pages import HOME
from shaiquan.kinds.overviews import WALL
from shaiquan.kinds.sections import PROCEDURES
from shaiquan.ledger.sheet_changes import Change, find_changes
from shaiquan.ledger.sheet_status import (
    NOT_REGISTERED,
    CurrentSheet,
    HangingSheet,
    Marks,
    MarkStatus,
    find_current_sheet,
    find_mark_status,
    list_hanging_sheets,
    list_marks,
)
from shaiquan.model.ledger import Edition
from shaiquan.model.terms import SheetStatus, State
from shaiquan.site.frame import SiteFrame
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Page, PageSection, Publication, Status
from shaiquan.site.publication import describe_publication
from shaiquan.site.record_parts import describe_withdrawal
from shaiquan.site.site_dates import say_as_of
from shaiquan.site.tasks import PageTask
from shaiquan.site.wall_list import HANGS_AT, link_wall_list, show_place
from shaiquan.views.addresses import entry_address, sheet_address
from shaiquan.views.cells import make_row
from shaiquan.views.printed_forms import form_address
from shaiquan.views.values import Cell, Fields, Inline, Row, plain

_QUESTION = "这张图现在有效吗"
_NAMELESS = "流程图"
#: more changes are only counted; who needs them reads the new sheet
_MAX_CHANGES = 24
_MARKS = {"added": "新增", "removed": "删去"}


def plan_mark_pages(public: PublicCatalog, current: Marks) -> Iterator[PageTask]:
    """A page for every mark that a sheet may bear: of today and of the ledger."""
    for procedure, mark in list_marks(public, current):
        yield PageTask(sheet_address(procedure, mark), "sheet", (procedure, mark))


def make_mark_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    """The page of one mark."""
    id, mark = task.args
    sheet = find_current_sheet(public, charts[id]) if id in charts else None
    status = find_mark_status(public, id, mark, sheet)
    entry = public.entries.get(id)
    title = entry.record.name if entry else _NAMELESS
    hanging = list_hanging_sheets(public, {id: sheet.marks} if sheet else {}, public.as_of, id)
    return Page(
        address=task.address,
        layout="mark.html",
        title=title,
        frame=frame.page_frame,
        sections=tuple(_make_sections(public, status, sheet, hanging)),
        kicker=_QUESTION,
        breadcrumb=frame.breadcrumb_below(WALL.page),
        section=WALL.page.section,
        facts=(
            (Edition.label_of("mark"), mark),
            ("截至", say_as_of(public)),
        ),
        description=f"{title}，标记 {mark}："
        f"{status.status.label if status.is_registered else NOT_REGISTERED}。",
        column=WALL.page.title,
        publication=_describe_publication(public, entry, status, charts),
        listed=False,
    )


def _describe_publication(
    public: PublicCatalog, entry: Entry | None, answer: MarkStatus, charts: Drawings
) -> Publication:
    """The page was published when the sheet was registered."""
    registered = answer.edition.registered if answer.edition else None
    if entry:
        return describe_publication(public, entry, charts, registered)
    return Publication(published=registered.first.isoformat() if registered else "")


def _make_sections(
    public: PublicCatalog,
    answer: MarkStatus,
    sheet: CurrentSheet | None,
    hanging: tuple[HangingSheet, ...],
) -> Iterator[PageSection]:
    status, text = answer.status, _explain_status(public, answer, sheet)
    links = tuple(_list_links(public, answer, sheet))
    tone, word = (
        (status.value, status.label)
        if answer.is_registered
        else (SheetStatus.REPLACED.value, NOT_REGISTERED)
    )
    yield Status(tone, word, text, answer.mark, links)
    if answer.status is SheetStatus.REPLACED and sheet:
        yield from _show_changes(answer, sheet)
    yield from _show_particulars(public, answer, sheet, hanging)


def _explain_status(public: PublicCatalog, answer: MarkStatus, sheet: CurrentSheet | None) -> str:
    """The answer in a sentence."""
    if not answer.is_registered:
        return (
            "图上的字和网站上现行的流程一致，但是这一版还没有登记，请不要张贴："
            "流程改了以后，扫这张图就查不到了。"
        )
    if answer.status is SheetStatus.IN_FORCE and sheet and answer.mark != sheet.mark:
        return "这张图的内容仍然有效，和网站上的流程一致。它是从前的版式，新印的图标记不同。"
    if answer.status is SheetStatus.IN_FORCE:
        return "这张图就是现行的图，和网站上的流程一致。"
    if answer.status is SheetStatus.REPLACED:
        since = f"{answer.replaced}起" if answer.replaced else "内容已经更改，"
        late = "" if sheet and sheet.edition else "新图还没有登记。"
        return f"{since}这张图已被新图取代，请不要再照着办。{late}"
    return _explain_end(public, answer)


def _explain_end(public: PublicCatalog, answer: MarkStatus) -> str:
    entry = public.entries.get(answer.procedure)
    if entry is None:
        return "这张图已经停用，内容不再公开。"
    record = entry.record
    if record.state is State.WITHDRAWN:
        return f"这个流程{describe_withdrawal(record)}"
    return "这张图不再上墙张贴。办事请看网站上的流程。"


def _list_links(
    public: PublicCatalog, answer: MarkStatus, sheet: CurrentSheet | None
) -> Iterator[tuple[str, str]]:
    entry = public.entries.get(answer.procedure)
    if sheet and answer.status is SheetStatus.REPLACED:
        yield "看现行的流程", entry_address(sheet.entry)
        yield "新图 PDF（A3）", form_address(answer.procedure, "a3")
        yield f"新图的标记 {sheet.mark}", sheet_address(answer.procedure, sheet.mark)
    elif sheet:
        yield "看网站上的流程", entry_address(sheet.entry)
        yield "图纸 PDF（A3）", form_address(answer.procedure, "a3")
    elif entry:
        withdrawn = entry.record.state is State.WITHDRAWN
        yield "看撤回说明" if withdrawn else "看网站上的流程", entry_address(entry)
    if not entry:
        yield "看现在公开的流程", PROCEDURES.address if public.ids_of("procedure") else HOME.address


def _show_changes(answer: MarkStatus, sheet: CurrentSheet) -> Iterator[PageSection]:
    """What the new sheet says otherwise, if the words of the old one may be shown."""
    title, id = "同新图比，哪里变了", "changes"
    if answer.edition is None or not answer.edition.lines:
        yield Fields((Row("这张图", plain(REDACTED, tone="withheld")),), title, id)
        return
    forms = (sheet.lines, sheet.earlier)  # an old sheet is compared in the form that it had
    changes = min((find_changes(answer.edition.lines, form) for form in forms), key=len)
    rows = [Row(change.where, _make_change_cell(change)) for change in changes[:_MAX_CHANGES]]
    if (more := len(changes) - _MAX_CHANGES) > 0:
        rows.append(Row("此外", plain(f"还有 {more} 处变化，见现行的流程。")))
    if not changes:
        rows.append(Row("编排", plain("只有编号或者先后有变化。")))
    yield Fields(tuple(rows), title, id)


def _make_change_cell(change: Change) -> Cell:
    lines = tuple((Inline(text),) for text in change.sentences)
    if change.type not in _MARKS:
        return lines
    mark = Inline(_MARKS[change.type], tone="mark")
    return ((mark, Inline("　"), *lines[0]), *lines[1:]) if lines else ((mark,),)


def _show_particulars(
    public: PublicCatalog,
    answer: MarkStatus,
    sheet: CurrentSheet | None,
    hanging: tuple[HangingSheet, ...],
) -> Iterator[PageSection]:
    rows = [Row(Edition.label_of("mark"), plain(answer.mark))]
    if answer.edition:
        registered = plain(str(answer.edition.registered))
        rows.append(Row(Edition.label_of("registered"), registered))
    entry = public.entries.get(answer.procedure)
    unit = make_row(public, entry, "unit") if entry else None
    if unit:
        rows.append(unit)
    if sheet and answer.status is SheetStatus.REPLACED:
        rows.append(
            Row("现行的标记", plain(sheet.mark, sheet_address(answer.procedure, sheet.mark)))
        )
    postings = [other.posting for other in hanging if other.posting.mark == answer.mark]
    places = tuple((show_place(posting),) for posting in postings)
    rows += [Row(HANGS_AT, places)] if places else []
    rows.append(link_wall_list())
    yield Fields(tuple(rows), "这张图", "particulars")
