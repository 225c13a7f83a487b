"""A release goes to a folder of a server, by rsync over ssh (edge: processes, files).

What is sent and what is deleted is said to rsync file by file, so it can touch nothing else.
Pages follow what they need, and each set of pages is exchanged at its end (``--delay-updates``):
a reader who loads several meets the old or the new ones. What is gone is deleted after that.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from shaiquan.files.manifests import MANIFEST, list_own_files
from shaiquan.model.remote_addresses import is_remote_folder
from shaiquan.publishing.release import Changes, PublishFault, Release, Sent, SentCounter
from shaiquan.publishing.remote_files import (
    refuse_foreign,
    render_interim_manifest,
    split_for_sending,
)
from shaiquan.publishing.rsync_process import RsyncFault, run_rsync

#: a path in which no shell of a server finds anything to act on
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
#: rsync's own folder for pages that wait for their exchange, and its name for a file half written
_WAITING = ".~tmp~"
_HALF_WRITTEN = re.compile(r"(?P<folder>(?:.*/)?)\.(?P<name>[^/]+)\.[A-Za-z0-9]{6}")
#: what rsync says of each file: eleven letters of what is done to it, a space, its path
_ITEMIZED = "--out-format=%i %n"
_NEW = "<f+++++++++"
#: what the server says of a manifest that is not there; the exit code is not the same for all
_NO_MANIFEST = re.compile(rf"{re.escape(MANIFEST)}\b.* No such file|change_dir .* No such file")
#: new folders and files can be read by the server's own program, whatever the umask here
_MODES = "--chmod=D755,F644"


@dataclass(frozen=True)
class RsyncTarget:
    """A folder on a server: ``user@host:/path``. ``kept`` are paths there that are not ours."""

    address: str
    kept: tuple[str, ...] = ()

    def compare(self, release: Release) -> Changes:
        """What differs by content, whatever the times; refuses a folder that is not ours.

        A changed file of ours is found there too. Raises PublishFault.
        """
        own = list_own_files(self._read_manifest() or b"") or frozenset()
        letters = self._list_differences(release)
        sent = {path for path in release.files if letters.get(path, "").startswith("<f")}
        added = {path for path in sent if letters[path] == _NEW}
        extra = {path for path in letters if letters[path].startswith("*deleting")}
        left = {path for path in extra - own if _find_origin(path) in own | {MANIFEST}}
        there = {*release.files} - added
        refuse_foreign(self.address, (there if own else there | extra - left) - own)
        return Changes(
            added=tuple(sorted(added)),
            changed=tuple(sorted(sent - added)),
            removed=tuple(sorted(extra & own | left)),
            unchanged=len(release.files) - len(sent),
        )

    def send(self, release: Release, changes: Changes, tell: Sent) -> None:
        """Send what is new, delete what is gone, and the manifest last. Raises PublishFault.

        A run that breaks off leaves a site whose files are known as ours; the next one goes on.
        """
        if changes.is_empty:
            return
        counter = SentCounter(len(changes.sent | {MANIFEST}), tell)
        assets, pages = split_for_sending(changes.sent)
        left = [path for path in changes.removed if _find_origin(path) != path]
        if left:  # they may take the room that the manifest needs
            self._delete_files(release, left)
        if assets or pages or changes.removed:
            self._announce(release, changes)
        self._send_files(release.folder, assets, counter)
        self._send_files(release.folder, pages, counter, "--delay-updates")
        if changes.removed:
            self._delete_files(release, changes.removed)
        self._send_files(release.folder, (MANIFEST,), counter)

    def _destination(self) -> str:
        if not is_remote_folder(self.address):
            raise PublishFault(  # which is not named: a password may stand in it
                "rsync 的地址看不懂。写成 用户@主机:/文件夹，例如 www@example.cn:/srv/www/quanli；"
                "端口写在 ~/.ssh/config 里，密码哪里也不写",
                "the address for rsync is not understood. Write user@host:/folder, for example "
                "www@example.cn:/srv/www/quanli; the port stands in ~/.ssh/config, a password "
                "nowhere",
            )
        return f"{self.address.rstrip('/')}/"

    def _run(
        self,
        arguments: Iterable[str],
        paths: Iterable[str] = (),
        tell: Callable[[str], object] = bool,
    ) -> None:
        """Run rsync; a path in the address is kept from the server's shell where it could matter.

        Else the option for that is left out: rrsync, which ties a key to one folder, refuses it.
        """
        is_plain = _PLAIN.fullmatch(self.address.partition(":/")[2])
        run_rsync((*(() if is_plain else ("--protect-args",)), *arguments), paths, tell)

    def _read_manifest(self) -> bytes | None:
        with tempfile.TemporaryDirectory() as folder:
            try:
                self._run((f"{self._destination()}{MANIFEST}", f"{folder}/"))
                return (Path(folder) / MANIFEST).read_bytes()
            except RsyncFault as fault:
                if _NO_MANIFEST.search(fault.output):
                    return None
                raise

    def _list_differences(self, release: Release) -> dict[str, str]:
        """Path -> what rsync would do to it to make the folder there as the one here, in letters.

        Of kept files and of folders nothing is said.
        """
        lines: list[str] = []
        options = ("--dry-run", "--recursive", "--checksum", "--delete", _ITEMIZED)
        kept = tuple(f"--exclude=/{_escape_pattern(path)}" for path in self.kept)
        source = f"{release.folder.resolve()}/"
        self._run((*options, *kept, source, self._destination()), tell=lines.append)
        return {line[12:]: line[:11] for line in lines if not line.endswith("/")}

    def _announce(self, release: Release, changes: Changes) -> None:
        """Have the manifest there name all files of before and after, until the new one comes."""
        new = (release.folder / MANIFEST).read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / MANIFEST
            path.write_bytes(render_interim_manifest(new, changes))
            self._run(("--ignore-times", _MODES, str(path), self._destination()))

    def _send_files(
        self, folder: Path, paths: Collection[str], counter: SentCounter, *options: str
    ) -> None:
        """Send these files, with their times; that they differ is known."""

        def count(line: str) -> None:
            if line.startswith("<f"):
                counter.add()

        if paths:
            always = ("--files-from=-", "--ignore-times", "--times", "--omit-dir-times", _MODES)
            ends = (f"{folder.resolve()}/", self._destination())
            self._run((*always, *options, _ITEMIZED, *ends), paths, count)

    def _delete_files(self, release: Release, removed: Collection[str]) -> None:
        """Delete these files, and the folders that are empty then; nothing is sent."""
        folders = {*_list_folders(removed)} - {*_list_folders(release.files)}
        rules = [f"R /{_escape_pattern(path)}" for path in (*removed, *folders)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rules"
            path.write_bytes("".join(f"{rule}\0" for rule in (*rules, "P *")).encode())
            options = ("--recursive", "--existing", "--ignore-existing", "--delete")
            ends = (f"{release.folder.resolve()}/", self._destination())
            self._run((*options, f"--filter=merge {path}", *ends))


def _find_origin(path: str) -> str:
    """The file of which a broken run of rsync has left this; the path itself where it is none.

    >>> [_find_origin(f"a/{name}") for name in (".~tmp~/b.html", ".b.html.Xa3b9Z", ".htaccess")]
    ['a/b.html', 'a/b.html', 'a/.htaccess']
    """
    ready = f"/{path}".replace(f"/{_WAITING}/", "/")[1:]
    half = _HALF_WRITTEN.fullmatch(ready)
    return f"{half['folder']}{half['name']}" if half else ready


def _list_folders(paths: Iterable[str]) -> frozenset[str]:
    """Every folder above these files, but the topmost."""
    above = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    return frozenset(above - {"."})


def _escape_pattern(path: str) -> str:
    r"""A path as a pattern of rsync, in which a backslash escapes only where there are others.

    >>> _escape_pattern("a b.html"), _escape_pattern("x[1].html")
    ('a b.html', 'x\\[1].html')
    """
    return re.sub(r"([\\*?\[])", r"\\\1", path) if re.search(r"[*?\[]", path) else path
