"""Whether all that is to be published was reviewed as it is now.

A site may be built with what is told here, to be looked at. It is not published: what was changed
since its review is seen by nobody but its author, and what lacks one is missing on the site, where
it may have stood before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shaiquan import codes
from shaiquan.checks.disclosure import find_unreviewed_records
from shaiquan.problems import Bilingual, Problem, Severity, parse_severity
from shaiquan.publishing.release import PublishFault
from shaiquan.publishing.release_reading import name_files

#: reviews that are missing, of another day than today or before, by nobody who may, or out of date
_BLOCKING = frozenset(
    (
        find_unreviewed_records.code.code,
        codes.REVIEW_AHEAD.code,
        codes.UNKNOWN_REVIEWER.code,
        codes.CHANGED_AFTER_REVIEW.code,
        codes.EVENT_AFTER_REVIEW.code,
    )
)


def require_reviewed(problems: Iterable[Problem], severities: Mapping[str, str]) -> None:
    """Raises PublishFault where a record lacks a review, or was changed after it; and where the
    site has 不报 for that in its ``severities``."""
    hushed = [code for code in severities if code in _BLOCKING and _is_off(severities[code])]
    if hushed:
        listed = "、".join(hushed)
        raise PublishFault(
            f"site.yml 的 严重程度 里 {listed} 写着 不报，发布要看它；删去这一行，或者写 提示",
            f"严重程度 of site.yml hides {listed}, which publishing asks for: drop the line",
        )
    blocking = [problem for problem in problems if problem.code.code in _BLOCKING]
    if blocking:
        places = dict.fromkeys(place for problem in blocking for place in _name_places(problem))
        named = name_files([*places])
        raise PublishFault(
            f"有的记录没有审查，或者审查以后改过（上面的 {_list_codes(blocking)}）：{named}。"
            "请审查人看过，运行 python build.py review --by 审查人，再发布；"
            "还不想公布的，改成 状态: 草稿",
            f"some records were not reviewed, or changed after it ({_list_codes(blocking).en}): "
            f"{named.en}. Have them reviewed, run python build.py review --by NAME, and publish "
            "then; what is not to be published yet is a draft (状态: 草稿)",
        )


def _is_off(word: str) -> bool:
    return parse_severity(word) is Severity.OFF


def _name_places(problem: Problem) -> list[str]:
    """The lines that a problem is about."""
    places = [f"{place.path}:{place.line}" for place in problem.places]
    return places or [f"{problem.path}:{problem.line}"]


def _list_codes(problems: Iterable[Problem]) -> Bilingual:
    found = list(dict.fromkeys(problem.code.code for problem in problems))
    return Bilingual("、".join(found), ", ".join(found))
