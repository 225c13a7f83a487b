"""The steps of ``import procedure``: a sheet of steps to procedures (edge: writes a file)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from shaiquan.checks.checking import check_content
from shaiquan.console import Console
from shaiquan.editing.yaml_values import quote, write_record
from shaiquan.importing.list_plans import ListRequest
from shaiquan.importing.list_records import Knowledge
from shaiquan.importing.list_texts import find_free, name_file, write_files
from shaiquan.importing.list_trying import find_errors
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.site_defaults import read_defaults, says_published
from shaiquan.importing.step_fields import NO_ACTOR
from shaiquan.importing.step_tables import StepTable, read_step_tables
from shaiquan.importing.table_sources import PASTED, read_tables, tell_sheets
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.registry import KIND
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.terms import State
from shaiquan.problem_texts import escape_signs
from shaiquan.problems import has_errors

_KIND = KIND["procedure"]


def import_steps(
    content: Path, request: ListRequest, as_of: datetime.date, console: Console
) -> int:
    """Write the procedures of a sheet of steps. 0: done; 1: nothing was written."""
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
        _refuse_incomplete(tables)
        if twice := [table.name for table in tables if known.knows(table.name, ("procedure",))]:
            zh = f"已经有流程“{twice[0]}”，要改请直接改它"
            raise ImportRefused(zh, f"the procedure {twice[0]} is there already")
        ids = _give_ids(tables, {row.id for row in loaded.rows})
        inside = find_free(content, _KIND.folder, name_file(request.file))
        by_id = dict(zip(ids, tables, strict=True))
        text, tables = _try(content, inside, by_id, as_of, says_published(known.defaults))
        _tell(tables, console)
        if request.dry_run:
            console.say(f"什么也没有写。会写成 {content / inside}：", "nothing was written:")
            print(text, end="")
            return 0
        write_files(content, {inside: text})
    except (UnreadableTable, ImportRefused) as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    console.say(f"写了 {content / inside}。", f"written: {content / inside}.")
    return 0


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
    ids: list[str] = []
    for _ in tables:
        numbers = (f"lc-{n:03}" for n in range(1, 100_000))
        ids.append(next(free for free in numbers if free not in taken and free not in ids))
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


def write_procedures(tables: Mapping[str, StepTable], published: bool) -> str:
    """The text of a file with procedures; what one lacks stands above it. ``published``: whether
    the site says 发布 of all, so that those that lack nothing need not."""
    lines = [f"{_KIND.label}:"]
    label = Procedure.label_of
    for id, table in tables.items():
        lines += [f"  # 还缺：{escape_signs(lack)}" for lack in table.lacking]
        lines += [f"  - {label('id')}: {id}", f"    {label('name')}: {quote(table.name)}"]
        state = State.DRAFT if table.lacking else State.PUBLISHED
        if table.lacking or not published:
            lines.append(f"    {label('state')}: {state.label}")
        if table.power:
            lines.append(f"    {label('powers')}: [{quote(table.power)}]")
        lines.append(f"    {label('steps')}:")
        for step in table.steps:
            lines += _write_step(step)
    return "\n".join(lines) + "\n"


def _write_step(step: Mapping[str, Any]) -> list[str]:
    branches = step.get("branches")
    plain = {name: value for name, value in step.items() if name != "branches"}
    lines = write_record(Step, plain, "      ")
    if branches:
        lines += [f"        {Step.label_of('branches')}:"]
        lines += [f"          {quote(a)}: {quote(target)}" for a, target in branches.items()]
    return lines


def _tell(tables: Iterable[StepTable], console: Console) -> None:
    for table in tables:
        columns = "、".join(table.columns)
        ends = "、".join(step["end"] for step in table.steps if "end" in step)
        zh = f"流程“{table.name}”：{len(table.steps)} 步，结束在 {ends}（栏：{columns}）"
        console.say(zh, f"procedure {table.name}: {len(table.steps)} steps")
        if table.power:
            console.say(f"  事项：{table.power}", f"  power: {table.power}")
        if table.unused:
            unused = "、".join(table.unused)
            console.say(f"  没有用到的栏：{unused}", f"  columns that are not used: {unused}")
        for lack in table.lacking:
            console.say(f"  还缺　{lack}", f"  lacking: {lack}")
        if any(NO_ACTOR in lack for lack in table.lacking):
            zh = "  主体先写进 bodies：机构、岗位；申请人、当事人写 角色: [{编号: …, 名称: …}]"
            en = "  write the actors into bodies first: bodies, posts, or 角色 (roles)"
            console.say(zh, en)
