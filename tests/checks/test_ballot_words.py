"""A secret vote stays secret in what is written beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from tests.checks.decided_site import FILES
from tests.conftest import MakeSite
from tests.support import lines

CODE = "secret-ballots-told"
SECRET = "表决: {方式: 无记名, 赞成票: 2, 反对票: 1, 弃权票: 0}"
OPEN = "表决: {方式: 举手, 赞成票: 2, 反对票: 1, 弃权票: 0}"
HELD = "{编号: rz-fsj, 岗位: 副书记, 姓名: 孙小圣,"


def list_found(
    site: MakeSite, vote: str, note: str, more: str = "", decision: str = ""
) -> list[str]:
    """What is told of t2, which came before m6, with a note there and other fields."""
    item = "{会议: m6, 顺序: 1, 汇报: 副书记, 结果: 通过}"
    topics = FILES["topics/t.yml"]
    assert topics.count(item) == 1
    topics = topics.replace(item, f"{item[:-1]}, {vote}, 说明: {note}}}")
    topics = topics.replace("决定: 改线三百米。\n", f"决定: {decision or '改线三百米。'}\n{more}")
    bodies = FILES["bodies/more.yml"].replace("{编号: rz-fsj, 岗位: 副书记,", HELD)
    content: Path = site({**FILES, "topics/t.yml": topics, "bodies/more.yml": bodies})
    return [line for line in lines(check_content(content), content) if f"[{CODE}]" in line]


@pytest.mark.parametrize(
    ("note", "who"),
    [
        ("副书记投反对票", "副书记"),
        ("孙小圣反对", "孙小圣"),
        ("赞成 2 票、反对 1 票。反对的是孙小圣同志", "孙小圣"),
        ('"赞成2票，反对1票，是宣传委员"', "宣传委员"),
        ('"2票赞成，1票反对（宣传委员）"', "宣传委员"),
        ("书记投了赞成的一票", "书记"),
        ('"除宣传委员弃权外，都同意"', "宣传委员"),
    ],
)
def test_a_note_that_says_who_voted_how_is_told(note: str, who: str, site: MakeSite) -> None:
    (found,) = list_found(site, SECRET, note)
    assert f"像是说了“{who}”怎样投票" in found
    assert found.startswith("content/topics/t.yml:40:")


def test_a_decision_and_the_result_of_a_notice_are_read_too(site: MakeSite) -> None:
    assert len(list_found(site, SECRET, "见决定", decision="副书记反对，仍改线三百米。")) == 1
    notice = "    公示: [{形式: 公示, 从: 2026-05-22, 至: 2026-06-01, 结果: 孙小圣投票反对}]\n"
    assert len(list_found(site, SECRET, "见公示", notice)) == 1


@pytest.mark.parametrize(
    "note",
    [
        "赞成 2 票、反对 1 票、弃权 0 票",
        '"书记主持，以无记名投票方式表决，2票赞成，1票反对"',
        '"书记同志主持投票，宣传委员监票，副书记宣布赞成2票"',
        '"到会的3名宣传委员投票"',
        "副书记说明改线的理由。无记名投票通过",
    ],
)
def test_numbers_and_who_presided_are_no_ballots(note: str, site: MakeSite) -> None:
    assert list_found(site, SECRET, note) == []


def test_a_vote_that_is_not_secret_and_an_explained_text_are_let_pass(site: MakeSite) -> None:
    assert list_found(site, OPEN, "副书记投反对票") == []
    why = "    例外: [{种类: 得票, 理由: 说的是另一次表决}]\n"
    assert list_found(site, SECRET, "副书记投反对票", why) == []
