"""Catalogs that are kept record by record say what the catalogs said that were put there."""

from __future__ import annotations

import pickle

import pytest

from shaiquan.build.shelf import (
    FULL,
    SHOWN,
    Base,
    Fresh,
    Lost,
    Shelf,
    Shelved,
    now_mentioned,
    pack_back,
    pack_record,
    unpack_record,
)
from shaiquan.build.snapshots import frozen
from shaiquan.content.catalog import Mention, Records
from tests.build.kept import Keeper

NOTHING = Fresh({}, {}, {})


@pytest.fixture
def kept(warm: Keeper) -> Keeper:
    return warm.kept()


def same(one: Records, other: Records) -> None:
    assert one.site == other.site
    assert list(one.entries) == list(other.entries)
    assert dict(one.entries) == dict(other.entries)
    assert dict(one.links) == dict(other.links)
    assert dict(one.back) == dict(other.back)
    assert dict(one.heads) == dict(other.heads)


def test_both_catalogs_come_back_as_they_were(kept: Keeper) -> None:
    whole, shelf = kept.whole(), kept.shelf()
    same(shelf.catalog(shelf.base.full.heads, NOTHING), whole.catalog)
    public, usual = (
        shelf.public(shelf.base.shown.heads, NOTHING, shelf.base.counts),
        whole.released(),
    )
    same(public, usual)
    for name in ("as_of", "counts", "withheld", "kept_back", "previewed", "silent"):
        assert getattr(public, name) == getattr(usual, name), name


def test_a_base_comes_back_as_it_was(kept: Keeper) -> None:
    base = kept.base()
    assert Base.unpacked(base.packed()) == base
    assert base.held.keys() == {"p-10", "nbdj"}
    assert "p-06" not in base.same, "a field of it is withheld"
    assert base.secrets


def test_a_record_comes_back_with_its_mentions(kept: Keeper) -> None:
    catalog = kept.whole().catalog
    for id, entry in catalog.entries.items():
        data = pack_record(entry, catalog.links[id], frozen(entry.record))
        assert unpack_record(id, data) == (entry, catalog.links[id])


def test_a_record_that_is_not_shown_as_it_is_written_is_kept_twice(kept: Keeper) -> None:
    written, shown = kept.shelf().record(FULL, "p-06"), kept.shelf().record(SHOWN, "p-06")
    assert written != shown
    assert "shown/p-06" in kept.stored
    assert "shown/p-05" not in kept.stored


def test_records_are_read_only_when_asked_for(kept: Keeper) -> None:
    asked: list[str] = []

    def get(name: str) -> bytes | None:
        asked.append(name)
        return kept.stored.get(name)

    shelf = Shelf(kept.base(), get)
    catalog = shelf.catalog(shelf.base.full.heads, NOTHING)
    assert catalog.ids("power")
    assert catalog.linked("p-05", "risk") == ("fx-03",)
    assert catalog.entries["p-05"] is catalog.entries["p-05"]
    assert "p-06" in catalog.entries
    assert asked == ["full-back/p-05", "full/p-05"]


def test_what_is_fresh_goes_before_what_was_kept(kept: Keeper) -> None:
    entry, links = kept.shelf().record(FULL, "p-05")
    fresh = Fresh({"p-06": entry}, {"p-06": links}, {"p-05": (), "fx-03": links[:1]})
    catalog = kept.shelf().catalog(kept.base().full.heads, fresh)
    assert catalog.entries["p-06"] is entry
    assert (catalog.links["p-06"], catalog.back["fx-03"]) == (links, links[:1])
    assert "p-05" not in catalog.back, "nothing mentions it any more"
    assert "fx-03" in [*catalog.back]


def test_who_is_mentioned_now_is_known() -> None:
    link = Mention("a", ("powers", 0), "b")
    fresh = Fresh({}, {}, {"b": (link,), "c": ()})
    assert now_mentioned(frozenset({"c", "d"}), fresh) == {"b", "d"}


def test_mentions_come_back(kept: Keeper) -> None:
    links = kept.whole().catalog.back["p-05"]
    shelf = Shelf(kept.base(), {"full-back/p-05": pack_back(links)}.get)
    assert shelf.back(FULL, "p-05") == links
    assert shelf.back(FULL, "nobody") == ()


@pytest.mark.parametrize("name", ["full/p-05", "full-back/p-05", "shown-back/p-05"])
def test_a_value_that_should_be_there_is_told_to_be_lost(name: str, kept: Keeper) -> None:
    del kept.stored[name]
    shelf = kept.shelf()
    ask = shelf.back if "back" in name else shelf.record
    with pytest.raises(Lost, match=name):
        ask(name.partition("/")[0].removesuffix("-back"), "p-05")


def test_a_worker_has_all_of_it_and_not_the_shelf() -> None:
    held = Shelved(frozenset("ab"), lambda key: key * 2, {"b": "fresh"})
    copied = pickle.loads(pickle.dumps(held))
    assert type(copied) is dict
    assert copied == {"a": "aa", "b": "fresh"}
