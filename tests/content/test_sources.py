"""Files that are not what they should be."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.content.sources import gather_sources
from shaiquan.files.regular import read_regular
from tests.conftest import MakeSite
from tests.support import lines


def codes(content: Path) -> list[tuple[str, int, int, str]]:
    """(file, line, column, code) of each problem."""
    problems = check_content(content).problems
    return [(Path(p.path).name, p.line, p.column, p.code.code) for p in problems]


def list_paths(content: Path) -> list[str]:
    gathered, _ = gather_sources(content, ("powers", "duties", "bodies"))
    return [source.path for source in gathered]


def test_gbk_is_reported_at_the_first_bad_character(site: MakeSite) -> None:
    content = site({})
    path = content / "powers" / "p1.yml"
    path.write_bytes(b"id: p1\nname: " + "决定".encode("gbk"))
    assert codes(content) == [("p1.yml", 2, 7, "bad-encoding")]


def test_utf_16_is_reported_as_an_encoding_not_as_broken_yaml(site: MakeSite) -> None:
    content = site({})
    (content / "powers" / "p1.yml").write_bytes("编号: p1".encode("utf-16"))
    assert codes(content) == [("p1.yml", 1, 1, "bad-encoding")]


def test_a_bom_is_skipped_and_reported(site: MakeSite) -> None:
    content = site({})
    path = content / "powers" / "p1.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert codes(content) == [("p1.yml", 1, 1, "bom")]
    assert check_content(content).sound


def test_windows_line_ends_change_nothing(site: MakeSite) -> None:
    content = site({})
    for path in content.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(content) == []


def test_a_folder_in_place_of_a_file_is_reported(site: MakeSite) -> None:
    content = site({})
    (content / "powers" / "p2.yml").mkdir()
    assert codes(content) == [("p2.yml", 1, 1, "not-a-file")]


def test_a_link_out_of_the_content_is_not_followed(site: MakeSite, tmp_path: Path) -> None:
    content = site({})
    (tmp_path / "secret.yml").write_text("编号: geheim", "utf-8")
    (content / "powers" / "p2.yml").symlink_to(tmp_path / "secret.yml")
    (content / "duties" / "more").symlink_to(tmp_path, target_is_directory=True)
    assert codes(content) == [
        ("more", 1, 1, "leaves-folder"),
        ("p2.yml", 1, 1, "leaves-folder"),
    ]


def test_a_link_inside_the_content_is_read_as_the_file_it_means(site: MakeSite) -> None:
    content = site({"powers/p2.txt": "x"})
    (content / "powers" / "p2.txt").unlink()
    (content / "duties" / "zz.yml").symlink_to(content / "duties" / "d1.yml")
    assert [code for *_, code in codes(content)] == ["duplicate-id"]


def test_a_file_that_may_not_be_read_is_reported(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = site({})

    def refuse(path: Path) -> bytes:
        if path.name == "p1.yml":
            raise PermissionError(13, "Permission denied", str(path))
        return read_regular(path)

    monkeypatch.setattr("shaiquan.content.sources.read_regular", refuse)
    assert ("p1.yml", 1, 1, "unreadable") in codes(content)
    (told,) = (p for p in check_content(content).problems if p.code.code == "unreadable")
    assert told.message() == "文件打不开：没有权限"


def test_a_missing_content_folder_is_reported(tmp_path: Path) -> None:
    loaded = check_content(tmp_path / "nowhere")
    assert [p.code.code for p in loaded.problems] == ["no-content"]
    assert not loaded.sound


def test_files_that_editors_and_systems_leave_behind_are_not_content(site: MakeSite) -> None:
    content = site({"powers/.p1.yml.swp": "x", "powers/~$p1.yml": "x", "powers/Thumbs.db": "x",
                    ".git/config": "x", "powers/p1.yml~": "x", "rules/.DS_Store": "x"})  # fmt: skip
    assert codes(content) == []


def test_the_order_of_files_does_not_depend_on_the_disk(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = site({})
    before = list_paths(content)
    scan = os.scandir

    @contextlib.contextmanager
    def scan_backwards(folder: str) -> Iterator[list[os.DirEntry[str]]]:
        with scan(folder) as entries:
            yield sorted(entries, key=lambda entry: entry.name, reverse=True)

    monkeypatch.setattr(os, "scandir", scan_backwards)
    assert list_paths(content) == before


def test_the_excerpt_and_the_caret_show_the_place(site: MakeSite) -> None:
    from shaiquan.problem_texts import as_text

    content = site({"powers/p1.yml": "编号: p1\n名称: 决定\n决定主体: 党委回\n"})
    reported = next(
        p for p in check_content(content).problems if p.code.code == "unknown-reference"
    )
    _, excerpt, caret, mend = as_text(reported).splitlines()
    assert excerpt == "    决定主体: 党委回"
    assert caret == "    " + " " * len("........: ") + "^"  # four wide characters are eight columns
    assert mend.startswith("    改法: ")
    assert lines(check_content(content), content)[0].startswith("content/")


def test_a_file_of_fifty_megabytes_is_not_read(site: MakeSite) -> None:
    text = "甲" * 17_000_000
    content = site({"rules/long.md": f"---\n编号: gz-2\n名称: 长\n---\n{text}"})
    assert codes(content) == [("long.md", 1, 1, "over-limit")]
