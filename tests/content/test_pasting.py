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
from shaiquan.problem_texts import as_text
from shaiquan.views.markdown import render_html
from tests.conftest import FULL, SMALL, MakeSite
from tests.content.pastes import ENCODINGS, MARKDOWN_PASTES, YAML_PASTES, Paste
from tests.support import lines

SEED = 20261130
COUNT = 300 if FULL else 60
POWER, STEPS, RULE = "powers/p1.yml", "procedures/l1.yml", "rules/gz.md"
#: the files that are spoilt, a line at a time
FILES = (
    POWER,
    STEPS,
    RULE,
    "bodies/all.yml",
    "catalogues/all.yml",
    "risks/r1.yml",
)


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
        rows = (SMALL / file).read_text("utf-8").splitlines()
        line = chance.randint(1, len(rows))
        row = rows[line - 1]
        pastes = MARKDOWN_PASTES if file == RULE and row.startswith("第") else YAML_PASTES
        paste = pastes[number % len(pastes)]
        spoilt = paste.spoil(row, chance) if row.strip("-") else None
        if spoilt is not None and spoilt != row:
            return file, paste, line, spoilt


def test_a_pasted_line_is_read_as_meant_or_told_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    clean, chance = _records(check_content(content)), random.Random(SEED)
    read, failures = 0, list[str]()
    for number in range(COUNT):
        file, paste, line, spoilt = _choose(chance, number)
        rows = (SMALL / file).read_text("utf-8").splitlines()
        rows[line - 1] = spoilt
        (content / file).write_text("\n".join([*rows, ""]), "utf-8")
        loaded = check_content(content)
        told, is_right = _told(loaded, content / file), _records(loaded) == clean
        read += is_right
        if not (is_right and not told) and not (
            told.keys() == {line} and told[line] <= paste.codes
        ):
            failures.append(f"{number} {paste.name} {file}:{line} {spoilt!r} -> {told}")
        shutil.copy(SMALL / file, content / file)
    with capsys.disabled():
        print(f"\n{COUNT} pastes of seed {SEED}: {read} read as meant, {COUNT - read} told")
    assert failures == [], "\n".join(failures)


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_file_in_any_encoding_is_read_or_told(name: str, tmp_path: Path) -> None:
    encode, codes = ENCODINGS[name]
    clean = _records(check_content(SMALL))
    for file in FILES if FULL else FILES[1:3]:
        content = tmp_path / file.replace("/", "-")
        shutil.copytree(SMALL, content)
        (content / file).write_bytes(encode((SMALL / file).read_text("utf-8")))
        loaded = check_content(content)
        told = [code for each in _told(loaded, content / file).values() for code in each]
        assert _records(loaded) == clean or set(told) == codes, [*map(as_text, loaded.problems)]


#: what a clerk typed or pasted, and what came of it: file, text, in its place, what is told
CASES = {
    "Word indents the articles by four blanks": (RULE, "第二条　", "    第二条　", ""),
    "Word indents the articles by a tab": (RULE, "第二条　", "\t第二条　", ""),
    "WeChat puts a sign without width behind a name": (POWER, "体: 党委", "体: 党委\u200b", ""),
    "a web page puts no-break blanks after a colon": (POWER, "类别: 重", "类别:\xa0重", ""),
    "an input method indents by full-width blanks": (
        STEPS, "    主体: 办公室\n    关口", "　　主体: 办公室\n    关口", "10:1: fullwidth-indent"),
    "Word keeps the parts of an id together": (POWER, "[《", "[\u2060《", ""),
    "git leaves both versions of an article": (
        RULE, "第二条", "<<<<<<< HEAD\n第二条　甲。\n=======\n第二条", "9:1: merge-conflict"),
    "git leaves both versions of a field": (
        POWER, "承办", "<<<<<<< HEAD\n承办: [书记]\n=======\n承办", "5:1: merge-conflict"),
    "an official sentence has a half-width comma": (
        POWER, "承办", "权限: [听取党委的工作汇报,并及时作出决定]\n承办", "5:15: split-sentence"),
    "two short clauses have a half-width comma": (
        POWER, "承办", "权限: [听取汇报,作出决定]\n承办", "5:10: split-sentence"),
    "a number in a sentence has a half-width comma": (
        POWER, "承办", "权限: [审批5,000元以下的支出]\n承办", "5:9: split-sentence"),
    "a list of names has no blanks": (
        STEPS, "主体: 办公室", "主体: 办公室\n    配合: [党委,书记]\n    文书: [意见书,纪要]", ""),
    "no blank after the colon": (POWER, "名称: ", "名称:", "2:3: missing-blank"),
    "no blank after the dash": (STEPS, "- 步骤: 审查", "-步骤: 审查", "9:3: missing-blank"),
    "a full-width dash": (STEPS, "- 步骤: 审查", "－ 步骤: 审查", "9:3: wrong-dash"),
    "a field one blank off": (
        STEPS, "    关口", "   关口", "11:4: yaml-syntax 这一行和上一行的“主体”没有对齐"),
    "a full-width colon": (STEPS, "步骤: 审查", "步骤：审查", "9:7: fullwidth-colon"),
    "full-width brackets": (POWER, "[《议事规则》第二条]", "【《议事规则》第二条】", "6:5: fullwidth-bracket"),
    "quotes round a name": (POWER, "名称: 重大事项决定", "名称: “重大事项决定”", "2:5: name-in-quotes"),
    "a note behind a step": (STEPS, "步骤: 审查", "步骤: 审查 #公开栏", "9:12: text-cut"),
    "a number before a step that a branch names": (
        STEPS, "步骤: 公开", "步骤: 1. 公开", "18:9: act-numbered-twice"),
    "two deciders of a power": (
        POWER, "决定主体: 党委", "决定主体: [党委, 办公室]", "4:1: wrong-type 共同决定主体"),
    "Word keeps the parts of a date together": (RULE, "2026-01-05", "2026\u201101\u201105", ""),
    "two actors of a step": (
        STEPS, "主体: 办公室\n    关口", "主体: [办公室, 党委]\n    关口", "10:5: wrong-type 共同主体"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_clerks_met_is_read_or_told(case: str, site: MakeSite) -> None:
    file, old, new, expected = CASES[case]
    text = (SMALL / file).read_text("utf-8")
    assert old in text
    loaded = check_content(site({file: text.replace(old, new, 1)}))
    told = [f"{one.line}:{one.column}: {one.code.code}" for one in loaded.problems]
    *place, words = (*expected.split(" ", 2), "")[:3] if expected else ("",)
    assert told == ([" ".join(place)] if expected else [])
    assert all(one.path.endswith(file) and words in as_text(one) for one in loaded.problems)


@pytest.mark.parametrize("copy", ["p1 - 副本.yml", "p1(1).yml", "副本 p1.yml", "复制.yml"])
def test_the_copy_of_a_file_is_to_blame_whatever_the_order(copy: str, site: MakeSite) -> None:
    content = site({f"powers/{copy}": (SMALL / POWER).read_text("utf-8")})
    expected = "编号“p1”已经用过，见 权力事项 p1（content/powers/p1.yml）第 1 行 [duplicate-id]"
    assert lines(check_content(content), content) == [
        f"content/powers/{copy}:1:5: error: {expected}"
    ]
