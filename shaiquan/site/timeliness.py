"""``/timeliness/``: whether what is shown was reviewed lately, and whether times are promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.content.heads import Head
from shaiquan.content.reviewing import is_review_due, review_years_of
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import TIMELINESS
from shaiquan.kinds.registry import KIND, KINDS, require_index
from shaiquan.model.common import Disclosure, Record
from shaiquan.model.procedures import Procedure
from shaiquan.model.scalars import PartialDate
from shaiquan.model.site import Parameters
from shaiquan.queries.openness_days import OpennessDays
from shaiquan.queries.relations import group_by_unit
from shaiquan.site.page import count_percent
from shaiquan.site.site_dates import SiteDates, say_as_of
from shaiquan.site.tasks import Facts, ListPart, Outline

require_index("procedure", "promised", "powers")
require_index("power", "promised_limit")

#: record id -> when it was reviewed
Reviews = Mapping[str, PartialDate]
REVIEWED = "公开审查在有效期内"
PROMISED = "流程写明承诺时限"
IN_TIME = "形成以后按期公开"


def outline_timeliness(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Outline | None:
    """The page; None where the site has no record that was reviewed."""
    if not dates.reviews:
        return None
    openness = _list_openness(public, dates.openness) if dates.openness else ()
    parts = (*_list_reviews(public, dates.reviews), *openness, *_list_promises(public))
    notice = ("info", f"截至{say_as_of(public)}。")
    return Outline(TIMELINESS.page.name, parts, (notice,))


def find_due_reviews(public: PublicCatalog, reviews: Reviews) -> tuple[str, ...]:
    """Ids of the records that are to be reviewed again."""
    years = review_years_of(public.site)
    return tuple(id for id, at in reviews.items() if is_review_due(at, years, public.as_of))


def _list_reviews(public: PublicCatalog, reviews: Reviews) -> Iterator[ListPart]:
    years, due = review_years_of(public.site), find_due_reviews(public, reviews)
    rows = []
    for kind in KINDS:
        own = [id for id in public.ids_of(kind.name) if id in reviews]
        if own:
            late = len({*own} & {*due})
            latest = str(max(reviews[id] for id in own))
            share = f"{count_percent(len(own) - late, len(own))}%"
            rows.append(("", kind.label, str(len(own)), latest, str(late), share))
    columns = ("清单", "条数", "最近一次审查", "过了有效期", "在有效期内")
    note = f"公开审查的有效期是 {years} 年，过了就要再看一遍还准不准、能不能公开。"
    yield ListPart("counts", REVIEWED, "reviews", tuple(rows), (columns, note if years else ""))
    if due:
        late_rows = tuple((id, KIND[public.heads[id].kind].label, str(reviews[id])) for id in due)
        head = (Record.label_of("name"), "清单", "上次审查")
        title = f"过了有效期的（{len(due)} 条）"
        yield ListPart("counts", title, "due", late_rows, (head, ""))


def _list_openness(
    public: PublicCatalog, openness: Mapping[str, OpennessDays]
) -> Iterator[ListPart]:
    """Of the records that say when they were formed, how many were published in time (S2-09)."""
    rows = []
    for kind in KINDS:
        own = [openness[id] for id in public.ids_of(kind.name) if id in openness]
        if own:
            kept = sum(days.in_time is True for days in own)
            late = sum(days.in_time is False for days in own)
            share = f"{count_percent(kept, len(own))}%"
            rows.append(("", kind.label, str(len(own)), str(kept), str(late), share))
    formed = Disclosure.label_of("formed")
    columns = ("清单", f"写了{formed}的", "按期公开", "迟了", "占")
    note = "从形成或者变更起算；没有另外规定的，是 20 个工作日（政府信息公开条例第二十六条）。"
    yield ListPart("counts", IN_TIME, "openness", tuple(rows), (columns, note))
    late_rows = tuple(
        (id, *map(str, map(PartialDate.of_day, days[:2])), str(days.limit))
        for id, days in openness.items()
        if days.in_time is False
    )
    if late_rows:
        limit = Parameters.label_of("disclosure_limit")
        head = (Record.label_of("name"), formed, "公开日期", limit)
        yield ListPart("counts", f"迟了的（{len(late_rows)} 条）", "late", late_rows, (head, ""))


def list_promising(public: PublicCatalog) -> tuple[list[Head], list[Head]]:
    """The procedures in use, and those of them that promise a time; so do all their powers."""
    used = [head for head in public.heads_of("procedure") if head.in_use]
    return used, [head for head in used if head.index["promised"] or _powers_promise(public, head)]


def _powers_promise(public: PublicCatalog, procedure: Head) -> bool:
    powers = [public.heads.get(ref.id) for ref in procedure.index["powers"]]
    return bool(powers) and all(power and power.index["promised_limit"] for power in powers)


def _list_promises(public: PublicCatalog) -> Iterator[ListPart]:
    used, promising = list_promising(public)
    if not used:
        return
    kept = {head.id for head in promising}
    rows = []
    for unit, heads in group_by_unit(public, used).items():
        number = sum(head.id in kept for head in heads)
        share = f"{count_percent(number, len(heads))}%"
        rows.append(("", unit, str(len(heads)), str(number), share))
    label = Procedure.label_of("promised")
    columns = (Record.label_of("unit"), KIND["procedure"].label, f"写了{label}的", "占")
    yield ListPart("counts", PROMISED, "promises", tuple(rows), (columns, ""))
    if rest := tuple(head.id for head in used if head.id not in kept):
        title = f"没有写{label}的（{len(rest)} 张）"
        yield ListPart("records", title, "no-promise", rest, ("procedure",))
