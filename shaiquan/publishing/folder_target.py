"""A release goes into a folder that a server shows through the link ``current`` (edge: files).

Each release is a folder in ``releases/``, named by its time and digest, so that the order of the
names is the order of the releases. It is made under a hidden name and renamed once it is whole;
then ``current`` is exchanged in one step. Whatever a kill leaves, ``current`` leads to a whole
release. A file that is as in the release before is a hard link to it and keeps its time.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from shaiquan.files.clock import now
from shaiquan.files.exchanging import make_token
from shaiquan.files.keeping import ForeignFiles, link_kept, refresh_kept, require_own
from shaiquan.publishing.release import Changes, PublishFault, Release, Sent, SentCounter
from shaiquan.publishing.release_changes import compare_files
from shaiquan.publishing.release_reading import describe_files, name_files, read_release

CURRENT, RELEASES = "current", "releases"
#: releases that stay where nobody says how many
DEFAULT_KEPT = 5
_LOCK = ".publish.lock"
_TIME = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(\d{8}-\d{6})-[0-9a-f]{8}")
#: that all may read a file, and go into a folder
_FILE_MODE, _FOLDER_MODE = 0o444, 0o555
#: what a run that was killed has left in either folder
_LEFT = re.compile(r"\.(?:new|old|current)-[0-9a-f]{16}")


@dataclass(frozen=True)
class FolderTarget:
    """``root`` has ``releases/`` and ``current``. ``keep``: so many releases stay, the one in use
    among them. ``kept``: paths that others put into the site, which each release takes over."""

    root: Path
    keep: int = DEFAULT_KEPT
    kept: tuple[str, ...] = ()

    def compare(self, release: Release) -> Changes:
        """What would change in ``current``. Raises PublishFault where anything there is not ours,
        and OSError."""
        self._require_own()
        name = self._find_current()
        files = describe_files(self.root / RELEASES / name, self.kept) if name else {}
        return compare_files(release.files, {path: files[path].digest for path in files})

    def send(self, release: Release, changes: Changes, tell: Sent) -> None:
        """Make a release of its own and switch to it; where it is the one in use, only delete what
        is not to stay any more: somebody may want to be rid of it just now.

        Raises PublishFault and OSError; then ``current`` is as it was.
        """
        if self._find_current() and changes.is_empty:
            if self.list_surplus():
                with FileLock(self.root / _LOCK):
                    self._remove(self.list_surplus())
            return
        self._make_folders()
        with FileLock(self.root / _LOCK):
            self._remove_left()
            before = self._find_current()
            name = _choose_name(self.list_releases(), release.id)
            self._switch_to_new(name, release, changes, before, tell)
            self._remove(self._find_surplus(name, before))

    def list_surplus(self) -> list[str]:
        """The releases that are not to stay, and are still there."""
        current = self._find_current()
        return self._find_surplus(current, current)

    def _switch_to_new(
        self, name: str, release: Release, changes: Changes, before: str, tell: Sent
    ) -> None:
        staged = self.root / RELEASES / f".new-{make_token()}"
        with self._prepared_switch(name) as link:
            try:
                self._fill(staged, release, changes, before, tell)
                self._require_same(staged, release)
                staged.rename(self.root / RELEASES / name)
            finally:
                shutil.rmtree(staged, ignore_errors=True)
            link.replace(self.root / CURRENT)

    def list_releases(self) -> list[str]:
        """The names of all whole releases, the oldest first."""
        with contextlib.suppress(FileNotFoundError):
            names = (path.name for path in (self.root / RELEASES).iterdir())
            return sorted(filter(_NAME.fullmatch, names))
        return []

    def find_earlier(self) -> str:
        """The name of the release before the one in use, which is whole. Raises PublishFault."""
        self._require_own()
        current = self._find_current()
        earlier = [name for name in self.list_releases() if name < current]
        if not earlier:
            raise PublishFault(
                f"“{self.root}”里没有更早的一次可以退回", f"{self.root} has no earlier release"
            )
        read_release(self.root / RELEASES / earlier[-1], self.kept)
        return earlier[-1]

    def roll_back(self) -> str:
        """Switch to the release before the one in use, and give its name. Raises PublishFault."""
        self.find_earlier()  # else a lock would be written where nothing is
        with FileLock(self.root / _LOCK):
            name = self.find_earlier()
            used = self.root / RELEASES / self._find_current()
            refresh_kept(used, self.root / RELEASES / name, self.kept)
            with self._prepared_switch(name) as link:
                link.replace(self.root / CURRENT)
        return name

    def _require_own(self) -> None:
        """Raises PublishFault where the folder has anything else, or the release in use has."""
        if not self.root.exists():
            return
        own = {CURRENT, RELEASES, _LOCK}
        names = sorted(path.name for path in self.root.iterdir())
        foreign = [name for name in names if name not in own and not _LEFT.fullmatch(name)]
        if os.path.lexists(self.root / CURRENT) and not self._read_link():
            foreign.append(CURRENT)
        if foreign:
            named = name_files(foreign)
            raise PublishFault(
                f"“{self.root}”里有别人的东西：{named}。换一个空文件夹；"
                f"网页服务器指到它下面的 {CURRENT}",
                f"{self.root} has what is not ours: {named.en}. Take an empty folder, and have "
                f"the server show {CURRENT} in it",
            )
        if current := self._find_current():
            self._require_own_release(current)

    def _require_own_release(self, name: str) -> None:
        try:
            require_own(self.root / RELEASES / name, self.kept)
        except ForeignFiles as fault:
            named = name_files(fault.paths)
            raise PublishFault(
                f"“{self.root / CURRENT}”里有别人放的：{named}，再发布就没有了。"
                "要留的写进 site.yml 的 保留文件，不要的删去",
                f"in {self.root / CURRENT} others put {named.en}, which the next release would "
                "not have: name it in 保留文件 of site.yml, or delete it",
            ) from None

    def _find_current(self) -> str:
        """The name of the release in use; empty where there is none."""
        name = self._read_link()
        return name if name and (self.root / RELEASES / name).is_dir() else ""

    def _read_link(self) -> str:
        """The name to which ``current`` leads; empty where it is no link of ours."""
        try:
            folder, name = os.path.split((self.root / CURRENT).readlink())
        except OSError:
            return ""
        return name if folder == RELEASES and _NAME.fullmatch(name) else ""

    @contextlib.contextmanager
    def _prepared_switch(self, name: str) -> Iterator[Path]:
        """A link to a release, to be renamed to ``current``: made first, since it may fail."""
        link = self.root / f".{CURRENT}-{make_token()}"
        try:
            link.symlink_to(Path(RELEASES, name), target_is_directory=True)
        except (OSError, NotImplementedError):
            raise PublishFault(
                f"“{self.root}”里不能建链接（{CURRENT}）。Windows 上打开“开发者模式”再试；"
                "还不行的，方式改用 压缩包",
                f"no link can be made in {self.root}. On Windows turn on the developer mode; or "
                "publish a zip file",
            ) from None
        try:
            yield link
        finally:
            with contextlib.suppress(FileNotFoundError):
                link.unlink()

    def _make_folders(self) -> None:
        releases = self.root / RELEASES
        missing = [path for path in (releases, *releases.parents) if not path.exists()]
        releases.mkdir(parents=True, exist_ok=True)
        for path in missing:
            _let_read(path, _FOLDER_MODE)

    def _fill(
        self, staged: Path, release: Release, changes: Changes, before: str, tell: Sent
    ) -> None:
        """Make the whole tree: links to what stays the same, copies of what is new."""
        old = self.root / RELEASES / before
        new, counter = changes.sent, SentCounter(len(changes.sent), tell)
        for path in release.files:
            target = staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if path not in new and _link(old / path, target):
                continue
            shutil.copyfile(release.folder / path, target)
            status = (release.folder / path).stat()
            os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
            _let_read(target, _FILE_MODE)
            counter.add()
        for folder, _, _ in os.walk(staged):
            _let_read(Path(folder), _FOLDER_MODE)
        if before:
            link_kept(old, staged, self.kept)

    def _require_same(self, staged: Path, release: Release) -> None:
        """Raises PublishFault where the new tree is not the release: somebody was at it too."""
        if describe_files(staged, self.kept) != release.files:
            raise PublishFault(
                f"发布的时候，“{self.root}”被别人改动了；再运行一次",
                f"{self.root} was changed meanwhile: run this again",
            )

    def _remove_left(self) -> None:
        """Delete what a run that was killed has left: we have the lock, so none is at work."""
        for folder in (self.root, self.root / RELEASES):
            for path in folder.iterdir():
                if not _LEFT.fullmatch(path.name):
                    continue
                if path.is_symlink():
                    path.unlink()
                else:
                    shutil.rmtree(path, ignore_errors=True)

    def _find_surplus(self, name: str, before: str) -> list[str]:
        """The releases beyond those that are to stay beside ``name``, and those later than the one
        ``before`` it, which were taken back."""
        others = [other for other in self.list_releases() if other != name]
        used = [other for other in others if not before or other <= before]
        surplus = len(used) - max(self.keep - 1, 0)
        return [*used[: max(surplus, 0)], *(other for other in others if other not in used)]

    def _remove(self, names: Iterable[str]) -> None:
        """Delete releases; one with anything in it that is not ours stays."""
        for name in names:
            folder = self.root / RELEASES / name
            with contextlib.suppress(ForeignFiles, OSError):
                require_own(folder, self.kept)
                gone = folder.with_name(f".old-{make_token()}")
                folder.rename(gone)  # a release that is half deleted must not look like one
                shutil.rmtree(gone)


def _let_read(path: Path, mode: int) -> None:
    """Have the server's own program read this, whatever the umask here."""
    before = path.stat().st_mode
    if before & mode != mode:
        path.chmod(stat.S_IMODE(before) | mode)


def _link(old: Path, new: Path) -> bool:
    """Whether the file of the release before could be linked; some disks have no hard links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        return False
    return True


def _choose_name(names: list[str], id: str) -> str:
    """A name after all others: by the clock, or a second after the last where the clock is not
    later than that.

    >>> _choose_name(["29991231-235958-00000000"], "c0ffeec0")
    '29991231-235959-c0ffeec0'
    """
    time = now().strftime(_TIME)
    if names and time <= (last := names[-1].rpartition("-")[0]):
        try:
            later = datetime.datetime.strptime(last, _TIME) + datetime.timedelta(seconds=1)
        except (ValueError, OverflowError):
            raise PublishFault(
                f"{RELEASES}/{names[-1]} 不是本程序建的：没有这个时间。移走它，再运行一次",
                f"{RELEASES}/{names[-1]} is not ours, there is no such time: move it away",
            ) from None
        time = later.strftime(_TIME)
    return f"{time}-{id}"
