"""职责边界: a line runs between departments, and something says where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shaiquan.checks.check_types import PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.boundaries import Boundary


@check(
    "boundary-of-one",
    WARNING,
    "S0-07",
    subject=Boundary,
    states=PUBLISHED,
    zh="职责边界“{name}”只写了 {number} 个部门，没有边界可言",
    en="the boundary '{name}' names {number} departments: no line runs between them",
    mend="分工 里每个有关的部门写一行；只有一个部门管的事，写成权力事项或责任事项",
    mend_en="write a line of 分工 for each department, or make it a power or a duty",
    example="分工: [{部门: 县自然资源局, 职责: 巡查}]",
)
def find_boundaries_of_one(
    catalog: Catalog, entry: Entry, boundary: Boundary
) -> Iterator[Violation]:
    number = len({share.department.id for share in boundary.shares})
    if number < 2:
        yield entry.location("shares"), {"name": boundary.name, "number": number}


@check(
    "boundary-department-twice",
    WARNING,
    "S0-07",
    subject=Boundary,
    states=PUBLISHED,
    zh="职责边界“{name}”里“{department}”写了 {number} 次",
    en="the boundary '{name}' names '{department}' {number} times",
    mend="合成一行，职责 写在一起",
    mend_en="join the lines into one",
    example="分工: [{部门: 甲局, 职责: 巡查}, {部门: 甲局, 职责: 处罚}]",
)
def find_departments_twice(
    catalog: Catalog, entry: Entry, boundary: Boundary
) -> Iterator[Violation]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, share in enumerate(boundary.shares):
        places[share.department.id].append(index)
    for _, *others in places.values():
        if others:
            department = boundary.shares[others[-1]].department.text
            words = {"department": department, "number": len(others) + 1}
            place = entry.location("shares", others[-1], "department")
            yield place, {"name": boundary.name, **words}


@check(
    "boundary-without-basis",
    WARNING,
    "S2-04",
    subject=Boundary,
    states=PUBLISHED,
    zh="职责边界“{name}”没有依据",
    en="the boundary '{name}' has no basis",
    mend="补写 依据:，例如 《某局职能配置规定》第三条",
    mend_en="add 依据: with the rule and article",
    example="{编号: bj-01, 名称: 河道采砂管理}（没有 依据）",
)
def find_boundaries_without_basis(
    catalog: Catalog, entry: Entry, boundary: Boundary
) -> Iterator[Violation]:
    if not boundary.basis:
        yield entry.location("name"), {"name": boundary.name}
