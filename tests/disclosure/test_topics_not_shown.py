"""Of topics that are not public nobody learns more than their number, on the page of their meeting."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.checks.checking import check_content
from shaiquan.cli import ROOT
from shaiquan.content.catalog import Catalog
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.model.decision_terms import NoticeState, TopicState
from shaiquan.model.deliberations import CHOICES
from shaiquan.model.topics import Topic
from shaiquan.queries.counting import count_records
from shaiquan.queries.topic_states import find_state
from shaiquan.views.cells import field_cell
from shaiquan.views.notice_cells import NoticeKey, find_notice_state, make_notice_table
from shaiquan.views.topic_cells import show_topic_date
from shaiquan.views.unreleased_topics import describe_unreleased_topics
from shaiquan.views.values import words_of
from tests.canaries.planted_sites import silence_checks
from tests.canaries.searching import find_keys_below
from tests.checks.decided_site import FILES
from tests.conftest import FULL, MakeSite
from tests.support import read_tree

DAY = datetime.date(2026, 11, 24)
#: what is said of a topic for the party alone; 倭 and 夔 begin canaries, see ``tests.canaries``
_CLOSED = """\
  - 编号: zq9999x
    名称: 夔坫荑蒴忪
    类型: 建设项目
    公开: {范围: 党内, 依据: 党务公开条例第八条}
    事项: [p1]
    属性: [倭坫荑]
    提出: {单位: 办公室, 日期: 2026-06-01}
    确定: m3
    公示: [{形式: 公示, 从: 2026-05-01, 至: 2026-05-20, 地点: 夔坫荑蒴惆}]
    临机处置: {事件: 夔坫荑蒴沐, 处置: 副书记, 日期: 2026-06-08, 报告: m6}
    审议:
      - 会议: m6
        顺序: 2
        汇报: 副书记
        表决: {方式: 记名, 赞成: [书记, 副书记], 反对: [宣传委员], 宣布: 2026-06-10}
        结果: 通过
    决定: 夔坫荑蒴洙
    变更: [t1]
    分解:
      - {任务: 夔坫荑蒴湮, 责任领导: 副书记, 责任单位: 办公室, 标准: 夔坫荑蒴滹, 时限: 2026-06-30}
    公开环节: {决策: 2026-06-15}
"""
_SECOND = "{会议: m6, 顺序: 2, 汇报: 副书记, 结果: 听取}"
_THIRD = "{会议: m6, 顺序: 3, 汇报: 副书记, 结果: 通过}"
_SITE = FILES["site.yml"].replace(
    "示例: 是\n", "示例: 是\n版本: [繁体, 英文]\n网址: https://example.com/sy/\n数据许可: CC0-1.0\n"
)


def add_closed_topic(topics: str) -> str:
    """The topics with one for the party alone, second on the agenda of m6."""
    later = topics.replace(_THIRD, _THIRD.replace("3", "4")).replace(
        _SECOND, _SECOND.replace("2", "3")
    )
    assert later.count("顺序: 4") == 1
    assert later.count("顺序: 3") == 1
    return later + _CLOSED


def load(content: Path) -> Catalog:
    """The catalog, whatever the checks say."""
    catalog = check_content(content).catalog
    assert catalog is not None
    return catalog


def get_topic(public: PublicCatalog, id: str) -> Topic:
    record = public.entries[id].record
    assert isinstance(record, Topic)
    return record


# -- a topic for a closer scope ---------------------------------------------------------------------


def build(content: Path, site: Path) -> dict[str, bytes]:
    options = Options(
        content, site, ROOT / "layouts", ROOT / "assets", DAY, printing=FULL, xlsx=True, cache=None
    )
    build_site(options, lambda *_: None)
    return read_tree(site)


def test_a_closed_topic_changes_nothing_but_the_page_of_its_meeting(
    site: MakeSite, tmp_path: Path
) -> None:
    """All else is the same, byte by byte, as if there were no such topic: numbers, orders,
    back-links, boards, search, feed, map, open data."""
    rule = "---\n编号: gz\n名称: 小镇议事规则\n简称: 议事规则\n施行日期: 2026-01-05\n---\n"
    text = "第一条　一共有 {{ 数量.议题 }} 个议题。\n\n第二条　重大事项由党委决定。\n"
    files = {**FILES, "site.yml": f"{_SITE}\n", "rules/gz.md": rule + text}
    number = FILES["topics/t.yml"].count("编号: t")
    files["site.yml"] = files["site.yml"].replace("声明: {", f"声明: {{议题: {number}, ")
    content = site(files)
    silence_checks(content)  # the closed one is as it may be
    without = build(content, tmp_path / "without")
    content = site({"topics/t.yml": add_closed_topic(FILES["topics/t.yml"])})
    closed = build(content, tmp_path / "with")
    assert without.keys() == closed.keys()
    changed = {path for path, data in closed.items() if without[path] != data}
    pages = {f"{edition}meetings/m6/index.html" for edition in ("", "en/", "zh-hant/")}
    assert changed == {*pages, "manifest.json"}, "which has the digests of all files"
    page = closed["meetings/m6/index.html"].decode()
    assert page.count("另有 1 项议题依法不公开。") == 1
    found = {key for keys in find_keys_below(tmp_path / "with").values() for key in keys}
    assert not [key for key in found if key.startswith(("夔坫", "倭坫", "zq9999x"))]


@pytest.mark.parametrize("preview", [False, True])
def test_the_number_stands_on_the_page_of_a_public_meeting_alone(
    preview: bool, site: MakeSite
) -> None:
    catalog = load(site({**FILES, "topics/t.yml": add_closed_topic(FILES["topics/t.yml"])}))
    public = release(catalog, DAY, preview).public
    assert public.unreleased_at == {"m6": 1}
    assert describe_unreleased_topics(public, "m6") == "另有 1 项议题依法不公开。"
    assert describe_unreleased_topics(public, "m4") == ""
    assert "topic" not in public.unreleased_counts
    assert "zq9999x" not in public.entries
    assert count_records(catalog)["议题"] == len(public.ids_of("topic")) == public.counts["议题"]
    assert count_records(catalog)["党委.议题"] == len(public.ids_of("topic"))


def test_a_meeting_of_which_no_topic_is_public_says_that_too(site: MakeSite) -> None:
    scope = "公开: {范围: 党内, 依据: 党务公开条例第八条}"
    topics = FILES["topics/t.yml"].replace("名称: 修建环镇公路", f"名称: 修建环镇公路\n    {scope}")
    public = release(load(site({**FILES, "topics/t.yml": topics})), DAY).public
    assert describe_unreleased_topics(public, "m4") == "有 1 项议题依法不公开。"


def test_an_agenda_is_numbered_by_its_public_topics(site: MakeSite) -> None:
    catalog = load(site({**FILES, "topics/t.yml": add_closed_topic(FILES["topics/t.yml"])}))
    public = release(catalog, DAY).public
    orders = [get_topic(public, id).deliberations[0].order for id in ("t2", "t4", "t5")]
    assert orders == [1, 2, 3]


# -- a meeting of a closer scope --------------------------------------------------------------------


def test_a_public_topic_does_not_name_a_meeting_that_is_not(site: MakeSite) -> None:
    meetings = FILES["meetings/m.yml"].replace(
        "编号: m4, 名称: 四月会议", "编号: m4, 名称: 四月会议, 公开: 党内"
    )
    public = release(load(site({**FILES, "meetings/m.yml": meetings})), DAY).public
    topic = get_topic(public, "t1")
    assert "m4" not in public.entries
    assert "m4" not in {mention.target for mention in public.entries["t1"].mentions}
    assert public.unreleased_at == {}
    shown = words_of(field_cell(public, public.entries["t1"], "deliberations"))
    assert WITHHELD in shown
    assert "四月会议" not in shown
    assert topic.deliberations[0].order is None
    assert find_state(public, topic) is TopicState.EVALUATED, "it was decided all the same"
    assert words_of(show_topic_date(public, public.entries["t1"])) == "2026年2月1日提出"


#: what is told of a meeting for the party alone; beside it the topics that came before it
_PRIVATE = "公开: {范围: 党内, 依据: 党务公开条例第八条}"
_IN_PRIVATE = """\
  - 编号: t7
    名称: 选一名干部
    类型: 干部任免
    提出: {单位: 办公室, 日期: 2026-05-01}
    纪实:
      - {环节: 动议, 日期: 2026-05-06}
      - {环节: 讨论决定, 日期: DAY, 说明: NOTE}
      - {环节: 任职, 日期: 2026-09-01}
    审议:
      - {会议: m6, 结果: 缓议}
      - DETAILS
  - 编号: t8
    名称: 买一块地
    类型: 建设项目
    提出: {单位: 办公室, 日期: 2026-05-01}
    不公布依据: 商业秘密
    审议: [DETAILS]
    决定: 用三百万元买下。
"""
_DETAILED = (
    "{会议: m7, 顺序: 3, 汇报: 副书记, 代汇报: 夔坫荑蒴惆沐洙, 发言: [宣传委员, 副书记, 书记], 讨论分钟: 45, "
    "回避: [宣传委员], 表决: {方式: 记名, 赞成: [书记], 反对: [副书记], 宣布: 2026-07-06}, "
    "结果: 通过, 说明: 夔坫荑蒴沐洙惆}"
)


def write_private(site: MakeSite, details: str, day: str, note: str, passed: str) -> Path:
    """A site whose m7 is for the party alone: what stands there, and what its topics say of it."""
    topics = FILES["topics/t.yml"] + _IN_PRIVATE.replace("DETAILS", details)
    topics = topics.replace("日期: DAY, 说明: NOTE", f"日期: {day}{note}")
    t9 = "{会议: m11, 顺序: 1, 汇报: 书记, 结果: 通过}"
    assert topics.count(t9) == 1
    meetings = FILES["meetings/m.yml"].replace("2026-07-06, 取消: 到会人数不够", day)
    meetings = meetings.replace("名称: 七月会议", f"名称: 七月会议, {_PRIVATE}")
    content = site(
        {
            **FILES,
            "site.yml": f"{_SITE}\n",
            "topics/t.yml": topics.replace(t9, passed),
            "meetings/m.yml": meetings,
        }
    )
    silence_checks(content)  # what is hidden need not be as it ought to be
    return content


def test_a_public_topic_tells_nothing_of_what_its_closed_meeting_hides(
    site: MakeSite, tmp_path: Path
) -> None:
    """All is the same, byte by byte, whatever was said there and on whichever day it was: life,
    votes, state, lists by year, back-links of posts, boards, feed, papers, search, open data."""
    passed = "{会议: m7, 结果: 通过}"
    content = write_private(site, "m7", "2025-03-04", "", passed)
    without = build(content, tmp_path / "without")
    note = ", 说明: 夔坫荑蒴洙惆沐"
    details = _DETAILED.replace("结果: 通过", "结果: 否决")
    content = write_private(site, details, "2026-07-06", note, _DETAILED)
    told = build(content, tmp_path / "with")
    assert [path for path in told if without.get(path) != told[path]] == []
    assert without.keys() == told.keys()
    page = told["topics/t8/index.html"].decode()
    assert "列入了依法不公开的会议" in page
    assert "决定" in told["topics/t9/index.html"].decode()
    released = release(load(content), DAY)
    states = [find_state(released.public, get_topic(released.public, f"t{n}")) for n in (7, 8, 9)]
    assert states == [TopicState.POSTPONED, TopicState.SCHEDULED, TopicState.DECIDED]
    hidden = {one.text for one in released.withheld_texts}
    assert hidden >= {"夔坫荑蒴惆沐洙", "夔坫荑蒴沐洙惆", "夔坫荑蒴洙惆沐"}, "no file may say it"


_LOG = "{环节: 动议, 日期: 2026-06-01}, {环节: 决定, 日期: 2026-06-10}, {环节: 办理, 日期: 2026-06}"


# -- fields -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "shown"), [("2026-11-30", False), ("2026-12-01", True)])
def test_candidates_are_shown_from_the_first_day_of_the_notice(
    day: str, shown: bool, site: MakeSite
) -> None:
    content = site(FILES)
    as_of = datetime.date.fromisoformat(day)
    catalog = check_content(content, as_of=as_of).catalog
    assert catalog is not None
    released = release(catalog, as_of)
    topic = get_topic(released.public, "t5")
    assert bool(topic.candidates) is shown
    assert bool(topic.nomination) is shown
    names = {one.text for one in released.withheld_texts if one.type == "name"}
    assert ("孙小圣" in names) is not shown, "no file may say it by itself"


def test_a_decision_that_is_not_to_be_published_and_its_tasks_are_withheld(site: MakeSite) -> None:
    topics = FILES["topics/t.yml"].replace(
        "    公开环节: {决策: 2026-04-20, 执行: 2026-07-01}\n", "    不公布依据: 商业秘密\n"
    )
    topics = topics.replace(
        "汇报: 副书记, 结果: 通过}", "汇报: 副书记, 结果: 通过, 说明: 照第二稿}", 1
    )
    public = release(load(site({**FILES, "topics/t.yml": topics})), DAY).public
    topic = get_topic(public, "t1")
    assert not any((topic.decision, topic.tasks, topic.evaluation, topic.transaction))
    assert not any((topic.notices[1].result, topic.deliberations[0].note))
    assert public.withheld["t1"][("deliberations", 0, "note")] == "商业秘密"
    shown = words_of(
        make_notice_table(public, [NoticeKey("t1", 1)], "", "", True).rows[0].cells[-1]
    )
    assert shown.startswith(WITHHELD), "not that nothing came of it"
    assert find_notice_state(public, public.entries["t1"], 1) is NoticeState.ENDED
    assert words_of(field_cell(public, public.entries["t1"], "decision")).startswith(WITHHELD)
    assert public.withheld["t1"][("decision",)] == "商业秘密"


def test_ballots_of_a_secret_vote_are_counted_whatever_the_checks_say(site: MakeSite) -> None:
    vote = "表决: {方式: 无记名, 赞成: [书记, 副书记], 反对: [宣传委员]}"
    topics = FILES["topics/t.yml"].replace("结果: 通过}", f"{vote}, 结果: 通过}}", 1)
    content = site({**FILES, "topics/t.yml": topics})
    silence_checks(content)
    public = release(load(content), DAY).public
    shown = get_topic(public, "t1").deliberations[0].vote
    assert shown is not None
    assert not any((shown.in_favour, shown.against, shown.abstained))
    assert (shown.votes_in_favour, shown.votes_against) == (2, 1)
    ballots = {"in_favour", "against", "abstained"}
    mentions = public.entries["t1"].mentions
    assert not [mention for mention in mentions if ballots & {*mention.field}]


@pytest.mark.parametrize("field", ["决定: 同意修建。", "标准: 报告通过评审", "结论: 按期推进"])
def test_personal_numbers_are_refused_wherever_a_topic_has_a_text(
    field: str, site: MakeSite
) -> None:
    topics = FILES["topics/t.yml"].replace(field, f"{field[:4]}联系人 {138_0013_8000}", 1)
    content = site({**FILES, "topics/t.yml": topics})
    silence_checks(content)
    assert "personal-number" in {one.code.code for one in check_content(content).problems}


def test_a_vote_does_not_tell_the_day_that_its_meeting_hides(site: MakeSite) -> None:
    """For results are announced on that day."""
    vote = "汇报: 副书记, 表决: {方式: 举手, 赞成票: 3, 宣布: 2026-06-10}"
    hidden = "不公开字段: [{字段: 日期, 依据: 条例第八条}]"
    topics = FILES["topics/t.yml"].replace("m6, 顺序: 1, 汇报: 副书记", f"m6, 顺序: 1, {vote}")
    topics = topics.replace("    变更: [t1]\n", f"    变更: [t1]\n    纪实: [{_LOG}]\n")
    meetings = FILES["meetings/m.yml"].replace("名称: 六月会议", f"名称: 六月会议, {hidden}")
    catalog = load(site({**FILES, "topics/t.yml": topics, "meetings/m.yml": meetings}))
    topic = get_topic(release(catalog, DAY).public, "t2")
    assert [stage.at and stage.at.iso for stage in topic.stages] == ["2026-06-01", None, None]
    shown = topic.deliberations[0].vote
    assert shown is not None
    assert ([shown.count(choice) for choice in CHOICES], shown.announced) == ([3, 0, 0], None)
