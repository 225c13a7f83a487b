"""The memory of builds does not grow for ever."""

from __future__ import annotations

from shaiquan.build.actions import CachedAction
from shaiquan.build.memory import KeyNumbers, drop_unused_keys, unpack_reads


def read_keys(keys: KeyNumbers, done: CachedAction) -> set[str]:
    known = keys.all()
    return {known[number] for number in unpack_reads(done.reads)}


def test_keys_that_nothing_reads_any_more_are_dropped_when_many_have_gathered() -> None:
    keys = KeyNumbers(f"record/gone-{number}" for number in range(100))
    done = {
        "page a": CachedAction(b"a", keys.pack(("record/a", "site"))),
        "page b": CachedAction(b"b", keys.pack(("record/b", "site"))),
    }
    fewer, actions = drop_unused_keys(keys, done, most=50)
    assert sorted(fewer.all()) == ["record/a", "record/b", "site"]
    assert read_keys(fewer, actions["page a"]) == {"record/a", "site"}
    assert read_keys(fewer, actions["page b"]) == {"record/b", "site"}
    assert actions["page a"].fingerprint == b"a"


def test_a_few_more_keys_are_left_as_they_are() -> None:
    keys = KeyNumbers(("record/gone",))
    done = {"page a": CachedAction(b"a", keys.pack(("record/a",)))}
    same, actions = drop_unused_keys(keys, done, most=50)
    assert same is keys
    assert actions == done
