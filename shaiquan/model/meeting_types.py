"""会议类型 in ``site.yml``: a row for each type of meeting (S1-07 to S1-25, X-02)."""

from __future__ import annotations

import datetime
from typing import Annotated

from shaiquan.model.base import (
    BodyRef,
    Date,
    Flag,
    HolderRef,
    Part,
    PostRef,
    define_field,
)
from shaiquan.model.common import WholeNumber
from shaiquan.model.frequencies import Frequency, parse_frequency
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.shares import Share, parse_share
from shaiquan.model.terms import MajorityBase, Speaking, Voting
from shaiquan.model.time_bounds import TimeBound, parse_time_bound

ShareField = Annotated[Share, ParsedText("bad-share", parse_share)]
TimeBoundField = Annotated[TimeBound, ParsedText("bad-time-bound", parse_time_bound)]
FrequencyField = Annotated[Frequency, ParsedText("bad-frequency", parse_frequency)]


class MeetingType(Part):
    """会议类型 的一行: how meetings of the type are called, held and written down."""

    body: BodyRef = define_field("机构", "哪个机构的会议，例如 常委会")
    name: str = define_field(
        "名称", "规矩改过的，以前的一行另起一个名字，这里写会议里写的类型，例如 常委会会议", ""
    )
    since: Date | None = define_field("从", "这些规矩从哪一天起", None)
    until: Date | None = define_field("至", "这些规矩到哪一天为止", None)
    members: tuple[PostRef, ...] = define_field(
        "成员", "应到会、有表决权的岗位；不写的是单位的班子成员，写了 应到 的只记人数", ()
    )
    seats: WholeNumber | None = define_field(
        "应到",
        "成员太多、不逐一列出的，写应到会人数，例如 全委会 35；每次不同的写最多几人，会议里再写",
        None,
    )
    decides: tuple[str, ...] | None = define_field(
        "可以决定", "可以决定类型表里的哪几类；没写的都可以，[] 是都不可以", None
    )
    notice: TimeBoundField | None = define_field("通知", "例如 至少会前2日", None)
    materials: TimeBoundField | None = define_field("材料送达", "例如 至少会前2日", None)
    frequency: FrequencyField | None = define_field(
        "频次", "例如 每月2至3次、每季度1次；临时会议不算在上限里", None
    )
    quorum: ShareField | None = define_field(
        "法定人数", "例如 三分之二；议题的类型要求更高的，以更高的为准", None
    )
    majority: MajorityBase | None = define_field("多数基数", "应到会 或 实到会", None)
    voting: tuple[Voting, ...] = define_field("表决", "可以用的表决方式，一种或几种", ())
    speaking: Speaking | None = define_field("发言", "主要负责人 末位 发言，或者 不首先 发言", None)
    topics_fixed_by: BodyRef | None = define_field(
        "议题确定", "议题由哪个机构的会议确定，例如 全委会的由常委会", None
    )
    must_attend: tuple[HolderRef, ...] = define_field(
        "必须列席", "每次都要到场的机构或岗位，例如 镇纪委", ()
    )
    open: Flag = define_field("开放", "是不是请群众、代表列席旁听的会议", False)
    minutes_limit: TimeBoundField | None = define_field(
        "纪要期限", "会后多久印发纪要，例如 至多3个工作日", None
    )
    minutes_by: HolderRef | None = define_field("纪要承办", "谁编写和编号会议纪要", None)
    record_by: HolderRef | None = define_field("记录承办", "谁作会议记录并编号", None)
    publish_limit: TimeBoundField | None = define_field(
        "公布期限", "会后多久公布决定，例如 至多5个工作日", None
    )
    emergency_by: tuple[HolderRef, ...] = define_field(
        "临机处置", "遇到突发事件可以先处置、再向这个会议报告的岗位", ()
    )
    emergency_limit: TimeBoundField | None = define_field(
        "临机报告", "临机处置后多久向会议报告，例如 至多3日", None
    )

    def runs_on(self, day: datetime.date) -> bool:
        """Whether the rules hold on a day."""
        begun = self.since is None or self.since.first <= day
        return begun and (self.until is None or self.until.last >= day)
