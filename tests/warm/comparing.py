"""A run of a build as a value, and the first difference between two runs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: path -> (permission bits, content); folders end with a slash
Tree = Mapping[str, tuple[int, bytes]]


@dataclass(frozen=True)
class BuildRun:
    """Exit code, output without what changes from run to run, and the site that was made."""

    code: int
    out: str
    err: str
    tree: Tree
    #: everything that it wrote to standard error
    stderr: str = ""


def read_tree(folder: Path) -> Tree:
    """All that is in a folder; nothing where there is none."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        mode = path.lstat().st_mode & 0o777
        files[f"{name}/" if path.is_dir() else name] = (
            mode,
            b"" if path.is_dir() else path.read_bytes(),
        )
    return files


_PROGRESS = re.compile(r"^\S+(?: \S+){0,3} (?:…|\d+/\d+)\n", re.MULTILINE)
_ASIDE = re.compile(r"（[^（）]*）| \([^()]*\)")
_TIME = re.compile(r"[；;，,] ?[\d.]+ (?:秒|s)\b.*$", re.MULTILINE)


def drop_times(stderr: str, site: str) -> str:
    """The output of a build without progress, time, memory, and how much was the same."""
    lines = _PROGRESS.sub("", stderr).splitlines(keepends=True)
    summary = ("已生成", "built ")
    return "".join(
        _TIME.sub("", _ASIDE.sub("", line)).replace(site, "site")
        if line.startswith(summary)
        else line
        for line in lines
    )


# -- comparing -----------------------------------------------------------------------------------


def describe_difference(warm: BuildRun, cold: BuildRun, before: Tree | None = None) -> str:
    """What differs first, in words; empty if nothing does.

    Where both were refused there is no cold site: the warm one must be as it was ``before``.
    """
    if warm.code != cold.code:
        return f"退出码 增量 {warm.code} 全量 {cold.code}\n{_lines(cold.stderr, warm.stderr)}"
    if warm.err != cold.err:
        return f"标准错误不同\n{_lines(cold.err, warm.err)}"
    if warm.out != cold.out:
        return f"标准输出不同\n{_lines(cold.out, warm.out)}"
    if cold.code == 0:
        return compare_trees(warm.tree, cold.tree)
    if cold.tree:
        return f"没有生成，却写了 {', '.join(sorted(cold.tree)[:3])}"
    return "" if before is None else compare_trees(warm.tree, before)


def compare_trees(warm: Tree, cold: Tree) -> str:
    """The first file, by name, in which two sites differ, and how many there are."""
    names = sorted(name for name in {*warm, *cold} if warm.get(name) != cold.get(name))
    if not names:
        return ""
    name = names[0]
    head = f"{len(names)} 个文件不同，第一个是 {name}："
    if name not in warm:
        return f"{head}增量没有，全量有"
    if name not in cold:
        return f"{head}增量有，全量没有"
    (mode, mine), (usual, theirs) = warm[name], cold[name]
    if mine == theirs:
        return f"{head}权限 增量 {mode:o} 全量 {usual:o}"
    try:
        return f"{head}\n{_lines(theirs.decode('utf-8'), mine.decode('utf-8'))}"
    except UnicodeDecodeError:
        at = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), -1)
        return f"{head}从第 {at} 字节起，增量 {len(mine)} 字节，全量 {len(theirs)} 字节"


def _lines(cold: str, warm: str, most: int = 12) -> str:
    """A short diff."""
    rows = difflib.unified_diff(
        cold.splitlines(), warm.splitlines(), "全量", "增量", lineterm="", n=0
    )
    kept = [row[:200] for row in rows]
    more = [f"…… 还有 {len(kept) - most} 行"] if len(kept) > most else []
    return "\n".join([*kept[:most], *more])
