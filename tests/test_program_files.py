"""For which folder the program works."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan import program_files


@pytest.mark.parametrize(("owner", "is_found"), [(1, False), (2, True)])
def test_content_above_the_working_folder_counts_where_it_is_of_the_same_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: int, is_found: bool
) -> None:
    def read_owner(path: Path) -> int:
        return owner if path.name == "site.yml" else 2

    monkeypatch.setattr(program_files, "INSTALLED", True)
    monkeypatch.setattr(program_files, "_read_owner", read_owner)
    below = tmp_path / "content" / "powers"
    below.mkdir(parents=True)
    (tmp_path / "content" / "site.yml").touch()
    monkeypatch.chdir(below)
    assert program_files.find_site_folder() == (tmp_path if is_found else below)
    monkeypatch.chdir(tmp_path)
    assert program_files.find_site_folder() == tmp_path


def test_a_folder_above_that_may_not_be_looked_into_has_no_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(program_files, "INSTALLED", True)
    monkeypatch.setattr(program_files, "_read_owner", refuse)
    monkeypatch.chdir(tmp_path)
    assert program_files.find_site_folder() == tmp_path


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
