"""``export xlsx``: where a workbook is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.cli import main
from tests.conftest import MakeSite

Told = pytest.CaptureFixture[str]


def export(content: Path, words: str, to: Path) -> int:
    return main(["export", "xlsx", *words.split(), "--to", str(to), "--content", str(content)])


def test_a_workbook_that_somebody_edited_is_not_written_over(site: MakeSite, capsys: Told) -> None:
    content = site({})
    folder = content.parent / "excel"
    assert export(content, "powers", folder) == 0
    assert export(content, "powers", folder) == 0  # the same bytes
    (folder / "权力事项-编辑.xlsx").write_bytes(b"edited")
    assert export(content, "powers duties", folder) == 1
    assert "里已经有 权力事项-编辑.xlsx，也许在 Excel 里改过" in capsys.readouterr().err
    assert [file.read_bytes() for file in folder.iterdir()] == [b"edited"]


@pytest.mark.parametrize(
    ("words", "folder", "why"),
    [
        ("all", "content/files", "那里的文件会公开；用 --to 写到别处"),
        ("powers", "assets", "那里的文件会公开；用 --to 写到别处"),
        ("会议", "excel", "“会议”不能导出来编辑，可以写 all（全部）、body（机构）"),
        ("statistics", "excel", "这些清单里还没有记录"),
    ],
)
def test_what_must_not_or_cannot_be_written_is_told(
    site: MakeSite, capsys: Told, words: str, folder: str, why: str
) -> None:
    content = site({})
    to = content.parent / folder
    assert export(content, words, to) == 1
    assert why in capsys.readouterr().err
    assert not to.exists()
