"""What is remembered between builds does not grow for ever."""

from __future__ import annotations

from shaiquan.build.actions import Done
from shaiquan.build.memory import Keys, compact, unpacked


def read(keys: Keys, done: Done) -> set[str]:
    known = keys.all()
    return {known[number] for number in unpacked(done.reads)}


def test_keys_that_nothing_reads_any_more_are_dropped_when_many_have_gathered() -> None:
    keys = Keys(f"record/gone-{number}" for number in range(100))
    done = {
        "page a": Done(b"a", keys.pack(("record/a", "site"))),
        "page b": Done(b"b", keys.pack(("record/b", "site"))),
    }
    fewer, kept = compact(keys, done, most=50)
    assert sorted(fewer.all()) == ["record/a", "record/b", "site"]
    assert read(fewer, kept["page a"]) == {"record/a", "site"}
    assert read(fewer, kept["page b"]) == {"record/b", "site"}
    assert kept["page a"].fingerprint == b"a"


def test_a_few_more_keys_are_left_as_they_are() -> None:
    keys = Keys(("record/gone",))
    done = {"page a": Done(b"a", keys.pack(("record/a",)))}
    same, kept = compact(keys, done, most=50)
    assert same is keys
    assert kept == done
