"""Scores of an evaluation, and its ranking: they add up and keep to one another (S4-15, S0-32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.entry_facts import EntryFacts
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.entries import DatedEntry, Ranked


@check(
    "score-aspect-unknown",
    ERROR,
    "S4-15",
    subject=DatedEntry,
    states=IN_USE,
    zh="指标“{indicator}”的方面“{aspect}”不是{aspects}里的{suggestion}",
    en="the aspect '{aspect}' of '{indicator}' is none of {aspects}{suggestion}",
    mend="改成里面的一个，或者在 site.yml 记事类型 的 方面 里加上",
    mend_en="use one of them, or add it to 方面 of the type in site.yml",
    example="评分: [{指标: 公开, 方面: 决定, 权重: 30}]（方面: [决策, 执行, 监督]）",
)
def find_unknown_aspects(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    known = EntryFacts(catalog, record).type.aspects
    for index, item in enumerate(record.indicators if known else ()):
        if item.aspect and item.aspect not in known:
            words = {"indicator": item.name, "aspect": item.aspect, "aspects": "、".join(known)}
            hint = suggest_spelling(item.aspect, known)
            yield entry.location("indicators", index, "aspect"), {**words, "suggestion": hint}


@check(
    "score-aspect-missing",
    ERROR,
    "S4-15",
    subject=DatedEntry,
    states=IN_USE,
    zh="评分里没有{missing}方面的指标，“{type}”要求{aspects}都有",
    en="no indicator is of {missing}; a '{type}' has all of {aspects}",
    mend="补上指标，或者给已有的指标写 方面:",
    mend_en="add an indicator, or write 方面 of those that there are",
    example="评分: [{指标: 公开, 方面: 执行, 权重: 100}]（方面: [决策, 执行, 监督]）",
)
def find_missing_aspects(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    aspects = EntryFacts(catalog, record).type.aspects if record.indicators else ()
    present = {item.aspect for item in record.indicators}
    if missing := [aspect for aspect in aspects if aspect not in present]:
        words = {"type": record.type, "aspects": "、".join(aspects)}
        yield entry.location("indicators"), {**words, "missing": "、".join(missing)}


@check(
    "weights-add-up-wrong",
    ERROR,
    "S4-15",
    subject=DatedEntry,
    states=IN_USE,
    zh="各项权重加起来是 {sum}，“{type}”的满分是 {full}",
    en="the weights add up to {sum}, the full score of a '{type}' is {full}",
    mend="改正权重，或者补上漏写的指标",
    mend_en="correct the weights, or add the indicator that is missing",
    example="评分: [{指标: 公开, 权重: 30}, {指标: 办结, 权重: 60}]（满分: 100）",
)
def find_wrong_sums_of_weights(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    full = EntryFacts(catalog, record).type.full_score
    total = sum(item.weight for item in record.indicators)
    if full is not None and record.indicators and total != full:
        yield entry.location("indicators"), {"sum": total, "type": record.type, "full": full}


@check(
    "score-above-weight",
    ERROR,
    "S4-15",
    subject=DatedEntry,
    states=IN_USE,
    zh="指标“{indicator}”得了 {score} 分，最多是 {weight} 分",
    en="the indicator '{indicator}' got {score}, of at most {weight}",
    mend="改正 得分 或者 权重",
    mend_en="correct 得分 or 权重",
    example="评分: [{指标: 公开, 权重: 30, 得分: 35}]",
)
def find_scores_above_weights(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    for index, item in enumerate(record.indicators):
        if item.score is not None and item.score > item.weight:
            words = {"indicator": item.name, "score": item.score, "weight": item.weight}
            yield entry.location("indicators", index, "score"), words


@check(
    "quantity-without-data",
    WARNING,
    "S4-15",
    subject=DatedEntry,
    states=IN_USE,
    zh="指标“{indicator}”是定量的，没有写数据",
    en="the indicator '{indicator}' is quantitative, but has no data",
    mend="补写 数据:，例如 办结 96.5%；按材料评的，删去 定量",
    mend_en="write 数据, or drop 定量",
    example="评分: [{指标: 按时办结, 权重: 30, 得分: 28, 定量: 是}]",
)
def find_quantities_without_data(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    for index, item in enumerate(record.indicators):
        if item.quantitative and not item.measured:
            yield entry.location("indicators", index, "name"), {"indicator": item.name}


# -- ranking ------------------------------------------------------------------------------------


@check(
    "rank-without-score",
    ERROR,
    "S0-32",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{who}”排第 {place} 名，没有写得分",
    en="'{who}' is number {place}, but has no score",
    mend="补写 得分:，量化以后才排名",
    mend_en="write 得分: a ranking needs scores",
    example="排名: [{谁: 发改局, 名次: 1}]",
)
def find_ranks_without_scores(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    for index, row in enumerate(record.ranking):
        if row.score is None:
            words = {"who": row.who.text, "place": row.place}
            yield entry.location("ranking", index, "who"), words


@check(
    "rank-against-score",
    ERROR,
    "S0-32",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{who}”得 {score} 分，排第 {place} 名；“{other}”得 {other_score} 分，排第 {other_place} 名",
    en="'{who}' with {score} is number {place}, '{other}' with {other_score} is {other_place}",
    mend="分高的名次在前，同分的可以同名次：改正 得分 或者 名次",
    mend_en="the higher score comes first: correct 得分 or 名次",
    example="排名: [{谁: 发改局, 得分: 88, 名次: 1}, {谁: 财政局, 得分: 92, 名次: 2}]",
)
def find_ranks_against_scores(
    catalog: Catalog, entry: Entry, record: DatedEntry
) -> Iterator[Violation]:
    """Each against the one before it by place."""
    before: Ranked | None = None
    for index, row in _by_place(record):
        if row.score is None:
            continue
        if before and before.score is not None and _contradicts(before, row):
            words = {"who": row.who.text, "score": row.score, "place": row.place}
            other = {"other": before.who.text, "other_score": before.score}
            place = entry.location("ranking", index, "place")
            yield place, {**words, **other, "other_place": before.place}
        before = row


def _by_place(record: DatedEntry) -> list[tuple[int, Ranked]]:
    return sorted(enumerate(record.ranking), key=lambda row: row[1].place)


def _contradicts(before: Ranked, row: Ranked) -> bool:
    """Whether a later place has more, or the same place another score."""
    if before.score is None or row.score is None:
        return False
    return before.score < row.score or (before.place == row.place and before.score != row.score)


@check(
    "rank-places-with-gap",
    ERROR,
    "S0-32",
    subject=DatedEntry,
    states=IN_USE,
    zh="第 {before} 名以后是第 {place} 名，缺了名次",
    en="number {place} follows {before}: a place is missing",
    mend="从第 1 名写起，一名一名写；并列的写同一个名次",
    mend_en="begin with 1 and leave none out; those that are equal have one place",
    example="排名: [{谁: 发改局, 得分: 95, 名次: 1}, {谁: 财政局, 得分: 92, 名次: 3}]",
)
def find_gaps_in_places(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    """After two in the first place may come the second or the third: both are usual."""
    counts, before, reached = Counter(row.place for row in record.ranking), 0, 0
    for index, row in _by_place(record):
        if row.place == before:
            continue
        if row.place not in (before + 1, reached + 1):
            words = {"before": before, "place": row.place}
            yield entry.location("ranking", index, "place"), words
        before, reached = row.place, reached + counts[row.place]


@check(
    "ranked-twice",
    ERROR,
    "S0-32",
    subject=DatedEntry,
    states=IN_USE,
    zh="“{who}”在排名里写了两次",
    en="'{who}' is ranked twice",
    mend="留一次",
    mend_en="keep one",
    example="排名: [{谁: 发改局, 得分: 95, 名次: 1}, {谁: 发改局, 得分: 92, 名次: 2}]",
)
def find_ranked_twice(catalog: Catalog, entry: Entry, record: DatedEntry) -> Iterator[Violation]:
    told: set[str] = set()
    for index, row in enumerate(record.ranking):
        if row.who.id in told:
            yield entry.location("ranking", index, "who"), {"who": row.who.text}
        told.add(row.who.id)
