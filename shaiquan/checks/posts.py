"""The posts of a leading group: that they exist, are filled and described, and have duties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, HeadTable, Violation, check
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.base import Ref
from shaiquan.model.bodies import Post
from shaiquan.model.scalars import PartialDate
from shaiquan.model.site import Parameters
from shaiquan.problems import CauseTexts
from shaiquan.queries.relations import find_body_named, parameters_of, unit_of_post

require_index("post", "body", "position", "member", "self_checked")
require_index("tenure", "since", "until")


@check(
    "position-missing",
    WARNING,
    "S1-02, S1-05",
    zh="{unit}应设的职位“{position}”没有岗位",
    en="{unit} has no post for the position '{position}'",
    mend="添一个岗位写 职位: {position}；空着的再写 空缺: 是",
    mend_en="add a post with 职位: {position}; say 空缺: 是 where it is vacant",
    example="应设职位: [书记, 行政首长, 统战部长]（没有统战部长的岗位）",
)
def find_missing_positions(catalog: Catalog) -> Iterator[Violation]:
    posts = [head for head in catalog.heads_of("post") if head.in_use]
    existing = {(_unit_of(head), head.index["position"]) for head in posts}
    for word, unit_parameters in catalog.site.unit_parameters.items():
        unit = find_body_named(catalog, word)
        for index, position in enumerate(unit_parameters.positions or ()):
            if unit and (unit.id, position) not in existing:
                location = catalog.site_location("unit_parameters", word, "positions", index)
                yield location, {"unit": word, "position": position.label}
    in_any_unit = {position for _, position in existing}
    for index, position in enumerate(catalog.site.parameters.positions or ()):
        if position not in in_any_unit:
            location = catalog.site_location("parameters", "positions", index)
            yield location, {"unit": catalog.site.unit, "position": position.label}


def _unit_of(post: Head) -> str:
    """The same as ``unit_of_post``, from the head of a post."""
    unit: Ref = post.unit or post.index["body"]
    return unit.id


@check(
    "post-unfilled",
    WARNING,
    "S1-05",
    subject=Post,
    states=IN_USE,
    zh="“{name}”没有在任的任职记录，也没有写空缺",
    en="'{name}' has no tenure that runs and is not said to be vacant",
    mend="在 任职 里写 岗位 和 从；空着的写 空缺: 是",
    mend_en="write its 任职, or 空缺: 是",
    example="{编号: gw, 名称: 统战部长, 职位: 统战部长}（没有任职）",
)
def find_unfilled_posts(catalog: Catalog, entry: Entry, post: Post) -> Iterator[Violation]:
    required = _parameters_of(catalog, post).positions or ()
    if post.position in required and not (post.vacant or _has_current_tenure(catalog, entry.id)):
        yield entry.location("position"), {"name": post.name}


def _parameters_of(catalog: Catalog, post: Post) -> Parameters:
    return parameters_of(catalog, unit_of_post(post))


def _has_current_tenure(catalog: Catalog, post: str) -> bool:
    return any(_is_current(catalog, catalog.heads[id]) for id in _list_tenures(catalog, post))


def _list_tenures(catalog: Catalog, post: str) -> list[str]:
    """Ids of the tenures of a post, the earliest first."""
    ids = catalog.ids_naming(post, "tenure", "post")
    used = [id for id in ids if catalog.heads[id].in_use]
    return sorted(used, key=lambda tenure: catalog.heads[tenure].index["since"])


def _is_current(catalog: Catalog, tenure: Head) -> bool:
    """Whether a tenure has begun and not ended."""
    since, until = tenure.index["since"], tenure.index["until"]
    return since.first <= catalog.as_of and (until is None or until.last >= catalog.as_of)


@check(
    "tenure-vacant",
    ERROR,
    "S1-05",
    subject=Post,
    states=IN_USE,
    zh="“{name}”写着空缺，又有在任的任职记录 {tenure}",
    en="'{name}' is said to be vacant, yet the tenure {tenure} runs",
    mend="有人在任的，删去 空缺；已经免职的，在那条任职里补写 至:",
    mend_en="drop 空缺, or give that tenure its 至",
    example="空缺: 是（又有一条 任职 写着这个岗位，没有写 至）",
)
def find_filled_vacancies(catalog: Catalog, entry: Entry, post: Post) -> Iterator[Violation]:
    tenures = _list_tenures(catalog, entry.id) if post.vacant else ()
    current = [id for id in tenures if _is_current(catalog, catalog.heads[id])]
    if current:
        yield entry.location("vacant"), {"name": post.name, "tenure": current[-1]}


@check(
    "tenure-twice",
    ERROR,
    "S1-05",
    subject=Post,
    states=IN_USE,
    zh="“{name}”{since}起又有人任职，前一条任职 {other} 那时还没有结束",
    en="'{name}' is filled again from {since}, while the tenure {other} still runs",
    mend="在前一条任职里补写 至:；这个岗位本来就有几个人的，在岗位里写 人数:",
    mend_en="give the earlier tenure its 至; for a post of several, write 人数",
    example="（两条 任职 写同一个岗位，前一条没有写 至）",
)
def find_posts_filled_twice(catalog: Catalog, entry: Entry, post: Post) -> Iterator[Violation]:
    earlier: list[Head] = []
    for id in _list_tenures(catalog, entry.id):
        tenure = catalog.heads[id]
        since = tenure.index["since"]
        earlier = [other for other in earlier if _runs_beyond(other, since)]
        if len(earlier) >= (post.seats or 1):
            words = {"name": post.name, "since": since, "other": earlier[-1].id}
            yield catalog.entries[id].location("since"), words
        earlier.append(tenure)


def _runs_beyond(tenure: Head, day: PartialDate) -> bool:
    """Whether a tenure ends later than the day on which another begins, or never."""
    until: PartialDate | None = tenure.index["until"]
    return until is None or until.first > day.last


@check(
    "post-duties-missing",
    WARNING,
    "S1-04",
    subject=Post,
    states=IN_USE,
    zh="“{name}”的分类职责缺少：{missing}",
    en="'{name}' lacks the duties: {missing}",
    mend="在 分类职责 里补写；要哪几类，见 site.yml 参数 的 职责类别",
    mend_en="add them to 分类职责; which kinds: 职责类别 in site.yml",
    example="分类职责: {调查研究: …, 提出意见: …, 组织实施: …}（缺 催促检查）",
)
def find_posts_without_duty_kinds(
    catalog: Catalog, entry: Entry, post: Post
) -> Iterator[Violation]:
    if not post.member or post.head:
        return
    kinds = _parameters_of(catalog, post).duty_kinds or ()
    missing = [kind for kind in kinds if kind not in post.by_kind]
    if missing:
        yield entry.location("name"), {"name": post.name, "missing": "、".join(missing)}


#: the sections of a position description (S3-03) that a leader's post must fill
_DESCRIBED = ("portfolio", "tasks", "reports_to", "limits", "commitments", "term")


@check(
    "post-undescribed",
    WARNING,
    "S2-03, S3-03, S3-11, S4-05",
    subject=Post,
    states=IN_USE,
    zh="“{name}”的职位说明书缺少：{missing}",
    en="the position description of '{name}' lacks: {missing}",
    mend="补写这些字段",
    mend_en="fill these fields",
    example="{名称: 镇长, 班子成员: 是}（没有 职责、报告、界限、承诺、任期）",
)
def find_undescribed_posts(catalog: Catalog, entry: Entry, post: Post) -> Iterator[Violation]:
    missing = [
        Post.label_of(field)
        for field in _DESCRIBED
        if getattr(post, field) == Post.model_fields[field].default
    ]
    if post.member and missing:
        yield entry.location("name"), {"name": post.name, "missing": "、".join(missing)}


@check(
    "self-check-missing",
    WARNING,
    "S4-25",
    subject=Post,
    states=IN_USE,
    zh="班子成员“{name}”没有交风险自查表",
    en="'{name}' has handed in no self-check of risks",
    mend="自查后写 自查日期: 2026-06-01",
    mend_en="write 自查日期 once it is done",
    example="（班子里有人写了 自查日期，这一位没有）",
    many=CauseTexts(
        "{unit}有 {number} 位班子成员没有交风险自查表：{names}",
        "{number} leaders of {unit} have handed in no self-check: {names}",
    ),
)
def find_missing_self_checks(catalog: Catalog, entry: Entry, post: Post) -> Iterator[Violation]:
    missing = post.member and not post.self_checked and not post.vacant
    if missing and SELF_CHECKED_UNITS.row(catalog, unit_of_post(post)):
        unit = catalog.entries.get(unit_of_post(post), entry)
        words = {"name": post.name, "unit": unit.record.short_name}
        yield entry.location("name"), words, unit.location("name")


def _find_self_checked_units(records: Records) -> Mapping[str, bool]:
    leaders = (head for head in records.heads_of("post") if head.in_use and head.index["member"])
    checked = {_unit_of(head): True for head in leaders if head.index["self_checked"]}
    with_risks = {head.unit_id for head in records.heads_of("risk") if head.in_use} - {""}
    return checked | dict.fromkeys(with_risks, True) if checked else {}


#: unit -> True where its leaders are to hand in a self-check: one of them has, or the unit has
#: looked for risks while leaders of another unit have
SELF_CHECKED_UNITS = HeadTable("self-checked units", _find_self_checked_units)
