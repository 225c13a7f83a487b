"""Problems as a forge shows them beside the lines of a pull request.

GitHub takes a command a problem from the output of a step (workflow commands), GitLab a report of
all of them (Code Quality report).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from shaiquan.problem_texts import escape_signs
from shaiquan.problems import Problem, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB_SEVERITIES = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}
#: signs that end a text or a property of a command
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(problems: Iterable[Problem], lang: str = "zh") -> str:
    """A workflow command a line, errors first: GitHub shows ten of each severity."""
    order = list(_COMMANDS)
    told = sorted(problems, key=lambda problem: order.index(problem.severity))
    return "\n".join(_write_command(problem, lang) for problem in told)


def _write_command(problem: Problem, lang: str) -> str:
    properties = {
        "file": escape_signs(problem.path),
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code.code,
    }
    listed = ",".join(
        f"{name}={value.translate(_PROPERTY_ESCAPES)}" for name, value in properties.items()
    )
    text = _describe(problem, lang).translate(_ESCAPES)
    return f"::{_COMMANDS[problem.severity]} {listed}::{text}"


def _describe(problem: Problem, lang: str) -> str:
    """The message, and in a line of its own the mend."""
    message, mend = escape_signs(problem.message(lang)), escape_signs(problem.mend(lang))
    label = "改法：" if lang == "zh" else "mend: "
    return f"{message}\n{label}{mend}" if mend else message


def as_gitlab(problems: Iterable[Problem], lang: str = "zh") -> str:
    """One JSON list. A problem keeps its fingerprint where only its line moves, so that GitLab
    knows it again; of several that say the same each has one of its own."""
    same = Counter[tuple[str, str, str]]()
    rows = []
    for problem in problems:
        key = (problem.path, problem.code.code, problem.message(lang))
        same[key] += 1
        identity = "\0".join((*key, str(same[key]))).encode("utf-8", "backslashreplace")
        rows.append(
            {
                "description": _describe(problem, lang),
                "check_name": problem.code.code,
                "fingerprint": hashlib.sha256(identity).hexdigest(),
                "severity": _GITLAB_SEVERITIES[problem.severity],
                "location": {
                    "path": escape_signs(problem.path),
                    "lines": {"begin": problem.line},
                },
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1)
