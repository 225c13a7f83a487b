"""An edited workbook beside the content: what changes, what is new, gone, or cannot be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shaiquan.content.loading import LoadedContent
from shaiquan.editing.cell_marks import is_untouched
from shaiquan.importing.copied_withholdings import keep_back, list_withheld
from shaiquan.importing.edited_owners import settle_rows
from shaiquan.importing.edited_records import CellReader
from shaiquan.importing.edited_tables import EditedRow, EditedTable
from shaiquan.importing.file_texts import find_kept_fields
from shaiquan.importing.list_command import (
    count_missing,
    list_existing,
    name_missing,
    publish,
)
from shaiquan.importing.list_faults import leave_out_faults
from shaiquan.importing.list_files import ExistingRecord, FieldUpdate, Update, find_home
from shaiquan.importing.list_plans import LaterChange, ListPlan
from shaiquan.importing.list_records import (
    ImportedRecord,
    Knowledge,
    LeftOut,
    give_ids,
    is_id,
)
from shaiquan.importing.list_tables import ImportedRow, ListTable
from shaiquan.importing.site_defaults import read_defaults
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.common import Record

_INHERITED = "这个文件的“默认”里写了它，清空不了；要改，就写别的"


@dataclass(frozen=True, slots=True)
class DividedRows:
    """The rows of a table: records that are there by id, those of which a cell was edited, cells
    that others changed since, and rows that are none of the content's."""

    seen: Mapping[str, ExistingRecord]
    changed: tuple[ImportedRecord, ...]
    later: tuple[LaterChange, ...]
    new: tuple[EditedRow, ...]


def plan_edited(
    loaded: LoadedContent, kind: Kind, table: EditedTable, with_bodies: bool = False
) -> ListPlan:
    """What the cells that an editor changed will change; ``with_bodies``: bodies and categories
    that are missing are written too."""
    known = Knowledge(kind, loaded.rows, read_defaults(loaded, kind))
    existing = list_existing(loaded, kind)
    plan = _plan_rows(table, existing, known)
    if with_bodies and (named := tuple(name_missing(plan.missing, known))):
        return replace(_plan_rows(table, existing, known.add(named)), named=named)
    return plan


def refuse_obstacles(table: EditedTable) -> None:
    """Raises ImportRefused where it cannot be told what the cells say: of which record, of which
    of two columns, and whether a cell was cleared."""
    label = Record.label_of("id")
    if label not in table.headings:
        zh = f"没有“{label}”这一栏，认不出哪一行是哪一条；请把栏名改回去，或者重新导出"
        raise ImportRefused(zh, "there is no column with the ids")
    for heading, count in Counter(table.headings).items():
        if count > 1:
            zh = f"有 {count} 栏都叫“{heading}”，不知道照哪一栏，请只留一栏"
            raise ImportRefused(zh, f"{count} columns are called {heading}")
    for obstacle in table.obstacles:
        raise ImportRefused(str(obstacle), obstacle.en)


def _plan_rows(
    table: EditedTable, existing: Sequence[ExistingRecord], known: Knowledge
) -> ListPlan:
    kind = known.kind
    columns = {heading for before in existing for heading in before.values.get("extras") or ()}
    reader = CellReader(known, frozenset(columns))
    rows = _divide_rows(table, existing, reader)
    gone = tuple(before for before in existing if before.id not in rows.seen)
    withheld = list_withheld(existing, kind)
    added = [keep_back(r, withheld, kind) for r in _read_new(rows.new, reader, known, gone)]
    named = give_ids([record for record in added if not record.refused], known, {})
    changed = _keep_inherited(rows.changed, rows.seen, kind)
    records, findings = leave_out_faults((*changed, *named), known)
    good = [record for record in records if not record.refused]
    own = [record for record in good if record.id in rows.seen]
    updates = [_find_update(rows.seen[record.id], record) for record in own]
    return ListPlan(
        kind,
        (_describe_table(table, reader),),
        tuple(_publish_new(r, known) for r in good if r.id not in rows.seen),
        tuple(update for update in updates if update.fields),
        len(rows.seen) - len(changed) + sum(not update.fields for update in updates),
        gone,
        tuple(record for record in (*added, *records) if record.refused),
        count_missing(findings),
        find_home(list(rows.seen.values())),
        (),
        tuple(record for record in own if record.left_out),
        later=rows.later,
    )


def _publish_new(record: ImportedRecord, known: Knowledge) -> ImportedRecord:
    """A new record whose row says no state: published, as those of any other table."""
    return record if "state" in record.values else publish(record, known)


def _divide_rows(
    table: EditedTable, existing: Sequence[ExistingRecord], reader: CellReader
) -> DividedRows:
    by_id = {before.id: before for before in existing}
    seen: dict[str, ExistingRecord] = {}
    changed: list[ImportedRecord] = []
    later: list[LaterChange] = []
    new: list[EditedRow] = []
    for row in settle_rows(table.rows, (str(before.values["id"]) for before in existing)):
        id = row.id.lower()
        before = by_id.get(id)
        if before is None or id in seen or row.fault:
            new.append(row)
            continue
        seen[id] = before
        record, changes = reader.read_changes(row, before)
        later += changes
        if record.left_out or any(v != before.values.get(n) for n, v in record.values.items()):
            changed.append(record)
    return DividedRows(seen, tuple(changed), tuple(later), tuple(new))


def _find_update(before: ExistingRecord, record: ImportedRecord) -> Update:
    """The fields that are other; those of which a part cannot be read stay."""
    unread = {left.field for left in record.left_out}
    return Update(
        before,
        record,
        tuple(
            FieldUpdate(name, before.values.get(name), value)
            for name, value in record.values.items()
            if name not in unread and value != before.values.get(name)
        ),
    )


def _keep_inherited(
    records: Iterable[ImportedRecord], by_id: Mapping[str, ExistingRecord], kind: Kind
) -> list[ImportedRecord]:
    """The records, whose cleared fields that a default of their file says stay."""
    done = []
    for record in records:
        cleared = [name for name, value in record.values.items() if value is None]
        kept = find_kept_fields(by_id[record.id], cleared, kind) if cleared else ()
        values = {name: value for name, value in record.values.items() if name not in kept}
        left = tuple(LeftOut(name, "（空）", _INHERITED) for name in kept)
        done.append(replace(record, values=values, left_out=(*record.left_out, *left)))
    return done


# -- new rows ---------------------------------------------------------------------------------


def _read_new(
    rows: Iterable[EditedRow],
    reader: CellReader,
    known: Knowledge,
    gone: Sequence[ExistingRecord],
) -> list[ImportedRecord]:
    """The records of rows that are none of the content's, with the reason where one cannot be."""
    taken = {row.id for row in known.rows}
    records = []
    for row in rows:
        record = reader.read_new(row)
        why = row.fault or _refuse_id(row.id, row, taken, gone) or record.refused
        taken.add(row.id.lower())
        records.append(replace(record, refused=why))
    return records


def _refuse_id(id: str, row: EditedRow, taken: set[str], gone: Sequence[ExistingRecord]) -> str:
    """Why a row cannot be a new record of this id; empty where it can."""
    label = Record.label_of("id")
    if not id:
        return ""
    if not is_id(id):
        return f"{label} {id} 只能用英文字母、数字和 - _，空着就自动编"
    if id.lower() in taken:
        return f"{label} {id} 已经有别的记录用了，空着就自动编"
    if is_untouched(label, id, row.marks):
        return f"内容里已经没有 {id}（导出以后删去的），没有加回去"
    for before in gone:
        if is_untouched(label, str(before.values.get("id", "")), row.marks):
            return f"{label}由 {before.id} 改成了 {id}：表里不能改编号"
    return ""


def _describe_table(table: EditedTable, reader: CellReader) -> ListTable:
    """The table in the words of any other list that is imported."""
    fields = {heading: reader.find_field(heading) for heading in table.headings}
    columns = {name: heading for heading, name in fields.items() if name != "extras"}
    other = tuple(heading for heading, name in fields.items() if name == "extras")
    rows = tuple(ImportedRow(table.sheet, row.number, row.cells, {}) for row in table.rows)
    return ListTable(table.sheet, table.heading_row, columns, other, rows, {})
