"""The new content: an example of each kind, all of them drafts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.checks.checking import check_content
from shaiquan.cli import ROOT, main
from shaiquan.content.catalog import Catalog
from shaiquan.files.clock import today
from shaiquan.kinds.registry import KINDS
from shaiquan.model.record_texts import find_texts
from shaiquan.model.terms import State
from shaiquan.problem_texts import as_text
from shaiquan.problems import Severity
from shaiquan.starting.own_content import STARTER
from tests.starting.conftest import NEEDED, UNIT, init, review
from tests.support import load_catalog, read_tree


def drafts(catalog: Catalog) -> list[str]:
    return [e.kind.name for e in catalog.entries.values() if e.record.state is State.DRAFT]


def test_every_kind_has_an_example_that_is_a_draft(own: Path) -> None:
    catalog = load_catalog(own)
    assert {*drafts(catalog), "channel"} == {kind.name for kind in KINDS}
    published = [e.id for e in catalog.entries.values() if e.record.state is not State.DRAFT]
    assert sorted(published) == ["danwei", "qudao-dh"]


def test_every_field_is_explained() -> None:
    text = "\n".join(data.decode() for data in read_tree(STARTER).values())
    for kind in KINDS:
        for _, label in kind.model.field_labels():
            assert label in text, f"{kind.label} {label}: add it to shaiquan/starter"


@pytest.mark.parametrize("email", ["", "a@example.cn", "某县某路 1 号"])
def test_it_loads_without_an_error_and_waits_for_a_review(tmp_path: Path, email: str) -> None:
    content = tmp_path / "content"
    assert init(content, *NEEDED, "--email", email) == 0
    told = [p.code.code for p in check_content(content).problems if p.severity is not Severity.INFO]
    assert told == ["not-reviewed"] * (3 if email else 2)
    review(content)
    wrong = [as_text(p) for p in check_content(content).problems if p.severity is not Severity.INFO]
    assert wrong == []


def test_it_builds_a_site_on_which_no_example_text_appears(own: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    review(own)
    assert main(["--content", str(own), "--site", str(target), "--strict"]) == 0
    catalog = load_catalog(own)
    hidden = {
        text
        for entry in catalog.entries.values()
        for _, text in find_texts(entry.record)
        if entry.record.state is State.DRAFT and "示例" in text
    }
    assert len(hidden) > 30
    site = "".join(
        p.read_text("utf-8") for p in target.rglob("*") if p.suffix in (".html", ".json")
    )
    assert UNIT in site
    assert "0000-1234567" in site
    assert "示例" not in site


def test_a_preview_shows_the_examples_marked_as_drafts(own: Path, tmp_path: Path) -> None:
    options = Options(
        own, tmp_path / "site", ROOT / "layouts", ROOT / "assets", today(), preview=True
    )
    build_site(options, lambda *_: None)
    for page in ("powers/ql-01", "procedures/lc-01", "posts/gw-01", "rules/gz-01"):
        text = (tmp_path / "site" / page / "index.html").read_text("utf-8")
        assert "示例" in text
        assert "草稿" in text


def test_every_draft_says_in_its_name_that_it_is_an_example(own: Path) -> None:
    for entry in load_catalog(own).entries.values():
        if entry.record.state is State.DRAFT and entry.record.name:
            assert entry.record.name.startswith("示例")


def test_the_examples_published_as_they_are_are_a_site_without_a_mistake(
    own: Path, tmp_path: Path
) -> None:
    for path in own.rglob("*.*"):
        text = path.read_text("utf-8").replace("状态: 草稿", "状态: 发布")
        if path.name == "site.yml":
            text = text.replace("    # 审查: {", "    审查: {")
            text = re.sub("(?m)^网址:.*$", "网址: https://example.com/", text)
            text = text.replace("# 数据许可: ", "数据许可: ")
        path.write_text(text, "utf-8")
    assert [as_text(p) for p in check_content(own, strict=True).problems] == []
    assert drafts(load_catalog(own)) == []
    assert main(["--content", str(own), "--site", str(tmp_path / "site")]) == 0
    assert "示例决策流程图" in (tmp_path / "site/procedures/lc-01/index.html").read_text("utf-8")


def test_the_examples_can_be_published_one_by_one(own: Path) -> None:
    """At most something is still missing; and no file that is unread a draft holds it up."""
    published = 0
    for path in own.rglob("*.*"):
        text = path.read_text("utf-8")
        for match in re.finditer("状态: 草稿", text):
            path.write_text(text[: match.start()] + "状态: 发布" + text[match.end() :], "utf-8")
            wrong = [
                as_text(p) for p in check_content(own).problems if p.severity is Severity.ERROR
            ]
            assert wrong == []
            published += 1
        path.write_text(text, "utf-8")
    assert published >= len(KINDS)


@pytest.mark.parametrize(
    "name",
    ['某县"水务"局', "某县: 水务局", "某县 #水务局", "'某县'水务局", "- 某县", "{某县}", "[某县]",
     "*某县", "&某县", "!某县", "@某县", "%某县", "某县\\n水务", "$unit", "${short}", "否", "2026",
     "null", "某县：水务局", "<b>某县</b>", "示例科", "danwei"],
)  # fmt: skip
def test_names_with_special_characters_of_yaml_are_kept(tmp_path: Path, name: str) -> None:
    content = tmp_path / "content"
    options = ["--unit", name, "--short", name, "--name", name, "--phone", "0000-1234567"]
    if name == "示例科":  # an example has this name, so it would name two bodies
        assert init(content, *options) == 1
        assert not content.exists()
        return
    assert init(content, *options) == 0
    catalog = load_catalog(content)
    unit = catalog.entries["danwei"].record
    assert (catalog.site.name, catalog.site.unit, unit.name, unit.short) == (name,) * 4
    assert catalog.site.footer.host == name


def test_a_site_is_made_whose_name_has_all_special_characters(tmp_path: Path) -> None:
    content, name = tmp_path / "content", "'某县\"水务: #${short}[{*&!@%\\n<b>"
    assert init(content, "--unit", name, "--name", name, "--phone", "0000-1234567") == 0
    review(content)
    assert main(["--content", str(content), "--site", str(tmp_path / "site")]) == 0


def test_the_files_are_like_other_files_of_the_content(own: Path) -> None:
    text = b"".join(read_tree(own).values())
    assert "示例: 是".encode() not in text, "conftest looks for it"
    assert b"\r" not in text
    assert own.stat().st_mode & 0o777 == own.parent.stat().st_mode & 0o777


def test_the_sample_of_the_repository_can_be_replaced(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    sample = "示例: 是" in (content / "site.yml").read_text("utf-8")
    assert init(content, *NEEDED) == (0 if sample else 1)
