"""A key by identity: the same object and no other."""

from __future__ import annotations

from shaiquan.procedures.identity import IdentityKey


def test_only_the_same_object_is_the_same_key() -> None:
    one, other = ("a", 1), ("a", int("1"))
    assert IdentityKey(one) == IdentityKey(one)
    assert hash(IdentityKey(one)) == hash(IdentityKey(one))
    assert one == other
    assert IdentityKey(one) != IdentityKey(other)
    assert IdentityKey(one) != one
