"""Who answers for what: no area twice, none without an owner, none that the head may not hold."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.bodies import GOVERNING_VERBS, Area, Post
from shaiquan.queries.relations import (
    areas_not_direct,
    find_body_named,
    find_governing_posts,
    unit_of_post,
)


@check(
    "area-governed-twice",
    ERROR,
    "X-06, S1-05, S3-02",
    subject=Area,
    zh="领域“{area}”由两个岗位负责、主管或分管：{posts}",
    en="the area '{area}' is governed by more than one post: {posts}",
    mend="只留一个岗位负责、主管或分管，其他改成 联系 或 协助",
    mend_en="let one post govern it",
    example="两个副镇长的分工都写 分管: [财务]",
)
def find_areas_with_two_governors(
    catalog: Catalog, entry: Entry, area: Area
) -> Iterator[Violation]:
    posts = find_governing_posts(catalog, entry.id)
    for post in posts[1:]:
        names = "、".join(post.record.short_name for post in posts)
        location = post.location("portfolio", *_portfolio_path(post, entry.id))
        yield location, {"area": area.name, "posts": names}


def _portfolio_path(entry: Entry, area: str) -> tuple[str | int, ...]:
    """The field path below 分工 under which a post governs the area."""
    record = entry.record
    assert isinstance(record, Post)
    for verb in GOVERNING_VERBS:
        for index, ref in enumerate(getattr(record.portfolio, verb)):
            if ref.id == area:
                return verb, index
    return ()


@check(
    "area-without-governor",
    WARNING,
    "X-06, S0-05",
    subject=Area,
    states=PUBLISHED,
    zh="领域“{area}”没有岗位负责、主管或分管",
    en="nobody governs the area '{area}'",
    mend="在一个岗位的 分工 里写 分管: [{area}]",
    mend_en="let a post govern it in 分工",
    example="（领域 里有 审计，没有岗位分管它）",
)
def find_areas_without_governor(catalog: Catalog, entry: Entry, area: Area) -> Iterator[Violation]:
    if not find_governing_posts(catalog, entry.id):
        yield entry.location("name"), {"area": area.name}


@check(
    "head-governs-forbidden",
    ERROR,
    "S0-37, S2-18, X-13",
    subject=Post,
    states=IN_USE,
    zh="正职“{post}”不得直接负责、主管或分管“{area}”",
    en="the head post '{post}' may not govern '{area}'",
    mend="改由其他岗位负责或分管；哪些领域正职不得分管，见 site.yml 的 不直接分管",
    mend_en="give the area to another post; see 不直接分管 in site.yml",
    example="{名称: 党委书记, 正职: 是, 分工: {分管: [财务]}}",
)
def find_heads_governing_forbidden_areas(
    catalog: Catalog, entry: Entry, post: Post
) -> Iterator[Violation]:
    forbidden = _forbidden_areas(catalog, post) if post.head else set()
    for area in post.portfolio.governed_areas():
        if area.id in forbidden:
            location = entry.location("portfolio", *_portfolio_path(entry, area.id))
            name = catalog.heads[area.id].name
            yield location, {"post": post.short_name, "area": name}


def _forbidden_areas(catalog: Catalog, post: Post) -> set[str]:
    return {ref.id for ref in areas_not_direct(catalog, unit_of_post(post))}


@check(
    "unknown-unit",
    ERROR,
    "X-13",
    zh="找不到 单位参数 里的单位“{value}”",
    en="the unit '{value}' of 单位参数 does not exist",
    mend="写机构的名称、简称或编号",
    mend_en="write the name, short name or id of a body",
    example="单位参数: {镇党为: {不直接分管: [财务]}}",
)
def find_unknown_units(catalog: Catalog) -> Iterator[Violation]:
    for word in catalog.site.unit_parameters:
        if find_body_named(catalog, word) is None:
            yield catalog.site_location("unit_parameters", word), {"value": word}
