"""会议: one meeting. Its agenda is the topics that name it (seed 001, S1-12 to S1-25)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from shaiquan.model.base import (
    Date,
    HolderRef,
    Part,
    PostRef,
    Ref,
    RefKinds,
    define_field,
)
from shaiquan.model.common import ClockTime, Record, WholeNumber
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.serial_numbers import read_serial_number

MeetingRef = Annotated[Ref, RefKinds("meeting")]
Serial = Annotated[str, ParsedText("bad-serial-number", read_serial_number)]


class Absence(Part):
    """缺席: who was not there, and why (S1-06)."""

    shorthand: ClassVar[str] = "who"

    who: PostRef = define_field("谁", "缺席的成员")
    reason: str = define_field("原因", "例如 出差、请假、培训", "")


class Guests(Part):
    """列席、旁听: a body or a post, or so many people of a category (S0-27, S3-27)."""

    shorthand: ClassVar[str] = "who"

    who: HolderRef | None = define_field("谁", "列席的机构或岗位", None)
    category: str = define_field("类别", "例如 党代表、群众代表、社区“两委”成员", "")
    count: WholeNumber | None = define_field("人数", "来了几个人", None)


class Minutes(Part):
    """纪要 or 记录: its number in the series of the year, its date, who kept it (S4-12), to whom
    copies go (GB/T 9704-2012, 7.4.2)."""

    number: Serial = define_field("号", "例如 示例县委常纪〔2026〕12号、2026-12；不编号的不写", "")
    at: Date | None = define_field("日期", "印发或者整理完的日期", None, "印发")
    by: HolderRef | None = define_field("承办", "由谁编写", None, "记录人")
    copies: tuple[str, ...] = define_field(
        "抄送", "印发的纪要抄送哪些机关，印在版记里，例如 [县委办, 县纪委]", ()
    )


class Meeting(Record):
    """会议: when it was called and held, who was there, its minutes."""

    whole_lists: ClassVar[frozenset[str]] = frozenset(("present",))

    type: str = define_field("类型", "site.yml 会议类型 里的一种", ..., "会议类型")
    at: Date = define_field("日期", "开会的日期", ..., "开会日期")
    starts: ClockTime | None = define_field("开始", "几点开始，例如 9:00", None)
    ends: ClockTime | None = define_field("结束", "几点结束", None)
    place: str = define_field("地点", "在哪里开", "")
    extraordinary: str = define_field(
        "临时", "临时召开的会议，写明原因；通知和频次的要求按临时会议算", ""
    )
    cancelled: str = define_field("取消", "没有开成的，写明原因", "")
    notified: Date | None = define_field("通知", "哪一天发出通知", None, "通知日期")
    materials: Date | None = define_field("材料送达", "哪一天送达会议材料", None)
    entitled: WholeNumber | None = define_field(
        "应到", "应到会人数；不写的按会议类型和当天在任的成员算", None
    )
    present: tuple[PostRef, ...] = define_field("出席", "到会的成员，写岗位", ())
    present_count: WholeNumber | None = define_field(
        "出席人数", "成员不逐一列出的会议，写到会人数", None
    )
    absent: tuple[Absence, ...] = define_field("缺席", "没有到会的成员和原因", ())
    observers: tuple[Guests, ...] = define_field("列席", "列席的机构、岗位或者哪类人、几个人", ())
    audience: tuple[Guests, ...] = define_field("旁听", "旁听的是哪类人、几个人", ())
    chair: PostRef | None = define_field("主持", "谁主持", None)
    minutes: Minutes | None = define_field("纪要", "会议纪要的号、印发日期、由谁编写", None)
    record: Minutes | None = define_field("记录", "会议记录的号、由谁记录", None)
