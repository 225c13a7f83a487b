"""职位说明书 (seed 003, S3-03): one page for the post of each leader, whoever sits in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.bodies import Post
from shaiquan.prints.blocks import Runs, convert_cell, make_runs
from shaiquan.prints.booklet_units import find_content_date
from shaiquan.queries.relations import by_unit, in_order
from shaiquan.views.cells import row
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
    """A page: the short particulars two in a row, then the parts."""

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


def make_position_booklet(public: PublicCatalog) -> PositionBooklet | None:
    """None where no post is a leader's."""
    leaders = [
        each
        for each in in_order(public, "post")
        if isinstance(each.record, Post) and each.record.member and each.record.in_use
    ]
    found = tuple(
        _position(public, unit, each)
        for unit, held in by_unit(public, leaders).items()
        for each in held
    )
    return (
        PositionBooklet(TITLE, find_content_date(public, leaders), public.site.example, found)
        if found
        else None
    )


def _position(public: PublicCatalog, unit: str, entry: Entry) -> PositionPage:
    facts = tuple(
        (found.label, words_of(found.cell))
        for name in ("body", "reports_to", "term", "phone")
        if (found := row(public, entry, name))
    )
    parts = tuple(each for each in _parts(public, entry) if each.lines)
    return PositionPage(unit, entry.record.name, facts, parts)


def _parts(public: PublicCatalog, entry: Entry) -> Iterator[PositionPart]:
    post = entry.record
    assert isinstance(post, Post)
    areas = show_areas(public, post)
    yield PositionPart(
        "分工", tuple(make_runs(f"{each.label}：{words_of(each.cell)}") for each in areas)
    )
    yield _field(public, entry, "functions", "职能")
    yield _field(public, entry, "tasks", "岗位职责")
    yield _field(public, entry, "by_kind", "分类职责", False)
    for table in show_two_lists(public, entry).parts:
        yield PositionPart(_headed(table.title), tuple(_listed(table)), True)
    risks = public.linking(entry.id, "risk", "holders")
    yield PositionPart("防控风险点", _joined(each.record.name for each in risks))
    yield _field(public, entry, "limits", "界限")
    yield _field(public, entry, "commitments", "承诺")
    yield PositionPart("监督渠道", tuple(_channels(public, entry)))


def _field(
    public: PublicCatalog, entry: Entry, name: str, label: str, numbered: bool = True
) -> PositionPart:
    found = row(public, entry, name)
    lines = convert_cell(found.cell) if found else ()
    return PositionPart(label, lines, numbered and len(lines) > 1)


def _headed(title: str) -> str:
    """权力清单（12 项） without the blanks of the screen."""
    return title.replace(" ", "")


def _listed(table: Table) -> Iterator[Runs]:
    """Each power with the part that the post has in it, each duty."""
    for each in table.rows:
        name, how = (words_of(cell) for cell in each.cells)
        yield make_runs(f"{name}（{how}）" if how and table.columns[1] == "方式" else name)


def _joined(names: Iterable[str]) -> tuple[Runs, ...]:
    said = "、".join(names)
    return (make_runs(said),) if said else ()


def _channels(public: PublicCatalog, entry: Entry) -> Iterator[Runs]:
    for channel in shown_channels(public, entry.record):
        yield make_runs(f"{channel.name.text}：{channel.value}")
