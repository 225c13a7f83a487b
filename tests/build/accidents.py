"""``python -m tests.build.accidents FOLDER KIND SEED TIMES``: builds that meet with accidents.

A site has two states, of which both cold builds are known. It changes from one to the other; in
the middle the build is killed, or the disk is full. Then the site must be one of both, whole,
with what is kept in it; what was said must be no traceback; and the next build must be right.
Each build runs in a fork of this process, which has one thread and has all modules loaded.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from shaiquan.build import recipe, site_files
from shaiquan.cli import main
from tests.build.sites import Files, SiteFolder
from tests.conftest import SMALL
from tests.warm.killed import WriteCounter

SITE = "content/site.yml"
NAMES = ("名称: 小站\n", "名称: 大站\n")
#: what a full disk, or one that is read only, does not let be
_MAKES = ("open", "os.mkdir", "os.link", "os.symlink")
assert recipe, site_files  # loaded before the forks


@dataclass(frozen=True)
class Accident:
    """``happens`` is called in the process of the build; ``seconds`` until it is killed, or 0."""

    words: str
    happens: Callable[[], None] = lambda: None
    seconds: float = 0.0


class TwoStates:
    """The folder, and the files of both states of its site."""

    def __init__(self, folder: Path) -> None:
        self.place = SiteFolder.of(folder.absolute(), SMALL)
        self.place.edit(SITE, NAMES[0], f"{NAMES[0]}保留文件: [CNAME]\n")
        self.now = 0
        self.trees: list[Files] = []
        self.writes = 0
        for number in (0, 1):
            assert self.build(Accident("")) == 0, self.said
            (self.place.options.site / "CNAME").write_text("example.gov.cn")
            self.trees.append(self.place.files())
            self.toggle()
            assert number + 1 == len(self.trees)
        assert self.build(Accident("", self._count_writes)) == 0
        self.writes = int((self.place.folder / "writes").read_text())
        begun = time.monotonic()
        self.toggle()
        assert self.build(Accident("")) == 0
        self.duration = time.monotonic() - begun

    def _count_writes(self) -> None:
        """Let the build say at its end how many writes there were."""
        counter = WriteCounter(0)
        sys.addaudithook(counter)
        count_file = self.place.folder / "writes"
        atexit.register(lambda: count_file.write_text(str(counter.count)))

    def toggle(self) -> None:
        self.place.edit(SITE, NAMES[self.now], NAMES[1 - self.now])
        self.now = 1 - self.now

    def build(self, accident: Accident) -> int:
        """The exit code of a build with an accident; what it ``said`` is in a file."""
        log = self.place.folder / "said"
        process = os.fork()
        if process == 0:
            _build_and_exit(self.place.folder, log, accident)
        if accident.seconds:
            time.sleep(accident.seconds)
            os.kill(process, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        self.said = log.read_text("utf-8")
        return code

    def meet(self, accident: Accident) -> int:
        """A build with an accident, and the next one. AssertionError where anything is wrong."""
        self.toggle()
        code = self.build(accident)
        assert self.place.files() in self.trees, f"{accident.words}: neither state"
        assert code in (0, 1, -signal.SIGKILL), f"{accident.words}: {self.said}"
        assert code != 1 or "无法读写" in self.said, f"{accident.words}: {self.said}"
        assert self.build(Accident("")) == 0, f"{accident.words}, and again: {self.said}"
        assert self.place.files() == self.trees[self.now], f"{accident.words}: wrong afterwards"
        names = {path.name for path in self.place.folder.iterdir()}
        hidden = sorted(
            names - {*["content", "layouts", "assets", "site", "cache", "said", "writes"]}
        )
        assert [name.rpartition("-")[0] for name in hidden if "-" in name] in ([], [".site.twin"])
        return code


def _build_and_exit(folder: Path, log: Path, accident: Accident) -> None:
    """Never returns."""
    code = 70
    with log.open("w", encoding="utf-8") as file, contextlib.redirect_stderr(file):
        try:
            os.chdir(folder)
            names = ("content", "layouts", "assets", "site", "cache")
            line = ["build", "--as-of", "2026-11-25", "--jobs", "1"]
            line += [word for name in names for word in (f"--{name}", name)]
            accident.happens()
            code = main(line)
        except BaseException:
            traceback.print_exc()
        atexit._run_exitfuncs()
        file.flush()
        os._exit(code)


def fail_from(number: int, fault: int) -> None:
    """From now on, let no file or folder be made once there were ``number`` of them."""
    count = 0

    def refuse(event: str, words: tuple[object, ...]) -> None:
        nonlocal count
        if event not in _MAKES or (event == "open" and not _is_new(words)):
            return
        count += 1
        if count >= number:
            raise OSError(fault, os.strerror(fault), str(words[0]))

    sys.addaudithook(refuse)


def _is_new(words: tuple[object, ...]) -> bool:
    flags = words[2]
    return (
        isinstance(flags, int)
        and bool(flags & os.O_CREAT)
        and not str(words[0]).startswith("/dev/")
    )


def choose_accident(kind: str, rng: Random, states: TwoStates) -> Accident:
    number = rng.randrange(1, states.writes + 1)
    if kind == "kill" and rng.random() < 0.5:
        return Accident(f"killed at write {number}", lambda: sys.addaudithook(WriteCounter(number)))
    if kind == "kill":
        seconds = states.duration * rng.uniform(0.05, 1.0)
        return Accident(f"killed after {seconds:.3f} s", seconds=seconds)
    if kind == "full" and rng.random() < 0.7:
        return Accident(f"full from {number}", lambda: fail_from(number, errno.ENOSPC))
    if kind == "full":
        size = rng.randrange(1, 60_000)
        limits = (size, size)
        return Accident(f"{size} bytes", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits))
    return Accident("read only", lambda: fail_from(1, errno.EROFS))


def run(folder: Path, kind: str, seed: int, times: int) -> None:
    """Accidents of a kind, with a line of the exit codes that there were."""
    states, rng, codes = TwoStates(folder), Random(seed), Counter[int]()
    for _ in range(times):
        codes[states.meet(choose_accident(kind, rng, states))] += 1
    print(f"seed {seed}, {times} {kind}, {states.writes} writes, exit codes {dict(codes)}")


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
