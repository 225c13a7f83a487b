"""What a preview tells of each build: new problems in the window, errors on every page."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from shaiquan.console import Console
from shaiquan.problems import Bilingual, Problem, Severity

#: so many errors stand on a page; the window has them all
_MOST_ERRORS = 3
_STYLE = (
    "position:sticky;top:0;z-index:9999;padding:.6em 1em;background:#b00020;color:#fff;"
    "font:16px/1.6 sans-serif;overflow-wrap:anywhere"
)


class PreviewReport:
    """Remembers what was told, so that after a save only what is new is told.

    ``bar``: HTML for the top of each page; empty while the preview is up to date.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told: frozenset[object] = frozenset()
        self._resets: set[str] = set()
        self.bar = ""

    def tell_built(self, problems: tuple[Problem, ...], cache_reset: Bilingual) -> None:
        """The preview is up to date; ``cache_reset`` is told once."""
        self._print_new(problems)
        self._told = frozenset(map(_identify, problems))
        self.bar = ""
        if cache_reset and cache_reset not in self._resets:
            self._resets.add(cache_reset)
            self._console.say(f"{cache_reset}。", f"{cache_reset.en}.")
        self._console.say("预览已更新。", "preview updated.")

    def tell_errors(self, problems: tuple[Problem, ...]) -> None:
        """The content has errors; what a later stage told before may still hold."""
        self._print_new(problems)
        self._told |= frozenset(map(_identify, problems))
        counts = self._console.count_problems(problems)
        self._console.say(f"预览没有更新：{counts}。", f"preview not updated: {counts}.")
        self.bar = _render_bar(list(_describe_errors(problems, self._console.lang)))

    def tell_fault(self, why: Bilingual) -> None:
        """The preview could not be made for a reason that is not in the content."""
        line = Bilingual(f"预览没有更新：{why}", f"preview not updated: {why.en}")
        self._console.say(f"{line}。", f"{line.en}.")
        self.bar = _render_bar([line if self._console.lang == "zh" else line.en])

    def _print_new(self, problems: tuple[Problem, ...]) -> None:
        """Errors always, since one of them is to be mended next; of the rest what is new."""
        new, old = list[Problem](), list[Problem]()
        for problem in problems:
            is_old = problem.severity is not Severity.ERROR and _identify(problem) in self._told
            (old if is_old else new).append(problem)
        self._console.print_problems(new)
        if old:
            counts = self._console.count_problems(old)
            self._console.say(f"还有以前说过的：{counts}。", f"told before: {counts}.")


def _identify(problem: Problem) -> object:
    """The same after lines above it were added or deleted."""
    return problem.path, problem.code.code, problem.severity, problem.words


def _describe_errors(problems: Iterable[Problem], lang: str) -> Iterator[str]:
    """Place, message and mend of the first errors, and how many more there are."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    zh = lang == "zh"
    yield "这一页还是改动以前的样子" if zh else "this page is as it was before the change"
    for error in errors[:_MOST_ERRORS]:
        line = f"第 {error.line} 行" if zh else f"line {error.line}"
        yield f"{error.path} {line}: {error.message(lang)}"
        if mend := error.mend(lang):
            yield f"{'改法' if zh else 'mend'}: {mend}"
    if (more := len(errors) - _MOST_ERRORS) > 0:
        yield f"还有 {more} 处错误，见运行预览的窗口" if zh else f"{more} more errors"


def _render_bar(lines: list[str]) -> str:
    body = "<br>".join(map(html.escape, lines))
    return f'<div role="alert" style="{_STYLE}">{body}</div>'
