from __future__ import annotations

import datetime
import random

import pytest

from shaiquan.versions.interface import FileChange, Version
from shaiquan.versions.thinning import thin_versions

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


def make_versions(seed: int) -> list[Version]:
    """Two hundred versions over three years that write, change and delete some files."""
    dice, state, versions = random.Random(seed), dict[str, str](), list[Version]()
    days = sorted(dice.choice((dice.uniform(0, 40), dice.uniform(0, 1000))) for _ in range(200))
    for number, day in enumerate(reversed(days), 1):
        changes = []
        for inside in dice.sample("abcdefgh", dice.randint(1, 3)):
            before = state.get(inside, "")
            after = "" if before and dice.random() < 0.3 else f"{inside}{number}"
            state[inside] = after
            changes.append(FileChange(inside, before, after))
        at, is_automatic = NOW - datetime.timedelta(days=day), dice.random() < 0.9
        versions.append(Version(f"{number:06}", at, "", "", tuple(changes), is_automatic))
    return versions


def list_states(versions: tuple[Version, ...]) -> dict[str, dict[str, str]]:
    """Id of a version -> the files after it; each change begins with what is there."""
    files, states = dict[str, str](), {}
    for version in versions:
        for change in version.changes:
            assert files.get(change.inside, "") == change.before
            files[change.inside] = change.after
        states[version.id] = {inside: name for inside, name in files.items() if name}
    return states


@pytest.mark.parametrize("seed", range(5))
def test_what_remains_has_the_same_states_and_the_last_one_of_each_file(seed: int) -> None:
    versions = tuple(make_versions(seed))
    thinned = thin_versions(versions, NOW, by_month=True)
    states, left = list_states(versions), list_states(thinned)
    assert len(left) < len(states)
    assert left == {id: states[id] for id in left}
    for version in versions:
        is_young = NOW - version.at <= datetime.timedelta(days=30)
        assert version.id in left or not (is_young or not version.automatic)
    assert {versions[0].id, versions[-1].id} <= left.keys()
    deleted = {c.before for version in versions for c in version.changes if not c.after}
    kept = {name for state in left.values() for name in state.values()}
    assert deleted <= kept
    assert thin_versions(thinned, NOW, by_month=True) == thinned


def test_the_last_of_a_day_remains_and_after_a_year_the_last_of_a_month() -> None:
    days = ["2025-03-01", "2025-03-02", "2025-03-02", "2025-04-07", "2026-09-01", "2026-09-01"]
    days += ["2026-09-02", "2026-11-20", "2026-11-20"]
    versions = tuple(
        Version(f"{n}", datetime.datetime.fromisoformat(f"{day}T09:{n:02}:00+08:00"), "", "",
                (FileChange("a", f"{n - 1}" if n else "", f"{n}"),), automatic=True)
        for n, day in enumerate(["2024-01-01", *days])
    )  # fmt: skip
    left = {
        by_month: [version.id for version in thin_versions(versions, NOW, by_month)]
        for by_month in (True, False)
    }
    assert left[True] == ["0", "3", "4", "6", "7", "8", "9"]
    assert left[False] == ["0", "1", "3", "4", "6", "7", "8", "9"]
    gone = thin_versions(versions, NOW, by_month=True)[1]
    assert gone.changes == (FileChange("a", "0", "3"),)


def test_steps_that_undo_each_other_leave_nothing_behind() -> None:
    at = NOW - datetime.timedelta(days=50)
    texts = ["甲", "乙", "甲"]
    changes = [
        FileChange("a", before, after) for before, after in zip(["", *texts], texts, strict=False)
    ]
    versions = tuple(Version(f"{n}", at, "", "", (c,), True) for n, c in enumerate(changes))
    assert thin_versions(versions, NOW, by_month=True) == versions[:1]
