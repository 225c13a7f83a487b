"""Everything that an output has read is noted, and hardly more."""

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
from tests.build.content_folders import ContentFolder
from tests.build.fields import change_word, find_words
from tests.build.sites import SiteFolder
from tests.conftest import FULL, ROOT, MakeSite
from tests.printed import long
from tests.support import choose_editions
from tests.warm.comparing import compare_trees, read_tree
from tests.warm.harness import BASE
from tests.warm.state import DAY

# -- the log --------------------------------------------------------------------------------------


@pytest.fixture
def catalog(warm: ContentFolder) -> Catalog:
    return warm.read().catalog


@pytest.fixture
def public(catalog: Catalog) -> PublicCatalog:
    return release(catalog, DAY).public


def test_a_mapping_notes_a_key_that_is_asked_for_whether_or_not_it_is_there() -> None:
    reads = ReadLog()
    mapping = WatchedMapping({"a": 1}, reads, "space")
    assert (mapping["a"], mapping.get("b"), "c" in mapping) == (1, None, False)
    with pytest.raises(KeyError):
        mapping["d"]
    assert reads.keys == {"space/a", "space/b", "space/c", "space/d"}


def test_a_mapping_that_is_iterated_or_counted_has_been_read_whole() -> None:
    for walk in (len, list, dict, bool, lambda mapping: mapping.items() and list(mapping.values())):
        reads = ReadLog()
        walk(WatchedMapping({"a": 1}, reads, "space"))
        assert "space/*" in reads.keys


def test_reads_can_be_recorded_apart() -> None:
    reads = ReadLog()
    reads.add("before")
    value, keys_of = reads.record_apart(lambda: reads.add("inside"))
    reads.add("after")
    assert (value, keys_of) == (None, frozenset({"inside"}))
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
    for name in {*(field.name for field in fields(watched)), "mentions_of", "heads"}:
        reads.start()
        read_field(watched, name)
        assert reads.keys, name
        assert {key.removeprefix("full/").partition("/")[0] for key in reads.keys} <= spaces


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


def test_a_cached_property_of_a_catalog_must_be_watched_too(public: PublicCatalog) -> None:
    """Only the first who asks would be noted as having read what it is made of."""

    class More(PublicCatalog):
        @functools.cached_property
        def names(self) -> list[str]:
            return [head.name for head in self.heads.values()]

    with pytest.raises(TypeError, match="WatchedMore does not watch names"):
        type("WatchedMore", (WatchedPublic, More), {})


def test_questions_are_noted_and_have_the_answers_of_the_catalog(
    catalog: Catalog, public: PublicCatalog
) -> None:
    reads = ReadLog()
    watched = WatchedPublic(public, reads)

    def keys_of(ask: str, *args: str) -> set[str]:
        reads.start()
        answer = getattr(watched, ask)(*args)
        assert answer == getattr(public, ask)(*args)
        return reads.keys

    assert keys_of("ids_of", "power") == {"ids/power"}
    assert keys_of("heads_of", "post") == {"heads/post"}
    assert keys_of("ids_naming", "p-05", "risk") == {"back/p-05"}
    assert keys_of("entries_naming", "p-05", "risk") == {"back/p-05", "record/fx-03"}
    assert keys_of("entries_naming_at", "p-05", "risk", "powers") == {"back/p-05", "record/fx-03"}
    assert keys_of("entries_of", "category") == {"ids/category", "record/lb-jc", "record/lb-rc"}
    assert keys_of("note_row", "leaders", "p-05") == {"leaders/p-05"}


# -- what outputs have read ------------------------------------------------------------------------


def try_build(place: SiteFolder) -> BuildReport | Rejected:
    try:
        return place.build()
    except Rejected as fault:
        return fault


def compare_with_cold(place: SiteFolder, edit: str) -> int:
    """Compare a warm build with a cold one; how many actions were done."""
    cold, warm = try_build(place.cold()), try_build(place)
    assert warm.problems == cold.problems, edit
    assert type(warm) is type(cold), edit
    if isinstance(cold, Rejected) or isinstance(warm, Rejected):
        return 0
    assert (
        compare_trees(read_tree(place.options.site), read_tree(place.cold().options.site)) == ""
    ), edit
    assert {*warm.performed, *warm.reused} == {*cold.performed}, edit
    return len(warm.performed)


#: content, how many words are changed; a cold build of the sample after each takes its time
RUNS = [(BASE, 60, 2), (ROOT / "content", 30, 3)] if FULL else [(BASE, 10, 2)]


@pytest.mark.parametrize(("content", "count", "seed"), RUNS, ids=["warm", "sample"][: len(RUNS)])
def test_after_a_change_of_one_word_a_warm_build_is_a_cold_build(
    content: Path, count: int, seed: int, tmp_path: Path
) -> None:
    place, rng = SiteFolder.of(tmp_path, content), Random(seed)
    if not FULL:  # they read what the pages in simplified characters read
        choose_editions(place.options.content)
    in_all = len(place.build().performed)
    done: list[int] = []
    for field in rng.sample([*find_words(place.options.content)], count):
        mapping = find_words(place.options.content).get(field, [])
        if mapping:
            word = rng.choice(mapping)
            old, new = word.path.read_text("utf-8"), change_word(rng, word, mapping)
            word.path.write_text(word.with_value(new), "utf-8")
            performed = compare_with_cold(place, f"{'.'.join(field)} {word.value} -> {new}")
            done += [performed] if performed else []
            if not performed:
                word.path.write_text(old, "utf-8")
    assert done, "nothing could be built"
    assert sorted(done)[len(done) // 2] < in_all / 4, "hardly anything was reused"


def test_what_is_wrong_with_a_sheet_is_told_in_the_file_that_was_renamed(
    site: MakeSite, tmp_path: Path
) -> None:
    """Of a record with a withheld field the public one is stored apart, and its file with it."""
    text = long(70).replace("上墙: 是\n", "上墙: 是\n不公开字段: [{字段: 类型, 依据: 条例}]\n")
    place = SiteFolder.of(tmp_path / "place", site({"procedures/l1.yml": text}))
    place.build()
    procedures = place.folder / "content" / "procedures"
    (procedures / "l1.yml").rename(procedures / "renamed.yml")
    assert compare_with_cold(place, "a renamed file")
    place.edit("content/risks/r1.yml", "论证走过场", "论证不充分")
    compare_with_cold(place, "a word elsewhere")
    cut = next(p for p in place.build().problems if p.code.code == "sheet-cut")
    assert cut.path.endswith("procedures/renamed.yml")
