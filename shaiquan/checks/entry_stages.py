"""The stages of an entry: those of its type, one after another, none left out (S3-13)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.entry_facts import EntryFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.entries import DatedEntry


@check(
    "entry-stage-unknown",
    ERROR,
    "S3-13",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{type}”没有“{stage}”这个环节{suggestion}",
    en="'{type}' has no stage '{stage}'{suggestion}",
    mend="改成{stages}里的一个，或者在 site.yml 记事类型 的 环节 里加上",
    mend_en="use one of {stages}, or add it to 环节 of the type in site.yml",
    example="环节: [{环节: 回复, 日期: 2026-05-07}]（记事类型 的 环节 里写的是 反馈）",
)
def find_unknown_stages(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    known = EntryFacts(catalog, record).type.stages
    for index, item in enumerate(record.stages if known else ()):
        if item.stage not in known:
            words = {"type": record.type, "stage": item.stage, "stages": "、".join(known)}
            hint = suggest_spelling(item.stage, known)
            yield entry.location("stages", index, "stage"), {**words, "suggestion": hint}


@check(
    "entry-stage-twice",
    ERROR,
    "S3-13",
    subject=DatedEntry,
    states=IN_USE,
    zh="环节“{stage}”前面已经写过",
    en="the stage '{stage}' is told before already",
    mend="留一次；又做了一遍的，另写一条记事，对象 写这一条",
    mend_en="keep one, or write another entry about this one",
    example="环节: [{环节: 收集, 日期: 2026-05-07}, {环节: 收集, 日期: 2026-05-09}]",
)
def find_stages_told_twice(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    told: set[str] = set()
    for index, item in enumerate(record.stages):
        if item.stage in told:
            yield entry.location("stages", index, "stage"), {"stage": item.stage}
        told.add(item.stage)


@check(
    "entry-stages-out-of-order",
    ERROR,
    "S3-13, S4-28",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{later}”在“{earlier}”以后，日期{date}却比{before}早",
    en="'{later}' comes after '{earlier}', but its day {date} is before {before}",
    mend="改正日期；先后写错的，改 site.yml 记事类型 的 环节",
    mend_en="correct the day, or the order of 环节 of the type in site.yml",
    example="环节: [{环节: 收集, 日期: 2026-05-07}, {环节: 整理, 日期: 2026-05-02}]",
)
def find_stages_out_of_order(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    """By the order of the type; where it has none, as they are written."""
    known = EntryFacts(catalog, record).type.stages
    rows = [row for row in enumerate(record.stages) if not known or row[1].stage in known]
    if known:
        rows.sort(key=lambda row: known.index(row[1].stage))
    for (_, earlier), (index, later) in itertools.pairwise(rows):
        if later.stage != earlier.stage and later.at.last < earlier.at.first:
            words = {"earlier": earlier.stage, "later": later.stage}
            place = entry.location("stages", index, "at")
            yield place, {**words, "date": later.at, "before": earlier.at}


@check(
    "entry-stage-skipped",
    WARNING,
    "S3-13, S4-28",
    subject=DatedEntry,
    states=IN_USE,
    zh="已经到了“{stage}”，前面的{missing}没有写",
    en="the stage '{stage}' has been reached, but {missing} before it are not told",
    mend="补写前面的环节和日期；可以不经过的，改 site.yml 记事类型 的 环节",
    mend_en="add the stages before it, or correct 环节 of the type in site.yml",
    example="环节: [{环节: 发布, 日期: 2026-05-07}]（记事类型 写着 环节: [收集, 整理, 发布]）",
)
def find_skipped_stages(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    known = EntryFacts(catalog, record).type.stages
    reached = {item.stage: index for index, item in enumerate(record.stages) if item.stage in known}
    if not reached:
        return
    last = max(reached, key=known.index)
    if missing := [stage for stage in known[: known.index(last)] if stage not in reached]:
        words = {"stage": last, "missing": "、".join(missing)}
        yield entry.location("stages", reached[last], "stage"), words
