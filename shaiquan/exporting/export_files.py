"""Files that somebody edits after they were written (edge: writes files)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shaiquan.console import Console
from shaiquan.files.overwriting import overwrite_file
from shaiquan.problems import Bilingual, Problem


class ExportRefused(Exception):
    """Nothing is written; says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Bilingual(zh, en)


def refuse_problems(problems: Iterable[Problem], console: Console) -> int:
    """Say what is wrong with the content; the exit code."""
    problems = tuple(problems)
    console.print_problems(problems)
    counts = console.count_problems(problems)
    console.say(f"先改正错误：{counts}。", f"mend the errors first: {counts}.")
    return 1


def require_unedited(folder: Path, files: Iterable[tuple[str, bytes]], program: str) -> None:
    """Raises ExportRefused where another file has the name: somebody may have edited it."""
    paths = [(folder / name, data) for name, data in files]
    other = [path for path, data in paths if path.exists() and path.read_bytes() != data]
    if other:
        named = "、".join(path.name for path in other)
        zh = f"“{folder}”里已经有 {named}，也许在 {program} 里改过；移走它，或者用 --to 写到别处"
        raise ExportRefused(zh, f"there is another {named} in {folder}: move it, or use --to")


def write_files(folder: Path, files: Iterable[tuple[str, bytes]], console: Console) -> None:
    """Write each file and say so."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files:
        overwrite_file(folder / name, data)
        console.say(f"已写好 {folder / name}", f"wrote {folder / name}")
