"""What the type of an entry asks it to say, or not to say, and who may act (S2-26, S4-14)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.entry_facts import EntryFacts
from shaiquan.checks.entry_types import FIELDS
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import is_among, suggest_spelling
from shaiquan.model.entries import DatedEntry
from shaiquan.queries.agendas import find_body_of_post


@check(
    "entry-field-missing",
    ERROR,
    "S0-32, S0-43, S2-26, S4-24, S3-41, S4-27, S2-27",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{name}”没有写{missing}，记事类型“{type}”要求写",
    en="'{name}' lacks {missing}, which the entry type '{type}' asks for",
    mend="补写；这类记事不一定都有的，改 site.yml 记事类型 的 必填",
    mend_en="add them, or correct 必填 of the type in site.yml",
    example="{类型: 巡察, 日期: 2026-05-07}（记事类型 写着 必填: [对象, 结果]）",
)
def find_missing_fields(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    facts = EntryFacts(catalog, record)
    required = facts.type.required if facts.has_happened else ()
    missing = [word for word in required if word in FIELDS and not getattr(record, FIELDS[word])]
    if missing:
        words = {"name": record.name, "type": record.type, "missing": "、".join(missing)}
        yield entry.location("type"), words


@check(
    "entry-field-excluded",
    ERROR,
    "S4-16, X-04",
    subject=DatedEntry,
    states=IN_USE,
    zh="记事类型“{type}”不写“{field}”，这里写了",
    en="an entry of the type '{type}' does not say '{field}', this one does",
    mend="删去；可以公布的，改 site.yml 记事类型 的 不写",
    mend_en="drop it, or correct 不写 of the type in site.yml",
    example="{类型: 问责, 对象: [李某的岗位]}（记事类型 写着 不写: [对象]）",
)
def find_excluded_fields(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    for word in EntryFacts(catalog, record).type.excluded:
        if word in FIELDS and getattr(record, FIELDS[word]):
            yield entry.location(FIELDS[word]), {"type": record.type, "field": word}


@check(
    "entry-by-others",
    ERROR,
    "S4-13, S4-16",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”由{allowed}做，这里写的是“{by}”",
    en="'{type}' is done by {allowed}, here by '{by}'",
    mend="改正 主体；别的单位也可以做的，改 site.yml 记事类型 的 主体",
    mend_en="correct 主体, or 主体 of the type in site.yml",
    example="{类型: 巡察, 主体: [政府办]}（记事类型 写着 主体: [巡察办]）",
)
def find_entries_by_others(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    """A post acts for its body."""
    allowed = EntryFacts(catalog, record).type.by
    ids = {ref.id for ref in allowed}
    for index, ref in enumerate(record.by if allowed else ()):
        if ids.isdisjoint((ref.id, find_body_of_post(catalog, ref.id))):
            names = "、".join(f"“{one.text}”" for one in allowed)
            words = {"type": record.type, "allowed": names, "by": ref.text}
            yield entry.location("by", index), words


@check(
    "entry-form-unknown",
    ERROR,
    "S4-13, S4-14, S4-27",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”的形式没有“{form}”{suggestion}",
    en="'{form}' is no form of '{type}'{suggestion}",
    mend="改成{forms}里的一种，或者在 site.yml 记事类型 的 形式 里加上",
    mend_en="use one of {forms}, or add it to 形式 of the type in site.yml",
    example="{类型: 社会监督, 形式: 座谈}（记事类型 写着 形式: [恳谈会, 听证会, 走访]）",
)
def find_unknown_forms(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    forms = EntryFacts(catalog, record).type.forms
    if forms and record.form and not is_among(record.form, forms):
        words = {"type": record.type, "form": record.form, "forms": "、".join(forms)}
        yield entry.location("form"), {**words, "suggestion": suggest_spelling(record.form, forms)}


@check(
    "entry-participants-missing",
    WARNING,
    "S2-26, S4-14, S2-25",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”要有{missing}参加，这里没有写",
    en="'{type}' takes place with {missing}, who are not told here",
    mend="在 参加 里补写 {{类别: …, 人数: …}}；确实没有请的，照实办",
    mend_en="add them to 参加 with their 类别",
    example="{类型: 三述, 参加: [{类别: 党代表}]}（记事类型 写着 参加: [党代表, 人大代表]）",
)
def find_missing_participants(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    facts = EntryFacts(catalog, record)
    wanted = facts.type.categories if facts.has_happened else ()
    present = {guests.category for guests in record.participants}
    present |= {guests.who.text for guests in record.participants if guests.who}
    if missing := [category for category in wanted if not is_among(category, present)]:
        field = "participants" if record.participants else "type"
        words = {"type": record.type, "missing": "、".join(missing)}
        yield entry.location(field), words
