"""Files of the ledger, written all or none, and taken back if need be (edge: writes)."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.content.catalog import Catalog
from shaiquan.files.overwriting import FileChanged, overwrite_file
from shaiquan.files.scanning import digest_bytes
from shaiquan.kinds.registry import KIND
from shaiquan.problems import Rejected

_FOLDER = KIND["edition"].folder


@dataclass(frozen=True, slots=True)
class FileEdit:
    """New bytes of a file that is there; ``digest`` is that of the file as it was read."""

    digest: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """Files to write: new ones with their text, and others that are there already."""

    new: Mapping[Path, str]
    edited: Mapping[Path, FileEdit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerWrite:
    """The files that were written, and the bytes that others had before."""

    created: tuple[Path, ...] = ()
    replaced: Mapping[Path, bytes] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[Path, ...]:
        return (*self.created, *self.replaced)

    def undo(self) -> None:
        """Put everything back as it was."""
        for path, data in self.replaced.items():
            overwrite_file(path, data)
        _remove_files(self.created)
        for folder in {path.parent for path in self.created}:
            _remove_empty(folder)

    @contextlib.contextmanager
    def kept_if_done(self) -> Iterator[None]:
        """Undo it where what follows fails: a ledger is no use without what it is about."""
        try:
            yield
        except BaseException:
            self.undo()
            raise


def require_sound(content: Path, as_of: datetime.date) -> Catalog:
    """The catalog of content without errors on a day; raises Rejected."""
    loaded = check_content(content, as_of=as_of)
    if not loaded.sound or loaded.catalog is None:
        raise Rejected(loaded.problems)
    return loaded.catalog


def write_ledger(content: Path, change: LedgerChange, as_of: datetime.date) -> LedgerWrite:
    """Write files; take them back if the content then has errors.

    Raises Rejected, FileChanged and OSError; then ``content`` is as it was.
    """
    if not change.new and not change.edited:
        return LedgerWrite()
    folder = content / _FOLDER
    folder.mkdir(exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        before = _read_edited(change.edited)
        written = LedgerWrite(_write_files(staged, change.new), before)
        with written.kept_if_done():
            for path, edit in change.edited.items():
                overwrite_file(path, edit.data)
            require_sound(content, as_of)
        return written
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        _remove_empty(folder)


def _read_edited(edits: Mapping[Path, FileEdit]) -> dict[Path, bytes]:
    """The bytes of the files that are to change; raises FileChanged if they are others now."""
    before = {path: path.read_bytes() for path in edits}
    for path, data in before.items():
        if digest_bytes(data).hex() != edits[path].digest:
            raise FileChanged(path.as_posix())
    return before


def _write_files(staged: Path, files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write all files to ``staged``, then link them to their places; no file is replaced."""
    drafts = {path: staged / f"{number}.yml" for number, path in enumerate(files)}
    for path, text in files.items():
        with drafts[path].open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    written: list[Path] = []
    try:
        for path in files:
            _publish_file(drafts[path], path)
            written.append(path)
    except BaseException:
        _remove_files(written)
        raise
    return tuple(written)


def _publish_file(staged: Path, path: Path) -> None:
    try:
        os.link(staged, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this disk
        with path.open("xb") as file:
            file.write(staged.read_bytes())


def _remove_files(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    """Remove the folder if nothing was registered."""
    if not any(folder.iterdir()):
        folder.rmdir()
