"""Content that is written in traditional characters, keys and values."""

from __future__ import annotations

import shutil
from pathlib import Path

import opencc

from shaiquan.cli import main
from shaiquan.content.loading import load_content
from shaiquan.content.traditional import read_simplified, to_traditional
from shaiquan.model.terms import Scope
from tests.conftest import ROOT, SMALL, MakeSite
from tests.support import list_text_files, load_catalog


def rewrite(content: Path, twin: Path) -> Path:
    """The content again, every file in traditional characters; its names and ids are ASCII."""
    shutil.copytree(content, twin)
    for file in set(list_text_files(twin)) - {
        twin / "reviews.yml"
    }:  # the program's own, without keys
        file.write_text(to_traditional(file.read_text("utf-8")), "utf-8")
    return twin


def build(content: Path, target: Path) -> dict[str, bytes]:
    assert main(["build", "--content", str(content), "--site", str(target)]) == 0
    files = (file for file in target.rglob("*") if file.is_file())
    return {file.relative_to(target).as_posix(): file.read_bytes() for file in files}


def test_a_site_in_traditional_characters_is_the_same_as_its_simplified_twin(
    tmp_path: Path,
) -> None:
    twin = rewrite(SMALL, tmp_path / "traditional")
    written = "".join(file.read_text("utf-8") for file in list_text_files(twin))
    assert "編號" in written
    assert "编号" not in written
    plain = build(SMALL, tmp_path / "a")
    assert build(twin, tmp_path / "b") == plain


def test_the_sample_in_traditional_characters_has_the_same_records(tmp_path: Path) -> None:
    content = ROOT / "content"
    twin = rewrite(content, tmp_path / "content")
    sample, written = load_content(content), load_content(twin)
    assert sample.catalog
    assert written.catalog
    assert not written.problems
    records = {id: entry.record for id, entry in sample.catalog.entries.items()}
    assert {id: entry.record for id, entry in written.catalog.entries.items()} == records


def test_a_problem_in_traditional_content_points_at_its_place(site: MakeSite) -> None:
    power = "編號: p2\n名稱: 乙\n決定主體: 黨委\n狀態: 發佈了\n"
    (problem,) = load_content(site({"powers/p2.yml": power})).problems
    assert (problem.code.code, problem.line, problem.column) == ("bad-value", 4, 5)
    assert problem.excerpt == "狀態: 發佈了"


def test_a_file_is_read_by_its_keys_not_by_a_word_in_it() -> None:
    name = "编号: p2\n名称: 於先生的意見\n"
    assert read_simplified(name) == name


def test_every_character_keeps_its_place() -> None:
    text = "編號: a\n名稱: " + "".join(map(chr, range(0x4E00, 0x9FA6)))
    assert len(read_simplified(text)) == len(text)


def test_words_as_they_are_written_in_taiwan_and_hong_kong_are_read_alike(site: MakeSite) -> None:
    text = "编号: p2\n名称: 乙\n决定主体: 党委\n状态: 草稿\n公开:\n  范围: 社会\n"
    for way in ("s2t", "s2tw", "s2hk"):
        power = opencc.OpenCC(way).convert(text)
        record = load_catalog(site({"powers/p2.yml": power})).entries["p2"].record
        assert record.name == "乙"
        assert record.disclosure.scope is Scope.PUBLIC
