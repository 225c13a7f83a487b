"""A village, a county government and a party committee: each by records and parameters alone.

What the law or a seed demands of a meeting is rows of ``site.yml``; no line of code knows the
three. Each is clean as it stands, and told at its line when it breaks one of its own rules.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from tests.support import lines

SITES = Path(__file__).parent / "sites"
#: the sites whose rule books these are
NAMES = ("village", "government", "committee")
MEETING, TOPIC = "meetings/2026.yml", "topics/2026.yml"

#: what is broken -> site, file, what is written there, what instead; the code, and the file and
#: the beginning of the line at which it is told
EDITS = {
    # 村民委员会组织法
    "villagers are called seven days before (article 21)": (
        "village", MEETING, "    通知: 2026-05-06", "    通知: 2026-05-10", "notice-late", MEETING, "通知: 2026-05-10",
    ),
    "no more than half of the villagers came (article 22)": (
        "village", MEETING, "    出席人数: 702", "    出席人数: 623", "meeting-quorum-not-met", MEETING, "出席人数: 623",
    ),
    "a minority of those who came was in favour (article 22)": (
        "village", TOPIC,
        "表决: {方式: 无记名, 赞成票: 566, 反对票: 108,", "表决: {方式: 无记名, 赞成票: 340, 反对票: 334,",
        "passed-without-majority", TOPIC, "结果: 通过",
    ),
    "the members of the party did not examine it before": (
        "village", TOPIC,
        "      - {关口: 党员大会审议, 日期: 2026-04-20, 承办: 党员大会, 文书: 审议记录, 结论: 通过}\n", "",
        "topic-gate-missing", TOPIC, "关口:",
    ),
    "the branch decides in the place of the villagers": (
        "village", MEETING, "    类型: 村民会议", "    类型: 村党支部会议", "meeting-may-not-decide", TOPIC, "结果: 通过",
    ),
    # 重大行政决策程序暂行条例
    "the public has two weeks (article 15)": (
        "government", TOPIC, "      - {关口: 公众参与, 收到: 2026-03-02,", "      - {关口: 公众参与, 收到: 2026-03-20,",
        "topic-gate-time", TOPIC, "- {关口: 公众参与",
    ),
    "those at the hearing get its papers three days before (article 16)": (
        "government", TOPIC, "      - {关口: 听证会, 收到: 2026-04-14,", "      - {关口: 听证会, 收到: 2026-04-19,",
        "topic-gate-time", TOPIC, "- {关口: 听证会",
    ),
    "nobody examined whether it is lawful (article 25)": (
        "government", TOPIC,
        "      - {关口: 合法性审查, 收到: 2026-05-11, 日期: 2026-05-22, 承办: 司法局,"
        " 文书: 合法性审查意见书, 结论: 合法}\n", "", "topic-gate-missing", TOPIC, "关口:",
    ),
    "the examination took four working days (article 26)": (
        "government", TOPIC, "      - {关口: 合法性审查, 收到: 2026-05-11,", "      - {关口: 合法性审查, 收到: 2026-05-18,",
        "topic-gate-time", TOPIC, "- {关口: 合法性审查",
    ),
    "the head of the government spoke first (article 30)": (
        "government", TOPIC, "        发言: [常务副县长, 政府办主任, 县长]",
        "        发言: [县长, 常务副县长, 政府办主任]", "head-not-last", TOPIC, "发言: [县长",
    ),
    # seeds 000 and 001
    "the minutes came after five working days": (
        "committee", MEETING, "〔2026〕1号, 日期: 2026-06-11", "〔2026〕1号, 日期: 2026-06-15", "minutes-late", MEETING, "纪要:",
    ),
    "one of the four did not sign": (
        "committee", TOPIC, "      - {角色: 秘书长, 签字: 秘书长, 日期: 2026-06-02}\n", "",
        "topic-signature-missing", TOPIC, "签批:",
    ),
    "there is only one way to do it": (
        "committee", TOPIC, "      - 甲方案：一年集中完成。\n", "", "topic-gate-missing", TOPIC, "关口:",
    ),
    "two of five are no majority": (
        "committee", TOPIC,
        "          赞成: [书记, 副书记, 秘书长]\n          反对: []\n          弃权: [县长]",
        "          赞成: [书记, 副书记]\n          反对: []\n          弃权: [县长, 秘书长]",
        "passed-without-majority", TOPIC, "结果: 通过",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_of_a_law_are_rows_of_the_site_and_its_meeting_keeps_them(name: str) -> None:
    content = SITES / name
    assert lines(check_content(content, strict=True), content) == []


@pytest.mark.parametrize("name", EDITS)
def test_a_broken_rule_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    site, file, old, new, code, told_in, line = EDITS[name]
    content = shutil.copytree(SITES / site, tmp_path / "content")
    replace(content / file, old, new)
    problems = lines(check_content(content), content)
    told = [problem.split(":") for problem in problems if f"[{code}]" in problem]
    assert [path for path, *_ in told] == [f"content/{told_in}"], problems
    rows = (content / told_in).read_text("utf-8").splitlines()
    assert rows[int(told[0][1]) - 1].strip().startswith(line)


@pytest.mark.parametrize(("present", "kept"), [(268, True), (267, False)])
def test_two_thirds_of_the_households_may_meet_in_the_place_of_all(
    present: int, kept: bool, tmp_path: Path
) -> None:
    content = shutil.copytree(SITES / "village", tmp_path / "content")
    replace(content / MEETING, "类型: 村民会议", "类型: 村民会议（户代表）")
    replace(content / MEETING, "出席人数: 702", f"出席人数: {present}")
    replace(
        content / TOPIC,
        "赞成票: 566, 反对票: 108, 弃权票: 22, 无效票: 6",
        f"赞成票: {present - 68}, 反对票: 68, 弃权票: 0",
    )
    problems = lines(check_content(content), content)
    assert [problem.rpartition("[")[2] for problem in problems] == (
        [] if kept else ["meeting-quorum-not-met]"]
    )


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
