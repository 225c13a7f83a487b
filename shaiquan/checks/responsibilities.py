"""责任人: each post answers in one way."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Ref
from shaiquan.model.common import Record
from shaiquan.model.handling import Responsibility
from shaiquan.model.powers import Duty, Power, Risk


@check(
    "responsible-twice",
    WARNING,
    "S0-05",
    subject=(Power, Duty, Risk),
    states=IN_USE,
    zh="“{name}”的责任人里“{post}”写了两次：{first}、{second}",
    en="{post} answers for '{name}' twice: {first}, {second}",
    mend="一个岗位只负一种责任，留下一处",
    mend_en="leave one of them",
    example="责任人: {直接: 办公室主任, 分管: 办公室主任}",
)
def find_posts_responsible_twice(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    assert isinstance(record, Power | Duty | Risk)
    seen: dict[str, str] = {}
    for field, label in Responsibility.field_labels() if record.responsible else ():
        refs: tuple[Ref, ...] = getattr(record.responsible, field)
        for index, ref in enumerate(refs):
            if ref.id in seen:
                words = {"post": ref.text, "first": seen[ref.id], "second": label}
                place = entry.location("responsible", field, index)
                yield place, {"name": record.name, **words}
            seen.setdefault(ref.id, label)
