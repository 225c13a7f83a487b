"""A site of meetings and topics without fault, and how tests spoil it and look at what is found."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.problems import Problem

SITE = Path(__file__).parent.parent / "sites" / "decisions"
#: the today of these tests
DAY = datetime.date(2026, 11, 24)
TOPICS = "topics/all.yml"


def copy_site(folder: Path) -> Path:
    """A content folder of one's own."""
    return shutil.copytree(SITE, folder / "content", dirs_exist_ok=True)


def replace_text(content: Path, file: str, old: str, new: str) -> str:
    """Replace the one place of a text in a file; the new text of the file."""
    path = content / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{file}: {text.count(old)} × {old}"
    path.write_text(text.replace(old, new), "utf-8")
    return path.read_text("utf-8")


def find_decision_problems(content: Path) -> list[Problem]:
    """What is wrong with the topics and meetings of a folder, and with the rules of meetings.

    The site of these tests says nothing of duties, risks and charts, which others tell.
    """
    problems = check_content(content, as_of=DAY).problems
    return [p for p in problems if p.path.split("/")[-2] in ("topics", "meetings")]
