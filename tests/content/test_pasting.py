"""What is pasted is read as it was meant, or told at its line with a fitting code."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.content.loading import LoadedContent
from shaiquan.model.articles import find_articles
from shaiquan.model.common import Record
from shaiquan.model.rules import Rule
from shaiquan.problems import as_text
from shaiquan.views.markdown import render_html
from tests.conftest import FULL, SMALL
from tests.content.pastes import ENCODINGS, MARKDOWN_PASTES, YAML_PASTES, Paste

SEED = 20261130
COUNT = 300 if FULL else 60
#: the files that are spoilt, a line at a time
FILES = ("powers/p1.yml", "procedures/l1.yml", "bodies/all.yml", "rules/gz.md", "duties/d1.yml")


def _records(loaded: LoadedContent) -> object:
    """All that the content says; None where it could not be read."""
    if not loaded.sound or loaded.catalog is None:
        return None
    return loaded.catalog.site, [_plain(one.record) for one in loaded.catalog.entries.values()]


def _plain(record: Record) -> tuple[Record, object]:
    """A record, the text of a rule by its articles."""
    if not isinstance(record, Rule):
        return record, ()
    articles = [(article.number, article.text) for article in find_articles(record.text)]
    anchors = re.findall('id="(.*?)"', render_html(record.text, lambda link: link, {}))
    return record.model_copy(update={"text": ""}), (articles, anchors)


def _told(loaded: LoadedContent, path: Path) -> dict[int, set[str]]:
    """The codes of the problems by lines of a file; line 0 for those of others."""
    told: dict[int, set[str]] = {}
    for problem in loaded.problems:
        line = problem.line if problem.path == path.as_posix() else 0
        told.setdefault(line, set()).add(problem.code.code)
    return told


def _choose(chance: random.Random, number: int) -> tuple[str, Paste, int, str]:
    """A file, what is pasted, its line from 1, and that line as pasted."""
    while True:
        file = chance.choice(FILES)
        lines = (SMALL / file).read_text("utf-8").splitlines()
        line = chance.randint(1, len(lines))
        article = file.endswith(".md") and lines[line - 1].startswith("第")
        pastes = MARKDOWN_PASTES if article else YAML_PASTES
        paste = pastes[number % len(pastes)]
        if not lines[line - 1].strip("-"):
            continue
        spoilt = paste.spoil(lines[line - 1], chance)
        if spoilt is not None and spoilt != lines[line - 1]:
            return file, paste, line, spoilt


def test_a_pasted_line_is_read_as_meant_or_told_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    clean, chance = _records(check_content(content)), random.Random(SEED)
    read, failures = 0, []
    for number in range(COUNT):
        file, paste, line, spoilt = _choose(chance, number)
        lines = (SMALL / file).read_text("utf-8").splitlines()
        lines[line - 1] = spoilt
        (content / file).write_text("\n".join([*lines, ""]), "utf-8")
        loaded = check_content(content)
        told = _told(loaded, content / file)
        right = _records(loaded) == clean
        read += right
        if not right and not (told.keys() == {line} and told[line] <= paste.codes):
            failures.append(f"{number} {paste.name} {file}:{line} {spoilt!r} -> {told}")
        if right and told and not told.get(line, set()) & paste.codes:
            failures.append(f"{number} {paste.name} {file}:{line} {spoilt!r} read, but {told}")
        shutil.copy(SMALL / file, content / file)
    with capsys.disabled():
        print(f"\n{COUNT} pastes of seed {SEED}: {read} read as meant, {COUNT - read} told")
    assert failures == [], "\n".join(failures)


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_file_in_any_encoding_is_read_or_told(name: str, tmp_path: Path) -> None:
    encode, codes = ENCODINGS[name]
    clean = _records(check_content(SMALL))
    for file in FILES[:4] if FULL else FILES[2:4]:
        content = tmp_path / file.replace("/", "-")
        shutil.copytree(SMALL, content)
        (content / file).write_bytes(encode((SMALL / file).read_text("utf-8")))
        loaded = check_content(content)
        told = [code for each in _told(loaded, content / file).values() for code in each]
        assert _records(loaded) == clean or set(told) == codes, [*map(as_text, loaded.problems)]
