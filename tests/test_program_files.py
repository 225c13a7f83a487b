"""For which folder the program works."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan import program_files


def test_an_installed_program_starts_also_where_the_working_folder_was_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for before anything can be told: whatever reads content says so then."""
    monkeypatch.setattr(program_files, "INSTALLED", True)
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    assert program_files.find_site_folder() == tmp_path / "gone"
    (tmp_path / "gone").rmdir()
    assert program_files.find_site_folder() == program_files.PACKAGED
