"""A key by identity: the same object and no other."""

from __future__ import annotations

from shaiquan.procedures.identity import Same


def test_only_the_same_object_is_the_same_key() -> None:
    one, other = ("a", 1), ("a", int("1"))
    assert Same(one) == Same(one)
    assert hash(Same(one)) == hash(Same(one))
    assert one == other
    assert Same(one) != Same(other)
    assert Same(one) != one
