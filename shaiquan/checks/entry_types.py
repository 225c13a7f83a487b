"""The rows of 记事类型 in ``site.yml``: what they name is there, and asks for what can be."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.checks.obligations import find_endless_limits
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.common import Record
from shaiquan.model.entries import DatedEntry
from shaiquan.model.entry_types import EntryType
from shaiquan.model.obligation_terms import TAKING_OFFICE
from shaiquan.model.shapes import fields_by_key
from shaiquan.queries.agendas import list_rows_of_type
from shaiquan.queries.workdays import has_last_day

#: numbers that are counted, not written: tasks under 整改, and those of them that are done
TASKS, TASKS_DONE = "整改", "已整改"
#: the fields of an entry that its type may ask for
FIELDS = {
    word: field.name
    for word, field in fields_by_key(DatedEntry).items()
    if field.name not in Record.model_fields or field.name in ("text", "files")
}


@check(
    "entry-type-unknown",
    ERROR,
    "S4-15, S0-43",
    subject=DatedEntry,
    states=IN_USE,
    zh="记事类型“{type}”不在 site.yml 的 记事类型 里{suggestion}",
    en="the entry type '{type}' is not among 记事类型 of site.yml{suggestion}",
    mend="改成 记事类型 里有的，或者在 site.yml 的 记事类型 里加上",
    mend_en="use a type of 记事类型 in site.yml or add it",
    example="类型: 巡查（记事类型 里写的是 巡察）",
)
def find_unknown_entry_types(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    types = catalog.site.entry_types
    if record.type not in types:
        words = {"type": record.type, "suggestion": suggest_spelling(record.type, types)}
        yield entry.location("type"), words


@check(
    "entry-type-field-unknown",
    ERROR,
    "S4-15",
    zh="记事类型“{type}”的“{key}”写着“{field}”，记事没有这个字段{suggestion}",
    en="'{key}' of the entry type '{type}' names '{field}', no field of an entry{suggestion}",
    mend="写记事里有的字段，例如 主体、向谁、对象、结果、数量、整改",
    mend_en="name a field of an entry, such as 主体, 对象, 结果, 数量, 整改",
    example="巡察: {必填: [整改措施]}（记事的字段是 整改）",
)
def find_unknown_fields_of_types(catalog: Catalog) -> Iterator[Violation]:
    for type, row in catalog.site.entry_types.items():
        for key in ("required", "excluded"):
            for index, field in enumerate(getattr(row, key)):
                if field not in FIELDS:
                    place = catalog.site_location("entry_types", type, key, index)
                    words = {"type": type, "key": row.label_of(key), "field": field}
                    yield place, {**words, "suggestion": suggest_spelling(field, FIELDS)}


@check(
    "entry-type-contradicts-itself",
    ERROR,
    "S4-16",
    zh="记事类型“{type}”又要求写“{field}”，又不让写",
    en="the entry type '{type}' both asks for '{field}' and forbids it",
    mend="从 必填 或者 不写 里删去一个；不写 数量 的，数量、关系 也不能要求",
    mend_en="drop it from 必填 or from 不写; where 数量 is forbidden, ask for no numbers",
    example="问责: {必填: [对象], 不写: [对象]}",
)
def find_contradicting_types(catalog: Catalog) -> Iterator[Violation]:
    for type, row in catalog.site.entry_types.items():
        wanted = _list_wanted(row)
        for index, field in enumerate(row.excluded):
            if FIELDS.get(field) in wanted:
                place = catalog.site_location("entry_types", type, "excluded", index)
                yield place, {"type": type, "field": field}


def _list_wanted(row: EntryType) -> set[str]:
    """The names of the fields that a row asks for, in whatever way."""
    asked = {
        "numbers": row.numbers or row.relations,
        "participants": row.categories,
        "indicators": row.aspects or row.full_score,
        "done": row.done_limit,
        "published": row.publish_limit,
    }
    named = {FIELDS[field] for field in row.required if field in FIELDS}
    return named | {name for name, value in asked.items() if value}


@check(
    "entry-type-number-unknown",
    ERROR,
    "S3-30",
    zh="记事类型“{type}”的关系“{relation}”用到的“{number}”不在 数量 里{suggestion}",
    en="'{relation}' of the entry type '{type}' needs '{number}', not among 数量{suggestion}",
    mend="改成 数量 里有的，或者在 数量 里加上；整改、已整改 是整改任务的项数，不用写",
    mend_en="use a name of 数量 or add it; 整改 and 已整改 are counted from the tasks",
    example="巡察: {数量: [问题, 整改到位], 关系: [整改 到位率 ≤ 问题]}",
)
def find_unknown_numbers_of_relations(catalog: Catalog) -> Iterator[Violation]:
    for type, row in catalog.site.entry_types.items():
        known = (*row.numbers, TASKS, TASKS_DONE)
        for index, relation in enumerate(row.relations):
            for number in relation.names:
                if number not in known:
                    place = catalog.site_location("entry_types", type, "relations", index)
                    words = {"type": type, "relation": relation, "number": number}
                    yield place, {**words, "suggestion": suggest_spelling(number, known)}


@check(
    "entry-type-name-taken",
    ERROR,
    "S0-32",
    zh="“{type}”是记事类型，也是{other}：应办 里写它，不知道是哪一种",
    en="'{type}' is an entry type and {other}; nobody knows which an obligation means",
    mend="给记事类型另起一个名字",
    mend_en="give the entry type another name",
    example="记事类型: {常委会会议: {}}（会议类型 里也有 常委会会议）",
)
def find_names_of_two_types(catalog: Catalog) -> Iterator[Violation]:
    for type in catalog.site.entry_types:
        is_meeting = bool(list_rows_of_type(catalog, type))
        if is_meeting or type == TAKING_OFFICE:
            label = catalog.site.label_of("meeting_types") if is_meeting else "一种 触发"
            yield catalog.site_location("entry_types", type), {"type": type, "other": label}


@find_endless_limits.for_whole
def find_endless_limits_of_types(catalog: Catalog) -> Iterator[Violation]:
    for type, row in catalog.site.entry_types.items():
        for key in ("done_limit", "publish_limit"):
            if (limit := getattr(row, key)) and not has_last_day(limit):
                place = catalog.site_location("entry_types", type, key)
                yield place, {"field": row.label_of(key), "limit": limit}
