"""The first hour of the manual, step by step: from init to a chart on the wall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shaiquan.cli import ROOT, main


def read_steps() -> Iterator[tuple[str, str, str]]:
    """Language of each block of the section, its text, and the file that is named before it."""
    manual = (ROOT / "docs/manual.zh-CN.md").read_text("utf-8")
    section = manual.partition("### 第一个小时\n")[2].partition("\n## ")[0]
    for before, language, text in re.findall(r"(?s)(.*?)```(\w*)\n(.*?)```", section):
        yield language, text, ["", *re.findall(r"`(content/\S+)`：$", before.rstrip())][-1]


def test_the_first_hour_of_the_manual_says_what_the_manual_says(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798070400")
    options = ["--content", str(tmp_path / "content"), "--site", str(tmp_path / "site")]
    said = ""
    for language, text, file in read_steps():
        if language == "text":
            for line in text.splitlines():
                assert line in said
        elif language:
            path = tmp_path / file
            assert path.exists() is (language == "yaml"), file  # an example is replaced
            path.write_text(text, "utf-8")
        else:
            capfd.readouterr()
            for line in text.splitlines():
                assert main([*line.removeprefix("python build.py ").split(), *options]) == 0
            said = capfd.readouterr().err
            assert "错误" not in said
    assert (tmp_path / "site/print/dezj-tu-a3.pdf").exists()
    wall = (tmp_path / "site/procedures/wall/index.html").read_text("utf-8")
    assert "办事大厅北墙" in wall
