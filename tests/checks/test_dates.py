"""Every date of the model is asked whether it may lie ahead."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from shaiquan.checks import dates
from shaiquan.checks.checking import check_content
from shaiquan.disclosure.release import find_reason, release
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Part
from shaiquan.model.shapes import FieldShape, ListShape, MapShape, PartShape, field_shapes
from shaiquan.model.site import Site
from tests.conftest import MakeSite


def parts_of(shape: FieldShape) -> list[type[Part]]:
    """The part that a field may hold."""
    while isinstance(shape, ListShape | MapShape):
        shape = shape.item if isinstance(shape, ListShape) else shape.value
    return [shape.part] if isinstance(shape, PartShape) else []


def list_parts(part: type[Part]) -> set[type[Part]]:
    """A part and all parts below it."""
    found: set[type[Part]] = set()
    queue = [part]
    while queue:
        part = queue.pop()
        if part not in found:
            found.add(part)
            queue += [inner for shape in field_shapes(part).values() for inner in parts_of(shape)]
    return found


def list_date_fields() -> Iterator[tuple[type[Part], str]]:
    parts = list_parts(Site).union(*(list_parts(kind.model) for kind in KINDS))
    for part in parts:
        for name, field in part.model_fields.items():
            if "PartialDate" in str(field.annotation):
                yield part, name


def test_every_date_field_is_checked_or_may_lie_ahead() -> None:
    decided = [
        (part, name)
        for table in (dates.DONE, dates.ELSEWHERE)
        for part in table
        for name in table[part]
    ]
    fields = set(list_date_fields())
    assert len(fields) > 20
    for part, name in fields:
        assert any(issubclass(part, base) and name == field for base, field in decided), (
            part,
            name,
        )


@pytest.mark.parametrize(("day", "shown"), [("2028-12-31", False), ("2029-01-05", True)])
def test_a_review_to_come_releases_nothing(day: str, shown: bool, site: MakeSite) -> None:
    content = site({"risks/r2.yml": "{编号: r2, 名称: 走过场, 审查: {人: 张三, 日期: 2029-01-05}}"})
    as_of = datetime.date.fromisoformat(day)
    loaded = check_content(content, as_of=as_of)
    assert loaded.catalog is not None
    public = release(loaded.catalog, as_of).public
    assert ("r2" in public.entries) is shown
    assert bool(find_reason(loaded.catalog.entries["r2"].record, as_of)) is not shown
    assert ("review-ahead" in {p.code.code for p in loaded.problems}) is not shown


@pytest.mark.parametrize(
    ("years", "old"), [("", True), ("审查有效期: 15\n", False), ("审查有效期: 0\n", False)]
)
def test_a_site_says_after_how_many_years_a_review_is_old(
    years: str, old: bool, site: MakeSite
) -> None:
    content = site({"risks/r2.yml": "{编号: r2, 名称: 走过场, 审查: {人: 张三, 日期: 2012-01-05}}"})
    path = content / "site.yml"
    path.write_text(years + path.read_text("utf-8"), "utf-8")
    assert ("review-old" in {p.code.code for p in check_content(content).problems}) is old
