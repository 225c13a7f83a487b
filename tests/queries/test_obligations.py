"""What may be said of obligations of which something is withheld, or whose people are not public."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from shaiquan.content.loading import load_content
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.model.obligation_terms import DueState
from shaiquan.queries.obligations import Due, list_all_dues

SITE = Path(__file__).parent.parent / "sites" / "supervision"
DAY = datetime.date(2026, 11, 24)
BASIS = "依据: 政府信息公开条例第十六条"
#: fields without which nobody can say what was due
DECISIVE = (
    "做什么",
    "谁",
    "班子成员",
    "除外",
    "向谁",
    "对象",
    "周期",
    "触发",
    "期限",
    "事前",
    "从",
)


def publish(content: Path) -> PublicCatalog:
    loaded = load_content(content, as_of=DAY)
    assert loaded.catalog is not None
    assert loaded.sound, loaded.problems
    return release(loaded.catalog, DAY).public


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(SITE, tmp_path / "content")


def withhold(content: Path, field: str) -> set[str]:
    """Withhold a field of each obligation that has it; the ids of these."""
    path, ids = content / "obligations" / "all.yml", set()
    rows = []
    for row in path.read_text("utf-8").splitlines():
        if match := re.match(rf"  - {{编号: ([\w-]+),.* {field}: ", row):
            ids.add(match[1])
            row = f"{row[:-1]}, 不公开字段: [{{字段: {field}, {BASIS}}}]}}"
        rows.append(row)
    path.write_text("\n".join(rows), "utf-8")
    return ids


@pytest.mark.parametrize("field", DECISIVE)
def test_nothing_is_said_of_what_was_due_where_its_terms_are_withheld(
    field: str, content: Path
) -> None:
    before = list_all_dues(publish(content))
    ids = withhold(content, field)
    after = list_all_dues(publish(content))
    assert ids
    for id, dues in before.items():
        assert dues
        assert after.get(id, ()) == (() if id in ids else dues)


def keep_back(content: Path, file: str, id: str) -> None:
    path = content / file
    text = path.read_text("utf-8")
    assert text.count(f"编号: {id},") == 1
    path.write_text(text.replace(f"编号: {id},", f"编号: {id}, 状态: 草稿,"), "utf-8")


def dues_of(public: PublicCatalog, id: str) -> list[Due]:
    return [due for due in list_all_dues(public)[id] if due.state is not DueState.OPEN]


def test_of_a_post_that_is_not_public_nothing_is_due_in_public(content: Path) -> None:
    keep_back(content, "bodies/all.yml", "jwsj")
    public = publish(content)
    assert list_all_dues(public)["yb-sj"] == (), "nobody else has to report"
    assert {holder for due in dues_of(public, "yb-sz") for holder in due.holders} == {
        "shuji",
        "xz",
        "zzbz",
    }


def test_of_matters_that_are_not_public_those_that_are_stay(content: Path) -> None:
    keep_back(content, "bodies/all.yml", "cun")
    public = publish(content)
    assert {due.subject for due in dues_of(public, "yb-dc")} == {"czj", "zhen"}


def test_an_entry_that_is_not_public_is_no_public_record(content: Path) -> None:
    keep_back(content, "entries/year.yml", "js-yd8")
    states = [due.state for due in dues_of(publish(content), "yb-yd")]
    assert states.count(DueState.MISSING) == 1
