"""What is wrong with the content, and the one printer that says it.

A mistake of an editor is a :class:`Problem`: a place, a code and the words that fill the
code's message. It is a frozen value that can be pickled, sorted and printed in Chinese
or English; only a mistake of ours is an exception.
"""

from __future__ import annotations

import enum
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self


class Severity(enum.Enum):
    """How a problem weighs: an error fails the build (``content-model`` "Severity")."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def label(self) -> str:
        return _SEVERITY_LABELS[self]


_SEVERITY_LABELS = {
    Severity.ERROR: "错误",
    Severity.WARNING: "提醒",
    Severity.INFO: "提示",
    Severity.OFF: "不报",
}


def parse_severity(word: str) -> Severity | None:
    """The severity that an editor calls ``word``: 错误 or error."""
    return next((s for s in Severity if word in (s.value, s.label)), None)


class Both(str):
    """A word of a message that is said differently in Chinese (its value) and in English."""

    en: str

    def __new__(cls, zh: str, en: str) -> Self:
        both = super().__new__(cls, zh)
        both.en = en
        return both

    def __reduce__(self) -> tuple[type[Both], tuple[str, str]]:
        return Both, (str(self), self.en)


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem, defined once: its default weight, words, mend and source.

    ``zh`` and ``en`` are ``str.format`` templates over the problem's words; ``row`` names
    the seed row or the law that asks for the rule; ``example`` is content that breaks it.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    row: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake at ``path:line:column``; both count from 1, columns in characters."""

    path: str
    line: int
    column: int
    code: Code
    words: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    severity: Severity = field(default=Severity.ERROR)

    def message(self, lang: str = "zh") -> str:
        return (self.code.zh if lang == "zh" else self.code.en).format(**self._said(lang))

    def mend(self, lang: str = "zh") -> str:
        return (self.code.mend_zh if lang == "zh" else self.code.mend_en).format(**self._said(lang))

    def _said(self, lang: str) -> dict[str, str]:
        english = lang != "zh"
        return {n: w.en if english and isinstance(w, Both) else w for n, w in self.words}


def freeze_words(words: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The words of a message as a frozen value."""
    return tuple((n, w if isinstance(w, str) else str(w)) for n, w in sorted(words.items()))


def problem(
    code: Code, path: str, line: int = 1, column: int = 1, excerpt: str = "", /, **words: object
) -> Problem:
    """A problem of ``code`` with its default severity."""
    return Problem(path, line, column, code, freeze_words(words), excerpt, code.severity)


class Rejected(Exception):
    """The content has errors: nothing may be written. Carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def apply_severities(
    problems: Iterable[Problem], severities: Mapping[str, Severity], strict: bool
) -> tuple[Problem, ...]:
    """Sorted problems with the site's own severities; ``strict`` makes a warning an error."""
    weighed = []
    for each in sorted(set(problems), key=_order):
        severity = severities.get(each.code.code, each.severity)
        if strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        if severity is not Severity.OFF:
            weighed.append(
                Problem(
                    each.path, each.line, each.column, each.code, each.words, each.excerpt, severity
                )
            )
    return tuple(weighed)


def _order(each: Problem) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
    return (each.path, each.line, each.column, each.code.code, each.words)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(each.severity is Severity.ERROR for each in problems)


def as_text(each: Problem, lang: str = "zh") -> str:
    """The problem as a clerk reads it: place, message, source line, caret, mend."""
    head = (
        f"{each.path}:{each.line}:{each.column}: {each.severity.value}: "
        f"{each.message(lang)} [{each.code.code}]"
    )
    mend = each.mend(lang)
    lines = [head]
    if each.excerpt:
        shown, caret = _window(each.excerpt.replace("\t", " "), each.column)
        lines += [f"    {shown}", f"    {caret}^"]
    if mend:
        lines.append(f"    {'改法' if lang == 'zh' else 'mend'}: {mend}")
    return "\n".join(lines)


def _window(text: str, column: int, size: int = 80) -> tuple[str, str]:
    """At most ``size`` characters of a line about the column, and the space before the caret."""
    start = max(0, column - 1 - size // 2) if len(text) > size else 0
    shown = text[start : start + size]
    before = text[start : column - 1]
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
    return shown, " " * wide


def as_json(problems: Iterable[Problem], lang: str = "zh") -> str:
    """All problems as one JSON document for another program to read."""
    rows = [
        {
            "path": each.path,
            "line": each.line,
            "column": each.column,
            "code": each.code.code,
            "severity": each.severity.value,
            "message": each.message(lang),
            "mend": each.mend(lang),
        }
        for each in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2)
