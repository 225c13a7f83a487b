"""The commands that docs/building.md names do what it says."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from tests.build.relative_sites import make_site
from tests.conftest import ROOT
from tests.warm.harness import debug

GUIDE = (ROOT / "docs" / "building.md").read_text("utf-8")


def test_the_keys_that_an_action_has_read_can_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"( {8}from pathlib import Path\n.*?print\([^\n]*\n)", GUIDE, re.DOTALL)
    site = make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    site.build("warm")
    exec(compile(textwrap.dedent(code), "building.md", "exec"), {})
    keys = capsys.readouterr().out
    assert "'record/p-05'" in keys


def test_random_edits_can_be_run_by_hand(tmp_path: Path) -> None:
    (line,) = re.findall(r"-m tests\.warm\.harness (.*)", GUIDE)
    options = line.replace("--edits 50", "--edits 1").split()
    assert debug([*options, "--folder", str(tmp_path)]) == 0
