"""The docs say what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shaiquan import reference
from shaiquan.cli import COMMANDS, ROOT, main
from shaiquan.kinds.registry import KINDS
from shaiquan.model.spellings import spellings_of
from tests.conftest import MakeSite
from tests.support import lines

MANUAL = ROOT / "docs" / "manual.zh-CN.md"


@pytest.mark.parametrize("name", reference.pages())
def test_the_generated_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == reference.pages()[name], "run: make docs"


def test_no_spelling_of_a_key_means_two_fields() -> None:
    for kind in KINDS:
        spellings = spellings_of(kind.model)
        for name, field in kind.model.model_fields.items():
            assert spellings[field.title or ""] == name, f"{kind.name}: {field.title}"
            assert spellings[name] == name


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readmes_name_every_command_and_only_files_that_exist(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for command in COMMANDS:
        assert f"build.py {command}" in text, command
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for target in targets:
        assert f"make {target}" in text, target
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / link).exists(), link


def examples() -> list[tuple[str, str]]:
    """(file name, text) of the manual's examples: a fence after a line that names the file."""
    text = MANUAL.read_text("utf-8")
    return re.findall(r"`content/([\w/.-]+)`：\n\n```\w+\n(.*?)```", text, re.DOTALL)


def test_the_manual_has_examples() -> None:
    assert len(examples()) >= 6


def test_the_examples_of_the_manual_are_a_site_without_a_mistake(tmp_path: Path) -> None:
    from shaiquan.checks.checking import check_content

    for name, text in examples():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    content = tmp_path / "content"
    assert lines(check_content(content), content) == []
    assert main(["--content", str(content), "--site", str(tmp_path / "site")]) == 0


def test_the_manual_shows_a_mistake_just_as_it_is_told(
    site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = re.search(r"```text\n(content/.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    assert shown
    for name, text in examples():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("决定主体: 党委会", "决定主体: 党委回"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--content", "content"]) == 1
    assert shown[1] in capsys.readouterr().err
