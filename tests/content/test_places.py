"""A problem points at the value, wherever the value comes from."""

from __future__ import annotations

from shaiquan import codes
from shaiquan.checks.checking import check_content
from shaiquan.content.places import finding
from tests.conftest import MakeSite
from tests.support import add_findings, lines


def test_a_wrong_default_of_a_file_is_reported_there_once(site: MakeSite) -> None:
    text = """\
默认:
  决定主体: 党为
权力事项:
  - {编号: p2, 名称: 乙}
  - {编号: p3, 名称: 丙}
"""
    content = site({"powers/p2.yml": text})
    reported = [line for line in lines(check_content(content), content) if "党为" in line]
    assert reported == [
        "content/powers/p2.yml:2:9: error: 找不到决定主体“党为”，是不是“党委”？ [unknown-reference]"
    ]


def test_a_wrong_default_of_the_site_is_reported_in_site_yml_once(site: MakeSite) -> None:
    small = (site({}) / "site.yml").read_text("utf-8")
    content = site({"site.yml": small + "  责任事项: {责任主体: 没有}\n"})
    duty = content / "duties" / "d1.yml"
    duty.write_text(duty.read_text("utf-8").replace("责任主体: [办公室]\n", ""), "utf-8")
    reported = [line for line in lines(check_content(content), content) if "没有" in line]
    assert reported == ["content/site.yml:21:16: error: 找不到责任主体“没有” [unknown-reference]"]


def test_columns_count_characters_after_wide_and_rare_ones(site: MakeSite) -> None:
    text = "{编号: p2, 名称: 𠮷野家, 决定主体: 党为}\n"
    content = site({"powers/p2.yml": text})
    column = text.index("党为") + 1
    assert f"content/powers/p2.yml:1:{column}: " in "\n".join(
        lines(check_content(content), content)
    )


def test_lines_of_markdown_count_from_the_top_of_the_file(site: MakeSite) -> None:
    text = "---\n编号: gz2\n名称: 乙\n---\n\n第一条　见[甲](wu.md)。\n"
    content = site({"rules/gz2.md": text})
    assert lines(check_content(content), content) == [
        "content/rules/gz2.md:6:6: error: 找不到正文里的链接“wu.md” [broken-link]"
    ]


def test_a_file_that_has_changed_since_is_reported_without_a_line(site: MakeSite) -> None:
    content = site({})
    loaded = check_content(content)
    (content / "powers" / "p1.yml").write_text("名称: 别的\n", "utf-8")
    assert loaded.catalog is not None
    later = add_findings(
        loaded, [finding(codes.SHEET_CUT, loaded.catalog.entries["p1"].location("name"))]
    )
    problem = next(p for p in later.problems if p.code is codes.SHEET_CUT)
    assert (problem.line, problem.column, problem.excerpt) == (1, 1, "")
