"""A meeting made by chance has no fault; with a fault brought in, that is found."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from shaiquan.checks.runner import CODES
from tests.checks.decisions import copy_site, find_decision_problems
from tests.checks.random_meetings import MadeMeeting, make_meeting
from tests.checks.spoilers import SPOILERS, Spoiler
from tests.conftest import FULL

#: each spoiler once, or many times
SEEDS = range(2000 if FULL else len(SPOILERS))
#: seeds are tried until the spoiler finds in the meeting what it changes
MOST_TRIES = 200


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site into which one meeting after another is written."""
    return copy_site(tmp_path_factory.mktemp("meetings"))


def write_and_find(made: MadeMeeting, content: Path) -> dict[str, str]:
    """Code -> message of what is found in a meeting."""
    made.write(content)
    return {p.code.code: p.message() for p in find_decision_problems(content)}


def spoil_some_meeting(spoiler: Spoiler, seed: int) -> MadeMeeting:
    for attempt in range(MOST_TRIES):
        made = make_meeting(Random(f"{seed} {attempt}"))
        if spoiler.spoil(made):
            return made
    raise AssertionError(f"no meeting can be spoilt: {spoiler.code}")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_meeting_by_chance_has_no_fault_until_one_is_brought_in(seed: int, content: Path) -> None:
    assert write_and_find(make_meeting(Random(seed)), content) == {}
    spoiler = SPOILERS[seed % len(SPOILERS)]
    made = spoil_some_meeting(spoiler, seed)
    assert spoiler.code in write_and_find(made, content), (spoiler, made.meeting, made.topics)


def test_every_spoiler_brings_about_a_code_that_there_is() -> None:
    assert {spoiler.code for spoiler in SPOILERS} <= {code.code for code in CODES}
