"""Problems of the content.

A mistake of an editor is a :class:`Problem`: a place, a code and the words that fill the
code's message. It is a frozen value that can be pickled, sorted and told in Chinese
or English. Only a mistake in our code is an exception.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self


class Severity(enum.Enum):
    """How bad a problem is; an error fails the build."""

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
    """The severity that an editor writes as 错误 or ``error``; None for another word."""
    return next((s for s in Severity if word in (s.value, s.label)), None)


class Bilingual(str):
    """A word of a message in two languages: the string itself is Chinese, ``en`` English."""

    en: str

    def __new__(cls, zh: str, en: str) -> Self:
        both = super().__new__(cls, zh)
        both.en = en
        return both

    def __reduce__(self) -> tuple[type[Bilingual], tuple[str, str]]:
        return Bilingual, (str(self), self.en)


class CauseTexts(NamedTuple):
    """What is said once for many problems that have one cause; an empty mend is that of each.

    Problems have one cause where they name the same one, or stand at one place: a value that many
    records inherit. With ``by``, where these of their words are the same.
    """

    zh: str
    en: str
    mend_zh: str = ""
    mend_en: str = ""
    by: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """One type of problem: its default severity, message, mend and source.

    ``zh`` and ``en`` are ``str.format`` templates over the problem's words; ``source`` names
    the seed row or the law behind the rule; ``example`` is content that breaks it. A site can't
    change the severity of one that ``guards`` what may be shown.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    source: str = ""
    example: str = ""
    guards: bool = False
    #: message and mend where one cause makes many; they may also say ``{number}`` and ``{names}``
    many: CauseTexts | None = None


class Place(NamedTuple):
    """A place in a file, with its line of text."""

    path: str
    line: int
    column: int
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake at ``path:line:column``; both count from 1, columns in characters.

    ``cause``: what is to be mended where it is not the place itself. ``places``: where the many
    stand for which this problem is told.
    """

    path: str
    line: int
    column: int
    code: Code
    words: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    severity: Severity = field(default=Severity.ERROR)
    cause: Place | None = None
    places: tuple[Place, ...] = ()

    def message(self, lang: str = "zh") -> str:
        texts = self.code.many if self.places and self.code.many else self.code
        template = texts.zh if lang == "zh" else texts.en
        return template.format(**self._words_in(lang))

    def mend(self, lang: str = "zh") -> str:
        texts = self.code.many if self.places and self.code.many else self.code
        template = texts.mend_zh if lang == "zh" else texts.mend_en
        template = template or (self.code.mend_zh if lang == "zh" else self.code.mend_en)
        return template.format(**self._words_in(lang))

    def _words_in(self, lang: str) -> dict[str, str]:
        if lang == "zh":
            return {name: shorten(word) for name, word in self.words}
        return {
            name: shorten(word.en if isinstance(word, Bilingual) else word)
            for name, word in self.words
        }


#: a word of a message that is longer is shortened to so much of its beginning
_LONGEST_WORD, _BEGINNING = 400, 60


def shorten(word: str) -> str:
    """A word of a message; of one that fills a screen the beginning.

    >>> shorten("甲" * 500) == "甲" * 60 + "…（500 字）", shorten("甲")
    (True, '甲')
    """
    if len(word) <= _LONGEST_WORD:
        return word
    return f"{word[:_BEGINNING]}…（{len(word)} 字）"


def freeze_words(words: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The words of a message as a frozen value, sorted by name."""
    return tuple(
        (name, word if isinstance(word, str) else str(word)) for name, word in sorted(words.items())
    )


def problem(
    code: Code, path: str, line: int = 1, column: int = 1, excerpt: str = "", /, **words: object
) -> Problem:
    """A problem of ``code`` with its default severity."""
    return Problem(path, line, column, code, freeze_words(words), excerpt, code.severity)


class Rejected(Exception):
    """The content has errors, so nothing may be written. Carries all problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def apply_severities(
    problems: Iterable[Problem], severities: Mapping[str, Severity], strict: bool
) -> tuple[Problem, ...]:
    """Sorted problems with the site's own severities, but of codes that guard what may be shown;
    ``strict`` makes a warning an error."""
    changed = []
    for problem in sorted(merge_by_cause(problems), key=_sort_key):
        severity = problem.severity
        if not problem.code.guards:
            severity = severities.get(problem.code.code, severity)
        if strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        if severity is not Severity.OFF:
            changed.append(dataclasses.replace(problem, severity=severity))
    return tuple(changed)


#: so many problems of one cause are told each at its own place
_FEW = 3
#: so many names are listed where they are told once
_MOST_NAMES = 7


def merge_by_cause(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Tell once what one cause makes many times, at the cause; all else as it is."""
    groups: dict[object, list[Problem]] = {}
    for problem in sorted(set(problems), key=_sort_key):
        groups.setdefault(_cause_of(problem), []).append(problem)
    for group in groups.values():
        same_place = len(group) > 1 and len(set(map(_place_of, group))) == 1
        if len(group) > _FEW or same_place:
            yield _tell_once(group)
        else:
            yield from group


def _cause_of(problem: Problem) -> object:
    """The same for problems that have one cause; of a code without such texts, the problem."""
    many = problem.code.many
    if many is None or problem.places:
        return problem
    if many.by is None:
        return problem.code, problem.cause or _place_of(problem)
    words = dict(problem.words)
    return problem.code, tuple(words.get(name) for name in many.by)


def _tell_once(group: list[Problem]) -> Problem:
    first, number = group[0], len(group)
    path, line, column, excerpt = first.cause or _place_of(first)
    members = [dict(problem.words) for problem in group]
    names = list(dict.fromkeys(words.get("name") or words.get("id", "") for words in members))
    few, more = "、".join(names[:_MOST_NAMES]), len(names) > _MOST_NAMES
    listed = Bilingual(f"{few} 等", f"{few} and others") if more else few
    words = {**dict(first.words), "number": str(number), "names": listed}
    places = tuple(_place_of(problem) for problem in group)
    return Problem(
        path, line, column, first.code, freeze_words(words), excerpt, first.severity, None, places
    )


def _place_of(problem: Problem) -> Place:
    return Place(problem.path, problem.line, problem.column, problem.excerpt)


def _sort_key(problem: Problem) -> tuple[str, int, int, str, tuple[tuple[object, ...], ...]]:
    words = tuple((name, *_split_numbers(word)) for name, word in problem.words)
    return (problem.path, problem.line, problem.column, problem.code.code, words)


def _split_numbers(word: str) -> Iterator[str | int]:
    """The word with its numbers apart, so that 2月 stands before 10月."""
    for at, part in enumerate(re.split(r"([0-9]+)", word)):
        yield int(part) if at % 2 else part


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
