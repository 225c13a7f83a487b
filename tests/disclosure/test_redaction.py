"""A text that is withheld today does not come out through an old edition of its sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.cli import main
from shaiquan.disclosure.release import ReleasedCatalog, release
from shaiquan.model.ledger import Edition
from shaiquan.model.marks import mark_slug
from tests.conftest import SMALL, MakeSite
from tests.ledgers import SPRING, TODAY, WALLED, register, sheet
from tests.support import load_catalog

STEP = "  - 步骤: 公开\n    主体: 办公室\n    时限: 3个工作日\n"
FULL = WALLED.replace(STEP, STEP + "    文书: [蓝色流转夹交机要柜保管]\n    配合: [副书记]\n")
RISK = (SMALL / "risks" / "r1.yml").read_text("utf-8")


def hidden(field: str) -> str:
    return f"    不公开字段: [{{字段: {field}, 依据: 条例第十六条}}]\n"


def shown_lines(content: Path) -> tuple[str, ...]:
    """The lines of the old edition as they are published: all, or none."""
    ((_, before),) = load_catalog(content).records_of(Edition)
    ((_, after),) = release_today(content).public.records_of(Edition)
    assert after.lines in (before.lines, ())
    return after.lines


def release_today(content: Path) -> ReleasedCatalog:
    return release(load_catalog(content), TODAY)


@pytest.fixture
def registered(site: MakeSite) -> Path:
    content = site({"procedures/l1.yml": FULL})
    register(content, SPRING)
    return content


def test_while_nothing_is_withheld_every_line_is_shown(registered: Path) -> None:
    assert shown_lines(registered)


@pytest.mark.parametrize("field", ["文书", "配合", "时限", "主体", "步骤"])
def test_a_withheld_field_of_a_step_takes_all_lines_away(
    site: MakeSite, registered: Path, field: str
) -> None:
    """With all the others and the mark, the one line could be guessed."""
    site({"procedures/l1.yml": FULL.replace(STEP, STEP + hidden(field))})
    assert shown_lines(registered) == ()


def test_what_a_field_said_before_it_was_withheld_is_not_shown_either(
    site: MakeSite, registered: Path
) -> None:
    step = STEP.replace("3个工作日", "2个工作日") + hidden("时限")
    site({"procedures/l1.yml": FULL.replace(STEP, step)})
    assert shown_lines(registered) == ()


@pytest.mark.parametrize("more", ["公开: 党内\n", "状态: 草稿\n", "公开: {至: 2026-11-23}\n"])
def test_with_a_risk_that_is_not_public_any_more_all_lines_go(
    site: MakeSite, registered: Path, more: str
) -> None:
    site({"risks/r1.yml": RISK + more})
    assert shown_lines(registered) == ()


def test_with_a_withheld_name_all_lines_go_but_not_with_a_telephone(
    site: MakeSite, registered: Path
) -> None:
    bodies = (SMALL / "bodies" / "all.yml").read_text("utf-8")
    for field, shown in (("名称", False), ("电话", True)):
        named = f"{{编号: bgs, 电话: 0530-1234567, 不公开字段: [{{字段: {field}, 依据: 甲}}],"
        site({"bodies/all.yml": bodies.replace("{编号: bgs,", named)})
        assert bool(shown_lines(registered)) is shown


def test_stops_do_not_save_a_text(site: MakeSite) -> None:
    """A sheet sets its own stops: the limit of a power loses the 。 at its end."""
    power = (SMALL / "powers" / "p1.yml").read_text("utf-8") + "权限: [决定交机要柜的事。]\n"
    content = site({"procedures/l1.yml": WALLED, "powers/p1.yml": power})
    register(content)
    site({"powers/p1.yml": power + "不公开字段: [{字段: 权限, 依据: 条例}]\n"})
    assert shown_lines(content) == ()


def test_of_a_withdrawn_procedure_no_line_is_left(site: MakeSite, registered: Path) -> None:
    withdrawal = "状态: 撤回\n原因: 职权取消\n撤回日期: 2026-09-30\n"
    power = (SMALL / "powers" / "p1.yml").read_text("utf-8") + "不设流程: 已取消\n"
    site({"procedures/l1.yml": FULL + withdrawal, "powers/p1.yml": power})
    from shaiquan.checks.checking import check_content

    full = check_content(registered).catalog
    assert full
    ((_, edition),) = release(full, TODAY).public.records_of(Edition)
    assert edition.lines == ()


def test_of_a_procedure_that_is_not_public_only_the_mark_is_known(
    site: MakeSite, registered: Path
) -> None:
    mark = sheet(registered).mark
    site({"procedures/l1.yml": FULL + "公开: 党内\n"})
    public = release_today(registered).public
    assert not public.entries_of("edition")
    assert public.unreleased_marks == (("l1", mark),)


def test_an_edition_can_be_taken_back_with_its_words(site: MakeSite, registered: Path) -> None:
    (path,) = (registered / "ledger").iterdir()
    text = path.read_text("utf-8")
    head = text[: text.index("  正文行:")].replace(
        "状态: 发布", "状态: 撤回\n  原因: 误录\n  撤回日期: 2026-06-01"
    )
    path.write_text(head, "utf-8")
    ((_, edition),) = release_today(registered).public.records_of(Edition)
    assert (edition.mark, edition.lines) == (sheet(registered).mark, ())


@pytest.mark.parametrize(
    ("changed", "texts"),
    [
        ({"procedures/l1.yml": FULL.replace(STEP, STEP + hidden("文书"))}, ["蓝色流转夹"]),
        ({"risks/r1.yml": RISK + "公开: 党内\n"}, ["论证走过场", "材料不全不上会"]),
        ({"procedures/l1.yml": FULL + "公开: 党内\n"}, ["蓝色流转夹", "重大事项流程图"]),
    ],
)
def test_no_file_of_the_site_says_what_is_withheld_today(
    site: MakeSite,
    registered: Path,
    tmp_path: Path,
    changed: dict[str, str | None],
    texts: list[str],
) -> None:
    mark = sheet(registered).mark
    site(changed)
    target = tmp_path / "out"
    options = ["--content", str(registered), "--site", str(target), "--as-of", "2026-11-24"]
    assert main(["build", *options]) == 0
    assert (target / "v" / "l1" / mark_slug(mark) / "index.html").exists()
    for path in target.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".svg"):
            text = path.read_text("utf-8")
            assert not [words for words in texts if words in text], path
