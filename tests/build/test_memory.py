"""What is remembered between builds does not grow for ever."""

from __future__ import annotations

from shaiquan.build.actions import CachedAction
from shaiquan.build.memory import KeyNumbers, drop_unused_keys, unpack_reads


def read(keys: KeyNumbers, done: CachedAction) -> set[str]:
    known = keys.all()
    return {known[number] for number in unpack_reads(done.reads)}


def test_keys_that_nothing_reads_any_more_are_dropped_when_many_have_gathered() -> None:
    keys = KeyNumbers(f"record/gone-{number}" for number in range(100))
    done = {
        "page a": CachedAction(b"a", keys.pack(("record/a", "site"))),
        "page b": CachedAction(b"b", keys.pack(("record/b", "site"))),
    }
    fewer, kept = drop_unused_keys(keys, done, most=50)
    assert sorted(fewer.all()) == ["record/a", "record/b", "site"]
    assert read(fewer, kept["page a"]) == {"record/a", "site"}
    assert read(fewer, kept["page b"]) == {"record/b", "site"}
    assert kept["page a"].fingerprint == b"a"


def test_a_few_more_keys_are_left_as_they_are() -> None:
    keys = KeyNumbers(("record/gone",))
    done = {"page a": CachedAction(b"a", keys.pack(("record/a",)))}
    same, kept = drop_unused_keys(keys, done, most=50)
    assert same is keys
    assert kept == done
