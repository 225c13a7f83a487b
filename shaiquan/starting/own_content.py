"""The content to start with: fill the templates, check them, replace the folder (edge: writes
files)."""

from __future__ import annotations

import dataclasses
import datetime
import json
import secrets
import shutil
import string
import tempfile
from collections.abc import Mapping
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.content.raw_records import read_records
from shaiquan.content.sources import gather_sources
from shaiquan.kinds.registry import FOLDERS
from shaiquan.model.scalars import parse_flag
from shaiquan.problems import Problem, Rejected, Severity
from shaiquan.starting.questions import Answers
from shaiquan.starting.schema_lines import write_schema_line

_UNREVIEWED = "not-reviewed"
STARTER = Path(__file__).resolve().parent.parent / "starter"


class OwnContent(Exception):
    """The folder holds somebody's own content, which may not be replaced."""

    def __init__(self, content: Path) -> None:
        super().__init__(content)
        self.content = content


def is_replaceable(content: Path) -> bool:
    """Whether a folder may be replaced: the sample, an empty folder, or no folder at all."""
    if not content.exists() and not content.is_symlink():
        return True
    return content.is_dir() and (is_empty_folder(content) or is_sample(content))


def is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def is_sample(content: Path) -> bool:
    """Whether ``site.yml`` says 示例: 是; a file that cannot be read may be somebody's own."""
    sources, _ = gather_sources(content, FOLDERS)
    flags = [read_records(source).site.get("example") for source in sources if not source.folder]
    try:
        return any(parse_flag(str(flag)) for flag in flags)
    except ValueError:
        return False


def fill_starter(answers: Answers, today: datetime.date) -> dict[str, str]:
    """File name -> text: the starter's files with the answers filled in as YAML scalars."""
    values = {field: json.dumps(text, ensure_ascii=False) for field, text in answers.items()}
    mail = answers["email"]
    values |= {
        "mail": "" if mail else "# ",
        "mail_type": "电子邮件" if "@" in mail else "信件",
        "channels": "qudao-dh, qudao-xx" if mail else "qudao-dh",
        "today": today.isoformat(),
        # letters alone: digits might look like a telephone number
        "mark_key": "".join(secrets.choice(string.ascii_lowercase) for _ in range(20)),
    }
    return {
        path.relative_to(STARTER).as_posix(): string.Template(path.read_text("utf-8")).substitute(
            values
        )
        for path in sorted(STARTER.rglob("*"))
        if path.suffix in (".yml", ".md") and _is_content(path)
    }


def _is_content(path: Path) -> bool:
    """Whether a file of the starter is for the content, not for what lies beside it."""
    return path.parent == STARTER or path.relative_to(STARTER).parts[0] in FOLDERS


def replace_content(content: Path, files: Mapping[str, str], today: datetime.date) -> Path | None:
    """Replace the folder by ``files``; return where the old folder is kept, if there was one.

    Raises Rejected where the new content has a problem, OwnContent, OSError; then the old
    content is as it was.
    """
    named_as, content = content, content.absolute()
    content.parent.mkdir(parents=True, exist_ok=True)
    workspace = Path(tempfile.mkdtemp(prefix=f".{content.name}.new-", dir=content.parent))
    try:
        staged = workspace / content.name
        write_content(staged, files, named_as, today)
        if not is_replaceable(content):  # somebody may have edited it in the meantime
            raise OwnContent(named_as)
        return _swap_folders(staged, content)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)


def write_content(
    staged: Path, files: Mapping[str, str], content: Path, today: datetime.date
) -> None:
    """Write new content. Raises Rejected where it has an error, or a warning other than that nobody
    has reviewed it yet; placed in ``content``, where it will stand."""
    beside = staged if (staged.parent / "schemas").is_dir() else content  # where schemas will be
    for name, text in files.items():
        path = staged / name
        path.parent.mkdir(parents=True, exist_ok=True)
        line = write_schema_line(beside, beside / name)
        path.write_text(line + text, "utf-8", newline="\n")
    problems = check_content(staged, strict=True, as_of=today).problems
    errors = [p for p in problems if p.severity is Severity.ERROR and p.code.code != _UNREVIEWED]
    if errors:
        raise Rejected(tuple(move_problem(error, staged, content) for error in errors))


def move_problem(problem: Problem, staged: Path, content: Path) -> Problem:
    """A problem found in a copy of the content, placed in the content itself."""
    inside = Path(problem.path).relative_to(staged)
    return dataclasses.replace(problem, path=(content / inside).as_posix())


def _swap_folders(staged: Path, content: Path) -> Path | None:
    """Rename both folders and return the old one's new path; put it back if that fails."""
    if not content.exists():
        staged.rename(content)
        return None
    if is_empty_folder(content):
        content.rmdir()
        staged.rename(content)
        return None
    old_folder = _find_free_name(content)
    content.rename(old_folder)
    try:
        staged.rename(content)
    except BaseException:
        old_folder.rename(content)
        raise
    return old_folder


def _find_free_name(content: Path) -> Path:
    """The first of ``content.sample``, ``content.sample-2`` … that does not exist."""
    number = 1
    while True:
        name = f"{content.name}.sample" + (f"-{number}" if number > 1 else "")
        path = content.with_name(name)
        if not path.exists() and not path.is_symlink():
            return path
        number += 1
