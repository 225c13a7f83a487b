"""After edits of entries and obligations a warm build makes just what a cold one does."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.cli import main
from tests.conftest import MakeSite
from tests.supervised_town import SUPERVISED
from tests.support import read_tree

#: what is changed in which file: a result, a day, who must act, an evaluation of another power, a
#: meeting
EDITS = (
    ("entries/all.yml", "日期: 2026-10-10}", "日期: 2026-10-10, 办结: 2026-10-12}"),
    ("entries/all.yml", "日期: 2026-02-10", "日期: 2026-01-10"),
    ("entries/all.yml", "对象: [p2]", "对象: [p1]"),
    ("entries/all.yml", "完成日期: 2026-09-01", "时限: 2026-09-01"),
    ("obligations/all.yml", "班子成员: 党委", "谁: [书记]"),
    (
        "meetings/all.yml",
        "  - {编号: h3",
        "  - {编号: h9, 名称: 七月会议, 日期: 2026-07-07}\n  - {编号: h3",
    ),
)
#: what is told of a quarter without a meeting, until it has one
GAP = "2026年第3季度0次"


def build(content: Path, folder: Path, name: str) -> dict[str, bytes]:
    paths = ("--site", str(folder / name), "--cache", str(folder / f"{name}-cache"))
    code = main(["build", "--as-of", "2026-11-01", "--content", str(content), *paths])
    assert code == 0
    return read_tree(folder / name)


def test_a_warm_build_after_edits_is_as_a_cold_one(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = SUPERVISED["site.yml"].replace("    签批: [提出单位, 书记]\n", "")
    content = site(SUPERVISED | {"topics/all.yml": "[]\n", "site.yml": settings})
    before = build(content, tmp_path, "warm")
    assert GAP in capsys.readouterr().err
    for name, old, new in EDITS:
        text = (content / name).read_text("utf-8")
        assert old in text
        (content / name).write_text(text.replace(old, new), encoding="utf-8")
    warm = build(content, tmp_path, "warm")
    assert GAP not in capsys.readouterr().err
    assert warm != before
    assert warm == build(content, tmp_path, "cold")
