"""What happened after a review has been reviewed by nobody, and that is told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.reviews.review_file import write_reviews
from shaiquan.reviews.surveying import survey_reviews
from tests.checks.decided_site import FILES
from tests.conftest import MakeSite
from tests.support import lines

DAY = datetime.date(2026, 11, 24)
CODE = "event-after-review"


def reviewed_on(day: str, topic: str = "", meeting: str = "") -> Mapping[str, str]:
    """A site with one topic of June, and more in it, and the meetings until June."""
    topics = FILES["topics/t.yml"]
    t2 = topics[topics.index("  - 编号: t2") : topics.index("  - 编号: t3")].replace("[t1]", "[]")
    meetings = [line for line in FILES["meetings/m.yml"].splitlines() if "m11" not in line]
    june = "\n".join(meetings).replace("名称: 六月会议", f"名称: 六月会议{meeting}")
    site = FILES["site.yml"].replace("2026-11-24}", f"{day}}}")
    return {
        **FILES,
        "site.yml": site,
        "topics/t.yml": f"议题:\n{t2.rstrip()}\n{topic}",
        "meetings/m.yml": f"{june}\n",
    }


def list_found(content: Path) -> list[str]:
    checked = check_content(content)
    assert checked.catalog is not None
    assert {"t2", "m6"} <= checked.catalog.entries.keys()
    return [line for line in lines(checked, content) if f"[{CODE}]" in line]


def test_a_topic_that_tells_of_a_later_day_is_told_with_both_days(site: MakeSite) -> None:
    content = site(reviewed_on("2026-08-31"))
    assert list_found(content) == [
        "content/topics/t.yml:13:15: warning: “调整环镇公路”的公开审查是2026年8月31日，"
        f"“日期”却写着2026年9月1日的事：是审查以后写的 [{CODE}]"
    ]
    found = [one for one in check_content(content).problems if one.code.code == CODE]
    assert "python build.py review --by 审查人 t2" in found[0].mend()


def test_what_many_records_inherit_is_told_once(site: MakeSite) -> None:
    found = list_found(site(reviewed_on("2026-03-10")))
    assert [line.partition("：")[0].rpartition("/")[2] for line in found] == [
        "site.yml:18:22: warning: 5 条记录的公开审查是2026年3月10日，里面却写着以后的事，是审查以后写的"
    ]


@pytest.mark.parametrize(
    ("topic", "meeting"),
    [
        ("    公示: [{形式: 公示, 从: 2026-11-01, 至: 2026-11-20}]\n", ""),
        ("    办结: 2026-11-25\n", ""),
        (
            "    签批: [{角色: 书记, 日期: 2026-11-02}]\n    不公开字段: [{字段: 签批, 依据: 内部}]\n",
            "",
        ),
        ("", ", 纪要: {号: 2026-3, 日期: 2026-11-02}, 不公开字段: [{字段: 纪要, 依据: 内部}]"),
        ("", ", 纪要: {号: 2026-3, 日期: 2026-11-02}, 公开: {范围: 党内, 依据: 条例第八条}"),
    ],
    ids=["a notice is announced", "still to come", "withheld", "withheld there", "not public"],
)
def test_what_was_planned_or_is_not_public_needs_no_new_review(
    topic: str, meeting: str, site: MakeSite
) -> None:
    assert list_found(site(reviewed_on("2026-09-30", topic, meeting))) == []


def test_minutes_of_a_meeting_are_news_and_its_announcement_is_not(site: MakeSite) -> None:
    files = reviewed_on("2026-09-30", "", ", 纪要: {号: 2026-3, 日期: 2026-11-02}")
    assert len(list_found(site(files))) == 1
    coming = "  - {编号: m8, 名称: 十月会议, 通知: 2026-10-05, 日期: 2026-10-10}\n"
    files = reviewed_on("2026-09-30")
    assert list_found(site({**files, "meetings/m.yml": files["meetings/m.yml"] + coming})) == []


def test_a_record_that_is_listed_is_compared_with_what_was_reviewed(site: MakeSite) -> None:
    content = site(reviewed_on("2026-08-31"))
    catalog = check_content(content).catalog
    assert catalog is not None
    written = survey_reviews(catalog, {}, DAY).make_lines(
        ["t2"], "办公室", datetime.date(2026, 8, 31)
    )
    write_reviews(content, written, "")
    assert list_found(content) == []
