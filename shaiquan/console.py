"""Printing on the terminal: progress, problems, messages (edge: writes to stderr)."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping

from shaiquan.problem_annotations import as_github, as_gitlab
from shaiquan.problem_groups import group_as_text, group_problems
from shaiquan.problem_texts import escape_signs, list_problems, write_json
from shaiquan.problems import Problem, Severity

_SEVERITY_NAMES = {
    "zh": {"error": "错误", "warning": "提醒", "info": "提示", "none": "没有问题"},
    "en": {"error": "errors", "warning": "warnings", "info": "notes", "none": "no problems"},
}
_STAGES_EN = {
    "查看": "looking",
    "读取": "reading",
    "检查": "checking",
    "公开": "releasing",
    "历史": "history",
    "规划": "planning",
    "统计": "counting",
    "生成": "making",
    "写入": "writing",
    "记录": "remembering",
    "核对": "verifying",
    "发布": "publishing",
}
#: seconds between two lines in a log, growing so that a long build does not flood it
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 15.0


class Console:
    """Messages in one language. Progress is one live line on a terminal, plain lines in a log.

    ``format``: text; json, which is all that is printed then; github and gitlab, with which
    problems are printed as these forges read them.
    """

    def __init__(self, lang: str = "zh", format: str = "text") -> None:
        self.lang, self.format = lang, format
        self.started = time.monotonic()
        self._live = sys.stderr.isatty() and format == "text"
        self._last_progress = self.started
        self._pause = _FIRST_PAUSE
        self._stage = ""
        #: stage -> seconds, processor seconds
        self._times: dict[str, list[float]] = {}
        self._wrote_json = False
        self._last_times = (self.started, _processor_seconds())

    def show_progress(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; quick stages and builds print nothing."""
        now = time.monotonic()
        self._count_time(stage)
        passed = now - self._last_progress
        if self._live and (passed > 0.1 or done == total):
            self._last_progress = now
            print(f"\r\033[K{self._progress_line(stage, done, total)}", end="", file=sys.stderr)
        elif not self._live and passed > self._pause and self.format != "json":
            self._last_progress, self._pause = now, min(_LONGEST_PAUSE, self._pause * 1.5)
            print(self._progress_line(stage, done, total), file=sys.stderr, flush=True)
        self._stage = stage

    def _stage_name(self, stage: str) -> str:
        return stage if self.lang == "zh" else _STAGES_EN.get(stage, stage)

    def _progress_line(self, stage: str, done: int, total: int) -> str:
        name = self._stage_name(stage)
        return f"{name} {done}/{total}" if total else f"{name} …"

    def _count_time(self, stage: str) -> None:
        """Add the time since the last call to the stage of that call, at first to ``stage``."""
        now = (time.monotonic(), _processor_seconds())
        times = self._times.setdefault(self._stage or stage, [0.0, 0.0])
        for index in (0, 1):
            times[index] += now[index] - self._last_times[index]
        self._last_times = now

    def print_profile(self) -> None:
        """Print a line for each stage: seconds, and processor seconds of all processes."""
        self._count_time(self._stage)
        for stage, (wall, processor) in self._times.items():
            name = self._stage_name(stage)
            self.say(
                f"  {name}　{wall:.2f} 秒，处理器 {processor:.2f} 秒",
                f"  {name}: {wall:.2f} s, processor {processor:.2f} s",
            )

    def _clear_line(self) -> None:
        if self._live and self._stage:
            print("\r\033[K", end="", file=sys.stderr)

    def print_problems(self, problems: Iterable[Problem]) -> None:
        """Print every problem: text to standard error, errors last; what programs read to
        standard output. GitHub shows its commands in the log, of GitLab's report nothing."""
        self._clear_line()
        problems = tuple(problems)
        if self.format == "json":
            self.print_json({"problems": list_problems(problems, self.lang)})
            return
        if self.format == "github":
            print(as_github(problems, self.lang), end="\n" if problems else "", flush=True)
            return
        if self.format == "gitlab":
            print(as_gitlab(problems, self.lang))
        for group in group_problems(problems):
            bold = self._live and group[0].severity is Severity.ERROR
            print(group_as_text(group, self.lang, bold), file=sys.stderr)

    def count_problems(self, problems: Iterable[Problem]) -> str:
        """Count problems by severity: 2 处错误，1 处提醒."""
        names = _SEVERITY_NAMES[self.lang]
        unit, comma = ("处", "，") if self.lang == "zh" else ("", ", ")
        numbers = Counter(problem.severity for problem in problems)
        parts = [
            f"{numbers[severity]} {unit}{names[severity.value]}"
            for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
            if numbers[severity]
        ]
        return comma.join(parts) or names["none"]

    def say(self, zh: str, en: str) -> None:
        """Print a message to standard error, so that JSON on standard output stays clean."""
        self._clear_line()
        if self.format != "json":
            text = escape_signs(zh if self.lang == "zh" else en)  # it may name a file
            print(text, file=sys.stderr, flush=True)

    def print_json(self, document: Mapping[str, object]) -> None:
        """Print what a command did, as the one document on standard output."""
        self._wrote_json = True
        print(write_json(document))

    def tell_end(self, zh: str, en: str) -> None:
        """Say why a command ended before its end; in JSON too, where nothing was printed yet."""
        self.say(zh, en)
        if self.format == "json" and not self._wrote_json:
            self.print_json({"problems": [], "fault": zh if self.lang == "zh" else en})

    def elapsed_seconds(self) -> str:
        return f"{time.monotonic() - self.started:.1f}"


def peak_memory() -> str:
    """Peak memory in MB of the largest process; empty where the system does not know it."""
    try:
        import resource
    except ImportError:  # Windows
        return ""
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"{peak / (1024 * 1024 if sys.platform == 'darwin' else 1024):.0f}"


def _processor_seconds() -> float:
    """Processor seconds of this process and of workers that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
