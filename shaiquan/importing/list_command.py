"""The steps of ``import powers`` and of every other kind: read a table, say what it means, write
(edge: writes files)."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.console import Console
from shaiquan.content.loading import LoadedContent
from shaiquan.content.names import NameRow
from shaiquan.content.places import Finding
from shaiquan.editing.cell_marks import NOTICE
from shaiquan.editing.written_records import list_written_records
from shaiquan.importing.list_faults import leave_out_faults
from shaiquan.importing.list_files import (
    ExistingRecord,
    find_gone,
    find_home,
    find_update,
    is_another,
    match_records,
)
from shaiquan.importing.list_plans import ListPlan, ListRequest
from shaiquan.importing.list_records import (
    ImportedRecord,
    Knowledge,
    give_ids,
    make_records,
)
from shaiquan.importing.list_tables import ListTable, read_list_tables
from shaiquan.importing.list_telling import tell_end, tell_plan, tell_renaming
from shaiquan.importing.list_texts import NAMED_ONLY, require_unchanged, write_files, write_texts
from shaiquan.importing.list_trying import find_errors
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.site_defaults import read_defaults, says_published
from shaiquan.importing.table_files import Sheet
from shaiquan.importing.table_sources import read_tables, tell_sheets
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND
from shaiquan.model.terms import State
from shaiquan.problems import has_errors

_MOST_ROUNDS = 4


def import_list(
    content: Path, kind: Kind, request: ListRequest, as_of: datetime.date, console: Console
) -> int:
    """Write the records of a table. 0: done; 1: nothing was written."""
    try:
        sheets = read_tables(request.file, console)
        _refuse_unmarked(sheets)
        tables = read_list_tables(sheets, kind)
        tell_sheets(sheets, (table.sheet for table in tables), console)
        loaded = check_content(content, as_of=as_of)
        if loaded.catalog is None or has_errors(loaded.problems):
            console.print_problems(loaded.problems)
            raise ImportRefused("先改正内容里的错误", "mend the errors of the content first")
        plan = plan_import(loaded, kind, tables, request)
        if not request.rename:
            _refuse_renaming(plan, console)
        write_plan(content, loaded, plan, request, as_of, console)
    except (UnreadableTable, ImportRefused) as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    return 0


def write_plan(
    content: Path,
    loaded: LoadedContent,
    plan: ListPlan,
    request: ListRequest,
    as_of: datetime.date,
    console: Console,
) -> None:
    """Try a plan for the content as it was read, say what it does, and write its files. Raises
    ImportRefused."""
    require_unchanged(loaded, plan.kind)
    plan = _try(content, plan, request, as_of)
    tell_plan(plan, console, request.dry_run)
    if plan.refused and not (plan.added or plan.updates or plan.same):
        raise ImportRefused("没有一行能录入", "no row can be imported")
    if not request.dry_run:
        require_unchanged(loaded, plan.kind)
        write_files(content, plan.texts)
    tell_end(content, plan, request, console)


def _refuse_unmarked(sheets: Iterable[Sheet]) -> None:
    """Raises ImportRefused for a workbook of ``export xlsx`` that lost its marks: its cells say
    more than those of other tables, and what is left blank is not to be guessed."""
    if any(text.startswith(NOTICE) for sheet in sheets for row in sheet.rows[:1] for text in row):
        zh = "这是 export xlsx 写的表，最后一列（藏着的核对码）没有了；请重新导出，再改一次"
        raise ImportRefused(zh, "a workbook of export xlsx without its marks: export it again")


def _refuse_renaming(plan: ListPlan, console: Console) -> None:
    """Raises ImportRefused where a number is that of another record: a wrong number would write
    one item over another."""
    renamed = [update for update in plan.updates if is_another(update)]
    for update in renamed:
        tell_renaming(plan.kind, update, console)
    if renamed:
        zh = f"有 {len(renamed)} 行的编号是别的记录的；号写错了的改表，真是改名的加 --rename"
        raise ImportRefused(zh, f"{len(renamed)} rows have the number of another: --rename")


# -- the plan ---------------------------------------------------------------------------------


def plan_import(
    loaded: LoadedContent,
    kind: Kind,
    tables: tuple[ListTable, ...],
    request: ListRequest,
) -> ListPlan:
    """The records of a table beside those of the content."""
    known = Knowledge(kind, loaded.rows, read_defaults(loaded, kind))
    records, existing, findings = _read(loaded, tables, known)
    missing = count_missing(findings)
    named: tuple[NameRow, ...] = ()
    if request.with_bodies and (named := tuple(name_missing(missing, known))):
        known = known.add(named)
        records, existing, findings = _read(loaded, tables, known)
        missing = count_missing(findings)
    by_id = {before.id: before for before in existing}
    matched = [by_id[record.id] for record in records if record.id in by_id]
    good = [record for record in records if not record.refused]
    updates = [find_update(by_id[r.id], r, known) for r in good if r.id in by_id]
    return ListPlan(
        kind,
        tables,
        tuple(publish(record, known) for record in good if record.id not in by_id),
        tuple(update for update in updates if update.fields),
        sum(not update.fields for update in updates),
        find_gone(existing, matched),
        tuple(record for record in records if record.refused),
        missing,
        find_home(matched),
        named,
        tuple(record for record in good if record.id in by_id and record.left_out),
    )


def _read(
    loaded: LoadedContent, tables: tuple[ListTable, ...], known: Knowledge
) -> tuple[tuple[ImportedRecord, ...], list[ExistingRecord], tuple[Finding, ...]]:
    records = make_records(tables, known)
    existing = list_existing(loaded, known.kind)
    matched = match_records(records, existing, known)
    values = {number: (before.id, before.values) for number, before in matched.items()}
    records = give_ids(records, known, values)
    records, findings = leave_out_faults(records, known)
    return records, existing, findings


def list_existing(loaded: LoadedContent, kind: Kind) -> list[ExistingRecord]:
    """The records of a kind that the content has, as written."""
    return [
        ExistingRecord(str(raw.values.get("id", "")).lower(), raw.path, raw.entry, raw.values)
        for raw in list_written_records(loaded, kind)
    ]


def publish(record: ImportedRecord, known: Knowledge) -> ImportedRecord:
    """The record with 状态 发布, unless the site says that of all: one without is a draft."""
    if says_published(known.defaults):
        return record
    return replace(record, values={**record.values, "state": State.PUBLISHED.label})


def count_missing(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    """(words for the kinds, name) of every name that nobody has -> how often it is written."""
    words = (dict(f.words) for f in findings if f.code.code == "unknown-reference")
    return Counter((said["kinds"], said["value"]) for said in words)


def name_missing(missing: Iterable[tuple[str, str]], known: Knowledge) -> Iterable[NameRow]:
    """Records for the names that nobody has, where a name is enough."""
    taken = {row.id for row in known.rows}
    unit = str(known.defaults.get("unit", ""))
    for label, name in missing:
        kind = next((n for n in NAMED_ONLY if KIND[n].label in label.split("、")), "")
        if kind:
            numbers = (f"{NAMED_ONLY[kind][1]}-{n:03}" for n in range(1, 100_000))
            id = next(free for free in numbers if free not in taken)
            taken.add(id)
            yield NameRow(kind, id, name, "", unit, "", (id,))


# -- texts ------------------------------------------------------------------------------------


def _try(
    content: Path,
    plan: ListPlan,
    request: ListRequest,
    as_of: datetime.date,
) -> ListPlan:
    """The plan with its texts; what would be an error as published is a draft, or is left out."""
    for number in range(_MOST_ROUNDS):
        texts, dropped = write_texts(content, plan, request)
        plan = replace(plan, texts=texts, dropped=dropped)
        if not plan.texts:
            return plan
        errors = find_errors(content, plan.texts, as_of)
        if not errors.by_id:
            return replace(plan, elsewhere=errors.elsewhere)
        plan = _leave_out(plan, errors.by_id)
        if number == _MOST_ROUNDS - 2:
            plan = _make_drafts(plan, next(why for whys in errors.by_id.values() for why in whys))
    zh = "改来改去还有错误，请把这张表发给维护的人"
    raise ImportRefused(zh, "errors remain: please send this table to the maintainers")


def _make_drafts(plan: ListPlan, why: str) -> ListPlan:
    """The plan with all new records as drafts: each that is left out puts the next in the wrong,
    as in a list whose 序号 begin at 22."""
    note = f"别的行有错误，先都写成草稿：{why}"
    added = (r if r.is_draft else replace(r, notes=(note,)) for r in plan.added)
    return replace(plan, added=tuple(added))


def _leave_out(plan: ListPlan, errors: Mapping[str, list[str]]) -> ListPlan:
    ids = {record.id for record in plan.added} | {update.before.id for update in plan.updates}
    if other := [why for id, whys in errors.items() if id not in ids for why in whys]:
        raise ImportRefused(other[0], "the content would have errors")
    added, refused = [], list(plan.refused)
    for record in plan.added:
        why = tuple(dict.fromkeys(errors.get(record.id, ())))
        if why and record.is_draft:
            refused.append(replace(record, refused="；".join(why)))
        else:
            added.append(replace(record, notes=(*record.notes, *why)))
    refused += [
        replace(update.record, refused="；".join(dict.fromkeys(errors[update.before.id])))
        for update in plan.updates
        if update.before.id in errors
    ]
    updates = tuple(update for update in plan.updates if update.before.id not in errors)
    return replace(plan, added=tuple(added), updates=updates, refused=tuple(refused))
