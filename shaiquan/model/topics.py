"""议题: one matter, from who proposed it to what came of it (S0-16, S2-13).

A topic is not part of a meeting: its gates and signatures come before any meeting, a returned
one has none, one topic visits several, and its tasks outlive them all. Where it stands is worked
out from its dates.
"""

from __future__ import annotations

from typing import Annotated

from shaiquan.model.base import Basis, Date, Ref, RefKinds, define_field
from shaiquan.model.common import Record, Sentence
from shaiquan.model.decision_terms import ApprovalRoute
from shaiquan.model.deliberations import Deliberation, Emergency
from shaiquan.model.meetings import MeetingRef
from shaiquan.model.powers import PowerRef
from shaiquan.model.scalars import PartialDate
from shaiquan.model.topic_steps import (
    Candidate,
    Consultation,
    Evaluated,
    GatePassed,
    Nomination,
    Proposed,
    PublicNotice,
    Signature,
    StageLogged,
    TopicOrigin,
)
from shaiquan.model.topic_tasks import PublicationStages, Task
from shaiquan.model.transactions import Transaction

TopicRef = Annotated[Ref, RefKinds("topic")]


class Topic(Record):
    """议题: a matter that a body decides, and all that is known of its life."""

    type: str = define_field("类型", "site.yml 类型表 里的一种，例如 重大决策")
    powers: tuple[PowerRef, ...] = define_field("事项", "行使的是哪些权力事项", (), "权力事项")
    attributes: tuple[str, ...] = define_field(
        "属性", "类型表 条件关口 里的属性，以及 民生、公益性建设 这样的", ()
    )
    origin: TopicOrigin | None = define_field("来源", "从哪里来：形式、地点、日期", None)
    proposed: Proposed | None = define_field("提出", "提出的单位或岗位、日期", None)
    route: ApprovalRoute | None = define_field("路径", "协调审定、委托审定、直接确定", None)
    alternatives: tuple[Sentence, ...] = define_field("方案", "供比较的方案，一条一行", ())
    consultations: tuple[Consultation, ...] = define_field(
        "征求意见", "征求了谁的意见、哪一天、采纳没有", ()
    )
    notices: tuple[PublicNotice, ...] = define_field(
        "公示", "公示、公开征求意见、听证：从哪天到哪天、结果", ()
    )
    gates: tuple[GatePassed, ...] = define_field(
        "关口", "哪一关、哪一天过的、由谁办、什么文书；不适用的写 不适用 和原因", ()
    )
    signatures: tuple[Signature, ...] = define_field("签批", "依次写角色和日期", ())
    nomination: Nomination | None = define_field("提名", "干部议题：由谁提名、哪一天", None)
    stages: tuple[StageLogged, ...] = define_field(
        "纪实", "全程纪实：环节和日期，例如 {环节: 动议, 日期: 2026-05-06}", (), "全程纪实"
    )
    candidates: tuple[Candidate, ...] = define_field(
        "人选", "拟任人选；任前公示开始以前不对外公布", ()
    )
    fixed_by: MeetingRef | None = define_field(
        "确定", "由哪次会议确定列入的，例如 全委会议题由常委会会议确定", None, "确定议题"
    )
    emergency: Emergency | None = define_field(
        "临机处置", "突发事件先处置的：谁、哪一天、向哪次会议报告", None
    )
    deliberations: tuple[Deliberation, ...] = define_field(
        "审议", "上过哪些会议：汇报、发言、回避、表决、结果", ()
    )
    decision: str = define_field("决定", "决定了什么，一两句话", "")
    basis: tuple[Basis, ...] = define_field("依据", "决定的依据", ())
    tasks: tuple[Task, ...] = define_field("分解", "落实的任务：谁、做到什么、什么时候", ())
    no_tasks: str = define_field("无需分解", "不用分解任务的，写明原因", "")
    amends: tuple[TopicRef, ...] = define_field(
        "变更", "这个议题调整或变更了以前的哪些议题", (), "变更的议题"
    )
    transaction: Transaction | None = define_field(
        "交易", "招投标、政府采购、土地出让、产权交易：种类和平台", None
    )
    publication: PublicationStages | None = define_field(
        "公开环节", "决策、执行、反馈各是哪一天公开的", None
    )
    exempt: str = define_field(
        "不公布依据",
        "决定不向社会公布的，写依据；决定、分解、评估和说到决定的文字就都不公开",
        "",
    )
    closed: str = define_field("不开放原因", "会议开放而这个议题不请人旁听的，写原因", "")
    evaluation: tuple[Evaluated, ...] = define_field("评估", "实施后哪一天评估、结论", ())
    finished: Date | None = define_field("办结", "全部办完的日期", None)

    @property
    def proposer(self) -> Ref | None:
        """Who proposed it."""
        return self.proposed.by if self.proposed else None

    @property
    def proposed_at(self) -> PartialDate | None:
        """When it was proposed."""
        return self.proposed.at if self.proposed else None

    @property
    def meetings(self) -> tuple[Ref, ...]:
        """The meetings that it came before, in the order written."""
        return tuple(item.meeting for item in self.deliberations)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What came of each deliberation; empty where nothing is said."""
        return tuple(item.outcome.value if item.outcome else "" for item in self.deliberations)
