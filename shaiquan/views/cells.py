"""Values to cells: how a reference, a date, a list is shown on every page and in every print.

The label of a row is that of the field (``model``). So a new field there appears on the page
and in the data without another line.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.articles import article_title
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.channels import Channel
from shaiquan.model.common import Record
from shaiquan.model.files import FilePath
from shaiquan.model.handling import Entrustment
from shaiquan.model.ladders import sort_tiers
from shaiquan.model.lists import ListCell
from shaiquan.model.money import Band
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Extension
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.site_paths import SitePath
from shaiquan.model.terms import ChannelType, EntrustmentForm, Force, RiskLevel, Term
from shaiquan.model.text_links import find_links
from shaiquan.model.time_limits import TimeLimit
from shaiquan.queries.site_pages import find_page_title
from shaiquan.views.addresses import entry_address, ref_address, text_link_address
from shaiquan.views.contacts import show_contact
from shaiquan.views.file_links import show_file
from shaiquan.views.markdown import find_counts
from shaiquan.views.values import Cell, Fields, Inline, Line, Prose, Row

T = TypeVar("T")

_TONES: dict[Term, str] = {
    RiskLevel.HIGH: "high",
    RiskLevel.MEDIUM: "medium",
    RiskLevel.LOW: "low",
    Force.REPEALED: "repealed",
    Force.FUTURE: "muted",
}


def make_run(public: PublicCatalog, value: Any) -> Inline:
    """A single value as a run of text."""
    if isinstance(value, Ref):
        return _ref_run(public, value)
    if isinstance(value, Citation):
        return _citation_run(public, value)
    if isinstance(value, Term):
        return Inline(value.label, tone=_TONES.get(value, ""))
    if isinstance(value, bool):
        return Inline("是" if value else "否")
    if isinstance(value, (PartialDate, TimeLimit, Band, int)):
        return Inline(str(value))
    if isinstance(value, FilePath):
        return show_file(public, value)
    if isinstance(value, SitePath):
        return Inline(find_page_title(public, value) or str(value), str(value))
    return _text_run(str(value))


def _text_run(text: str) -> Inline:
    if text == WITHHELD:
        return Inline(text, tone="withheld")
    outside = text if text.startswith(("https://", "http://")) and " " not in text else ""
    return Inline(text, outside)


def _ref_run(public: PublicCatalog, ref: Ref) -> Inline:
    if not ref.id:
        return Inline(ref.text, tone="withheld")
    return Inline(ref.text, ref_address(public, ref))


def _citation_run(public: PublicCatalog, cited: Citation) -> Inline:
    entry = public.entries.get(cited.rule.id)
    name = entry.record.name if entry else cited.rule.text
    article = article_title(cited.article) if cited.article else ""
    tail = f"（{cited.tail}）" if cited.tail and not cited.article else cited.tail
    return Inline(f"《{name}》{article}{tail}", ref_address(public, cited))


def make_cell(public: PublicCatalog, value: Any) -> Cell:
    """A value of any field: references in a row, texts and citations each on a line."""
    if isinstance(value, str):
        if "\n" in value:
            return tuple((_text_run(line),) for line in value.splitlines() if line.strip())
        return ((_text_run(value),),) if value else ()
    if isinstance(value, Ref):
        return ((_ref_run(public, value),),) if value != _NOTHING else ()
    if isinstance(value, tuple):
        return _make_list_cell(public, value) if value else ()
    if isinstance(value, ListCell):
        lines = make_cell(public, value.value)
        return tuple((Inline(f"{value.column}："), *line) for line in lines)
    if isinstance(value, Extension):
        return (_describe_extension(public, value),)
    if isinstance(value, Entrustment):
        return (_describe_entrustment(public, value),)
    if isinstance(value, Part):
        return tuple(_make_part_lines(public, value))
    if isinstance(value, dict):
        return tuple((Inline(f"{key}："), make_run(public, item)) for key, item in value.items())
    return () if value is None else ((make_run(public, value),),)


def _make_list_cell(public: PublicCatalog, values: tuple[Any, ...]) -> Cell:
    """The values of a list; they are all of one type."""
    first = values[0]
    if isinstance(first, (Ref, Term)):
        return (join_runs([make_run(public, value) for value in values]),)
    if isinstance(first, Citation):
        return tuple((_citation_run(public, cited),) for cited in values)
    if isinstance(first, Part):
        return tuple(join_lines(make_cell(public, part)) for part in values)
    return tuple(line for value in values for line in make_cell(public, value))


def join_runs(runs: Sequence[Inline], mark: str = "、") -> Line:
    """Runs in one line with a mark between them."""
    line: list[Inline] = []
    for run in runs:
        line += [Inline(mark), run] if line else [run]
    return tuple(line)


def join_lines(lines: Cell) -> Line:
    """The lines of a part in one line, so that a cell shows one part a line."""
    joined: list[Inline] = []
    for line in lines:
        joined += [Inline("；"), *line] if joined else line
    return tuple(joined)


def _describe_extension(public: PublicCatalog, extension: Extension) -> Line:
    """经镇长批准可延长10日: not in any sum, but said beside it (行政许可法第四十二条)."""
    by = extension.by
    who = (_ref_run(public, by),) if by and by.id else ()
    return (Inline("经"), *who, Inline(f"批准可延长{extension.limit}"))


def _describe_entrustment(public: PublicCatalog, part: Entrustment) -> Line:
    """由县自然资源局委托镇人民政府行使（受理），依据《……》第二条，从2026年1月1日至2028年12月31日."""
    by = (Inline("由"), _ref_run(public, part.by)) if part.by else ()
    to = (_ref_run(public, part.to),) if part.to else ()
    form = part.form.label + ("给" if part.form is EntrustmentForm.HANDED_DOWN and to else "")
    matter = f"（{part.matter}）" if part.matter else ""
    runs = [*by, Inline(form), *to, Inline(f"行使{matter}")]
    if part.basis:
        cited = [_citation_run(public, basis) for basis in part.basis]
        runs += [Inline("，依据"), *join_runs(cited)]
    days = (("从", part.since, "起" if not part.until else ""), ("至", part.until, "止"))
    term = "".join(f"{word}{day}{end}" for word, day, end in days if day)
    return (*runs, *([Inline(f"，{term}")] if term else []), *_mark_term(part, public.as_of))


def _mark_term(part: Entrustment, day: datetime.date) -> Line:
    """That an entrustment has not begun, or has ended."""
    if part.since and part.since.first > day:
        return (Inline("还没有开始", tone="mark"),)
    return (Inline("已经到期", tone="mark"),) if part.until and part.until.last < day else ()


_NOTHING = Ref("", "")


def _make_part_lines(public: PublicCatalog, part: Part) -> Iterator[Line]:
    """A nested part as labelled lines; what an editor writes as a plain text has no label."""
    cells = {}
    for name, label in part.field_labels():
        value = getattr(part, name)
        if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            value = "、".join(value)
        if name != "withheld" and (lines := make_cell(public, value)):
            cells[name] = (label, lines)
    plain_text = [*cells] == [part.shorthand]
    for name, (label, (first, *rest)) in cells.items():
        is_bare = plain_text or name == part.own_columns
        yield first if is_bare else (Inline(f"{label}："), *first)
        yield from rest


def make_row(public: PublicCatalog, entry: Entry, name: str, label: str = "") -> Row | None:
    """The labelled value of a field, or that it is withheld; None where it is empty."""
    cell = field_cell(public, entry, name)
    return Row(label or type(entry.record).label_of(name), cell) if cell else None


def field_cell(public: PublicCatalog, entry: Entry, name: str) -> Cell:
    """The value of a field, withheld or shown."""
    withheld = public.withheld.get(entry.id, {})
    if (name,) in withheld:
        return withheld_cell(withheld[(name,)])
    value = getattr(entry.record, name)
    if name == "entrusted" and isinstance(entry.record, Power):
        value = entry.record.entrustments
    cell = () if value is False else make_cell(public, value)  # a flag speaks where it is set
    if cell and name == "decider" and isinstance(entry.record, Power):
        if entry.record.tiers:
            cell = _say_deciders_by_amount(public, entry)
        return _add_joint_deciders(public, entry, cell)
    type = ChannelType.PHONE if name == "phone" else None
    if isinstance(entry.record, Channel) and name == "value":
        type = entry.record.type
    return tuple(_link_contacts(type, line) for line in cell) if type else cell


def _link_contacts(type: ChannelType, line: Line) -> Line:
    """A line with its telephone numbers or mail addresses as links; what is withheld stays."""
    is_text = len(line) == 1 and not line[0].href and not line[0].tone
    return show_contact(type, line[0].text) if is_text else line


#: the table on the page of a power that says who decides which amount
AMOUNTS = "amounts"


def _say_deciders_by_amount(public: PublicCatalog, entry: Entry) -> Cell:
    """Who decides where it goes by the amount, from the lowest on: no one of them decides all."""
    assert isinstance(entry.record, Power)
    tiers = sort_tiers(entry.record.tiers)
    approvers = {tier.approver: make_run(public, tier.approver) for tier in tiers}
    by_amount = Inline("按金额", f"{entry_address(entry)}#{AMOUNTS}")
    return ((by_amount, Inline("："), *join_runs(list(approvers.values()))),)


def _add_joint_deciders(public: PublicCatalog, entry: Entry, cell: Cell) -> Cell:
    """Who decides, with those who decide together with them: 党委、镇政府共同."""
    others = field_cell(public, entry, "joint_deciders")
    together = Inline("共同", tone="mark")
    return ((*cell[0], Inline("、"), *others[0], together),) if others else cell


def withheld_cell(basis: str) -> Cell:
    """What stands in place of a withheld value: 依法不予公开 and why."""
    runs = [Inline(WITHHELD, tone="withheld")]
    if basis:
        runs.append(Inline(f"（依据：{basis}）", tone="muted"))
    return (tuple(runs),)


def part_cell(public: PublicCatalog, entry: Entry, part: Part, path: Path, name: str) -> Cell:
    """The value of a field of a part inside a record (a step), withheld or shown."""
    withheld = public.withheld.get(entry.id, {})
    if (*path, name) in withheld:
        return withheld_cell(withheld[(*path, name)])
    return make_cell(public, getattr(part, name))


def make_fields(
    public: PublicCatalog, entry: Entry, names: Iterable[str], title: str = "", id: str = ""
) -> Fields | None:
    """The named fields of a record that say something."""
    rows = tuple(row for name in names if (row := make_row(public, entry, name)))
    return Fields(rows, title, id) if rows else None


def make_prose(
    public: PublicCatalog, text: str, title: str = "", id: str = "", official: bool = False
) -> Prose:
    """A Markdown text with what it needs to be rendered alone: addresses and counts."""
    targets = [link.target for link in find_links(text)]
    addresses = {target: text_link_address(public, target) for target in targets}
    counts = {name for name, _, _ in find_counts(text)} if "{{" in text else set()
    return Prose(
        text,
        tuple(sorted((target, address) for target, address in addresses.items() if address)),
        tuple(sorted((name, public.counts[name]) for name in counts if name in public.counts)),
        title,
        id,
        official,
    )


#: fields about the record, not about its matter: every page shows them at its end
COMMON = ("unit", "tags", "mechanism", "disclosure", "review")


def own_fields_of(record: Record) -> tuple[str, ...]:
    """The fields that only this type of record has, in the order of the model."""
    return _own_fields_of(type(record))


@functools.cache
def _own_fields_of(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in Record.model_fields)
