"""``/supervision/<unit>-<year>/``: what was due, inspected, evaluated and answered in a year.

A number says what it counts, and leads to a section with just these rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import SUPERVISION
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.model.obligation_terms import DueState
from shaiquan.model.terms import Oversight
from shaiquan.site.due_parts import NOTE, make_dues_part
from shaiquan.site.entry_summaries import EntrySummary
from shaiquan.site.page import count_percent
from shaiquan.site.record_groupings import make_records_part
from shaiquan.site.settled_parts import list_settled
from shaiquan.site.site_dates import say_as_of
from shaiquan.site.tasks import ListPart, Outline, PlainValues
from shaiquan.site.unit_years import UnitYear, anchor_of, group_types, link_number, list_months

require_index("entry", "at", "done")

#: the types of parts that stand before the lists of what they count
_SUMMARIES = ("counts", "bars", "scores", "ranking")
_STATES = (DueState.MISSING, DueState.LATE, DueState.DONE, DueState.OPEN)


def outline_year(public: PublicCatalog, year: UnitYear) -> Outline:
    """The page of a unit and a year."""
    notices = [("info", f"截至{say_as_of(public)}。")]
    if year.dues:
        notices.append(("info", NOTE))
    parts = (
        *_list_dues(public, year),
        *_list_forms(public, year),
        *_draw_months(public, year),
        *_list_inspections(year),
        *_list_evaluations(year),
        *list_settled(public, year),
        *_list_numbers(year),
        *_list_types(public, year),
    )
    first = sorted(parts, key=lambda part: part.type not in _SUMMARIES)
    below = (year.slug, year.title)
    return Outline(SUPERVISION.page.name, tuple(first), tuple(notices), below=below)


# -- what was due -------------------------------------------------------------------------------


def _list_dues(public: PublicCatalog, year: UnitYear) -> Iterator[ListPart]:
    """How many of each obligation, then those of each state."""
    if not year.dues:
        return
    groups: defaultdict[tuple[str, str], Counter[DueState]] = defaultdict(Counter)
    for item in year.dues:
        groups[item.source, item.name][item.due.state] += 1
    rows: list[PlainValues] = []
    for (source, name), numbers in groups.items():
        link = (name, KIND[public.heads[source].kind].address(source))
        counts = (str(numbers[state] or "") for state in _STATES)
        rows.append(("", link, str(numbers.total()), *counts))
    totals = Counter(item.due.state for item in year.dues)
    links = (link_number(year, totals[state], f"_{state.value}") for state in _STATES)
    rows.append(("", "合计", str(totals.total()), *links))
    columns = (KIND["obligation"].label, "次数", *(state.label for state in _STATES))
    yield ListPart("counts", "应当做的和做了的", "dues", tuple(rows), (columns, ""))
    for state in _STATES:
        own = sorted(
            (item for item in year.dues if item.due.state is state),
            key=lambda item: item.due.deadline,
        )
        if own:
            yield make_dues_part(public, f"{state.label}（{len(own)} 次）", f"_{state.value}", own)


# -- the forms of supervision, the types of entries ---------------------------------------------


def _list_forms(public: PublicCatalog, year: UnitYear) -> Iterator[ListPart]:
    """The four forms, with the types of entries of each; then those of no form."""
    groups: dict[Oversight | None, list[str]] = {form: [] for form in (*Oversight, None)}
    for type in group_types(year):
        row = public.site.entry_types.get(type)
        groups[row.oversight if row else None].append(type)
    rows = [row for form, types in groups.items() for row in _count_form(public, year, form, types)]
    columns = ("监督形式和记事类型", "条数")
    note = "类型的监督形式由 记事类型 规定；没有规定的，不算在四种形式里。"
    yield ListPart("counts", "四种形式的监督", "forms", tuple(rows), (columns, note))
    if ids := tuple(item.head.id for item in year.meetings if item.supervised):
        title = f"纪委到会的会议（{len(ids)} 项）"
        yield make_records_part(KIND["meeting"], title, "_supervised", ids)


def _count_form(
    public: PublicCatalog, year: UnitYear, form: Oversight | None, types: list[str]
) -> Iterator[PlainValues]:
    label = form.label if form else "其他"
    groups = group_types(year)
    for type in types:
        number = link_number(year, len(groups[type]), anchor_of(public, type))
        yield ("", f"{label} · {type}", number)
    supervised = sum(item.supervised for item in year.meetings)
    if form is Oversight.TAKING_PART and supervised:
        yield ("", f"{label} · 纪委到会的会议", link_number(year, supervised, "_supervised"))
    elif form and not types:
        yield ("", f"{label} · 没有公开的记录", "0")


def _list_types(public: PublicCatalog, year: UnitYear) -> Iterator[ListPart]:
    for type, entries in group_types(year).items():
        ids = tuple(entry.head.id for entry in entries)
        title = f"{type or '没有写类型的'}（{len(ids)} 项）"
        yield make_records_part(KIND["entry"], title, anchor_of(public, type), ids)


def _draw_months(public: PublicCatalog, year: UnitYear) -> Iterator[ListPart]:
    """How many entries there are of each month."""
    dates = (entry.head.index["at"] for entry in year.entries)
    months = Counter(date.month for date in dates if date.month)
    if len(months) > 1:
        columns = tuple((f"{month}月", (months[month],)) for month in list_months(public, year))
        more = (("月份", KIND["entry"].label), "")
        yield ListPart("bars", "各月的记事", "_months", columns, more)


# -- inspections, evaluations, other numbers ----------------------------------------------------


def _list_inspections(year: UnitYear) -> Iterator[ListPart]:
    """By type how many faults were found and mended, then what is not mended."""
    found = [entry for entry in year.entries if entry.faults]
    unmended = [entry for entry in found if entry.is_unmended]
    if not found:
        return
    types = dict.fromkeys(entry.type for entry in found)
    groups = {type: [entry for entry in found if entry.type == type] for type in types}
    rows = [("", type, *_sum_faults(own)) for type, own in groups.items()]
    rest = link_number(year, len(unmended), "_unmended")
    total = ("", "合计", *_sum_faults(found)[:-1], rest)
    columns = ("类型", "次数", "查出问题", "整改到位", "整改率", "还没有改完的")
    yield ListPart("counts", "查出和整改的问题", "faults", (*rows, total), (columns, ""))
    if unmended:
        title = f"问题还没有改完的（{len(unmended)} 项）"
        yield ListPart("faults", title, "_unmended", tuple(one.head.id for one in unmended))
    yield from _list_open_tasks(year)


def _sum_faults(entries: list[EntrySummary]) -> tuple[str, ...]:
    found, mended = map(sum, zip(*(entry.faults or (0, 0) for entry in entries), strict=True))
    open = sum(entry.is_unmended for entry in entries)
    share = f"{count_percent(mended, found)}%" if found else ""
    return (str(len(entries)), str(found), str(mended), share, str(open))


def _list_open_tasks(year: UnitYear) -> Iterator[ListPart]:
    rows = [(entry.head.id, place) for entry in year.entries for place in entry.open_tasks]
    if rows:
        title = f"还没有完成的整改（{len(rows)} 项）"
        yield ListPart("rectifications", title, "_rectifications", tuple(rows))


def _list_evaluations(year: UnitYear) -> Iterator[ListPart]:
    if ids := tuple(entry.head.id for entry in year.entries if entry.scored):
        yield ListPart("scores", f"测评得分（{len(ids)} 项）", "scores", ids)
    ranked = [(entry.head.id, at) for entry in year.entries for at in range(entry.ranked)]
    if ranked:
        yield ListPart("ranking", "排名", "ranking", tuple(ranked))


def _list_numbers(year: UnitYear) -> Iterator[ListPart]:
    """The sums of what entries count beside faults, such as 人次 of those called to account."""
    sums: Counter[tuple[str, str]] = Counter()
    for entry in year.entries:
        for name, number in entry.numbers:
            sums[entry.type, name] += number
    if sums:
        rows = tuple(("", f"{type} · {name}", str(sum)) for (type, name), sum in sums.items())
        columns = ("记事类型和名目", "合计")
        yield ListPart("counts", "其他数字", "numbers", rows, (columns, ""))
