"""What comes before a topic is discussed: its origin, opinions, gates, signatures."""

from __future__ import annotations

from typing import ClassVar

from shaiquan.model.base import (
    ActorRef,
    ChannelRef,
    Date,
    HolderRef,
    Part,
    PostRef,
    Withholding,
    define_field,
)
from shaiquan.model.decision_terms import Adoption, Consulted, NoticeForm, OriginForm


class TopicOrigin(Part):
    """来源: from where the topic comes (S3-08)."""

    shorthand: ClassVar[str] = "form"

    form: OriginForm = define_field("形式", "下到基层找议题、带着议题下基层、部门提出等")
    place: str = define_field("地点", "去了哪里，听了谁的意见", "")
    at: Date | None = define_field("日期", "哪一天", None)
    who: tuple[HolderRef, ...] = define_field("人员", "去的岗位或机构", ())


class Proposed(Part):
    """提出: who proposed the topic, and when (S1-11)."""

    shorthand: ClassVar[str] = "by"

    by: HolderRef = define_field("单位", "提出的单位或岗位")
    at: Date | None = define_field("日期", "哪一天提出", None)


class Consultation(Withholding):
    """征求意见: who was asked, and what became of the opinion (S1-29, S1-31, S1-32)."""

    shorthand: ClassVar[str] = "whom"

    whom: str = define_field("对象", "征求谁的意见，例如 县政协")
    category: Consulted | None = define_field(
        "类别", "部门、人大、政协、人民团体、民主党派、党外人士、专家、群众、分管领导等", None
    )
    post: HolderRef | None = define_field("岗位", "征求的是哪个岗位或机构", None)
    at: Date | None = define_field("日期", "哪一天", None)
    adopted: Adoption | None = define_field("采纳", "采纳、部分采纳、未采纳、没有意见", None)
    note: str = define_field("说明", "提了什么，为什么不采纳", "")


class PublicNotice(Withholding):
    """公示: a notice, a call for comments, a hearing (S1-30, S4-21)."""

    form: NoticeForm = define_field(
        "形式", "公示、公开征求意见、听证会、任前公示", NoticeForm.NOTICE, essential=True
    )
    since: Date = define_field("从", "从哪一天起；听证会写开会那天", ..., "日期", essential=True)
    until: Date | None = define_field("至", "到哪一天为止", None, essential=True)
    where: str = define_field("地点", "在哪里公示、在哪里听证，网址也可以", "")
    channels: tuple[ChannelRef, ...] = define_field(
        "意见渠道", "意见送到哪条渠道，写编号或名称；不写的是 投诉 里的渠道", (), "意见"
    )
    address: str = define_field("意见地址", "意见送到哪里，没有登记成渠道的：信箱、窗口、网址", "")
    result: str = define_field("结果", "收到多少意见，怎样采纳", "")


class GatePassed(Withholding):
    """关口: when it was passed, by whom, on which paper; or why it does not apply (S0-17)."""

    shorthand: ClassVar[str] = "gate"

    gate: str = define_field("关口", "类型表 关口 里的一种，例如 合法性审查")
    received: Date | None = define_field("收到", "收到材料的日期", None)
    at: Date | None = define_field("日期", "过关的日期", None)
    by: ActorRef | None = define_field("承办", "谁办的：机构、岗位或角色", None)
    document: str = define_field("文书", "形成的文书，例如 审查意见书", "")
    finding: str = define_field("结论", "例如 合法、可控", "")
    not_applicable: str = define_field("不适用", "这个议题用不着这一关的，写明原因", "")


class Signature(Part):
    """签批: a role that signed, and when (S0-18)."""

    shorthand: ClassVar[str] = "role"

    role: str = define_field("角色", "类型表 签批 里的角色，例如 提出单位、分管常委")
    by: HolderRef | None = define_field("签字", "签字的岗位或机构", None)
    at: Date | None = define_field("日期", "哪一天签的", None)


class Nomination(Withholding):
    """提名: who named the candidate first, and when (S2-15); not public by itself."""

    shorthand: ClassVar[str] = "by"

    by: HolderRef = define_field("单位", "提名的机构或岗位")
    at: Date | None = define_field("日期", "哪一天提名", None)


class StageLogged(Withholding):
    """纪实: a stage of a selection, and when it was gone through (S2-16)."""

    shorthand: ClassVar[str] = "stage"

    stage: str = define_field("环节", "类型表 阶段 里的一种，例如 动议")
    at: Date | None = define_field("日期", "哪一天", None)
    note: str = define_field("说明", "补充说明", "")


class Candidate(Withholding):
    """人选: who is to take which post; shown once 任前公示 has begun."""

    shorthand: ClassVar[str] = "person"

    person: str = define_field("姓名", "姓名")
    seat: str = define_field("拟任", "拟任什么职务", "")
    post: PostRef | None = define_field("岗位", "拟任的岗位", None)


class Evaluated(Part):
    """评估: what was found after a decision was carried out (S0-29)."""

    shorthand: ClassVar[str] = "at"

    at: Date = define_field("日期", "哪一天评估")
    by: HolderRef | None = define_field("承办", "谁评估", None)
    finding: str = define_field("结论", "评估的结论", "")
