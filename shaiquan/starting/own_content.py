"""The content that one starts with: templates filled, checked beside, exchanged (edge)."""

from __future__ import annotations

import dataclasses
import datetime
import json
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

STARTER = Path(__file__).resolve().parent.parent / "starter"


class OwnContent(Exception):
    """The folder holds content of somebody's own: it is not ours to exchange."""


def replaceable(content: Path) -> bool:
    """Whether nothing of one's own is there: the sample, an empty folder, or no folder."""
    if not content.exists() and not content.is_symlink():
        return True
    return content.is_dir() and (_empty(content) or _is_sample(content))


def _empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _is_sample(content: Path) -> bool:
    """Whether ``site.yml`` says 示例: 是; what cannot be read may be one's own."""
    sources, _ = gather_sources(content, FOLDERS)
    said = [read_records(each).site.get("example") for each in sources if not each.folder]
    try:
        return any(parse_flag(str(each)) for each in said)
    except ValueError:
        return False


def texts(answers: Answers, today: datetime.date) -> dict[str, str]:
    """File name -> text: the starter's files with the answers filled in as YAML scalars."""
    values = {field: json.dumps(text, ensure_ascii=False) for field, text in answers.items()}
    mail = answers["email"]
    values |= {
        "mail": "" if mail else "# ",
        "mail_type": "电子邮件" if "@" in mail else "信件",
        "channels": "qudao-dh, qudao-xx" if mail else "qudao-dh",
        "today": today.isoformat(),
    }
    return {
        path.relative_to(STARTER).as_posix(): string.Template(path.read_text("utf-8")).substitute(
            values
        )
        for path in sorted(STARTER.rglob("*"))
        if path.suffix in (".yml", ".md")
    }


def start(content: Path, files: Mapping[str, str]) -> Path | None:
    """Put ``files`` in the place of ``content``; where the old folder is kept, if there was one.

    Raises Rejected where the new content has a problem, OwnContent, OSError; then the old
    content is as it was.
    """
    said, content = content, content.absolute()
    content.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{content.name}.new-", dir=content.parent))
    try:
        staged = beside / content.name
        _write(staged, files)
        _check(staged, said)
        if not replaceable(content):  # it may have become so while questions were answered
            raise OwnContent(content)
        return _exchange(staged, content)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def _check(staged: Path, said: Path) -> None:
    """Raise Rejected where the new content has an error or a warning, told as in ``said``."""
    loaded = check_content(staged, strict=True)
    if not loaded.sound:
        wrong = (each for each in loaded.problems if each.severity is Severity.ERROR)
        raise Rejected(tuple(_placed(each, staged, said) for each in wrong))


def _placed(each: Problem, staged: Path, said: Path) -> Problem:
    inside = Path(each.path).relative_to(staged)
    return dataclasses.replace(each, path=(said / inside).as_posix())


def _exchange(staged: Path, content: Path) -> Path | None:
    """Two renames; where the second fails, the old folder is put back."""
    if not content.exists():
        staged.rename(content)
        return None
    if _empty(content):
        content.rmdir()
        staged.rename(content)
        return None
    kept = _free(content)
    content.rename(kept)
    try:
        staged.rename(content)
    except BaseException:
        kept.rename(content)
        raise
    return kept


def _free(content: Path) -> Path:
    """The first of ``content.sample``, ``content.sample-2`` … that is not there."""
    number = 1
    while True:
        name = f"{content.name}.sample" + (f"-{number}" if number > 1 else "")
        path = content.with_name(name)
        if not path.exists() and not path.is_symlink():
            return path
        number += 1
