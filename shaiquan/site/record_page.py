"""The page of a record: its notices, then the parts that the descriptor of its kind names."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.content.reviewing import find_next_review
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.history.record_changes import RecordChange
from shaiquan.kinds.page_parts import (
    CHART,
    COUNTED,
    BackLinks,
    Custom,
    PagePart,
    Particulars,
    Text,
)
from shaiquan.kinds.registry import KIND, KINDS, check_functions
from shaiquan.model.channels import Channel
from shaiquan.model.common import Record
from shaiquan.model.rules import Rule
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Force, State
from shaiquan.queries.page_choices import find_hidden
from shaiquan.queries.relations import find_channels
from shaiquan.site.basis_texts import quote_basis
from shaiquan.site.change_pages import make_record_history, pack_change
from shaiquan.site.found_functions import find_functions
from shaiquan.site.frame import SiteFrame, choose_mistakes_to
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Neighbours, Notice, Page, PageSection
from shaiquan.site.publication import describe_publication
from shaiquan.site.record_files import list_files
from shaiquan.site.record_parts import (
    ROW_MAKERS,
    describe_withdrawal,
    show_back_links,
    show_particulars,
    show_text,
)
from shaiquan.site.record_sections import MakeSections
from shaiquan.site.tasks import PageTask, PlainValues
from shaiquan.views.addresses import (
    entry_address,
    make_absolute,
    record_address,
)
from shaiquan.views.adoption_cells import show_unit_of_adopted
from shaiquan.views.cells import COMMON, make_fields
from shaiquan.views.linked_data import make_node
from shaiquan.views.record_values import RecordValues
from shaiquan.views.summaries import summarize
from shaiquan.views.values import Chart, Fields, words_of

#: name that a descriptor gives -> what makes the sections
CUSTOM_SECTIONS: Mapping[str, MakeSections] = find_functions("_sections", "CUSTOM_SECTIONS")
check_functions(
    "section",
    ((kind, part.name) for kind in KINDS for part in kind.page if isinstance(part, Custom)),
    CUSTOM_SECTIONS,
)
#: how many there are, at the end of a title
_NUMBER = re.compile(re.escape(COUNTED).replace(re.escape("{count}"), r"\d+") + r"\Z")


def plan_record_pages(
    public: PublicCatalog,
    neighbours: Mapping[str, tuple[str, str]],
    history: Iterable[RecordChange] = (),
) -> Iterator[PageTask]:
    """The pages of the records that have one of their own; ``neighbours``: the ids of the records
    before and after one in its list, or nothing; ``history``: what changed in any."""
    changes: defaultdict[str, list[PlainValues]] = defaultdict(list)
    for change in history:
        changes[change.id].append(pack_change(change))
    for head in public.heads.values():
        kind = KIND[head.kind]
        if kind.section:
            args = (head.id, neighbours.get(head.id, ("", "")), tuple(changes[head.id]))
            yield PageTask(kind.address(head.id), "record", args)


def make_record_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    """The whole page of a record, however long; a withdrawn record has notices alone."""
    id, beside, changes = task.args
    entry = public.entries[id]
    record = entry.record
    section = entry.kind.section.name if entry.kind.section else ""
    withdrawn = record.state is State.WITHDRAWN
    return Page(
        address=entry_address(entry),
        layout=f"{entry.kind.file_name}.html",
        title=record.name,
        frame=frame.page_frame,
        sections=() if withdrawn else tuple(_make_sections(public, entry, charts, changes)),
        kicker=entry.kind.label,
        breadcrumb=frame.breadcrumb(section),
        notices=tuple(_list_notices(public, entry)),
        section=section,
        facts=tuple(_list_facts(public, entry, frame.review_years)),
        files=() if withdrawn else list_files(public, entry, charts, frame),
        neighbours=Neighbours(*(_link_neighbour(public, id) for id in beside)),
        mistakes_to=_find_mistakes_to(public, entry),
        description=summarize(public, entry),
        column=frame.breadcrumb(section)[-1].title,
        publication=describe_publication(public, entry, charts),
        nodes=_list_nodes(public, frame, entry),
        record=RecordValues(public, entry),
    )


def _link_neighbour(public: PublicCatalog, id: str) -> tuple[str, str]:
    head = public.heads[id] if id else None
    return (head.name, record_address(head.kind, id)) if head else ("", "")


def _find_mistakes_to(public: PublicCatalog, entry: Entry) -> str:
    """Whom a reader of the page tells of a mistake: a channel of the record; empty without one."""
    refs = find_channels(public, entry.record)
    channels = [channel for ref in refs if (channel := public.record(ref, Channel))]
    first = record_address("channel", channels[0].id) if channels else ""
    return choose_mistakes_to(channels) or first


def _make_sections(
    public: PublicCatalog, entry: Entry, charts: Drawings, changes: Sequence[PlainValues]
) -> Iterator[PageSection]:
    """The parts that the descriptor names, the other back-links, what changed, the publicity."""
    parts = entry.kind.page
    said = {*COMMON, "name"}
    out = find_hidden(public, entry.kind.name)
    for part in (*parts, BackLinks(_kinds_without_place(parts))):
        for section in _make_part(public, entry, charts, part):
            if section:
                said |= _list_fields(entry, section)
                if shown := _leave_out(section, out):
                    yield shown
    if (quoted := quote_basis(public, entry)) and (shown := _leave_out(quoted, out)):
        yield shown
    hidden = (path[0] for path in public.withheld.get(entry.id, ()) if len(path) == 1)
    unsaid = (str(name) for name in hidden if name not in said)
    if withheld := make_fields(public, entry, unsaid, Record.label_of("withheld"), "withheld"):
        yield withheld
    if history := make_record_history(changes):
        yield history
    if about := make_fields(public, entry, COMMON, "公开信息", "about"):
        yield about


def _leave_out(section: PageSection, out: frozenset[str]) -> PageSection | None:
    """A section without the rows that the site does not show; None where it is one of them."""
    if out.isdisjoint((_title_of(section), *_labels_of(section))):
        return section
    if _title_of(section) in out or not isinstance(section, Fields):
        return None
    rows = tuple(row for row in section.rows if row.label not in out)
    return replace(section, rows=rows) if rows else None


def _title_of(section: PageSection) -> str:
    """What the site calls a section: its title without a number."""
    return CHART if isinstance(section, Chart) else _NUMBER.sub("", section.title)


def _labels_of(section: PageSection) -> tuple[str, ...]:
    return tuple(row.label for row in section.rows) if isinstance(section, Fields) else ()


def _list_fields(entry: Entry, section: PageSection) -> set[str]:
    """The fields of a record of which a section has a row."""
    labels = _labels_of(section)
    return {name for name, label in entry.kind.model.field_labels() if label in labels}


def _make_part(
    public: PublicCatalog, entry: Entry, charts: Drawings, part: PagePart
) -> Iterator[PageSection | None]:
    if isinstance(part, Particulars):
        rows = (row for name in part.rows for row in ROW_MAKERS[name](public, entry, charts))
        yield from show_particulars(public, entry, part.leave_out, rows)
    elif isinstance(part, Text):
        yield show_text(public, entry, part.title)
    elif isinstance(part, BackLinks):
        yield from show_back_links(public, entry, part.kinds)
    else:
        yield from CUSTOM_SECTIONS[part.name](public, entry, charts)


def _kinds_without_place(parts: tuple[PagePart, ...]) -> tuple[str, ...]:
    """The kinds whose back-links have no place of their own on the page."""
    placed = {name for part in parts if isinstance(part, BackLinks) for name in part.kinds}
    return tuple(kind.name for kind in KINDS if kind.name not in placed)


def _list_facts(
    public: PublicCatalog, entry: Entry, review_years: int
) -> Iterator[tuple[str, str]]:
    record = entry.record
    if unit := words_of(show_unit_of_adopted(public, entry)):
        yield Record.label_of("unit"), unit
    yield Record.label_of("id"), record.id.upper()
    code = Record.label_of("code")
    if record.code and code not in find_hidden(public, entry.kind.name):
        yield code, record.code
    if record.short and record.short != record.name:
        yield Record.label_of("short"), record.short
    force = record.force if isinstance(record, Rule) and record.in_use else None
    yield Record.label_of("state"), (force or record.state).label
    if record.review:
        yield "公开审查", str(record.review.at)
        next_review = find_next_review(record.review.at, review_years)
        if next_review and record.in_use:
            yield "下次审查", f"{next_review}前"


def _list_nodes(
    public: PublicCatalog, frame: SiteFrame, entry: Entry
) -> tuple[Mapping[str, Any], ...]:
    """The record in JSON-LD, where the site has an address that it can be called by."""
    link = functools.partial(make_absolute, frame.page_frame.url)
    node = make_node(public, entry, link) if frame.page_frame.url else None
    return (node,) if node else ()


def _list_notices(public: PublicCatalog, entry: Entry) -> Iterator[Notice]:
    record = entry.record
    if record.state is State.WITHDRAWN:
        yield Notice("withdrawn", f"本条{describe_withdrawal(record)}")
    if entry.id in public.previewed:
        yield Notice("draft", f"预览：本条状态为{public.previewed[entry.id]}，不会公布。")
    if isinstance(record, Rule) and record.force is Force.REPEALED:
        yield Notice("repealed", f"本制度已废止{_describe_end(public, record)}。")
    if isinstance(record, Rule) and record.force is Force.FUTURE:
        yield Notice("info", f"本制度尚未施行{_describe_start(record.effective)}。")


def _describe_end(public: PublicCatalog, rule: Rule) -> str:
    """Since when a rule is repealed, or what replaces it."""
    if rule.repealed and rule.repealed.first <= public.as_of:
        return f"，自{rule.repealed}起"
    new = public.ids_naming(rule.id, "rule", "supersedes")
    names = "".join(f"《{public.heads[id].name}》" for id in new if public.heads[id].in_use)
    return f"，由{names}代替" if names else ""


def _describe_start(when: PartialDate | None) -> str:
    return f"，自{when}起施行" if when else ""
