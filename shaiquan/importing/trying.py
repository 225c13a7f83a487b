"""A draft held against the content: whatever would be an error is left out (edge: files).

The content and the new file are put into a folder of their own and checked there.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.content.sources import list_files
from shaiquan.importing.draft import Draft
from shaiquan.kinds.registry import FOLDERS
from shaiquan.problems import Bilingual, Problem, Severity, escape_signs

#: a line that is left out may make the one around it wrong, and so on; it never takes so many
_MOST_ROUNDS = 12


class Refused(Exception):
    """Nothing can be written; says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Bilingual(zh, en)


def leave_out_errors(draft: Draft, content: Path, inside: str, as_of: datetime.date) -> Draft:
    """The draft without the lines in which the check finds an error. Raises Refused."""
    with tempfile.TemporaryDirectory(prefix="shaiquan-import-") as folder:
        copy = Path(folder) / "content"
        for file in list_files(content, FOLDERS)[0]:
            (copy / file.inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(content / file.inside, copy / file.inside)
        new = copy / inside
        new.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(_MOST_ROUNDS):
            text, numbers = draft.render()
            new.write_text(text, "utf-8", newline="\n")
            problems = check_content(copy, as_of=as_of).problems
            errors = [found for found in problems if found.severity is Severity.ERROR]
            if not errors:
                return draft
            draft = _leave_out(draft, errors, new.as_posix(), numbers)
    zh = "改来改去还有错误，请把这张表发给维护的人"
    raise Refused(zh, "errors remain: please send this table to the maintainers")


def _leave_out(
    draft: Draft, errors: list[Problem], path: str, numbers: tuple[int | None, ...]
) -> Draft:
    for error in errors:
        why = _describe(error)
        number = numbers[error.line - 1] if error.path == path else None
        if number is None or draft.lines[number].essential or draft.lines[number].record < 0:
            where = (
                draft.lines[number].text.strip() if number is not None else Path(error.path).name
            )
            raise Refused(f"“{where}”：{why}", f"'{where}': {error.message('en')}")
        if not draft.lines[number].why:
            draft = draft.leave_out(number, why)
    return draft


def _describe(error: Problem) -> str:
    """What is wrong, on one line of a comment."""
    return escape_signs(" ".join(error.message().split()))
