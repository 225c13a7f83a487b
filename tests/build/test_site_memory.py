"""What was read comes back from the store of a site, in another process too."""

from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.site_build import check_site
from shaiquan.build.site_memory import DAMAGED, NOT_KEPT, SiteMemory
from shaiquan.build.store import Store
from shaiquan.content.loading import LoadedContent, load_content
from shaiquan.files.scanning import digest_folder
from tests.build.content_folders import ContentFolder
from tests.build.sites import SiteFolder, ignore_progress
from tests.conftest import SMALL

POWERS = "powers/juece.yml"


def read(warm: ContentFolder, memory: SiteMemory, tool: bytes = b"tool") -> LoadedContent:
    """A reading with what a memory knows, which knows of it from now on."""
    options = replace(warm.options, cache=warm.folder.parent / "cache")
    with memory.opened(options, tool):
        loaded = load_content(warm.folder, digest_folder(warm.folder), memory.earlier_reading())
        memory.keep_reading(loaded)
    return loaded


def read_stored(warm: ContentFolder, inside: str) -> bytes | None:
    """A file as it is stored."""
    memory = SiteMemory()
    with memory.opened(replace(warm.options, cache=warm.folder.parent / "cache"), b"tool"):
        return memory.earlier_reading().read_packed(inside)


def test_only_files_that_have_changed_are_read_and_stored_again(warm: ContentFolder) -> None:
    first = read(warm, SiteMemory())
    assert read_stored(warm, POWERS) == first.packed[POWERS]
    warm.edit(POWERS, "五年规划", "六年规划")
    second = read(warm, SiteMemory())
    assert second.packed.keys() == {POWERS}
    assert read_stored(warm, POWERS) == second.packed[POWERS] != first.packed[POWERS]
    assert not read(warm, SiteMemory()).packed


def test_a_file_that_is_gone_is_stored_no_more(warm: ContentFolder) -> None:
    memory = SiteMemory()
    read(warm, memory)
    (warm.folder / POWERS).rename(warm.folder / "powers/other.yml")
    read(warm, memory)
    assert read_stored(warm, POWERS) is None
    assert read_stored(warm, "powers/other.yml")


def test_a_file_that_another_version_stored_is_read_again(warm: ContentFolder) -> None:
    files = read(warm, SiteMemory()).packed.keys()
    assert read(warm, SiteMemory(), b"other").packed.keys() == files


def test_a_process_knows_what_it_read_without_a_store(warm: ContentFolder) -> None:
    memory = SiteMemory(saves_at_end=True)
    with memory.opened(warm.options, b"tool"):
        loaded = load_content(warm.folder, digest_folder(warm.folder), memory.earlier_reading())
        memory.keep_reading(loaded)
        assert memory.earlier_reading().resolved is loaded.resolved
        memory.drop(DAMAGED)
        assert not memory.earlier_reading().resolved


def test_a_check_uses_what_a_build_stored_and_writes_nothing(tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    place.build()
    for lock in place.options.cache.glob("*.lock") if place.options.cache else ():
        lock.unlink()
    before = list_files(tmp_path)
    check_site(place.options, ignore_progress)
    assert list_files(tmp_path) == before


@pytest.mark.parametrize("spoil", ["file", "folder", "journal"])
def test_whatever_lies_in_the_place_of_a_cache_breaks_no_build(spoil: str, tmp_path: Path) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    place.build()
    cache = place.options.cache
    assert cache is not None
    (stored,) = cache.glob("*.sqlite")
    if spoil == "file":
        shutil.rmtree(cache)
        cache.write_text("a file")
    elif spoil == "folder":
        stored.unlink()
        (stored / "x").mkdir(parents=True)
    else:
        stored.with_name(f"{stored.name}-journal").mkdir()
    again = place.build()
    assert again.cache_reset
    assert again.written.files == again.written.reused, "the site is as it was"


def _fill_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_cache_that_cannot_be_stored_is_told_and_costs_time_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = SiteFolder.of(tmp_path, SMALL)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "save", _fill_disk)
        assert place.build().cache_reset == NOT_KEPT
    again = place.build()
    assert again.cache_reset == ""
    assert again.written.files == again.written.reused


def list_files(folder: Path) -> list[tuple[str, int, int]]:
    """Every file and folder with its size and time."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")))
    return [(str(path), status.st_size, status.st_mtime_ns) for path, status in found]
