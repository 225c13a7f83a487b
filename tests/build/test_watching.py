"""What an output has read is noted, all of it and hardly more."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import fields, make_dataclass
from pathlib import Path
from random import Random

import pytest

from shaiquan.build.site_build import BuildReport
from shaiquan.build.watching import ReadLog, WatchedCatalog, WatchedMapping, WatchedPublic
from shaiquan.content.catalog import Catalog, Records
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.problems import Rejected
from tests.build.fields import change_word, find_words
from tests.build.sites import SiteFolder
from tests.build.stored_content import ContentFolder
from tests.conftest import FULL, ROOT
from tests.warm.comparing import compare_trees, read_tree
from tests.warm.harness import BASE
from tests.warm.state import DAY

# -- the notes -------------------------------------------------------------------------------------


@pytest.fixture
def catalog(warm: ContentFolder) -> Catalog:
    return warm.read().catalog


@pytest.fixture
def public(catalog: Catalog) -> PublicCatalog:
    return release(catalog, DAY).public


def test_a_mapping_notes_what_is_asked_for_whether_or_not_it_is_there() -> None:
    reads = ReadLog()
    held = WatchedMapping({"a": 1}, reads, "space")
    assert (held["a"], held.get("b"), "c" in held) == (1, None, False)
    with pytest.raises(KeyError):
        held["d"]
    assert reads.keys == {"space/a", "space/b", "space/c", "space/d"}


def test_a_mapping_that_is_walked_or_counted_has_been_read_whole() -> None:
    for walk in (len, list, dict, bool, lambda held: held.items() and list(held.values())):
        reads = ReadLog()
        walk(WatchedMapping({"a": 1}, reads, "space"))
        assert "space/*" in reads.keys


def test_what_is_done_apart_is_noted_apart() -> None:
    reads = ReadLog()
    reads.add("before")
    value, seen = reads.record_apart(lambda: reads.add("inside"))
    reads.add("after")
    assert (value, seen) == (None, frozenset({"inside"}))
    assert reads.keys == {"before", "after"}


def read_field(watched: Records, name: str) -> None:
    """Read all that a field of a catalog holds."""
    value = getattr(watched, name)
    if isinstance(value, Mapping):
        list(value)


@pytest.mark.parametrize("watched_type", [WatchedCatalog, WatchedPublic])
def test_every_field_of_a_catalog_is_noted_when_it_is_read_and_has_a_digest(
    watched_type: type[WatchedCatalog | WatchedPublic], warm: ContentFolder
) -> None:
    whole = warm.read()
    reads = ReadLog()
    public = release(whole.catalog, DAY).public
    watched = watched_type(public if watched_type is WatchedPublic else whole.catalog, reads)
    spaces = {key.removeprefix("full/").partition("/")[0] for key in whole.snapshot}
    for name in {*(field.name for field in fields(watched)), "back", "heads"} - {"links"}:
        reads.start()
        read_field(watched, name)
        assert reads.keys, name
        assert {key.removeprefix("full/").partition("/")[0] for key in reads.keys} <= spaces
    with pytest.raises(AttributeError):
        _ = watched.links  # nobody reads it, and nothing would note it


@pytest.mark.parametrize(
    ("watched", "catalog"), [(WatchedPublic, PublicCatalog), (WatchedCatalog, Catalog)]
)
def test_a_new_field_that_is_not_watched_is_an_error_even_if_it_has_a_default(
    watched: type, catalog: type
) -> None:
    """Else every worker would read the default."""
    more = make_dataclass("More", [("motto", str, "none")], bases=(catalog,), frozen=True)
    with pytest.raises(TypeError, match="WatchedMore does not watch motto"):
        type("WatchedMore", (watched, more), {})


def test_what_a_catalog_works_out_once_must_be_watched_too(public: PublicCatalog) -> None:
    """Only the first who asks would be noted as having read what it is made of."""

    class More(PublicCatalog):
        @functools.cached_property
        def names(self) -> list[str]:
            return [head.name for head in self.heads.values()]

    with pytest.raises(TypeError, match="WatchedMore does not watch names"):
        type("WatchedMore", (WatchedPublic, More), {})


def test_questions_are_noted_and_answered_as_by_what_is_watched(
    catalog: Catalog, public: PublicCatalog
) -> None:
    reads = ReadLog()
    watched = WatchedPublic(public, reads)

    def seen(ask: str, *args: str) -> set[str]:
        reads.start()
        told = getattr(watched, ask)(*args)
        assert told == getattr(public, ask)(*args)
        return reads.keys

    assert seen("ids", "power") == {"ids/power"}
    assert seen("heads_of", "post") == {"heads/post"}
    assert seen("linked", "p-05", "risk") == {"back/p-05"}
    assert seen("linking", "p-05", "risk") == {"back/p-05", "record/fx-03"}
    assert seen("linking_in", "p-05", "risk", "powers") == {"back/p-05", "record/fx-03"}
    assert seen("of", "category") == {"ids/category", "record/lb-jc", "record/lb-rc"}
    assert seen("saw", "leaders", "p-05") == {"leaders/p-05"}


# -- what outputs have read ------------------------------------------------------------------------


def built(place: SiteFolder) -> BuildReport | Rejected:
    try:
        return place.build()
    except Rejected as fault:
        return fault


def as_cold(place: SiteFolder, said: str) -> int:
    """Build warm and cold and hold them against each other; how many actions were done."""
    usual, warm = built(place.cold()), built(place)
    assert warm.problems == usual.problems, said
    assert type(warm) is type(usual), said
    if isinstance(usual, Rejected) or isinstance(warm, Rejected):
        return 0
    assert (
        compare_trees(read_tree(place.options.site), read_tree(place.cold().options.site)) == ""
    ), said
    assert {*warm.performed, *warm.reused} == {*usual.performed}, said
    return len(warm.performed)


#: content, how many words are changed
RUNS = (
    [(BASE, 60, 2), (ROOT / "content", 30, 3)]
    if FULL
    else [(BASE, 14, 2), (ROOT / "content", 2, 3)]
)


@pytest.mark.parametrize(("content", "count", "seed"), RUNS, ids=["warm", "sample"])
def test_after_one_word_is_changed_all_is_as_if_nothing_had_been_kept(
    content: Path, count: int, seed: int, tmp_path: Path
) -> None:
    place, rng = SiteFolder.of(tmp_path, content), Random(seed)
    in_all = len(place.build().performed)
    done: list[int] = []
    for field in rng.sample([*find_words(place.options.content)], count):
        held = find_words(place.options.content).get(field, [])
        if held:
            word = rng.choice(held)
            old, new = word.path.read_text("utf-8"), change_word(rng, word, held)
            word.path.write_text(word.written(new), "utf-8")
            performed = as_cold(place, f"{'.'.join(field)} {word.value} -> {new}")
            done += [performed] if performed else []
            if not performed:
                word.path.write_text(old, "utf-8")
    assert done, "nothing could be built"
    assert sorted(done)[len(done) // 2] < in_all / 4, "hardly anything was kept"
