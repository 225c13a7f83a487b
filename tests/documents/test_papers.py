"""What the Word file of each kind of record says, and how the pages of a procedure lie."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.documents.papers import make_paper
from shaiquan.documents.word_paper import WordImprint, WordPaper
from shaiquan.documents.word_writing import write_word
from shaiquan.prints.blocks import BookletTable, Heading, Paragraph, Runs
from shaiquan.prints.booklet_charts import BookletFigure, make_figure
from shaiquan.views.flowcharts import Drawing
from tests.booklets import public
from tests.conftest import MakeSite
from tests.papers import decided

_LIST = "清单: [{编号: q, 名称: 三不上会, 条目: [{内容: 未审查, 依据: [《议事规则》第二条]}]}]\n"
_POST = """\
编号: wy
名称: 委员
机构: 党委
班子成员: 是
职责: [管好工地, 管好台账]
任期: 五年
界限: [不批钱]
"""


@pytest.fixture
def released(site: MakeSite) -> PublicCatalog:
    more = {"catalogues/q.yml": _LIST, "bodies/wy.yml": f"岗位:\n  - {{{_flow(_POST)}}}\n"}
    return public(site({**decided(), **more}))


def _flow(text: str) -> str:
    return ", ".join(text.splitlines())


def make(released: PublicCatalog, id: str) -> WordPaper:
    paper = make_paper(released, released.entries[id])
    assert paper is not None
    return paper


def say(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def lines(paper: WordPaper) -> list[str]:
    """The headings and paragraphs of a paper."""
    return [say(block.runs) for block in paper.blocks if isinstance(block, Heading | Paragraph)]


def rows(paper: WordPaper) -> list[list[str]]:
    """The cells of its only table, the lines of a cell after each other."""
    (table,) = (block for block in paper.blocks if isinstance(block, BookletTable))
    return [["／".join(map(say, cell.lines)) for cell in row] for row in (*table.head, *table.rows)]


def test_a_list_is_its_table(released: PublicCatalog) -> None:
    paper = make(released, "q")
    assert (paper.title, paper.wide) == ("三不上会", False)
    assert rows(paper) == [["序号", "内容", "依据"], ["1", "未审查", "《小镇议事规则》第二条"]]


def test_a_position_has_its_facts_and_its_parts_numbered(released: PublicCatalog) -> None:
    paper = make(released, "wy")
    assert paper.title == "委员岗位说明书"
    assert lines(paper)[:5] == [
        "机构：党委",
        "任期：五年",
        "一、岗位职责",
        "1. 管好工地",
        "2. 管好台账",
    ]
    assert lines(paper)[5:7] == ["二、界限", "不批钱"]


def test_minutes_say_what_was_decided_and_end_with_an_imprint(released: PublicCatalog) -> None:
    paper = make(released, "hy-1")
    assert paper.title == "党委会第1次会议纪要"
    assert paper.notes[0] == "小镇党纪〔2026〕1号"
    said = lines(paper)
    assert "一、全镇产业发展规划" in said
    assert "会议决定：原则同意甲方案，分三年实施。" in said
    assert "请假：副书记（出差）" in said
    assert paper.imprint == WordImprint("抄送：县委办，县纪委。", "办公室", "2026年7月16日印发")
    assert make_paper(released, released.entries["hy-2"]) is None  # which has no minutes yet


def test_an_imprint_stands_at_the_foot_of_the_last_page(released: PublicCatalog) -> None:
    *_, copies, line, foot, _ = Document(io.BytesIO(write_word(make(released, "hy-1")))).paragraphs
    assert [copies.text, foot.text] == ["　抄送：县委办，县纪委。", "　办公室\t2026年7月16日印发"]
    assert line.runs[0].underline
    for part in (copies, line, foot):
        form: Any = part._p.pPr
        frame = form.find(qn("w:framePr"))
        assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:yAlign"))) == ("margin", "bottom")
        assert [side.tag for side in form.find(qn("w:pBdr"))] == [qn("w:top"), qn("w:bottom")]


def test_a_procedure_says_its_facts_steps_branches_and_channels(released: PublicCatalog) -> None:
    paper = make(released, "l1")
    assert (paper.title, paper.notes) == (
        "重大事项流程图",
        ("小镇党委", "（示例：全部内容均为虚构）"),
    )
    said = lines(paper)
    assert said[:2] == ["权力事项：重大事项决定", "行使主体：申请人、办公室、党委"]
    parts = [line for line in said if line[1] == "、"]
    assert parts == [
        "一、办理步骤",
        "二、流程图",
        "三、依据",
        "四、风险防控",
        "五、监督",
        "六、投诉举报",
    ]
    assert "▲1 论证走过场（高）。防控：材料不全不上会。责任：书记" in said
    head, _, examined, question, *_ = rows(paper)
    assert head == ["序号", "步骤", "主体", "时限", "下一步", "风险点"]
    assert examined == ["1", "审查（关口：合法性审查）", "办公室", "5个工作日", "是否通过", "▲1"]
    assert question[4] == "通过：第 2 步 公开／不通过：第 1 步 审查（退回）"


def _list_sections(data: bytes) -> list[tuple[bool, int]]:
    """Of each part of a Word file whether it lies on its side, and how many pictures it has."""
    found, pictures = [], 0
    for element in Document(io.BytesIO(data)).element.body.iter():
        if element.tag == qn("w:drawing"):
            pictures += 1
        elif element.tag == qn("w:sectPr"):
            size: Any = element.find(qn("w:pgSz"))
            found.append((int(size.get(qn("w:w"))) > int(size.get(qn("w:h"))), pictures))
            pictures = 0
    return found


def test_a_chart_stands_in_the_text_and_a_turned_one_on_pages_of_its_own(
    released: PublicCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _list_sections(write_word(make(released, "l1"))) == [(False, 1)]

    def turn(public: PublicCatalog, drawing: Drawing) -> BookletFigure:
        figure = make_figure(public, drawing)
        return replace(figure, pages=figure.pages * 2, turned=True)

    monkeypatch.setattr("shaiquan.documents.procedure_papers.make_figure", turn)
    turned = write_word(make(released, "l1"))
    assert _list_sections(turned) == [(False, 0), (True, 2), (False, 0)]


def test_a_power_and_a_duty_are_tables_of_labels(released: PublicCatalog) -> None:
    power = dict(rows(make(released, "p1")))
    assert power == power | {
        "权力事项": "重大事项决定",
        "编号": "P1",
        "决定主体": "党委",
        "承办": "办公室",
        "依据": "《小镇议事规则》第二条",
        "流程": "重大事项流程图",
        "追责情形": "情形：不记录；决定机关：党委",
        "风险点": "论证走过场（高）",
    }
    duty = dict(rows(make(released, "d1")))
    assert (duty["责任事项"], duty["责任主体"]) == ("如实记录", "办公室")


def test_a_power_that_was_withdrawn_has_no_paper(site: MakeSite) -> None:
    gone = "编号: p2\n名称: 旧权力\n决定主体: 党委\n状态: 撤回\n撤回日期: 2026-02-01\n原因: 取消\n"
    catalog = public(site({"powers/p2.yml": gone}))
    assert make_paper(catalog, catalog.entries["p2"]) is None
