"""A draft held against the content: whatever would be an error is left out (edge: files).

The content and the new file are put into a folder of their own and checked there.
"""

from __future__ import annotations

import contextlib
import datetime
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.codes import READING_CODES
from shaiquan.content.sources import list_files
from shaiquan.importing.draft import MEETING, Draft, Line
from shaiquan.kinds.registry import FOLDERS
from shaiquan.model.files import FILES_FOLDER
from shaiquan.model.topics import Topic
from shaiquan.problem_texts import escape_signs
from shaiquan.problems import Bilingual, Problem, Severity

#: a line that is left out may make the one around it wrong, and so on; it never takes so many
_MOST_ROUNDS = 12


class ImportRefused(Exception):
    """Nothing can be written; says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Bilingual(zh, en)


@contextlib.contextmanager
def copied_content(content: Path) -> Iterator[Path]:
    """A copy of the content, for as long as something is tried in it."""
    with tempfile.TemporaryDirectory(prefix="shaiquan-import-") as folder:
        copy = Path(folder) / "content"
        for file in list_files(content, FOLDERS)[0]:
            (copy / file.inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(content / file.inside, copy / file.inside)
        if (content / FILES_FOLDER).is_dir():
            shutil.copytree(content / FILES_FOLDER, copy / FILES_FOLDER)
        yield copy


def leave_out_errors(draft: Draft, content: Path, inside: str, as_of: datetime.date) -> Draft:
    """The draft without the lines in which the check finds an error. Raises ImportRefused."""
    with copied_content(content) as copy:
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
    raise ImportRefused(zh, "errors remain: please send this table to the maintainers")


def _leave_out(
    draft: Draft, errors: Iterable[Problem], path: str, numbers: Sequence[int | None]
) -> Draft:
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    checked = draft
    for error in errors:
        number = numbers[error.line - 1] if error.path == path else None
        line = draft.lines[number] if number is not None else None
        if number is None or line is None or line.record < MEETING or _is_of_meeting(line):
            where = line.text.strip() if line else Path(error.path).name
            raise ImportRefused(
                f"“{where}”：{_describe(error)}", f"'{where}': {error.message('en')}"
            )
        why = _describe(error, draft.names[line.record])
        if line.essential and _may_be_draft(checked, line.record, error):
            draft = draft.note(line.record, why)
            continue
        if line.essential:
            number = _find_what_to_leave_out(draft, line.record, error)
        reasons[number].append(why)
    for number, said in sorted(reasons.items()):  # what stands around others comes first
        if not draft.lines[number].why:
            draft = draft.leave_out(number, *dict.fromkeys(said))
    return draft


def _may_be_draft(draft: Draft, record: int, error: Problem) -> bool:
    """Whether a topic that is wrong as a whole may be right as a draft: gates and signatures,
    which no table has, are asked for when it is published."""
    return error.code not in READING_CODES and not draft.is_draft(record)


def _is_of_meeting(line: Line) -> bool:
    return line.essential and line.record == MEETING


def _find_what_to_leave_out(draft: Draft, topic: int, error: Problem) -> int:
    """Where a topic as a whole is wrong, as a draft too. One that must have more before it is
    discussed is kept without its 审议; else nothing of it can be kept."""
    discussed = draft.find_line(topic, f"    {Topic.label_of('deliberations')}:")
    if error.code not in READING_CODES and discussed is not None:
        return discussed
    return next(n for n, line in enumerate(draft.lines) if line.record == topic)


def _describe(error: Problem, record: str = "") -> str:
    """What is wrong, on one line of a comment; not again of which topic and meeting."""
    why = escape_signs(" ".join(error.message().split()))
    name = re.escape(record.partition("“")[2])
    return re.sub(rf"^“{name}(?:(?:在|上了)“[^”]*”上?，?)?", "", why) if name else why
