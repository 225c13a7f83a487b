"""A repository of a site's own: its content, and beside it what makes a site of it (edge: writes
files)."""

from __future__ import annotations

import datetime
import os
import shutil
import string
import tempfile
from collections.abc import Mapping
from pathlib import Path

from shaiquan import __version__
from shaiquan.json_schemas import render_vscode_settings
from shaiquan.program_files import PACKAGED
from shaiquan.starting.lookup_files import list_lookup_files
from shaiquan.starting.own_content import STARTER, is_empty_folder, write_content

#: where a file of ``starter/repository/`` stands, if not under its own name: with these names, git
#: and the tools of this repository would take them for theirs
_PLACES = {
    "build.py.txt": "build.py",
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
}
#: where each forge looks for its workflow
_FORGES = {
    "gitee.yml": ".workflow/shaiquan.yml",
    "github.yml": ".github/workflows/shaiquan.yml",
    "gitlab.yml": ".gitlab-ci.yml",
}
#: files that are the same in the repository of the program
_SHARED = (".githooks/pre-commit", "start.bat", "start.desktop", "start.sh")
#: git keeps no empty folder; here stands what is laid over the packaged files
_EMPTY = ("assets/.gitkeep", "layouts/.gitkeep")
#: what somebody, or git, starts by its name
_STARTED = {"build.py", ".githooks/pre-commit", "start.desktop", "start.sh"}


class FolderTaken(Exception):
    """The folder has files of somebody's own where those of the repository would stand."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        super().__init__(folder, names)
        self.folder, self.names = folder, names


def list_repository_files() -> dict[str, bytes]:
    """File name -> bytes of everything in a new repository but its content."""
    own = {
        _PLACES.get(path.name, path.name): path.read_bytes()
        for path in (STARTER / "repository").iterdir()
    }
    pins = string.Template(own["requirements.txt"].decode()).substitute(version=__version__)
    forges = STARTER / "forges"
    return {
        **own,
        "requirements.txt": pins.encode(),
        ".vscode/settings.json": render_vscode_settings().encode(),
        **{name: (PACKAGED / name).read_bytes() for name in _SHARED},
        **{_FORGES[path.name]: path.read_bytes() for path in forges.glob("*.yml")},
        **dict.fromkeys(_EMPTY, b""),
        **list_lookup_files(),
    }


def find_taken(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What of somebody's own stands in the way of the files and of ``content/``, by name.

    A file that is the same already is not in the way.
    """
    content = folder / "content"
    if content.is_symlink() or (content.exists() and not is_empty_folder(content)):
        return ("content",)
    return tuple(sorted(name for name, data in files.items() if _is_taken(folder, name, data)))


def _is_taken(folder: Path, name: str, data: bytes) -> bool:
    path = folder / name
    if path.is_file() and not path.is_symlink():
        return path.read_bytes() != data
    above = [one for one in path.parents if one.is_relative_to(folder)]
    return path.exists() or path.is_symlink() or any(one.is_file() for one in above)


def create_repository(folder: Path, content: Mapping[str, str], today: datetime.date) -> None:
    """Write a repository with the files of ``content`` into a folder that need not be there.

    All is made in a hidden folder and moved at the end, the content last. Raises Rejected where the
    content has a problem, FolderTaken, OSError; then the folder is as it was.
    """
    files = list_repository_files()
    target = Path(os.path.realpath(folder))  # the name of ".." is no name for a folder of ours
    target.parent.mkdir(parents=True, exist_ok=True)
    disk = target if target.is_dir() else target.parent  # where a rename is a rename
    workspace = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=disk))
    try:
        staged = workspace / target.name
        _write_files(staged, files)
        write_content(staged / "content", content, folder / "content", today)
        if taken := find_taken(target, files):
            raise FolderTaken(folder, taken)
        _move_all(staged, target, (*files, "content"))
    finally:
        shutil.rmtree(workspace, ignore_errors=True)


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if name in _STARTED:
            path.chmod(path.stat().st_mode | 0o111)


def _move_all(staged: Path, target: Path, names: tuple[str, ...]) -> None:
    """Move each of ``names`` into a folder; if one fails, none is left there."""
    if not target.exists():
        staged.rename(target)
        return
    moved: list[Path] = []
    try:
        for name in names:
            path = target / name
            if path.is_file():  # the same bytes
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                path.rmdir()  # an empty content/
            (staged / name).rename(path)
            moved.append(path)
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
