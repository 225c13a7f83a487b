"""A problem as a clerk reads it on a terminal, and all of them as JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from shaiquan.problems import Problem

#: so many of the places for which a problem is told are named
_FEW = 3


def as_text(problem: Problem, lang: str = "zh") -> str:
    """The problem as a clerk reads it: place, message, source line, caret, mend."""
    severity = problem.severity.label if lang == "zh" else problem.severity.value
    place = f"{problem.path}:{problem.line}:{problem.column}"
    head = f"{place}: {severity}: {problem.message(lang)} [{problem.code.code}]"
    mend = problem.mend(lang)
    lines = [escape_signs(head)]
    if problem.excerpt:
        excerpt = _PASSWORD.sub(r"\1:***@", problem.excerpt.replace("\t", " "))
        excerpt, indent = _cut_excerpt(excerpt, problem.column)
        lines += [f"    {excerpt}", f"    {indent}^"]
    if places := _name_places(problem):
        lines.append(f"    {'见' if lang == 'zh' else 'see'}: {escape_signs(places)}")
    if mend:
        lines.append(f"    {'改法' if lang == 'zh' else 'mend'}: {escape_signs(mend)}")
    return "\n".join(lines)


def _name_places(problem: Problem) -> str:
    """The first of the places for which a problem is told, beside its own."""
    places = dict.fromkeys(f"{place.path}:{place.line}" for place in problem.places)
    places.pop(f"{problem.path}:{problem.line}", None)
    return "、".join(list(places)[:_FEW]) + (" …" if len(places) > _FEW else "")


def _list_places(problem: Problem) -> dict[str, object]:
    places = problem.places
    return {"places": [{"path": p.path, "line": p.line, "column": p.column} for p in places]}


#: signs that move the cursor, colour or hide text, or turn its direction; and lone surrogates,
#: which stand for bytes of a file name that are no UTF-8
_SIGNS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def escape_signs(text: str) -> str:
    """A text of somebody else for a terminal: signs that would act on it are shown, ``\\x1b``."""
    return _SIGNS.sub(lambda sign: ascii(sign[0])[1:-1], text)


#: a password in an address, //user:password@host or user:password@host:/path; logs are kept
_PASSWORD = re.compile(r"(//[^\s/:@]*|\b[\w.-]+):(?!/)\S+@(?=[\w.-]+[:/])")


def _cut_excerpt(text: str, column: int, size: int = 80) -> tuple[str, str]:
    """At most ``size`` characters of a line around the column, and the indent of the caret."""
    start = max(0, column - 1 - size // 2) if len(text) > size else 0
    before = escape_signs(text[start : column - 1])
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in before)
    return escape_signs(text[start : start + size]), " " * width


def list_problems(problems: Iterable[Problem], lang: str = "zh") -> list[dict[str, object]]:
    """What a JSON document says of each problem."""
    return [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code.code,
            "severity": problem.severity.value,
            "message": problem.message(lang),
            "mend": problem.mend(lang),
            **(_list_places(problem) if problem.places else {}),
        }
        for problem in problems
    ]


def write_json(document: Mapping[str, object]) -> str:
    """A document for another program; the name of a file in it may be no UTF-8."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode()  # as JSON writes a lone surrogate
