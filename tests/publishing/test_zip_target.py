"""Zip files of a release: the same bytes each time, none too large, each unpacked alone."""

from __future__ import annotations

import hashlib
import os
import random
import zipfile
from pathlib import Path

import pytest

from shaiquan.publishing.release import Changes, PublishFault
from shaiquan.publishing.release_reading import read_release
from shaiquan.publishing.zip_target import ZipTarget
from tests.publishing.kills import kill_at_each_step
from tests.publishing.releases import FIRST, SECOND, make_release, publish

#: texts that cannot be made much smaller
LARGE = {f"{'kp'[n % 2]}/{n}.html": random.Random(n).randbytes(900).hex() for n in range(9)}
LIMIT = 4000


def unpack(parts: list[Path], folder: Path) -> Path:
    for part in parts:
        with zipfile.ZipFile(part) as archive:
            assert archive.testzip() is None
            archive.extractall(folder)
    return folder


def test_the_same_site_gives_the_same_bytes_and_the_site_again(tmp_path: Path) -> None:
    release = make_release(tmp_path / "site", FIRST)
    target = ZipTarget(tmp_path / "包" / "quanli.zip")
    assert len(publish(target, release).added) == len(release.files)
    data = target.path.read_bytes()
    for path in release.files:  # whatever the times here
        os.utime(tmp_path / "site" / path, (9, 9))
    assert publish(target, release) == Changes((), (), (), len(release.files))
    assert target.path.read_bytes() == data
    assert read_release(unpack([target.path], tmp_path / "out")).files == release.files
    with zipfile.ZipFile(target.path) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(release.files)
    assert {(info.date_time, info.extra, info.external_attr) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), b"", 0o100644 << 16)
    }
    changes = publish(target, make_release(tmp_path / "site", SECOND))
    assert changes.removed == ("powers/old/index.html",)
    assert changes.changed == ("index.html", "manifest.json")


def test_a_site_that_is_too_large_is_split_and_each_part_unpacks_alone(tmp_path: Path) -> None:
    release = make_release(tmp_path / "site", LARGE)
    target = ZipTarget(tmp_path / "quanli.zip", LIMIT)
    publish(target, release)
    parts = target.list_parts()
    assert [part.name for part in parts] == [f"quanli-{n}.zip" for n in range(1, len(parts) + 1)]
    assert len(parts) > 2
    assert target.compare(release).unchanged == len(release.files)
    assert all(LIMIT / 2 < part.stat().st_size <= LIMIT for part in parts[:-1])
    assert read_release(unpack(parts, tmp_path / "out")).files == release.files
    listed = [line.split("  ") for line in (tmp_path / "quanli.sha256").read_text().splitlines()]
    assert listed == [[hashlib.sha256(p.read_bytes()).hexdigest(), p.name] for p in parts]

    assert publish(target, release) == Changes((), (), (), len(release.files))
    publish(ZipTarget(target.path), release)  # no limit any more: no part stays
    assert [part.name for part in target.list_parts()] == ["quanli.zip"]
    assert len((tmp_path / "quanli.sha256").read_text().splitlines()) == 1


def test_a_file_larger_than_a_part_may_be_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    release = make_release(tmp_path / "site", LARGE)
    with pytest.raises(PublishFault, match=r"p/5\.html alone takes 1222 bytes"):
        publish(ZipTarget(tmp_path / "out" / "quanli.zip", 500), release)
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".lock"]


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    release = make_release(tmp_path / "site", LARGE)
    with zipfile.ZipFile(tmp_path / "quanli.zip", "w") as other:
        other.writestr("letter.txt", "")
    with pytest.raises(PublishFault, match=r"quanli\.zip"):
        publish(ZipTarget(tmp_path / "quanli.zip"), release)
    (tmp_path / "site-2.zip").write_text("no zip file")
    with pytest.raises(PublishFault, match=r"site-2\.zip"):
        publish(ZipTarget(tmp_path / "site.zip", LIMIT), release)
    assert {path.name for path in tmp_path.glob("*.zip")} == {"quanli.zip", "site-2.zip"}
    (tmp_path / "park.sha256").write_text("the sums of my photographs")
    with pytest.raises(PublishFault, match=r"park\.sha256"):
        publish(ZipTarget(tmp_path / "park.zip"), release)
    assert (tmp_path / "park.sha256").read_text() == "the sums of my photographs"


def test_the_zip_file_of_another_place_is_not_taken_for_a_part(tmp_path: Path) -> None:
    release = make_release(tmp_path / "site", LARGE)
    other = ZipTarget(tmp_path / "quanli-2.zip")
    publish(other, release)
    publish(ZipTarget(tmp_path / "quanli.zip"), release)
    assert other.list_parts() == [other.path]
    with pytest.raises(PublishFault, match=r"quanli-2\.zip"):
        publish(ZipTarget(tmp_path / "quanli.zip", LIMIT), release)
    assert other.list_parts() == [other.path]


def test_a_zip_file_of_ours_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    release = make_release(tmp_path / "site", FIRST)
    target = ZipTarget(tmp_path / "QUANLI.ZIP")
    publish(target, release)
    data = target.path.read_bytes()
    packed = data.index(b"manifest.json") + len("manifest.json")
    target.path.write_bytes(data[:packed] + bytes(40) + data[packed + 40 :])
    assert len(publish(target, release).added) == len(release.files)
    assert target.path.read_bytes() == data


def test_what_a_kill_at_any_step_leaves_the_next_run_replaces(tmp_path: Path) -> None:
    target = ZipTarget(tmp_path / "out" / "quanli.zip", LIMIT)
    publish(target, make_release(tmp_path / "1", LARGE))
    release = make_release(tmp_path / "2", {**LARGE, "a.html": "new"})
    assert sum(1 for _ in kill_at_each_step(lambda: publish(target, release))) > 5
    assert read_release(unpack(target.list_parts(), tmp_path / "unpacked")).files == release.files
    assert not [path for path in (tmp_path / "out").iterdir() if path.is_dir()]


def test_a_site_that_changes_while_it_is_packed_is_not_published(tmp_path: Path) -> None:
    release = make_release(tmp_path / "site", FIRST)
    (tmp_path / "site" / "index.html").write_text("首页 6 个工作日")
    with pytest.raises(PublishFault, match=r"index\.html"):
        publish(ZipTarget(tmp_path / "quanli.zip"), release)
    assert not (tmp_path / "quanli.zip").exists()
