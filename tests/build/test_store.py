"""Values come back as they were stored, or the store is reported as damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shaiquan.build.store import MOST, Damaged, Store

KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def save(
    folder: Path, values: dict[str, bytes], slot: str = "a", removed: tuple[str, ...] = ()
) -> Path:
    with Store(folder, slot, KEY) as store:
        store.save(values.items(), removed)
        return store.path


def load(folder: Path, name: str, slot: str = "a") -> bytes | None:
    with Store(folder, slot, KEY) as store:
        return store.get(name)


def test_a_value_comes_back_and_one_that_was_never_stored_is_none(folder: Path) -> None:
    assert load(folder, "x") is None
    assert not list(folder.glob("*.sqlite")), "to ask is not to keep"
    save(folder, {"x": b"1", "y": b""})
    assert (load(folder, "x"), load(folder, "y"), load(folder, "z")) == (b"1", b"", None)


def test_values_are_added_replaced_and_removed(folder: Path) -> None:
    save(folder, {"x": b"1", "y": b"2", "z": b"3"})
    save(folder, {"x": b"new", "z": b"again"}, removed=("y", "z"))
    assert [load(folder, name) for name in "xyz"] == [b"new", None, b"again"]


def test_nothing_of_a_value_is_left_in_the_file_once_it_is_replaced_or_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = sqlite3.connect

    def connect(*arguments: Any, **more: Any) -> sqlite3.Connection:
        """As a SQLite that was not built to overwrite what it deletes."""
        database: sqlite3.Connection = usual(*arguments, **more)
        database.execute("PRAGMA secure_delete=OFF")
        return database

    monkeypatch.setattr(sqlite3, "connect", connect)
    save(folder, {"x": b"withheld " * 1000, "y": b"withdrawn " * 1000, "z": b"kept " * 1000})
    path = save(folder, {"x": b"short"}, removed=("y",))
    content = path.read_bytes()
    assert b"kept" in content
    assert b"withheld" not in content
    assert b"withdrawn" not in content


def test_slots_are_independent(folder: Path) -> None:
    save(folder, {"x": b"1"}, "a")
    save(folder, {"x": b"2"}, "b")
    assert (load(folder, "x", "a"), load(folder, "x", "b")) == (b"1", b"2")


def test_a_save_that_fails_stores_nothing_at_all(folder: Path) -> None:
    def values() -> Iterator[tuple[str, bytes]]:
        yield "x", b"half"
        raise OSError(28, "No space left on device")

    save(folder, {"x": b"1", "y": b"2"})
    with Store(folder, "a", KEY) as store:
        with pytest.raises(OSError, match="No space"):
            store.save(values(), removed=("y",))
        assert (store.get("x"), store.get("y")) == (b"1", b"2")
    assert (load(folder, "x"), load(folder, "y")) == (b"1", b"2")


# -- damage ----------------------------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def _value(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE kept SET value=?", (b"other",))


def _name(path: Path) -> None:
    """A value that is sound, under another name."""
    with sqlite3.connect(path) as base:
        base.execute("DELETE FROM kept WHERE name='x'")
        base.execute("UPDATE kept SET name='x'")


def _type(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE kept SET value='1', signature='1'")


def _table(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("DROP TABLE kept")
        base.execute("CREATE TABLE kept (name, value)")


def _format(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version=77")


DAMAGES = (_cut, _garbage, _value, _name, _type, _table, _format)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__[1:])
def test_damage_of_any_kind_is_reported_and_the_store_can_begin_anew(
    damage: Callable[[Path], None], folder: Path
) -> None:
    path = save(folder, {"x": b"1" * 5000, "y": b"2" * 5000})
    damage(path)
    with Store(folder, "a", KEY) as store:
        with pytest.raises(Damaged):
            store.get("x")
        store.drop()
        assert store.get("x") is None
        store.save({"x": b"new"}.items())
    assert load(folder, "x") == b"new"


def test_a_database_of_another_program_is_not_used(folder: Path) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / "build-a.sqlite") as base:
        base.execute("CREATE TABLE letters (text)")
    with pytest.raises(Damaged):
        load(folder, "x")


def test_an_empty_file_is_a_store_without_values(folder: Path) -> None:
    """As a power cut may leave it."""
    folder.mkdir()
    (folder / "build-a.sqlite").touch()
    assert load(folder, "x") is None
    save(folder, {"x": b"1"})
    assert load(folder, "x") == b"1"


def test_the_journal_of_a_killed_build_is_not_used_by_a_new_store(folder: Path) -> None:
    path = save(folder, {"x": b"1"})
    path.unlink()
    path.with_name(f"{path.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\0" * 600)
    with Store(folder, "a", KEY) as store:
        with pytest.raises(Damaged):
            store.get("x")
        store.drop()
    save(folder, {"x": b"2"})
    assert load(folder, "x") == b"2"


# -- how many --------------------------------------------------------------------------------------


def _slots(folder: Path) -> list[str]:
    return sorted(path.stem.removeprefix("build-") for path in folder.glob("*.sqlite"))


def test_there_are_at_most_so_many_stores_and_the_one_unused_for_longest_is_deleted(
    folder: Path,
) -> None:
    for number in range(MOST):
        path = save(folder, {"x": b"1"}, str(number))
        os.utime(path, (1000 + number, 1000 + number))
    load(folder, "x", "0")
    save(folder, {"x": b"1"}, "new")
    assert len(_slots(folder)) == MOST
    assert {"0", "new"} <= {*_slots(folder)}, "the one that was used today was deleted"


def test_a_store_that_is_open_is_not_deleted_for_another(folder: Path) -> None:
    with Store(folder, "old", KEY) as store:
        store.save({"x": b"1"}.items())
        os.utime(store.path, (1, 1))
        for number in range(MOST + 2):
            save(folder, {"x": b"1"}, str(number))
        assert store.get("x") == b"1"
    assert load(folder, "x", "old") == b"1"


# -- whose it is -----------------------------------------------------------------------------------


def test_a_store_that_somebody_else_signed_is_not_read(folder: Path) -> None:
    """It may hold a pickle that runs code."""
    save(folder, {"x": b"1"})
    with Store(folder, "a", b"j" * 32) as store, pytest.raises(Damaged):
        store.get("x")


def test_a_view_in_the_place_of_the_table_is_not_asked(folder: Path) -> None:
    """It could be one that never ends."""
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    folder.mkdir()
    with sqlite3.connect(folder / "build-a.sqlite") as base:
        base.execute(
            f"CREATE VIEW kept AS SELECT x AS name, x AS signature, x AS value FROM ({endless})"
        )
        base.execute("PRAGMA user_version=2")
    with pytest.raises(Damaged):
        load(folder, "x")


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_a_journal_beside_a_store_is_never_followed(suffix: str, folder: Path) -> None:
    """One from elsewhere may name a file that SQLite would delete."""
    path = save(folder, {"x": b"1"})
    journal = path.with_name(path.name + suffix)
    journal.write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\0" * 600)
    with Store(folder, "a", KEY) as store:
        with pytest.raises(Damaged):
            store.get("x")
        assert journal.exists(), "SQLite has not seen it"
        store.drop()
    assert not [*folder.glob("*.sqlite*")]


@pytest.mark.parametrize("suffix", ["", "-journal"])
def test_a_folder_in_the_place_of_a_store_can_be_dropped(suffix: str, folder: Path) -> None:
    (folder / f"build-a.sqlite{suffix}" / "x").mkdir(parents=True)
    if suffix:
        (folder / "build-a.sqlite").touch()
    with Store(folder, "a", KEY) as store:
        with pytest.raises(Damaged):
            store.get("x")
        store.drop()
    save(folder, {"x": b"1"})
    assert load(folder, "x") == b"1"
