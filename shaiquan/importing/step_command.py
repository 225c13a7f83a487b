"""The steps of ``import procedure``: a sheet of steps to procedures (edge: writes files)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.console import Console
from shaiquan.content.loading import LoadedContent
from shaiquan.content.raw_types import RawRecord
from shaiquan.editing.written_records import list_written_records
from shaiquan.importing.list_plans import ListRequest
from shaiquan.importing.list_records import Knowledge, is_id
from shaiquan.importing.list_texts import find_free, name_file, write_files
from shaiquan.importing.list_trying import find_errors
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.site_defaults import read_defaults, says_published
from shaiquan.importing.step_tables import StepTable, read_step_tables
from shaiquan.importing.step_telling import tell_new, tell_update
from shaiquan.importing.step_updates import StepsUpdate, plan_steps
from shaiquan.importing.step_writing import change_files, write_procedures
from shaiquan.importing.table_sources import PASTED, read_tables, tell_sheets
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import UnresolvedReference
from shaiquan.problems import has_errors

_KIND = KIND["procedure"]
#: a declared number of steps can only be mended once the steps are there
_MENDED_AFTERWARDS = frozenset(("declared-number",))


def import_steps(
    content: Path, request: ListRequest, as_of: datetime.date, console: Console
) -> int:
    """Write the procedures of a sheet of steps, and change those that are there. 0: done; 1:
    nothing was written."""
    try:
        loaded = check_content(content, as_of=as_of)
        if loaded.catalog is None or has_errors(loaded.problems):
            console.print_problems(loaded.problems)
            raise ImportRefused("先改正内容里的错误", "mend the errors of the content first")
        known = Knowledge(_KIND, loaded.rows, read_defaults(loaded, _KIND))
        sheets = read_tables(request.file, console)
        title = "" if request.file == PASTED else request.file.stem
        tables = read_step_tables(sheets, title, known.knows)
        tell_sheets(sheets, (table.sheet for table in tables), console)
        _import_tables(content, loaded, known, tables, request, as_of, console)
    except (UnreadableTable, ImportRefused) as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    return 0


def _import_tables(
    content: Path,
    loaded: LoadedContent,
    known: Knowledge,
    tables: Sequence[StepTable],
    request: ListRequest,
    as_of: datetime.date,
    console: Console,
) -> None:
    """Change the procedures that are there, then write those that are new. Raises
    ImportRefused."""
    found = {table.name: _find_procedure(table, loaded, known) for table in tables}
    updates = [
        plan_steps(raw, table, known, request.remove_steps)
        for table in tables
        if (raw := found[table.name])
    ]
    for update in updates:
        tell_update(update, request.remove_steps, console)
    changed = _change(content, updates, as_of, console)
    new = [table for table in tables if found[table.name] is None]
    added = _write_new(content, new, known, request.file, as_of, console) if new else {}
    texts = {**changed, **added}
    if not texts:
        console.say("没有文件要写。", "no file to write.")
        return
    files = "、".join((content / inside).as_posix() for inside in texts)
    if not request.dry_run:
        write_files(content, texts)
        console.say(f"写了 {files}。", f"written: {files}.")
        return
    console.say(f"什么也没有写。会写成 {files}。", f"nothing was written: {files}.")
    print("".join(added.values()), end="")


def _write_new(
    content: Path,
    tables: Sequence[StepTable],
    known: Knowledge,
    file: Path,
    as_of: datetime.date,
    console: Console,
) -> dict[str, str]:
    """The text of a new file with procedures, by its path below the content. Raises
    ImportRefused."""
    _refuse_incomplete(tables)
    ids = _give_ids(tables, {row.id for row in known.rows})
    inside = find_free(content, _KIND.folder, name_file(file))
    by_id = dict(zip(ids, tables, strict=True))
    text, written = _try(content, inside, by_id, as_of, says_published(known.defaults))
    tell_new(written, console)
    return {inside: text}


def _find_procedure(table: StepTable, loaded: LoadedContent, known: Knowledge) -> RawRecord | None:
    """The procedure that a table is called after, by its 编号, else by its name; None: a new one.
    Raises ImportRefused where it may be several, or has no steps of its own."""
    said = table.id or table.name
    if not said or not known.knows(said, ("procedure",)):
        return None
    try:
        id = known.names.resolve(said, ("procedure",), str(known.defaults.get("unit", ""))).id
    except UnresolvedReference as fault:
        ids = "、".join(fault.candidates)
        zh = f"流程“{said}”有几个（{ids}）：表里加一栏 流程编号，写是哪一个"
        raise ImportRefused(zh, f"several procedures are called {said}: {ids}") from None
    raws = list_written_records(loaded, _KIND)
    raw = next(raw for raw in raws if str(raw.values.get("id", "")).lower() == id)
    if not raw.values.get("steps"):
        zh = f"流程“{said}”沿用别的流程，步骤不在它这里：改被沿用的那一个"
        raise ImportRefused(zh, f"{said} adopts the steps of another procedure")
    return raw


def _change(
    content: Path, updates: Sequence[StepsUpdate], as_of: datetime.date, console: Console
) -> dict[str, str]:
    """The texts of the files with the changes, by path below the content. Raises ImportRefused
    where the content would have errors."""
    prefix = f"{content.as_posix()}/"
    changed = [update for update in updates if update.final != update.steps]
    edited = {path.removeprefix(prefix): text for path, text in change_files(changed).items()}
    texts = {inside: file.text for inside, file in edited.items()}
    if not texts:
        return {}
    for inside, file in edited.items():
        for comment in file.dropped:
            zh = f"  注释删去了　{inside}：{comment}"
            console.say(zh, f"  a comment went with its step: {inside}: {comment}")
    errors = find_errors(content, texts, as_of, _MENDED_AFTERWARDS)
    if whys := [why for found in errors.by_id.values() for why in found]:
        zh = f"改了以后会有错误：{'；'.join(dict.fromkeys(whys))}"
        raise ImportRefused(zh, "the content would have errors")
    for fault in errors.elsewhere:
        console.say(f"请再改一处：{fault}", f"to be mended: {fault}")
    return texts


def _refuse_incomplete(tables: Iterable[StepTable]) -> None:
    """Raises ImportRefused for what no draft can be without: a name, and an end."""
    for table in tables:
        if not table.name:
            zh = "粘贴的步骤没有流程的名称：上面加一行“…流程”，或者加一栏 流程"
            raise ImportRefused(zh, "the procedure has no name: add a line above it")
        if not any("end" in step for step in table.steps):
            zh = f"流程“{table.name}”没有结束：表里加一栏 结束，最后一步写 是"
            raise ImportRefused(zh, "no step is an end: add a column 结束 with 是 at the last")


def _give_ids(tables: Iterable[StepTable], taken: set[str]) -> list[str]:
    """The 流程编号 of each table, else the next free number."""
    ids: list[str] = []
    for table in tables:
        numbers = (f"lc-{n:03}" for n in range(1, 100_000))
        own = [table.id.lower()] if is_id(table.id) else []
        ids.append(next(n for n in (*own, *numbers) if n not in taken and n not in ids))
    return ids


def _try(
    content: Path,
    inside: str,
    tables: Mapping[str, StepTable],
    as_of: datetime.date,
    published: bool,
) -> tuple[str, tuple[StepTable, ...]]:
    """The text of the file; a procedure that would be an error is a draft that says why."""
    while True:
        text = write_procedures(tables, published)
        errors = find_errors(content, {inside: text}, as_of).by_id
        if not errors:
            return text, tuple(tables.values())
        for id, whys in errors.items():
            if set(whys) <= set(tables[id].lacking):
                raise ImportRefused(f"{tables[id].name}：{whys[0]}", "it would be in error")
        tables = {
            id: replace(t, lacking=tuple(dict.fromkeys((*t.lacking, *errors.get(id, ())))))
            for id, t in tables.items()
        }
