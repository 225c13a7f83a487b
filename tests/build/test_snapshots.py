"""A change in the content is a change of the right keys."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from shaiquan.build import snapshots
from shaiquan.build.snapshots import CHECKED, find_changed_keys
from shaiquan.content.catalog import Catalog, Mention, pack_record
from shaiquan.content.loading import load_content
from shaiquan.content.reading import EarlierReading
from shaiquan.files.scanning import digest_folder
from tests.build.content_folders import ContentFolder
from tests.warm.harness import BASE, ROOT

T = TypeVar("T")
POWERS = "powers/juece.yml"


def changed_keys(content: ContentFolder, *spaces: str) -> set[str]:
    """The keys of some spaces that have changed since the content was stored."""
    keys = content.read().changed
    return {key for key in keys if key.partition("/")[0] in spaces and not key.endswith("*")}


def test_after_no_change_no_key_has_changed(warm: ContentFolder) -> None:
    assert warm.read_and_store().read().changed == frozenset()


def test_a_changed_key_changes_the_key_that_stands_for_its_space(warm: ContentFolder) -> None:
    warm.read_and_store().edit(POWERS, "五年规划", "六年规划")
    changed = warm.read().changed
    assert {"record/p-01", "record/*", "full/record/p-01", "full/record/*"} <= changed
    assert not any("head" in key or "ids" in key for key in changed)


def test_a_record_of_a_file_that_has_another_name_is_read_again(warm: ContentFolder) -> None:
    """Its problems are in another file."""
    warm.read_and_store()
    old = warm.folder / POWERS
    old.rename(old.with_name("other.yml"))
    assert "full/record/p-01" in warm.read().changed
    assert changed_keys(warm, "record") == set(), "no page shows where it is written"


def test_a_record_whose_file_has_another_line_is_read_again_by_checks_alone(
    warm: ContentFolder,
) -> None:
    warm.read_and_store().edit(POWERS, "# 重大决策\n", "# 重大决策\n#\n")
    assert "full/record/p-01" in warm.read().changed
    assert changed_keys(warm, "record", "head", "back") == set()


def test_a_record_that_comes_or_goes_changes_its_kind_and_whom_it_mentions(
    warm: ContentFolder,
) -> None:
    warm.read_and_store().edit("risks/fengxian.yml", "编号: fx-05\n", "编号: fx-55\n")
    assert changed_keys(warm, "ids", "heads", "record", "head") == {
        "ids/risk",
        "heads/risk",
        "record/fx-05",
        "record/fx-55",
        "head/fx-05",
        "head/fx-55",
    }
    mentioned = {"back/p-04", "back/gw-sj", "back/dw", "back/qd-dh", "back/qd-xx"}
    assert changed_keys(warm, "back") == mentioned


def test_a_record_that_becomes_one_of_another_kind_is_another_mention(warm: ContentFolder) -> None:
    """Who asks for the duties that name a post reads no risk that does."""
    risk = "风险点:\n  - {编号: x-1, 名称: 迟报, 领域: 事, 等级: 低, 责任岗位: [gw-zzbz], 表现形式: [迟], 查找渠道: [自查], 防控措施: [催]}\n"
    warm.write("risks/x.yml", risk)
    warm.read_and_store()
    (warm.folder / "risks" / "x.yml").unlink()
    duty = "责任事项:\n  - {编号: x-1, 名称: 迟报, 责任主体: [gw-zzbz], 责任内容: [报]}\n"
    warm.write("risks/x.yml", duty)
    (warm.folder / "risks" / "x.yml").rename(warm.folder / "duties" / "z.yml")
    back = [
        mention.field
        for mention in warm.read().catalog.mentions_of["gw-zzbz"]
        if mention.source == "x-1"
    ]
    assert back == [("holders", 0)]
    assert "back/gw-zzbz" in changed_keys(warm, "back")


def test_counts_and_rows_of_tables_have_keys_of_their_own(warm: ContentFolder) -> None:
    warm.read_and_store().edit("bodies/gangwei.yml", "分管: [财务]", "分管: [干部人事]")
    assert changed_keys(warm, "governors", "leaders", "answered", "count") == {
        "governors/ly-cw",
        "governors/ly-rs",
        "leaders/p-05",
        "leaders/p-06",
        "leaders/p-07",
        "leaders/p-09",
        "answered/gw-fsj",
    }


class Headless(Mapping[str, Any]):
    """Records that nobody may read, but some."""

    def __init__(self, catalog: Mapping[str, Any], may: Collection[str] = ()) -> None:
        self._values, self._may = catalog, may

    def __getitem__(self, key: str) -> Any:
        assert key in self._may, f"{key} was read"
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@pytest.mark.parametrize("name", CHECKED)
def test_a_table_is_made_of_heads_alone(name: str, warm: ContentFolder) -> None:
    """Else it would have to be worked out again where only mentions or texts have changed."""
    catalog = warm.read().catalog
    bare = replace(catalog, entries=Headless(catalog.entries))
    vars(bare)["heads"], vars(bare)["mentions_of"] = catalog.heads, Headless(catalog.mentions_of)
    assert CHECKED[name](bare) == CHECKED[name](catalog)


def test_equal_values_have_equal_digests_however_they_came_about(warm: ContentFolder) -> None:
    """Read, or unpacked: words of a value are one object in one and several in the other."""
    loaded = load_content(warm.folder)
    earlier = EarlierReading(loaded.packed.get)
    unpacked = load_content(warm.folder, digest_folder(warm.folder), earlier)
    assert not unpacked.packed, "a file was read"
    assert loaded.catalog is not None
    assert unpacked.catalog is not None
    files = {entry.path: "" for entry in loaded.catalog.entries.values()}
    usual = snapshots.snapshot_full(loaded.catalog, files)
    copied = _copy_all(unpacked.catalog)
    assert find_changed_keys(usual, snapshots.snapshot_full(copied, files)) == frozenset()


def _copy_all(catalog: Catalog) -> Catalog:
    """The catalog with copies of whatever is made of its records."""
    mentions_of = {
        id: tuple(map(_copy_mention, mentions)) for id, mentions in catalog.mentions_of.items()
    }
    copied = replace(catalog, site=_pickle_again(catalog.site))
    vars(copied).update(heads=_pickle_again(dict(catalog.heads)), mentions_of=mentions_of)
    return copied


def _pickle_again(value: T) -> T:
    copied: T = pickle.loads(pickle.dumps(value))
    return copied


def _copy_mention(link: Mention) -> Mention:
    words = ("".join([*word]) for word in (link.source, link.target, link.article, link.tail))
    source, target, article, tail = words
    return Mention(source, (*link.field,), target, article, tail)


def test_a_record_that_is_copied_has_the_same_bytes(warm: ContentFolder) -> None:
    for entry in warm.read().catalog.entries.values():
        assert pack_record(_pickle_again(entry.record)) == pack_record(entry.record)


def test_digests_are_the_same_in_every_process() -> None:
    code = (
        "from pathlib import Path; from tests.build.content_folders import ContentFolder;"
        f"found = ContentFolder(Path({str(BASE)!r})).read().snapshot;"
        "import hashlib; print(hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest())"
    )
    changed_keys = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(changed_keys) == 1
