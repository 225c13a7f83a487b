from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from shaiquan.files.regular import FoundPath
from shaiquan.versions.interface import VersionsFault
from shaiquan.versions.kept import KeptVersions
from tests.versions.ageing import age_versions


@pytest.fixture
def kept(tmp_path: Path) -> KeptVersions:
    content = tmp_path / "我的 内容"
    (content / "powers").mkdir(parents=True)
    (content / "powers" / "一.yml").write_text("甲\n", "utf-8")
    (content / "files").mkdir()
    (content / "files" / "表.bin").write_bytes(b"\xff\x00\xfe")
    return KeptVersions(content)


def write(kept: KeptVersions, inside: str, text: str | None) -> None:
    path = kept.content / inside
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8")


def test_a_version_has_what_changed_since_the_one_before(kept: KeptVersions) -> None:
    first = kept.keep("第一次")
    assert first
    assert [(c.inside, c.before) for c in first.changes] == [
        ("files/表.bin", ""),
        ("powers/一.yml", ""),
    ]
    assert kept.keep("没有改") is None
    write(kept, "powers/一.yml", "乙\n")
    write(kept, "powers/二.yml", "丙\n")
    second = kept.keep("改了")
    write(kept, "files/表.bin", None)
    third = kept.keep("删了")
    assert second
    assert third
    assert kept.list_versions() == (first, second, third)
    assert [
        (c.inside, bool(c.before), bool(c.after)) for c in (*second.changes, *third.changes)
    ] == [
        ("powers/一.yml", True, True),
        ("powers/二.yml", False, True),
        ("files/表.bin", True, False),
    ]
    texts = kept.read_bytes([second.changes[0].before, second.changes[0].after])
    assert [data.decode() for data in texts.values()] == ["甲\n", "乙\n"]
    assert set(kept.list_files()) == {"powers/一.yml", "powers/二.yml"}
    assert set(kept.list_files(first.id)) == {"powers/一.yml", "files/表.bin"}


def test_a_file_of_the_same_size_and_time_is_looked_at_where_its_bytes_are_not_kept(
    kept: KeptVersions,
) -> None:
    first = kept.keep("第一次")
    assert first
    kept._path_of(first.changes[1].after).unlink()
    assert kept.keep("又一次") is None
    assert kept.read_bytes([first.changes[1].after])


def test_what_is_hidden_or_leads_elsewhere_is_not_kept(kept: KeptVersions, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密")
    (kept.content / "link.yml").symlink_to(tmp_path / "secret")
    (kept.content / ".swp").write_text("x")
    version = kept.keep("第一次")
    assert version
    assert [change.inside for change in version.changes] == ["files/表.bin", "powers/一.yml"]


def test_files_are_put_back_all_or_none(
    kept: KeptVersions, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep("第一次")
    then = kept.list_files()
    write(kept, "powers/一.yml", "乙\n")
    write(kept, "files/表.bin", "坏\n")
    calls = []

    def fail_second(path: Path, data: bytes) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr("shaiquan.versions.writing_back.overwrite_file", fail_second)
    with pytest.raises(OSError, match="No space"):
        kept.put_back(then)
    assert (kept.content / "powers/一.yml").read_text("utf-8") == "乙\n"
    assert (kept.content / "files/表.bin").read_text("utf-8") == "坏\n"


def test_a_file_is_put_back_where_a_folder_is_now_and_a_folder_where_a_file_is(
    kept: KeptVersions,
) -> None:
    kept.keep("第一次")
    then = kept.list_files()
    write(kept, "powers/一.yml", None)
    (kept.content / "powers/一.yml/深").mkdir(parents=True)
    write(kept, "powers/一.yml/深/二.yml", "乙\n")
    kept.keep("第二次")
    second = kept.list_files()
    nothing = dict.fromkeys({*then, *second}, "")
    kept.put_back({**nothing, **then})
    assert (kept.content / "powers/一.yml").read_text("utf-8") == "甲\n"
    kept.put_back({**nothing, **second})
    assert (kept.content / "powers/一.yml/深/二.yml").read_text("utf-8") == "乙\n"


def test_nothing_is_written_through_a_link(kept: KeptVersions, tmp_path: Path) -> None:
    kept.keep("第一次")
    then = kept.list_files()
    other = tmp_path / "other"
    other.mkdir()
    (other / "一.yml").write_text("别人的")
    write(kept, "powers/一.yml", None)
    (kept.content / "powers/一.yml").symlink_to(other / "一.yml")
    kept.put_back(then)
    assert (kept.content / "powers/一.yml").read_text("utf-8") == "甲\n"
    write(kept, "powers/一.yml", None)
    (kept.content / "powers").rmdir()
    (kept.content / "powers").symlink_to(other)
    with pytest.raises(VersionsFault, match="link that leads elsewhere"):
        kept.put_back(then)
    assert (other / "一.yml").read_text() == "别人的"


def test_a_folder_that_is_gone_comes_back(kept: KeptVersions) -> None:
    kept.keep("第一次")
    then = kept.list_files()
    shutil.rmtree(kept.content)
    assert kept.keep("没有了")
    kept.put_back(then)
    assert kept.keep("又来了")
    assert kept.list_files() == then


def test_a_file_of_the_same_size_and_time_is_looked_at_when_it_is_new(kept: KeptVersions) -> None:
    kept.keep("第一次")
    path = kept.content / "powers/一.yml"
    status = path.stat()
    write(kept, "powers/一.yml", "乙\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert kept.keep("第二次")


def test_versions_lie_in_one_place_by_whatever_way_somebody_comes_to_them(
    kept: KeptVersions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link").symlink_to(kept.content)
    monkeypatch.chdir(kept.content / "powers")
    assert KeptVersions(tmp_path / "elsewhere" / "link").folder == kept.folder
    assert KeptVersions(Path("..")).folder == kept.folder
    kept.keep("第一次")
    assert (kept.folder.parent / ".gitignore").read_text() == "*\n"


def test_a_copy_of_a_version_by_a_synchronized_disk_is_no_version(kept: KeptVersions) -> None:
    first = kept.keep("第一次")
    shutil.copy(kept.folder / "000001.json", kept.folder / "000001 (冲突副本).json")
    assert kept.list_versions() == (first,)


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_a_name_that_is_no_utf8_is_kept(kept: KeptVersions) -> None:
    path = kept.content / os.fsdecode(b"\xd6\xd0.txt")
    path.write_text("字")
    kept.keep("第一次")
    then = kept.list_files()
    path.unlink()
    kept.put_back(then)
    assert path.exists()


def test_a_folder_that_cannot_be_read_is_not_taken_as_empty(
    kept: KeptVersions, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep("第一次")
    found = [FoundPath("files/"), FoundPath("files/", fault="13")]
    monkeypatch.setattr("shaiquan.versions.kept.list_paths", lambda _: found)
    with pytest.raises(PermissionError):
        kept.keep("第二次")


def test_bytes_that_are_lost_or_damaged_are_told_and_nothing_is_put_back(
    kept: KeptVersions,
) -> None:
    kept.keep("第一次")
    then = kept.list_files()
    kept._path_of(then["powers/一.yml"]).write_text("别的")
    write(kept, "powers/一.yml", "乙\n")
    write(kept, "files/表.bin", "坏\n")
    with pytest.raises(VersionsFault) as fault:
        kept.put_back(then)
    assert "powers/一.yml" in fault.value.why
    assert (kept.content / "files/表.bin").read_text("utf-8") == "坏\n"


DAMAGED = (
    "",
    "{",
    "[]",
    '{"at": "x", "what": "", "changes": []}',
    '{"at": "2026-01-01", "what": "", "changes": [["../../x", "", "a"]]}',
)


@pytest.mark.parametrize("damaged", DAMAGED)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_damaged_version_is_left_out_and_mended_from_those_beside_it(
    kept: KeptVersions, damaged: str, number: int
) -> None:
    kept.keep("第一次")
    write(kept, "powers/一.yml", "乙\n")  # which the third version changes again
    write(kept, "powers/二.yml", "丙\n")  # which no later one changes
    write(kept, "files/表.bin", None)
    kept.keep("第二次")
    write(kept, "powers/一.yml", "丁\n")
    kept.keep("第三次")
    ids = [version.id for version in kept.list_versions()]
    states = {id: kept.list_files(id) for id in ids}
    path = kept.folder / f"{ids[number - 1]}.json"
    path.write_text(damaged, "utf-8")
    assert kept.list_damaged() == (path.stem,)
    assert [version.id for version in kept.list_versions()] == [i for i in ids if i != path.stem]
    write(kept, "powers/一.yml", "戊\n")
    kept.keep("第四次")
    assert kept.list_damaged() == ()
    assert path.with_suffix(".damaged").read_text("utf-8") == damaged
    if number == 3:  # whether the newest version or a hand after it wrote a file, nobody knows
        states[ids[2]] = kept.list_files()
    assert {id: kept.list_files(id) for id in ids} == states
    (newest,) = kept.read_bytes([kept.list_files()["powers/一.yml"]]).values()
    assert newest == "戊\n".encode()


def test_files_are_not_put_back_while_another_command_works(
    kept: KeptVersions, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep("第一次")
    then = kept.list_files()
    write(kept, "powers/一.yml", "乙\n")
    monkeypatch.setattr("shaiquan.versions.kept._PATIENCE", 0)
    with FileLock(kept.folder / "lock"), pytest.raises(VersionsFault, match="another command"):
        kept.put_back(then)
    assert (kept.content / "powers/一.yml").read_text("utf-8") == "乙\n"
    with kept.locked():  # by the same command
        kept.put_back(then)


def keep_five(kept: KeptVersions) -> dict[str, dict[str, str]]:
    """Five old versions of one day; the state of each."""
    kept.keep("第一次")
    for text in "乙丙丁":
        write(kept, "powers/一.yml", text)
        kept.keep("命令")
    write(kept, "powers/一.yml", "戊")
    kept.keep("起了名", named=True)
    states = {version.id: kept.list_files(version.id) for version in kept.list_versions()}
    age_versions(kept, 40)
    write(kept, "powers/一.yml", "己")
    return states


def test_of_an_old_day_the_first_the_named_and_the_last_version_remain(kept: KeptVersions) -> None:
    states = keep_five(kept)
    kept.keep("今天")
    left = [version.id for version in kept.list_versions()]
    assert left == ["000001", "000005", "000006"]
    assert all(kept.list_files(id) == states[id] for id in left[:2])
    names = {
        name
        for version in kept.list_versions()
        for c in version.changes
        for name in (c.before, c.after)
    }
    lying = {path.name for path in (kept.folder / "files").glob("*/*")}
    assert lying == {*filter(None, names)}
    assert len(kept.read_bytes(lying)) == len(lying)


def test_a_crash_while_versions_go_loses_no_state(
    kept: KeptVersions, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = keep_five(kept)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            kept.keep("今天")
    assert all(kept.list_files(id) == state for id, state in states.items())
    write(kept, "powers/一.yml", "庚")
    kept.keep("又一次")
    assert [version.id for version in kept.list_versions()] == [
        *("000001", "000005", "000006", "000007"),
    ]
    assert kept.list_files("000005") == states["000005"]


def test_a_crash_before_the_version_is_written_loses_nothing(
    kept: KeptVersions, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep("第一次")
    write(kept, "powers/一.yml", "乙\n")
    with monkeypatch.context() as patch:
        patch.setattr(KeptVersions, "_write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            kept.keep("第二次")
    assert len(kept.list_versions()) == 1
    version = kept.keep("第二次")
    assert version
    assert version.id == "000002"


def test_two_at_once_wait_for_each_other(
    kept: KeptVersions, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep("第一次")
    monkeypatch.setattr("shaiquan.versions.kept._PATIENCE", 0)
    with FileLock(kept.folder / "lock"), pytest.raises(VersionsFault, match="another command"):
        kept.keep("第二次")
