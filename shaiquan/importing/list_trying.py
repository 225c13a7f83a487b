"""Changed files held against the content: which records would be errors (edge: files)."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.content.raw_records import locate_values, read_records
from shaiquan.content.sources import Source
from shaiquan.importing.trying import ImportRefused, copied_content
from shaiquan.problem_texts import escape_signs
from shaiquan.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class FoundErrors:
    """What would be wrong: by id of a record in the new texts; and elsewhere, such as a declared
    number, which can only be mended once the records are there."""

    by_id: Mapping[str, list[str]]
    elsewhere: tuple[str, ...] = ()


def find_errors(
    content: Path,
    texts: Mapping[str, str],
    as_of: datetime.date,
    afterwards: Collection[str] = (),
) -> FoundErrors:
    """What would be wrong with the texts, by path below the content. Errors of the codes
    ``afterwards`` are to be mended elsewhere. Raises ImportRefused for what belongs to no
    record."""
    with copied_content(content) as copy:
        for inside, text in texts.items():
            (copy / inside).parent.mkdir(parents=True, exist_ok=True)
            (copy / inside).write_bytes(text.encode())
        problems = check_content(copy, as_of=as_of).problems
    lines = {(copy / name).as_posix(): _list_lines(name, text) for name, text in texts.items()}
    errors: dict[str, list[str]] = {}
    elsewhere: list[str] = []
    for error in (found for found in problems if found.severity is Severity.ERROR):
        why = escape_signs(" ".join(error.message().split()))
        for path, line in _list_places(error):
            if path not in lines or error.code.code in afterwards:
                inside = Path(path).relative_to(copy.as_posix()).as_posix()
                elsewhere.append(f"{inside} 第 {line} 行：{why}")
                continue
            number = bisect_right(lines[path], line, key=lambda pair: pair[0]) - 1
            if number < 0:
                raise ImportRefused(why, error.message("en"))
            errors.setdefault(lines[path][number][1], []).append(why)
    return FoundErrors(errors, tuple(elsewhere))


def _list_places(error: Problem) -> list[tuple[str, int]]:
    return [(place.path, place.line) for place in error.places] or [(error.path, error.line)]


def _list_lines(inside: str, text: str) -> list[tuple[int, str]]:
    """(line, id) of each record of a text, in order."""
    source = Source(inside, inside.partition("/")[0], text, "")
    places = locate_values(source)
    return sorted(
        (places[raw.entry][0], str(raw.values.get("id", "")).lower())
        for raw in read_records(source).records
    )
