"""What a compilation holds, before the press."""

from __future__ import annotations

from shaiquan.ledger import sheet_status
from shaiquan.prints.blocks import BookletTable
from shaiquan.prints.compilation import Compilation
from shaiquan.prints.compilation_parts import BookletChapter
from tests.booklets import compilations, rule, shown
from tests.conftest import MakeSite
from tests.items import ITEM, LAW
from tests.printed import WALLED


def chapters(compilation: Compilation, title: str) -> tuple[BookletChapter, ...]:
    return next((part.chapters for part in compilation.parts if part.title.endswith(title)), ())


def cells(chapter: BookletChapter) -> list[list[str]]:
    return [
        ["\n".join("".join(run.text for run in line) for line in box.lines) for box in row]
        for block in chapter.blocks
        if isinstance(block, BookletTable)
        for row in block.rows
    ]


def test_parts_stand_in_order_and_an_empty_one_is_left_out(site: MakeSite) -> None:
    compilation = compilations(site({"rules/a.md": rule("a", "核心规则", "核心: 是\n")}))["dw"]
    titles = [part.title for part in compilation.parts]
    assert titles == ["一、核心制度", "二、决策制度", "三、流程图", "四、权力事项"]


def test_every_rule_in_force_is_in_it_and_no_other(site: MakeSite) -> None:
    content = site(
        {
            "rules/a.md": rule("a", "现行办法"),
            "rules/b.md": rule("b", "废止办法", "效力: 废止\n废止日期: 2026-03-01\n"),
            "rules/c.md": rule("c", "新办法", "代替: [废止办法]\n"),
        }
    )
    compilation = compilations(content)["dw"]
    assert {chapter.term for chapter in chapters(compilation, "决策制度")} == {"gz", "a", "c"}
    assert "废止办法" not in str(compilation), "not even where it is cited as replaced"


def test_a_rule_says_who_made_it_when_and_since_when_it_holds(site: MakeSite) -> None:
    more = "文号: 镇委发〔2026〕1号\n制定机关: 小镇党委\n通过日期: 2026-01-02\n"
    more += "修订: [{日期: 2026-02-01, 内容: 改了第一条}]\n"
    compilation = compilations(site({"rules/a.md": rule("a", "办法", more)}))["dw"]
    chapter = next(chapter for chapter in chapters(compilation, "决策制度") if chapter.term == "a")
    assert chapter.notes == (
        ("镇委发〔2026〕1号",),
        ("（2026年1月2日小镇党委通过", "2026年2月1日修订", "自2026年1月5日起施行）"),
    )


def test_a_chart_bears_the_mark_of_its_sheet(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    released, drawings = shown(content)
    figure = chapters(compilations(content)["dw"], "流程图")[0].figure
    assert figure
    assert (
        dict(figure.notes)["版本标记"]
        == sheet_status.list_current_sheets(released, drawings)["l1"].mark
    )


def test_powers_stand_by_category_with_the_articles_of_a_rule_together(site: MakeSite) -> None:
    power = "编号: p{0}\n名称: 权力{0}\n决定主体: 党委\n承办: [办公室]\n{1}"
    bases = "依据: [《小镇议事规则》第一条, 《议事规则》第二条]\n"
    content = site(
        {
            "powers/p2.yml": power.format(2, "类别: 人事\n" + bases),
            "powers/p3.yml": power.format(3, ""),
            "catalogues/b.yml": "权力类别: [{编号: rs, 名称: 人事, 排序: 1}]\n",
        }
    )
    chapter_list = chapters(compilations(content)["dw"], "权力事项")
    titles = ["（一）人事（1项）", "（二）重大事项（1项）", "（三）未分类（1项）"]
    assert [chapter.title for chapter in chapter_list] == titles
    assert cells(chapter_list[0]) == [
        ["1", "权力2", "党委", "办公室", "《议事规则》第一条、第二条"]
    ]


def test_lists_are_in_it_with_their_entries(site: MakeSite) -> None:
    out = "{编号: o, 名称: 对照表, 汇编: 否, 条目: [甲]}"
    text = "{编号: q, 名称: 三不上会, 条目: [{内容: 未审查, 依据: [《议事规则》第二条]}, 乙]}"
    content = site({"catalogues/b.yml": f"清单: [{out}, {text}]\n"})
    chapter_list = chapters(compilations(content)["dw"], "清单")
    assert [chapter.title for chapter in chapter_list] == ["（一）三不上会（2项）"]
    assert cells(chapter_list[0])[0][:2] == ["1", "未审查"]


def test_laws_of_others_are_cited_in_an_appendix_where_something_cites_them(
    site: MakeSite,
) -> None:
    laws = "制度: [{编号: f1, 名称: 信息公开条例, 文号: 国令第711号}, {编号: f2, 名称: 公务员法}]\n"
    power = "编号: p2\n名称: 公开\n决定主体: 党委\n依据: [《信息公开条例》第五条]\n"
    content = site({"rules/f.yml": laws, "powers/p2.yml": power})
    chapter_list = chapters(compilations(content)["dw"], "附录")
    assert [row[:2] for chapter in chapter_list for row in cells(chapter)] == [
        ["信息公开条例", "国令第711号"]
    ]


def test_the_index_names_what_the_booklet_mentions(site: MakeSite) -> None:
    content = site({"bodies/more.yml": "机构: [{编号: cg, 名称: 城管所}]\n"})
    assert [part.name for part in compilations(content)["dw"].index] == [
        "办公室", "党委", "小镇议事规则", "重大事项决定",
    ]  # fmt: skip


def test_a_withheld_basis_is_said_to_be_withheld(site: MakeSite) -> None:
    power = "编号: p2\n名称: 公开\n决定主体: 党委\n依据: [《议事规则》第二条]\n"
    power += "不公开字段: [{字段: 依据, 依据: 条例第十六条}]\n"
    compilation = compilations(site({"powers/p2.yml": power}))["dw"]
    rows = [row for chapter in chapters(compilation, "权力事项") for row in cells(chapter)]
    assert "依法不予公开（依据：条例第十六条）" in next(row for row in rows if row[1] == "公开")


def test_the_day_on_which_it_is_made_changes_nothing(site: MakeSite) -> None:
    content = site({})
    assert compilations(content) == compilations(content)
    assert compilations(content)["dw"].edition == "2026年1月5日"


def test_what_is_quoted_of_rules_that_are_not_in_it_stands_in_the_appendix(site: MakeSite) -> None:
    compilation = compilations(site({"powers/p1.yml": ITEM, "rules/fl.yml": LAW}))["dw"]
    (quotes,) = (c for c in chapters(compilation, "附录") if c.title == "依据的原文")
    law = "《中华人民共和国某某法》"
    assert cells(quotes) == [
        [f"{law}第十二条第一款", "从事某某活动，应当经批准。"],
        [f"{law}第三条", "审批应当公开。"],
    ]
