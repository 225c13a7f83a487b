"""The file of reviews is changed in the lines that are meant, and nowhere else."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from shaiquan.content.raw_records import read_records
from shaiquan.content.sources import Source
from shaiquan.files.overwriting import FileChanged
from shaiquan.files.scanning import digest_bytes
from shaiquan.model.review_lines import ReviewLine, parse_review_line
from shaiquan.reviews.review_file import (
    HEAD,
    UnusualLayout,
    change_lines,
    write_reviews,
)

OLD = parse_review_line("2026-01-05 张三 名称=aaaaaaaa")
NEW = parse_review_line("2026-02-06 李四 名称=bbbbbbbb 权限=cccccccc")
FILE = f"# 头\n\n# 甲\na: {OLD}   # 尾\n# 丙\nc: {OLD}\n"


def read(text: str) -> dict[str, ReviewLine]:
    file = read_records(Source("reviews.yml", "reviews.yml", text, ""))
    assert not file.problems
    return dict(file.reviews)


def test_a_new_file_has_a_head_and_sorted_lines() -> None:
    assert change_lines("", {"b": NEW, "a": OLD}) == f"{HEAD}a: {OLD}\nb: {NEW}\n"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, FILE),
        ({"a": NEW}, f"# 头\n\n# 甲\na: {NEW}   # 尾\n# 丙\nc: {OLD}\n"),
        ({"b": NEW}, f"# 头\n\n# 甲\na: {OLD}   # 尾\nb: {NEW}\n# 丙\nc: {OLD}\n"),
        ({"0": NEW}, f"# 头\n\n# 甲\n0: {NEW}\na: {OLD}   # 尾\n# 丙\nc: {OLD}\n"),
        ({"d": NEW, "e": OLD}, f"{FILE}d: {NEW}\ne: {OLD}\n"),
        ({"a": None}, f"# 头\n\n# 甲\n# 丙\nc: {OLD}\n"),
        ({"a": None, "c": NEW}, f"# 头\n\n# 甲\n# 丙\nc: {NEW}\n"),
        ({"x": None}, FILE),
    ],
)
def test_comments_and_order_stay(changes: dict[str, ReviewLine | None], text: str) -> None:
    assert change_lines(FILE, changes) == text


def test_line_ends_stay_and_a_missing_one_is_added() -> None:
    windows = FILE.replace("\n", "\r\n")
    changed = change_lines(windows.rstrip(), {"b": NEW, "d": NEW})
    assert changed == change_lines(FILE, {"b": NEW, "d": NEW}).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "by", ["张三", "李 四", "县委办: 王五", "O'Neill #2", '"引"', "[表]", "null", "—"]
)
def test_any_reviewer_is_read_back(by: str) -> None:
    line = OLD._replace(by=by)
    assert read(change_lines(FILE, {"b": line}))["b"] == line


def test_random_changes_touch_no_other_line() -> None:
    rng = random.Random(1)
    for _ in range(50):
        ids = rng.sample([f"{letter}-{n}" for letter in "abc" for n in range(9)], 8)
        text = change_lines("", dict.fromkeys(ids[:5], OLD))
        changes = {id: rng.choice((NEW, None)) for id in rng.sample(ids, 4)}
        changed = change_lines(text, changes)
        expected = {**dict.fromkeys(ids[:5], OLD), **changes}
        assert read(changed) == {id: line for id, line in expected.items() if line}
        untouched = [row for row in text.splitlines() if row.partition(":")[0] not in changes]
        assert [row for row in changed.splitlines() if row in untouched] == untouched
        assert [*read(changed)] == sorted(read(changed))


def write(folder: Path, text: str, changes: dict[str, ReviewLine | None]) -> Path:
    path = folder / "reviews.yml"
    path.write_bytes(text.encode())
    return write_reviews(folder, changes, digest_bytes(text.encode()).hex())


def test_a_file_is_replaced_with_its_mark_and_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "reviews.yml").touch(0o640)
    path = write(tmp_path, "\ufeff" + FILE, {"a": NEW})
    assert path.read_text("utf-8") == "\ufeff" + change_lines(FILE, {"a": NEW})
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept.yml").write_text(FILE, "utf-8")
    (tmp_path / "reviews.yml").symlink_to("kept.yml")
    write_reviews(tmp_path, {"a": NEW}, digest_bytes(FILE.encode()).hex())
    assert (tmp_path / "reviews.yml").is_symlink()
    assert (tmp_path / "kept.yml").read_text("utf-8") == change_lines(FILE, {"a": NEW})


def test_a_file_that_was_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "reviews.yml"
    for digest in ("", digest_bytes(b"other").hex()):
        path.write_text(FILE, "utf-8")
        with pytest.raises(FileChanged):
            write_reviews(tmp_path, {"a": NEW}, digest)
        assert path.read_text("utf-8") == FILE


@pytest.mark.parametrize(
    "text", [f"{{a: {OLD}}}\n", f"? a\n: {OLD}\n", f"a: |\n  {OLD}\nb: {OLD}\n"]
)
def test_a_layout_that_is_not_one_line_a_record_is_left_alone(tmp_path: Path, text: str) -> None:
    assert read(text)["a"] == OLD
    with pytest.raises(UnusualLayout):
        write(tmp_path, text, {"a": NEW, "c": NEW})
    assert (tmp_path / "reviews.yml").read_text("utf-8") == text


def test_where_nothing_can_be_written_all_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        write(tmp_path, FILE, {"a": NEW})
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "reviews.yml": FILE
    }


def test_lines_of_different_records_never_conflict() -> None:
    """Two people change the same file; a merge by lines takes both."""
    both = change_lines(FILE, {"a": NEW, "c": NEW})
    one, other = change_lines(FILE, {"a": NEW}), change_lines(FILE, {"c": NEW})
    rows = zip(FILE.splitlines(), one.splitlines(), other.splitlines(), strict=True)
    merged = [mine if mine != base else theirs for base, mine, theirs in rows]
    assert merged == both.splitlines()
