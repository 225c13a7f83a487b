"""A working folder in which content is edited and built twice: warm, and cold beside it.

Warm: into the site and with the store that the builds before left. Cold: into a new folder
with an empty store. Both read the same files by the same relative paths, so that exit code,
problems and every byte must be the same. By hand, to look for the edit that goes wrong::

    python -X utf8 -m tests.warm.harness --seed 7 --edits 50

stops at the first difference and leaves the folder as it is then.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from shaiquan.cli import main
from shaiquan.console import Console
from tests.warm.comparing import BuildRun, Tree, describe_difference, drop_times, read_tree
from tests.warm.edits import Edits
from tests.warm.state import FOLDERS, StateEdit, read_state

ROOT = Path(__file__).resolve().parents[2]
#: what is edited unless another content is named
BASE = ROOT / "tests" / "sites" / "warm"

WARM, COLD = "warm", "cold"


@dataclass
class EditTally:
    """Figures of a run of edits."""

    edits: int = 0
    refused: int = 0
    fresh: int = 0
    files: int = 0
    words: list[str] = field(default_factory=list)
    warm: float = 0.0
    cold: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.edits} 次修改，{self.files} 个文件逐字节相比，{self.refused} 次没有生成，"
            f"{self.fresh} 次另起进程（CPU 增量 {self.warm:.1f} 秒，全量 {self.cold:.1f} 秒）"
        )


class Workspace:
    """The folder: content/, layouts/, assets/, and for each of warm and cold a site and a store."""

    def __init__(self, folder: Path, content: Path = BASE) -> None:
        self.folder = folder
        sources = {"content": content, "layouts": ROOT / "layouts", "assets": ROOT / "assets"}
        self.state = read_state(sources)
        for name in FOLDERS:
            shutil.copytree(sources[name], folder / name)

    @property
    def site(self) -> Path:
        return self.folder / WARM / "site"

    @property
    def store(self) -> Path:
        return self.folder / WARM / "store"

    def edit(self, edit: StateEdit) -> StateEdit:
        """Do an edit on the files; returns the edit that undoes it."""
        undo = edit.undone(self.state)
        edit.put(self.folder)
        self.state = edit.on(self.state)
        return undo

    def arguments(self, which: str, jobs: int = 1) -> list[str]:
        """The command line of a build, to be run in the folder."""
        arguments = self.state.setting.arguments()
        for name in FOLDERS:
            arguments += [f"--{name}", name]
        folders = ["--site", f"{which}/site", "--cache", f"{which}/store"]
        return [*arguments, *folders, "--jobs", str(jobs)]

    def warm(self, fresh: Mapping[str, str] | None = None, jobs: int = 1) -> BuildRun:
        """Build over what is there; ``fresh``: in a process with this added environment."""
        return self._build(WARM, fresh, jobs)

    def warm_during(self, edit: StateEdit) -> BuildRun:
        """Build, and do the edit as soon as the build comes to its stage, or at last."""
        usual, waiting = Console.show_progress, [edit]

        def show_progress(console: Console, stage: str, done: int, total: int) -> None:
            if waiting and stage == edit.stage:
                self.edit(waiting.pop())
            usual(console, stage, done, total)

        with mock.patch.object(Console, "show_progress", show_progress):
            run = self.warm()
        for late in waiting:
            self.edit(late)
        return run

    def warm_tree(self) -> Tree:
        """The site as it is, without a build."""
        return read_tree(self.site)

    def cold(self, fresh: Mapping[str, str] | None = None, jobs: int = 1) -> BuildRun:
        """Build from nothing."""
        shutil.rmtree(self.folder / COLD, ignore_errors=True)
        return self._build(COLD, fresh, jobs)

    def start(
        self,
        which: str,
        fresh: Mapping[str, str] | None = None,
        jobs: int = 1,
        module: Sequence[str] = ("shaiquan",),
    ) -> subprocess.Popen[str]:
        """A build in a process of its own, begun."""
        command = [sys.executable, "-X", "utf8", "-m", *module, *self.arguments(which, jobs)]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=make_environment(fresh or {}),
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def finish(self, which: str, process: subprocess.Popen[str]) -> BuildRun:
        out, err = process.communicate(timeout=300)
        return self._describe_run(which, process.returncode, out, err)

    def _build(self, which: str, fresh: Mapping[str, str] | None, jobs: int) -> BuildRun:
        if fresh is not None:
            return self.finish(which, self.start(which, fresh, jobs))
        return self._describe_run(which, *run_inside(self.folder, self.arguments(which, jobs)))

    def _describe_run(self, which: str, code: int, out: str, err: str) -> BuildRun:
        where = self.folder / which / "site"
        return BuildRun(code, out, drop_times(err, f"{which}/site"), read_tree(where), err)


def make_environment(more: Mapping[str, str]) -> dict[str, str]:
    """That of a build in a process of its own; an empty value takes a name away."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return {name: value for name, value in variables.items() if value}


def run_inside(folder: Path, arguments: Sequence[str]) -> tuple[int, str, str]:
    """Run a command in this process. A fault of ours is exit code -1 and its traceback."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = main(arguments)
        except Exception:
            code = -1
            err.write(traceback.format_exc())
    return code, out.getvalue(), err.getvalue()


# -- a run ---------------------------------------------------------------------------------------


class BuildsDiffer(AssertionError):
    """A warm build that is not what a cold one is: with the seed and all edits so far."""


def run_edits(workspace: Workspace, seed: int, count: int, every: int = 10) -> Iterator[EditTally]:
    """``count`` edits of a seed, each built warm and cold; each ``every``th time in new processes.

    Yields the tally after each. Raises BuildsDiffer at the first difference.
    """
    tally, edits = EditTally(), Edits(seed)
    before = _compare_builds(workspace, tally, seed, {}, None)
    while tally.edits < count:
        edit = edits.next(workspace.state, before is None)
        tally.edits += 1
        tally.words.append(edit.words)
        if edit.stage:
            workspace.warm_during(edit)
        else:
            workspace.edit(edit)
        fresh = every and tally.edits % every == every // 2
        hashed = {"PYTHONHASHSEED": str(tally.edits)} if fresh else None
        before = _compare_builds(workspace, tally, seed, hashed, before)
        yield tally


def _compare_builds(
    workspace: Workspace,
    tally: EditTally,
    seed: int,
    fresh: Mapping[str, str] | None,
    last: BuildRun | None,
) -> BuildRun | None:
    """The warm build, which is equal to the cold one; None where both were refused."""
    old = workspace.warm_tree()
    begun = _read_cpu()
    warm = workspace.warm(fresh, jobs=1 if fresh is None else 2)
    between = _read_cpu()
    cold = workspace.cold(fresh)
    tally.warm += between - begun
    tally.cold += _read_cpu() - between
    tally.fresh += fresh is not None
    tally.refused += cold.code != 0
    tally.files += len(warm.tree)
    if difference := describe_difference(warm, cold, old):
        raise BuildsDiffer(describe_failure(seed, tally.words, difference))
    return warm if warm.code == 0 else None


def _read_cpu() -> float:
    """Seconds of this process and of those that it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def describe_failure(seed: int, words: Sequence[str], difference: str) -> str:
    """The message of a failure."""
    rows = [f"  {number}. {edit}" for number, edit in enumerate(words, 1)]
    head = f"种子 {seed}，第 {len(words)} 次修改以后，增量和全量不一样。"
    return "\n".join([head, *rows, difference])


# -- by hand -------------------------------------------------------------------------------------


def debug(arguments: Sequence[str] | None = None) -> int:
    """Run the edits of a seed and say each; 1 at the first difference."""
    parser = argparse.ArgumentParser(prog="python -m tests.warm.harness", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--fresh", type=int, default=0, help="each n-th build in new processes")
    parser.add_argument("--content", type=Path, default=BASE)
    parser.add_argument("--folder", type=Path, help="a new folder; kept (else a temporary one)")
    options = parser.parse_args(arguments)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="warm-"))
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(folder, options.content)
    begun, tally = time.monotonic(), EditTally()
    try:
        for tally in run_edits(workspace, options.seed, options.edits, options.fresh):
            print(f"{tally.edits:4} {time.monotonic() - begun:6.1f} {tally.words[-1]}", flush=True)
    except BuildsDiffer as fault:
        print(fault)
        for which in (WARM, COLD):
            line = " ".join(workspace.arguments(which))
            print(f"cd {folder} && PYTHONPATH={ROOT} {sys.executable} -X utf8 -m shaiquan {line}")
        return 1
    print(tally)
    if options.folder is None:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(debug())
