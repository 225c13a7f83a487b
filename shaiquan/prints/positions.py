"""职位说明书 (seed 003, S3-03): a page for every leader's post, whoever holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Post
from shaiquan.prints.blocks import Runs, convert_cell, make_runs
from shaiquan.prints.booklet_units import find_content_date
from shaiquan.queries.relations import group_by_unit, sort_entries_of
from shaiquan.views.cells import make_row
from shaiquan.views.complaints import shown_channels
from shaiquan.views.posts import show_areas, show_two_lists
from shaiquan.views.values import Table, words_of

TITLE = "职位说明书"


@dataclass(frozen=True, slots=True)
class PositionPart:
    """A labelled part of the form: paragraphs, numbered where ``numbered``."""

    label: str
    lines: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class PositionPage:
    """A page: the short facts two in a row, then the parts."""

    unit: str
    name: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PositionPart, ...]


@dataclass(frozen=True, slots=True)
class PositionBooklet:
    title: str
    edition: str
    example: bool
    positions: tuple[PositionPage, ...]


def list_leaders(public: PublicCatalog) -> list[Entry]:
    """The posts in use that are a leader's, in their order."""
    return [
        entry
        for entry in sort_entries_of(public, "post")
        if isinstance(entry.record, Post) and entry.record.member and entry.record.in_use
    ]


def make_position_booklet(public: PublicCatalog) -> PositionBooklet | None:
    """The booklet; None if no post is a leader's."""
    leaders = list_leaders(public)
    pages = tuple(
        make_position_page(public, unit, post)
        for unit, posts in group_by_unit(public, leaders).items()
        for post in posts
    )
    if not pages:
        return None
    return PositionBooklet(TITLE, find_content_date(public, leaders), public.site.example, pages)


def make_position_page(public: PublicCatalog, unit: str, entry: Entry) -> PositionPage:
    """The description of one post, a leader's or another's."""
    facts = tuple(
        (field.label, words_of(field.cell))
        for name in ("body", "reports_to", "term", "phone")
        if (field := make_row(public, entry, name))
    )
    parts = tuple(part for part in _make_parts(public, entry) if part.lines)
    return PositionPage(unit, entry.record.name, facts, parts)


def _make_parts(public: PublicCatalog, entry: Entry) -> Iterator[PositionPart]:
    post = entry.record
    assert isinstance(post, Post)
    areas = show_areas(public, post)
    yield PositionPart(
        Post.label_of("portfolio"),
        tuple(make_runs(f"{area.label}：{words_of(area.cell)}") for area in areas),
    )
    yield _make_part(public, entry, "functions")
    yield _make_part(public, entry, "tasks", "岗位职责")
    yield _make_part(public, entry, "by_kind", numbered=False)
    for table in show_two_lists(public, entry).parts:
        yield PositionPart(_close_title(table.title), tuple(_list_rows(table)), True)
    risks = public.entries_naming(entry.id, "risk", "holders", "responsible")
    yield PositionPart("防控风险点", _join_names(risk.record.name for risk in risks))
    yield _make_part(public, entry, "limits")
    yield _make_part(public, entry, "commitments")
    yield PositionPart("监督渠道", tuple(_list_channels(public, entry)))


def _make_part(
    public: PublicCatalog, entry: Entry, name: str, label: str = "", numbered: bool = True
) -> PositionPart:
    field = make_row(public, entry, name)
    lines = convert_cell(field.cell) if field else ()
    return PositionPart(label or Post.label_of(name), lines, numbered and len(lines) > 1)


def _close_title(title: str) -> str:
    """权力清单（12 项） without the blanks of the screen."""
    return title.replace(" ", "")


def _list_rows(table: Table) -> Iterator[Runs]:
    """The powers, each with what the post does in it; or the duties."""
    for name_cell, note_cell in (line.cells for line in table.rows):
        name, note = words_of(name_cell), words_of(note_cell)
        yield make_runs(f"{name}（{note}）" if note and table.columns[1] == "方式" else name)


def _join_names(names: Iterable[str]) -> tuple[Runs, ...]:
    text = "、".join(names)
    return (make_runs(text),) if text else ()


def _list_channels(public: PublicCatalog, entry: Entry) -> Iterator[Runs]:
    for channel in shown_channels(public, entry.record):
        yield make_runs(f"{channel.name.text}：{channel.value}")
