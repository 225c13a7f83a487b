"""``print --register``: every sheet once, in a file of its own, all or nothing."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.ledger.registering import format_edition, write_editions
from shaiquan.model.ledger import Edition
from shaiquan.model.marks import mark_of, mark_slug, normalize_line
from shaiquan.problems import Rejected
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import MakeSite
from tests.ledgers import SPRING, TODAY, WALLED, public, register, sheet
from tests.support import load_catalog


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def edition(content: Path) -> Edition:
    ((_, record),) = load_catalog(content).records_of(Edition)
    return record


def test_a_sheet_is_entered_in_a_file_of_its_own_with_its_words(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    before, today = tree(content), sheet(content)
    (path,) = register(content, SPRING)
    assert path == content / "ledger" / f"l1-{mark_slug(today.mark)}.yml"
    record = edition(content)
    assert (record.mark, record.lines) == (today.mark, today.lines)
    assert (record.registered.iso, record.procedure.id) == ("2026-03-02", "l1")
    assert {name: content for name, content in tree(content).items() if name in before} == before
    assert set(tree(content)) - set(before) == {f"ledger/{path.name}"}


def test_it_is_released_as_its_procedure_is_whatever_the_defaults_say(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    register(content)
    text = (content / "site.yml").read_text("utf-8")
    assert check_content(site({"site.yml": text.replace("公开: 社会", "公开: 党内")})).catalog
    record = edition(content)
    assert record.disclosure.scope
    assert record.disclosure.scope.label == "社会"
    assert record.review
    assert (record.review.by, record.review.at.iso) == ("办公室", "2026-01-05")


def test_entering_again_writes_nothing(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    register(content, SPRING)
    before = tree(content)
    assert register(content, TODAY) == ()
    assert tree(content) == before


def test_what_an_editor_moved_to_another_file_is_not_entered_twice(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    (path,) = register(content)
    path.rename(content / "ledger" / "all.yml")
    assert register(content) == ()


def test_words_that_changed_are_another_edition_and_the_old_one_stays(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    (old,) = register(content, SPRING)
    content_before = old.read_bytes()
    site({"procedures/l1.yml": WALLED.replace("3个工作日", "2个工作日")})
    (new,) = register(content, TODAY)
    assert old.read_bytes() == content_before
    assert new != old
    site({"procedures/l1.yml": WALLED})
    assert register(content) == (), "words that come back are registered already"


def test_what_is_meant_for_no_wall_is_not_entered_and_no_folder_is_left(site: MakeSite) -> None:
    content = site({})
    assert register(content) == ()
    assert not (content / "ledger").exists()


def test_content_with_errors_is_refused(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    released = public(content)
    site({"powers/p1.yml": "编号: p1\n"})
    before = tree(content)
    with pytest.raises(Rejected):
        write_editions(content, released, draw_procedures(released), TODAY)
    assert tree(content) == before
    assert not (content / "ledger").exists()


def test_an_edition_that_would_be_an_error_is_taken_back(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    id = f"l1-{mark_slug(sheet(content).mark)}"
    site({"bodies/more.yml": f"编号: {id}\n名称: 站点\n"})
    before = tree(content)
    with pytest.raises(Rejected) as refused:
        register(content)
    assert {problem.code.code for problem in refused.value.problems} == {"duplicate-id"}
    assert tree(content) == before


def test_a_disk_that_fails_midway_leaves_the_content_as_it_was(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = WALLED.replace("编号: l1", "编号: l2").replace("名称: 重大", "名称: 一般")
    content = site({"procedures/l1.yml": WALLED, "procedures/l2.yml": second})
    before, calls = tree(content), []
    link = os.link

    def failing(source: Any, target: Any) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise FileExistsError(17, "full", str(target))
        link(source, target)

    monkeypatch.setattr(os, "link", failing)
    with pytest.raises(FileExistsError):
        register(content)
    assert tree(content) == before
    monkeypatch.undo()
    assert len(register(content)) == 2


def test_where_files_cannot_be_linked_they_are_written(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: Any, target: Any) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refused)
    content = site({"procedures/l1.yml": WALLED})
    (path,) = register(content)
    assert edition(content).mark == sheet(content).mark
    assert path.stat().st_size


def test_a_file_that_is_there_is_never_written_over(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    name = f"ledger/l1-{mark_slug(sheet(content).mark)}.yml"
    site({name: "张贴: []\n"})
    with pytest.raises(FileExistsError):
        register(content)
    assert (content / name).read_text("utf-8") == "张贴: []\n"


#: words that YAML might read as something else than text, or not at all
LINES = (
    "是", "NO", "null", "~", "0012", "1_000", "1:30", "1e3", "2026-03-02", "=", "<<",
    "名称：甲", "a: b", ": ", "a:", "# x", "甲 # 乙", "- 甲", "-", "--- 甲", "...", "? 甲", "| 甲",
    "> 甲", "*甲", "&甲", "!甲", "%甲", "@甲", "`甲", "{甲}", "[甲", "'", '"', "'甲'", '"甲"', "\\",
    "\\n", "e\u0301", "😀", "𠮷野家", "甲" * 9_000, "甲 " * 4_000, "a, b", "甲\t乙", "甲\u2028乙",
)  # fmt: skip


def test_whatever_the_lines_say_they_are_read_back_unchanged(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    odd = replace(sheet(content), lines=LINES, mark=mark_of(LINES))
    site({"ledger/odd.yml": format_edition(odd, SPRING)})
    record = edition(content)
    assert list(record.lines) == [normalize_line(line) for line in LINES]
    assert (record.mark, record.registered.iso) == (odd.mark, SPRING.isoformat())


@pytest.mark.parametrize(
    "words", ['"引号"和\\\\反斜线', "冒号: 和 #井号", "- 减号", "{花括号}", "*星号", "　空格　"]
)
def test_words_with_signs_of_yaml_come_back_as_they_were(site: MakeSite, words: str) -> None:
    import json

    steps = WALLED.replace(
        "步骤: 审查\n", f"步骤: {json.dumps(words, ensure_ascii=False)}\n    标识: sc\n"
    )
    content = site({"procedures/l1.yml": steps.replace("不通过: 审查", "不通过: sc")})
    today = sheet(content)
    register(content)
    assert edition(content).mark == today.mark
    assert sheet(content).edition is not None
