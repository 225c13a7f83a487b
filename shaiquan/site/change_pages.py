"""``/history/``: what changed in the public records, by month, and for each year what was added,
withdrawn and changed (年度调整清单)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.history.record_changes import ChangedField, ChangeType, RecordChange
from shaiquan.kinds.overviews import HISTORY
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.scalars import PartialDate
from shaiquan.site.list_sections import Drawings, SectionMaker
from shaiquan.site.site_dates import SiteDates
from shaiquan.site.tasks import Facts, ListPart, Outline, PlainValues
from shaiquan.views.record_links import link_with_state
from shaiquan.views.tables import make_rows
from shaiquan.views.values import Cell, Inline, Table, TableRow, plain

#: the section of a record's page, and its title
RECORD_HISTORY, RECORD_TITLE = "history", "变更记录"
_YEARS = "_years"


def outline_history(public: PublicCatalog, facts: Facts, dates: SiteDates) -> Outline | None:
    """The changes, the newest month first; None where none is told."""
    if not dates.history:
        return None
    parts = [_count_years(dates.history)]
    for month, changes in _group(dates.history, lambda change: change.day[:7]).items():
        title = f"{_say_month(month)}（{len(changes)} 项）"
        parts.append(_make_part(changes, title, month, (ChangeType.CHANGED.value,)))
    return Outline(HISTORY.page.name, tuple(parts))


def outline_years(changes: Iterable[RecordChange]) -> Iterator[Outline]:
    """A page for each year, kind by kind."""
    for year, of_year in _group(changes, lambda change: change.day[:4]).items():
        by_kind = _group(of_year, lambda change: change.kind)
        parts: list[ListPart] = []
        for kind in (kind for kind in KINDS if kind.name in by_kind):
            types = _group(by_kind[kind.name], lambda change: change.type.value)
            for type in (type for type in ChangeType if type.value in types):
                own = types[type.value]
                title = f"{kind.label} · {type.value}（{len(own)} 项）"
                parts.append(_make_part(own, title, f"{kind.file_name}-{type.name.lower()}"))
        yield Outline(HISTORY.page.name, tuple(parts), below=(year, f"{year}年调整清单"))


def _group(
    changes: Iterable[RecordChange], key: Callable[[RecordChange], str]
) -> dict[str, list[RecordChange]]:
    groups: defaultdict[str, list[RecordChange]] = defaultdict(list)
    for change in changes:
        groups[key(change)].append(change)
    return groups


def _say_month(month: str) -> str:
    return str(PartialDate(int(month[:4]), int(month[5:])))


def _count_years(changes: Sequence[RecordChange]) -> ListPart:
    rows = []
    for year, own in _group(changes, lambda change: change.day[:4]).items():
        numbers = Counter(change.type for change in own)
        counts = (str(numbers[type]) for type in ChangeType)
        rows.append((("", f"{HISTORY.page.address}{year}/", f"{year}年调整清单"), *counts))
    columns = ("年度", *(type.value for type in ChangeType))
    return ListPart("change years", "按年", _YEARS, tuple(rows), (columns,))


def _make_part(
    changes: Iterable[RecordChange], title: str, id: str, more: PlainValues = ()
) -> ListPart:
    rows = tuple(pack_change(change) for change in changes)
    return ListPart("changes", title, id, rows, more, dated=True)


def pack_change(change: RecordChange) -> PlainValues:
    """A change as plain values."""
    fields = tuple((label, sentences) for label, sentences in change.fields)
    return change.day, change.type.value, change.kind, change.id, fields


def _make_changes(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    def row(values: PlainValues) -> TableRow:
        day, type, kind, id, fields = values
        cells = (plain(_say_day(day)), link_with_state(public.entries[id]), plain(KIND[kind].label))
        return TableRow((*cells, show_change(type, fields)))

    columns = ("日期", "名称", "清单", "改了什么")
    rows = make_rows(part.rows, row)
    return Table(columns, rows, part.title, part.id, lead=1, look="list", minor=(2,))


def _say_day(day: str) -> str:
    year, month, date = map(int, day.split("-"))
    return str(PartialDate(year, month, date))


def show_change(type: str, fields: Iterable[tuple[str, Sequence[str]]]) -> Cell:
    """What happened, a line for each sentence."""
    if type != ChangeType.CHANGED.value:
        return plain(type, tone="mark")
    return tuple(
        (Inline(f"{label}："), Inline(sentence))
        for label, sentences in fields
        for sentence in (sentences or ("有改动",))
    )


def make_record_history(changes: Iterable[PlainValues]) -> Table | None:
    """The section of a record's page with what changed in it, the newest first."""
    rows = tuple(
        TableRow((plain(_say_day(day)), show_change(type, fields)))
        for day, type, _, _, fields in changes
    )
    return Table(("日期", "改了什么"), rows, RECORD_TITLE, RECORD_HISTORY) if rows else None


def say_change(fields: Iterable[ChangedField]) -> str:
    """The changes of a record in one line, for the feed."""
    return "；".join(
        f"{label} {'，'.join(sentences) if sentences else '有改动'}" for label, sentences in fields
    )


def _make_years(public: PublicCatalog, charts: Drawings, part: ListPart) -> Table:
    (columns,) = part.more

    def row(values: PlainValues) -> TableRow:
        (_, address, words), *counts = values
        return TableRow((plain(words, address), *map(plain, counts)))

    return Table(columns, make_rows(part.rows, row), part.title, part.id, look="list")


SECTION_MAKERS: Mapping[str, SectionMaker] = {
    "changes": _make_changes,
    "change years": _make_years,
}
