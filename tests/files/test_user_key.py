"""What a user signed is known as the user's own, and nothing else is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from shaiquan.files.user_key import VARIABLE, is_signed, read_user_key, sign


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder without a key; no process of this test remembers another one."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(
        platformdirs, "user_state_path", lambda name, **_: tmp_path / "state" / name
    )
    read_user_key.cache_clear()
    yield tmp_path
    read_user_key.cache_clear()


def test_the_key_is_made_once_and_nobody_else_may_read_it(home: Path) -> None:
    key = read_user_key()
    assert len(key) == 32
    (path,) = (home / "state" / "shaiquan").iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read_user_key.cache_clear()
    assert read_user_key() == key


def test_where_no_key_can_be_kept_nothing_is_known_as_ones_own(home: Path) -> None:
    (home / "state").write_text("a file, no folder")
    assert read_user_key() == b""
    assert not is_signed(b"", "name", b"value", b"")


def test_a_key_that_was_cut_short_is_made_again(home: Path) -> None:
    before = read_user_key()
    (path,) = (home / "state" / "shaiquan").iterdir()
    path.write_bytes(before[:7])
    read_user_key.cache_clear()
    assert len(read_user_key()) == 32
    assert read_user_key() != before


def test_a_build_server_may_give_the_key(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "秘密")
    assert len(read_user_key()) == 32
    assert not (home / "state").exists()


def test_a_signature_holds_for_one_key_one_name_and_one_value() -> None:
    key = b"k" * 32
    signature = sign(key, "name", b"value")
    assert is_signed(key, "name", b"value", signature)
    assert not is_signed(b"j" * 32, "name", b"value", signature)
    assert not is_signed(key, "nam", b"evalue", signature)
    assert not is_signed(key, "name", b"values", signature)
