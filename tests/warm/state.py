"""The inputs of a build as a value: files, the day and the options; an edit of them as another.

An edit holds the whole new text of each file that it changes. So it can be made without a
disk, described in a line, put on a folder, and undone.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

#: the folders that a build reads, as keys of :attr:`State.files` begin with them
FOLDERS = ("content", "layouts", "assets")
DAY = datetime.date(2026, 11, 25)


@dataclass(frozen=True)
class Setting:
    """The options on the command line beside the folders."""

    command: str = "build"
    as_of: datetime.date = DAY
    strict: bool = False
    lang: str = "zh"
    form: str = "text"
    archive: bool = False
    xlsx: bool = False

    def arguments(self) -> list[str]:
        arguments = [self.command, "--as-of", self.as_of.isoformat()]
        arguments += ["--lang", self.lang, "--format", self.form]
        arguments += ["--strict"] if self.strict else []
        arguments += ["--xlsx"] if self.xlsx else []
        return arguments + (["--archive"] if self.archive and self.command == "print" else [])


@dataclass(frozen=True)
class InputState:
    """Path from the working folder (``content/site.yml``) -> bytes; and the setting."""

    files: Mapping[str, bytes]
    setting: Setting = Setting()

    def text(self, path: str) -> str:
        return self.files[path].decode("utf-8")

    def below(self, folder: str, *suffixes: str) -> list[str]:
        """The paths below a folder, sorted; with suffixes, the texts alone that have one."""
        inside = [path for path in sorted(self.files) if path.startswith(f"{folder}/")]
        if not suffixes:
            return inside
        return [path for path in inside if path.endswith(suffixes) and "/~" not in path]


@dataclass(frozen=True)
class StateEdit:
    """``words`` say it; ``files`` are the new bytes of each changed file, None: removed.

    ``touched`` get a new time and nothing else. ``timeless`` files keep the time they had.
    ``mends`` are the edits that must come next, as one does who notices a mistake. ``stage``: the
    stage of a build during which it is done; empty: between two builds.
    """

    words: str
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    touched: tuple[str, ...] = ()
    timeless: bool = False
    setting: Setting | None = None
    mends: tuple[StateEdit, ...] = ()
    stage: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))

    @property
    def alters(self) -> bool:
        return bool(self.files or self.touched or self.setting)

    def on(self, state: InputState) -> InputState:
        """The state after the edit."""
        files = {path: data for path, data in state.files.items() if path not in self.files}
        files |= {path: data for path, data in self.files.items() if data is not None}
        return InputState(files, self.setting or state.setting)

    def undone(self, state: InputState) -> StateEdit:
        """The edit that takes this one back; ``state`` is the one before it."""
        files = {path: state.files.get(path) for path in self.files}
        setting = state.setting if self.setting else None
        return StateEdit(f"改回：{self.words}", files, setting=setting, timeless=self.timeless)

    def mended(self, state: InputState) -> StateEdit:
        """The edit with its undoing to follow it at once."""
        return replace(self, mends=(self.undone(state),))

    def put(self, folder: Path) -> None:
        """Do it to the files below ``folder``, as an editor's program or a checkout would."""
        for path, data in self.files.items():
            if data is None:
                (folder / path).unlink()
                _tidy((folder / path).parent, folder)
        for path, data in self.files.items():
            if data is not None:
                _write(folder / path, data, self.timeless)
        for path in self.touched:
            os.utime(folder / path, (1_000_000_000, 1_000_000_000))


def _write(path: Path, data: bytes, timeless: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.stat() if path.exists() else None
    path.write_bytes(data)
    if timeless and before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _tidy(folder: Path, top: Path) -> None:
    """Drop folders that have become empty, but not the three that a build reads."""
    while folder.parent != top and folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def read_state(folders: Mapping[str, Path]) -> InputState:
    """The state of three folders on the disk, by the names in FOLDERS."""
    files = {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for name, folder in folders.items()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return InputState(files)


def change_file(state: InputState, path: str, text: str, words: str) -> StateEdit:
    """An edit of one file."""
    return StateEdit(words, {path: text.encode("utf-8")} if text != state.text(path) else {})


def rewrite_files(
    state: InputState, paths: Iterable[str], words: str, new: Mapping[str, str]
) -> StateEdit:
    """An edit of several files; those of ``paths`` that are not in ``new`` are removed."""
    files: dict[str, bytes | None] = dict.fromkeys(path for path in paths if path in state.files)
    files |= {path: text.encode("utf-8") for path, text in new.items()}
    return StateEdit(words, files)
