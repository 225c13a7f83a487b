"""The versions of the content that git has (edge: runs git)."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.versions.git_process import run_git
from shaiquan.versions.interface import FileChange, Version, VersionsFault

#: for each commit on the main line: its name, time, author, subject; then what it changed;
#: whatever relative paths, order of files or script somebody set up for himself
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--root", "--reverse"),
    *("--no-relative", "-O/dev/null", "--encoding=UTF-8"),
    *("--raw", "--no-abbrev", "--no-renames", "-z", "--format=%x00%x01%H%x00%cI%x00%an%x00%s%x00"),
)


@dataclass(frozen=True, slots=True)
class GitVersions:
    """The commits that changed the content, on the line of first parents; a merge is one."""

    content: Path

    def find_newest(self) -> str:
        """See VersionSource."""
        newest = self._run("rev-list", "-n1", "HEAD", "--", ".").decode().strip()
        if not newest:  # git of the tool, say, which leaves the content out
            raise VersionsFault("内容还没有提交到 git 里", "the content was not committed to git")
        return newest

    def list_versions(self) -> tuple[Version, ...]:
        """See VersionSource."""
        prefix = self._run("rev-parse", "--show-prefix").decode().rstrip("\n")
        if self._run("rev-parse", "--is-shallow-repository").strip() == b"true":
            zh = "这里的 git 只取了最近的提交（浅克隆），以前的看不到；取全：git fetch --unshallow"
            raise VersionsFault(zh, "a shallow clone: get the rest by git fetch --unshallow")
        if not self._run("rev-list", "-n1", "--all"):
            return ()
        log = self._run(*_LOG, "--", ".").decode("utf-8", "surrogateescape")
        return tuple(_read_log(log, prefix))

    def read_bytes(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """See VersionSource."""
        wanted = list(dict.fromkeys(names))
        asked = "".join(f"{name}\n" for name in wanted).encode()
        answer, start, found = self._run("cat-file", "--batch", given=asked), 0, {}
        for name in wanted:
            end = answer.index(b"\n", start)
            words = answer[start:end].split()
            start = end + 1
            if words[-1] == b"missing":
                continue
            size = int(words[2])
            found[name] = answer[start : start + size]
            start += size + 1
        return found

    def _run(self, *words: str, given: bytes = b"") -> bytes:
        """What git answers. Raises VersionsFault."""
        try:
            return run_git(self.content, *words, given=given)
        except OSError:
            if not self.content.is_dir():
                zh, en = f"没有文件夹“{self.content}”", f"there is no folder {self.content}"
                raise VersionsFault(zh, en) from None
            raise VersionsFault("这台电脑没有装 git", "git is not installed") from None
        except subprocess.TimeoutExpired:
            raise VersionsFault("git 很久没有回答", "git did not answer") from None
        except subprocess.CalledProcessError as fault:
            said = fault.stderr.decode("utf-8", "replace").strip()
        if "not a git repository" in said:
            raise VersionsFault("内容不在 git 里", "the content is not in git")
        if "bad revision 'HEAD'" in said:
            raise VersionsFault("内容还没有提交到 git 里", "the content was not committed to git")
        raise VersionsFault(f"git 读不出来（{said}）", f"git failed: {said}")


def _read_log(log: str, prefix: str) -> Iterator[Version]:
    words = iter(log.split("\0"))
    head: tuple[str, ...] = ()
    changes: list[FileChange] = []
    for word in words:
        if word.startswith("\x01"):  # no message has a NUL, so none can look like this
            if head:
                yield _make_version(head, changes)
            head, changes = (word[1:], next(words), next(words), next(words)), []
        elif word.strip().startswith(":"):  # ":100644 100644 BEFORE AFTER M", then the path
            _, _, before, after, _ = word.split()
            inside = next(words)
            if inside.startswith(prefix):
                changes.append(FileChange(inside[len(prefix) :], _name(before), _name(after)))
    if head:
        yield _make_version(head, changes)


def _make_version(head: tuple[str, ...], changes: list[FileChange]) -> Version:
    id, at, by, what = head
    return Version(id, datetime.datetime.fromisoformat(at), by, what, tuple(changes))


def _name(blob: str) -> str:
    """The name of a file's bytes; git writes zeros where there are none."""
    return blob.strip("0") and blob
