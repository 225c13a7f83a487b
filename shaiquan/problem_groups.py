"""The order and the groups in which a terminal shows problems: errors last, repeats once."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator

from shaiquan.problem_texts import as_text, escape_signs
from shaiquan.problems import Problem, Severity

#: what is at the end of the output is still on the screen
_ORDER = (Severity.INFO, Severity.WARNING, Severity.ERROR)
#: words of a message that say of which kind the record is, and what mends name it by
_KIND, _ID = "kind", "id"
#: so many of one code are shown each in full
_FEW = 3
#: so many of a longer group are named
_MOST_NAMES = 20


def group_problems(problems: Iterable[Problem]) -> Iterator[tuple[Problem, ...]]:
    """Groups to be shown: errors last; together stand more than a few that differ only in the
    record or step that they are about."""
    groups: dict[object, list[Problem]] = {}
    for problem in sorted(problems, key=_rank):
        groups.setdefault(_likeness(problem), []).append(problem)
    for group in groups.values():
        if len(group) > _FEW:
            yield tuple(group)
        else:
            yield from ((problem,) for problem in group)


def _rank(problem: Problem) -> tuple[int, str, int, int]:
    return _ORDER.index(problem.severity), problem.path, problem.line, problem.column


def _likeness(problem: Problem) -> object:
    """The same for problems of one code that say the same of different subjects."""
    if problem.places:  # it is told for many already
        return problem
    of_the_record = (_subject_field(problem), _ID)
    words = tuple(word for word in problem.words if word[0] not in of_the_record)
    return problem.code.code, problem.severity, words


def _subject_field(problem: Problem) -> str:
    """The word that a message begins with: ``name`` of {kind}“{name}”没有责任."""
    fields = (field for _, field, _, _ in string.Formatter().parse(problem.code.zh))
    return next((field for field in fields if field and field != _KIND), "")


def group_as_text(group: tuple[Problem, ...], lang: str = "zh", bold: bool = False) -> str:
    """The first problem in full, after it the names and places of the others in one line.

    ``bold``: the first line is bold, by the codes of a terminal.
    """
    head, *lines = as_text(group[0], lang).split("\n")
    if bold:
        head = f"\x1b[1m{head}\x1b[0m"
    if others := group[1:]:
        lines.insert(-1 if group[0].mend(lang) else len(lines), _name_others(others, lang))
    return "\n".join((head, *lines))


def _name_others(others: tuple[Problem, ...], lang: str) -> str:
    names = (_name_place(problem) for problem in others[:_MOST_NAMES])
    more = " …" if len(others) > _MOST_NAMES else ""
    listed = escape_signs(("、" if lang == "zh" else ", ").join(names)) + more
    if lang == "zh":
        return f"    一样的还有 {len(others)} 处: {listed}"
    return f"    the same at {len(others)} more: {listed}"


def _name_place(problem: Problem) -> str:
    subject = dict(problem.words).get(_subject_field(problem), "")
    place = f"{problem.path}:{problem.line}"
    return f"{subject}（{place}）" if subject else place
