"""The sample is replaced by content of one's own, and nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.starting.conftest import ANSWERS, NEEDED, UNIT, TypeLines, init
from tests.support import load_catalog, read_tree


@pytest.mark.parametrize("line", ["示例: 否", "example: no", "", "示例: 也许", "示例: [是"])
def test_content_of_ones_own_is_refused(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    settings = (sample / "site.yml").read_text("utf-8")
    (sample / "site.yml").write_text(settings.replace("示例: 是", line), "utf-8")
    before = read_tree(tmp_path)
    assert init(sample, *NEEDED) == 1
    assert "已经是自己的内容" in capsys.readouterr().err
    assert read_tree(tmp_path) == before


def test_a_file_and_a_folder_without_a_site_are_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter").write_text("mine")
    assert init(tmp_path / "letters", *NEEDED) == 1
    assert init(tmp_path / "letters" / "letter", *NEEDED) == 1
    assert read_tree(tmp_path) == {"letters/letter": b"mine"}


def test_it_works_once(own: Path) -> None:
    before = read_tree(own)
    assert init(own, *NEEDED) == 1
    assert read_tree(own) == before


@pytest.mark.parametrize("line", ["示例: 是", "example: yes"])
def test_the_old_content_is_kept_beside(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    settings = (sample / "site.yml").read_text("utf-8")
    (sample / "site.yml").write_text(settings.replace("示例: 是", line), "utf-8")
    before = read_tree(sample)
    for number, old in enumerate(("content.sample", "content.sample-2", "content.sample-3")):
        assert init(sample, *NEEDED) == 0
        assert old in capsys.readouterr().err
        assert len(list(tmp_path.glob("content*"))) == number + 2
        if not number:
            assert read_tree(tmp_path / old) == before
        site = sample / "site.yml"
        site.write_text(site.read_text("utf-8").replace("示例: 否", line), "utf-8")


def test_a_new_folder_and_an_empty_one_are_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for content in (tmp_path / "empty", tmp_path / "deep" / "new"):
        assert init(content, *NEEDED) == 0
        assert load_catalog(content).site.unit == UNIT
        assert [path.name for path in content.parent.glob(f"*{content.name}*")] == [content.name]


def test_a_link_to_the_content_is_kept_as_a_link(sample: Path, tmp_path: Path) -> None:
    before = read_tree(sample)
    link = tmp_path / "linked"
    link.symlink_to(sample, target_is_directory=True)
    assert init(link, *NEEDED) == 0
    assert read_tree(sample) == before
    assert (tmp_path / "linked.sample").resolve() == sample.resolve()
    assert load_catalog(link).site.unit == UNIT


def test_the_old_content_is_put_back_where_the_exchange_fails(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".content.new-"):
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    before = read_tree(tmp_path)
    monkeypatch.setattr(Path, "rename", failing)
    assert init(sample, *NEEDED) == 1
    assert read_tree(tmp_path) == before
    assert list(tmp_path.iterdir()) == [sample]


def test_with_a_problem_nothing_is_replaced_and_it_is_placed_in_the_named_folder(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_tree(tmp_path)
    for option, file in (("--name", "site"), ("--short", "bodies/danwei")):
        assert init(sample, *NEEDED, option, "水务（机密）") == 1
        output = capsys.readouterr().err
        assert "[classified-mark]" in output
        assert re.search(rf"content/{file}\.yml:\d+:\d+: 错误", output)
        assert ".new-" not in output
        assert read_tree(tmp_path) == before


def test_content_that_is_edited_during_the_questions_stays(
    sample: Path, tmp_path: Path, type_lines: TypeLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = type_lines(*ANSWERS)

    def input() -> str:
        if len(unread) == 1:
            settings = (sample / "site.yml").read_text("utf-8")
            (sample / "site.yml").write_text(settings.replace("示例: 是", "示例: 否"), "utf-8")
        return unread.pop(0)

    monkeypatch.setattr("builtins.input", input)
    assert init(sample) == 1
    assert "示例: 否" in (sample / "site.yml").read_text("utf-8")
    assert (sample / "powers" / "p1.yml").exists()
    assert list(tmp_path.iterdir()) == [sample]
