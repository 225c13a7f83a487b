"""Procedures of a table as the text of a new file, and as changes of files that have them (edge:
reads files)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from shaiquan.editing.file_edits import EditedText, FieldEdit, edit_file
from shaiquan.editing.yaml_file import UnusualYaml
from shaiquan.editing.yaml_values import quote, write_record
from shaiquan.importing.file_texts import read_file_text
from shaiquan.importing.step_tables import StepTable
from shaiquan.importing.step_updates import StepsUpdate
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.registry import KIND
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.terms import State
from shaiquan.problem_texts import escape_signs

_KIND = KIND["procedure"]


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


def change_files(updates: Iterable[StepsUpdate]) -> dict[str, EditedText]:
    """Path -> the text of each file with the steps of its procedures changed, and the comments
    that go. Raises ImportRefused where a file is written in a way that cannot be changed."""
    texts: dict[str, EditedText] = {}
    for update in updates:
        path = update.raw.path
        try:
            file = read_file_text(Path(path))
            before = texts.get(path, EditedText(file.yaml))
            after = change_steps(before.text, update)
            texts[path] = EditedText(after.text, (*before.dropped, *after.dropped))
        except UnusualYaml:
            zh = f"{path} 里流程“{update.name}”的写法程序改不了，请手工改，或者改成一步一行"
            raise ImportRefused(zh, f"{path} cannot be changed as it is written") from None
    return {path: _join_parts(Path(path), edited) for path, edited in texts.items()}


def change_steps(text: str, update: StepsUpdate) -> EditedText:
    """First the fields of steps that stay, then steps that come and go: so each step keeps its
    lines and its comments."""
    dropped: tuple[str, ...] = ()
    said = update.steps
    for steps in (update.changed, update.final):
        if steps != said:
            edit = FieldEdit(update.raw.entry, "steps", steps)
            edited = edit_file(text, _KIND.folder, [edit])
            text, dropped, said = edited.text, (*dropped, *edited.dropped), steps
    return EditedText(text, dropped)


def _join_parts(path: Path, edited: EditedText) -> EditedText:
    file = read_file_text(path)
    return EditedText(file.head + edited.text + file.tail, edited.dropped)
