"""What the terminal says: progress, problems, the closing summary (edge: writes to stderr)."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable

from shaiquan.problems import Problem, Severity, as_json, as_text

WORDS = {
    "zh": {"error": "错误", "warning": "提醒", "info": "提示", "none": "没有问题"},
    "en": {"error": "errors", "warning": "warnings", "info": "notes", "none": "no problems"},
}
_STAGES_EN = {
    "查看": "looking", "读取": "reading", "检查": "checking", "公开": "releasing",
    "规划": "planning", "生成": "making", "写入": "writing", "记录": "remembering",
}  # fmt: skip
#: seconds between two lines in a log, each time more, so that a long build does not flood it
_FIRST, _MOST = 1.0, 15.0


class Console:
    """Progress on one line where a person looks, plain lines where a log is kept."""

    def __init__(self, lang: str = "zh", form: str = "text") -> None:
        self.lang, self.form = lang, form
        self.started = time.monotonic()
        self._live = sys.stderr.isatty() and form == "text"
        self._told = self.started
        self._pause = _FIRST
        self._stage = ""
        self._spent: dict[str, list[float]] = {}
        self._since = (self.started, _processor())

    def progress(self, stage: str, done: int, total: int) -> None:
        """Say how far a stage is; quick stages and builds stay silent."""
        now = time.monotonic()
        self._spend(stage)
        last = done == total
        if self._live and (now - self._told > 0.1 or last):
            self._told = now
            print(f"\r\033[K{self._progress(stage, done, total)}", end="", file=sys.stderr)
        elif not self._live and now - self._told > self._pause and self.form == "text":
            self._told, self._pause = now, min(_MOST, self._pause * 1.5)
            print(self._progress(stage, done, total), file=sys.stderr, flush=True)
        self._stage = stage

    def _progress(self, stage: str, done: int, total: int) -> str:
        name = stage if self.lang == "zh" else _STAGES_EN.get(stage, stage)
        return f"{name} {done}/{total}" if total else f"{name} …"

    def _spend(self, stage: str) -> None:
        """Count the time since the last word to the stage that was then at work."""
        now = (time.monotonic(), _processor())
        spent = self._spent.setdefault(self._stage or stage, [0.0, 0.0])
        for index in (0, 1):
            spent[index] += now[index] - self._since[index]
        self._since = now

    def profile(self) -> None:
        """A line for each stage: seconds, and processor seconds of all processes."""
        self._spend(self._stage)
        for stage, (wall, processor) in self._spent.items():
            name = stage if self.lang == "zh" else _STAGES_EN.get(stage, stage)
            self.say(
                f"  {name}　{wall:.2f} 秒，处理器 {processor:.2f} 秒",
                f"  {name}: {wall:.2f} s, processor {processor:.2f} s",
            )

    def clear(self) -> None:
        if self._live and self._stage:
            print("\r\033[K", end="", file=sys.stderr)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Every problem: text to standard error, JSON to standard output."""
        self.clear()
        if self.form == "json":
            print(as_json(problems, self.lang))
            return
        for each in problems:
            print(as_text(each, self.lang), file=sys.stderr)

    def counted(self, problems: Iterable[Problem]) -> str:
        """2 处错误，1 处提醒."""
        words = WORDS[self.lang]
        found = [each.severity for each in problems]
        parts = [
            f"{found.count(s)} 处{words[s.value]}" if self.lang == "zh"
            else f"{found.count(s)} {words[s.value]}"
            for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)
            if s in found
        ]  # fmt: skip
        return ("，" if self.lang == "zh" else ", ").join(parts) or words["none"]

    def say(self, zh: str, en: str) -> None:
        """A line of the tool's own, to standard error so that JSON stays clean."""
        self.clear()
        if self.form == "text":
            print(zh if self.lang == "zh" else en, file=sys.stderr, flush=True)

    def seconds(self) -> str:
        return f"{time.monotonic() - self.started:.1f}"


def peak_memory() -> str:
    """Peak memory in MB of the largest process; empty where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return ""
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"{peak / (1024 * 1024 if sys.platform == 'darwin' else 1024):.0f}"


def _processor() -> float:
    """Processor seconds of this process and of workers that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
