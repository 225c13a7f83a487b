"""Catalogs that are stored record by record come back as they were."""

from __future__ import annotations

import datetime
import pickle
from dataclasses import dataclass, replace

import pytest

from shaiquan.build.catalog_store import (
    FULL,
    PUBLIC,
    CatalogChanges,
    CatalogStore,
    MissingValue,
    StoredMapping,
    check_stored_fields,
)
from shaiquan.content.catalog import Records
from shaiquan.disclosure.release import PublicCatalog
from tests.build.stored_content import ContentFolder

NO_CHANGES = CatalogChanges({}, {}, {})
POWERS = "powers/juece.yml"


def assert_same(one: Records, other: Records) -> None:
    assert one.site == other.site
    assert list(one.entries) == list(other.entries)
    assert dict(one.entries) == dict(other.entries)
    assert dict(one.mentions) == dict(other.mentions)
    assert dict(one.mentions_of) == dict(other.mentions_of)
    assert dict(one.heads) == dict(other.heads)


def assert_stored_as_read(content: ContentFolder) -> None:
    """Both catalogs come out of the store as they are when all content is read."""
    read, store = content.read(), content.open_store()
    assert_same(store.catalog(store.base.full.heads, NO_CHANGES), read.catalog)
    public = store.public(store.base.public.heads, NO_CHANGES, store.base.counts)
    expected = read._release.public
    assert_same(public, expected)
    for name in (
        "as_of",
        "counts",
        "withheld",
        "unreleased_counts",
        "previewed",
        "unreleased_marks",
    ):
        assert getattr(public, name) == getattr(expected, name), name
    assert store.base.unreleased == read.unreleased
    assert store.base.withheld_texts == read.withheld_texts


def test_both_catalogs_come_back_as_they_were(warm: ContentFolder) -> None:
    assert_stored_as_read(warm.read_and_store())


def test_after_no_change_nothing_is_stored_again(warm: ContentFolder) -> None:
    assert [*warm.read_and_store().read().list_new_values()] == []


def test_after_a_change_of_a_file_only_its_records_are_stored_again(warm: ContentFolder) -> None:
    """All of them: each may be on another line."""
    warm.read_and_store().edit("powers/rencai.yml", "50000 元以上，由", "50000元以上，由")
    names = {name for name, _ in warm.read().list_new_values()}
    assert names == {f"full/{id}" for id in ("p-05", "p-06", "p-07", "p-09")}


def test_a_record_that_moves_to_another_file_is_patched_there(warm: ContentFolder) -> None:
    path = warm.read_and_store().folder / POWERS
    path.rename(path.with_name("other.yml"))
    warm.read_and_store().edit("powers/other.yml", "五年规划", "六年规划")
    entry, _ = warm.read_and_store().open_store().record(FULL, "p-01")
    assert entry.path.endswith("powers/other.yml")


def test_whatever_happens_to_a_record_it_is_stored_as_it_is_now(warm: ContentFolder) -> None:
    """Withheld, shown as it is, not shown, and mentioned by a record that is shown or is not."""
    warm.read_and_store()
    withheld = "    不公开字段:\n      - {字段: 配合, 依据: 公开条例第十六条（内部事务信息）}\n"
    for old, new in ((withheld, ""), ("    配合: [组织部长]", f"{withheld}    配合: [组织部长]")):
        warm.edit("powers/rencai.yml", old, new)
        assert_stored_as_read(warm.read_and_store())
    warm.edit("risks/fengxian.yml", "编号: fx-03\n", "编号: fx-03\n    状态: 草稿\n")
    assert_stored_as_read(warm.read_and_store())
    warm.edit("risks/fengxian.yml", "    状态: 草稿\n", "")
    assert_stored_as_read(warm.read_and_store())
    warm.as_of += datetime.timedelta(400)
    assert_stored_as_read(warm.read_and_store())


def test_what_is_stored_after_patches_is_what_is_stored_after_reading_all(
    plain: ContentFolder,
) -> None:
    plain.read_and_store()
    for old, new in (
        ("五年规划", "六年规划"),
        ("配合: [财政局]", "配合: [司法局]"),
        ("六年", "七年"),
    ):
        plain.edit(POWERS, old, new)
        content = plain.patch()
        assert content is not None
        plain.store(content)
    other = replace(plain, stored={}, snapshot={}).read_and_store()
    assert plain.snapshot == other.snapshot
    assert plain.read_base() == other.read_base()
    assert plain.stored.keys() == other.stored.keys()
    assert_stored_as_read(plain)


def test_records_are_read_from_the_store_only_when_asked_for(warm: ContentFolder) -> None:
    names: list[str] = []

    def read(name: str) -> bytes | None:
        names.append(name)
        return warm.stored.get(name)

    store = CatalogStore(warm.read_and_store().read_base(), read)
    catalog = store.catalog(store.base.full.heads, NO_CHANGES)
    assert catalog.ids_of("power")
    assert catalog.ids_naming("p-05", "risk") == ("fx-03",)
    assert catalog.entries["p-05"] is catalog.entries["p-05"]
    assert "p-06" in catalog.entries
    assert names == ["full-back/p-05", "full/p-05"]


@pytest.mark.parametrize("name", ["full/p-05", "full-back/p-05", "public-back/p-05"])
def test_a_value_that_should_be_in_the_store_is_reported_as_missing(
    name: str, warm: ContentFolder
) -> None:
    del warm.read_and_store().stored[name]
    store = warm.open_store()
    read = store.mentions_of if "back" in name else store.record
    with pytest.raises(MissingValue, match=name):
        read(PUBLIC if name.startswith(PUBLIC) else FULL, "p-05")


def test_another_process_gets_all_values_and_not_the_store() -> None:
    values = StoredMapping(frozenset("ab"), lambda key: key * 2, {"b": "changed"})
    copied = pickle.loads(pickle.dumps(values))
    assert type(copied) is dict
    assert copied == {"a": "aa", "b": "changed"}


def test_a_field_of_the_public_catalog_that_is_not_stored_is_an_error() -> None:
    @dataclass(frozen=True, eq=False)
    class More(PublicCatalog):
        motto: str = ""

    with pytest.raises(TypeError, match="StoredContent does not store motto"):
        check_stored_fields(More)
