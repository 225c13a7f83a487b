"""The files that the page of a record offers: booklets, papers, the chart, its sheets."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import COMPARISON
from shaiquan.kinds.sections import POSTS, RULES
from shaiquan.model.bodies import Body, Post
from shaiquan.model.rules import Rule
from shaiquan.model.topics import Topic
from shaiquan.queries.meetings import is_meeting
from shaiquan.queries.registers import find_register
from shaiquan.site.frame import SiteFrame
from shaiquan.site.list_sections import Drawings
from shaiquan.views.addresses import chart_address
from shaiquan.views.printed_forms import FORMS, form_address, list_forms_of
from shaiquan.views.printed_papers import (
    PAPER_NAMES,
    REGISTERS,
    list_papers_of,
    paper_address,
    register_address,
)


def list_files(
    public: PublicCatalog, entry: Entry, charts: Drawings, frame: SiteFrame
) -> tuple[tuple[str, str], ...]:
    """(name, address) of each file."""
    files = list(_list_booklets(public, entry, frame))
    if frame.has_papers:
        papers = list_papers_of(public, public.heads[entry.id])
        files += ((PAPER_NAMES[form], paper_address(entry.id, form)) for form in papers)
    if entry.id in charts:
        procedure = charts[entry.id].procedure
        files.append(("流程图 SVG", chart_address(entry.id)))
        if procedure.wall:
            files.append(("流程图 PNG", chart_address(entry.id, "png")))
        printed = list_forms_of(procedure, frame.forms)
        files += ((FORMS[form], form_address(entry.id, form)) for form in printed)
    return tuple(files)


def _list_booklets(
    public: PublicCatalog, entry: Entry, frame: SiteFrame
) -> Iterator[tuple[str, str]]:
    """The booklets in which a record stands, of those that are printed."""
    record = entry.record
    if isinstance(record, Rule) and not record.outside:
        yield from frame.booklets_of(RULES.name, record.unit_id)
    elif isinstance(record, Post) and record.member:
        yield from frame.booklets_of(POSTS.name)
    elif isinstance(record, Body):
        meets = is_meeting(public, public.heads[entry.id])
        yield from frame.booklets_of(COMPARISON.page.name) if meets else ()
        yield from frame.booklets_of(REGISTERS, entry.id)
    elif isinstance(record, Topic) and frame.has_papers:
        yield from _find_register_file(public, entry, frame)


def _find_register_file(
    public: PublicCatalog, entry: Entry, frame: SiteFrame
) -> Iterator[tuple[str, str]]:
    """The register in which the decision of a topic stands."""
    if register := find_register(public, public.heads[entry.id]):
        own = frame.booklets_of(REGISTERS, register.body)
        yield from (file for file in own if file[1] == register_address(register))
