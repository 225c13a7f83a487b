"""权力事项、责任事项、风险点: three lists that refer to one another."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from shaiquan.model.adoption import AdoptableRecord, define_adopts
from shaiquan.model.base import (
    ActorRef,
    AreaRef,
    Basis,
    BodyRef,
    Citation,
    Flag,
    HolderRef,
    LimitField,
    Money,
    Part,
    Ref,
    RefKinds,
    Withholding,
    define_field,
)
from shaiquan.model.bodies import CategoryRef
from shaiquan.model.common import Sentence, WholeNumber
from shaiquan.model.handling import (
    Entrustment,
    EntrustmentEnd,
    Fee,
    Material,
    Remedy,
    Responsibility,
    Result,
)
from shaiquan.model.terms import FoundBy, Level, Oversight, RiskDomain, RiskLevel
from shaiquan.model.transactions import Transaction

PowerRef = Annotated[Ref, RefKinds("power")]
DutyRef = Annotated[Ref, RefKinds("duty")]
RiskRef = Annotated[Ref, RefKinds("risk")]


class Supervision(Part):
    """监督: who watches the exercise of a power, in which of the four forms (S4-09, S2-30)."""

    shorthand: ClassVar[str] = "form"

    form: Oversight = define_field("形式", "参与式、轨迹化、同步化、社会化")
    by: HolderRef | None = define_field("主体", "由谁监督", None)
    how: str = define_field("做法", "怎样监督", "")


class Evaluation(Part):
    """测评: by which method the exercise of a power is evaluated, and how often (S4-15)."""

    shorthand: ClassVar[str] = "method"

    method: str = define_field("办法", "怎样测评")
    cycle: LimitField | None = define_field("周期", "例如 每年", None)
    by: HolderRef | None = define_field("主体", "由谁测评", None)
    basis: tuple[Basis, ...] = define_field("依据", "测评的依据", ())


#: what those who apply are told, in the order in which they need it
HANDLING = (
    *("conditions", "materials", "fees", "promised_limit", "legal_limit"),
    *("results", "remedies"),
)
#: the fields that say on what a power rests; 监督依据 says by what it is watched
BASES = ("basis", "founding_basis")


class Discretion(Part):
    """裁量: how much is left to the holder's judgement, and by which standard (S0-07)."""

    shorthand: ClassVar[str] = "range"

    range: str = define_field("幅度", "可以在什么范围里决定")
    standard: tuple[Basis, ...] = define_field("标准", "裁量的标准，写到条", ())


class Tier(Part):
    """审批档次 的一档: up to which amount of money who approves (S2-19)."""

    applies: tuple[str, ...] = define_field(
        "适用", "各类分档不同的，写这一档管哪几类，例如 工程、货物、服务；不写的，各类都管", ()
    )
    amount: Money = define_field(
        "金额",
        "例如 不满5万元、5万元以上不满50万元、50万元以上；不能用数说的写 小额、大额",
        ...,
        "档次",
    )
    approver: ActorRef = define_field("审批", "由谁审批：机构、岗位或角色")
    collective: Flag = define_field("集体", "是不是集体研究决定", False)


_SEVERAL_DECIDERS = "联合决定的，其余写 共同决定主体: [……]；只是承办、配合的写 承办、配合"


class Power(AdoptableRecord):
    """权力事项: what may be done, by whom it is decided and within which limits."""

    whole_lists: ClassVar[frozenset[str]] = frozenset(("joint_deciders",))

    adopts: PowerRef | None = define_adopts()
    number: WholeNumber | None = define_field(
        "序号", "在本单位清单里的序号，从 1 起不断不重", None, headings="序列 项次"
    )
    category: CategoryRef | None = define_field(
        "类别",
        "权力类别",
        None,
        "权力类别",
        headings="权力类型 职权类型 职权类别 事项类型 事项类别 权责类型 类型",
    )
    main_item: PowerRef | None = define_field(
        "主项", "这一项是子项的，写它的主项", None, "所属主项", headings="主项名称"
    )
    levels: tuple[Level, ...] = define_field(
        "行使层级",
        "哪几级行使：省级、市级、县级、乡级等",
        (),
        "层级",
        headings="实施层级及权限 实施层级",
    )
    area: AreaRef | None = define_field("领域", "属于哪个领域；分管它的岗位是责任领导", None)
    decider: HolderRef = define_field(
        "决定主体",
        "由谁决定，只写一个",
        ...,
        "行使主体",
        several=_SEVERAL_DECIDERS,
        headings="实施主体 责任主体 职权主体 主体 实施机关 实施部门 部门名称 department",
    )
    joint_deciders: tuple[HolderRef, ...] = define_field(
        "共同决定主体", "联合决定的，除决定主体以外的机构或岗位", (), "联合决定主体"
    )
    handlers: tuple[HolderRef, ...] = define_field(
        "承办",
        "承办的机构或岗位",
        (),
        headings="承办机构 承办科室 承办部门 承办单位 责任科室 办理机构 内设机构",
    )
    partners: tuple[HolderRef, ...] = define_field("配合", "配合的机构或岗位", ())
    entrusted: tuple[Entrustment, ...] = define_field(
        "委托", "委托、赋权的：谁委托给谁，依据什么", (), "赋权"
    )
    responsible: Responsibility | None = define_field("责任人", "直接、分管、主要责任的岗位", None)
    escalates: BodyRef | None = define_field("提级", "超出权限时提交哪个机构决定", None)
    limits: tuple[Sentence, ...] = define_field(
        "权限", "权力的范围和界限", (), headings="权限内容 权力内容 职权内容"
    )
    basis: tuple[Basis, ...] = define_field(
        "依据",
        "例如 《党委议事规则》第四条",
        (),
        "实施依据",
        headings="法律依据 法定依据 权力依据 职权依据 行使依据",
    )
    founding_basis: tuple[Basis, ...] = define_field(
        "设定依据", "哪部法律法规设定了这项权力，写到条", ()
    )
    oversight_basis: tuple[Basis, ...] = define_field(
        "监督依据", "依据什么监管，写到条", (), "监管依据"
    )
    discretion: Discretion | None = define_field("裁量", "有裁量的，写幅度和标准", None)
    tiers: tuple[Tier, ...] = define_field(
        "审批档次", "按金额分档，首尾相接，最高一档集体决定；几类分档不同的，写 适用", ()
    )
    legal_limit: LimitField | None = define_field(
        "法定时限", "法律规定的最长时限", None, headings="法定期限 法定办结时限 法定办理时限"
    )
    promised_limit: LimitField | None = define_field(
        "承诺时限", "对外承诺的时限", None, headings="承诺期限 承诺办结时限 承诺办理时限"
    )
    conditions: tuple[Sentence, ...] = define_field(
        "条件", "什么人、什么情况可以申请，一条一行", (), headings="申请条件 受理条件 办理条件"
    )
    materials: tuple[Material, ...] = define_field(
        "材料", "要交的材料和要填的表", (), headings="申请材料 申报材料 所需材料"
    )
    fees: tuple[Fee, ...] = define_field(
        "收费", "标准和依据；不收费的写 不收费", (), headings="收费标准 收费情况"
    )
    results: tuple[Result, ...] = define_field("结果", "办结后给什么证件、文书", (), "办理结果")
    remedies: tuple[Remedy, ...] = define_field("救济", "复议、诉讼：向谁提出，多长时间以内", ())
    supervision: tuple[Supervision, ...] = define_field("监督", "监督的形式、主体、做法", ())
    evaluation: tuple[Evaluation, ...] = define_field("测评", "测评的办法、周期、主体、依据", ())
    transaction: Transaction | None = define_field(
        "交易", "招投标、政府采购、土地出让、产权交易：种类和平台", None
    )
    no_procedure: str = define_field("不设流程", "没有流程的，写明理由", "")
    no_risk: str = define_field("无风险", "评估后没有风险点的，写明理由", "")

    @property
    def bases(self) -> tuple[Citation, ...]:
        """On what it rests, each article once; see BASES."""
        cited = (one for name in BASES for one in getattr(self, name))
        return tuple({(one.rule, one.article, one.tail): one for one in cited}.values())

    @property
    def tells_handling(self) -> bool:
        """Whether it says anything of how it is handled for those who apply."""
        return any(getattr(self, name) for name in HANDLING)

    @property
    def sub_item(self) -> bool:
        """Whether it is a sub item of another power."""
        return self.main_item is not None

    @property
    def entrustments(self) -> tuple[Entrustment, ...]:
        """委托 with both ends: whom one leaves out is the decider."""
        return tuple(
            part.model_copy(update={"by": part.by or self.decider, "to": part.to or self.decider})
            for part in self.entrusted
        )

    @property
    def entrusters(self) -> tuple[EntrustmentEnd, ...]:
        """Those who let others exercise it."""
        return tuple(part.make_end(part.by or self.decider) for part in self.entrusted)

    @property
    def entrustees(self) -> tuple[EntrustmentEnd, ...]:
        """Those who exercise it because others let them."""
        return tuple(part.make_end(part.to or self.decider) for part in self.entrusted)

    def as_on(self, day: datetime.date) -> Power:
        """The power with the entrustments that are in force on a day."""
        ends = zip(self.entrusted, self.entrustees, strict=True)
        parts = tuple(part for part, end in ends if end.is_in_force(day))
        return self if parts == self.entrusted else self.model_copy(update={"entrusted": parts})

    @property
    def responsible_ids(self) -> tuple[str, ...]:
        """Ids of the posts under 责任人, those in charge first."""
        part = self.responsible
        refs = (*part.in_charge, *part.chief, *part.direct) if part else ()
        return tuple(ref.id for ref in refs)

    @property
    def oversight_forms(self) -> tuple[Oversight, ...]:
        """In which forms the power is watched."""
        return tuple(dict.fromkeys(item.form for item in self.supervision))


class Accountability(Withholding):
    """追责情形: what goes wrong, what follows, on what basis, who decides."""

    shorthand: ClassVar[str] = "situation"

    situation: str = define_field("情形", "应当追责的情形")
    measure: str = define_field("方式", "追责的方式", "")
    basis: tuple[Basis, ...] = define_field("依据", "追责的依据", ())
    decider: HolderRef | None = define_field("决定机关", "由谁决定追责", None)


class Duty(AdoptableRecord):
    """责任事项: the duty that comes with a power."""

    adopts: DutyRef | None = define_adopts()
    powers: tuple[PowerRef, ...] = define_field(
        "事项", "对应的权力事项", (), headings="对应权力 对应权力事项 对应事项 对应职权"
    )
    holders: tuple[HolderRef, ...] = define_field(
        "责任主体", "承担责任的机构或岗位", (), headings="责任部门 责任单位 部门名称"
    )
    responsible: Responsibility | None = define_field("责任人", "直接、分管、主要责任的岗位", None)
    content: tuple[Sentence, ...] = define_field(
        "责任内容", "应当做到什么，一条一行", (), headings="责任事项内容 责任事项 责任 职责内容"
    )
    basis: tuple[Basis, ...] = define_field(
        "依据", "责任的依据", (), headings="责任事项依据 责任依据"
    )
    accountability: tuple[Accountability, ...] = define_field(
        "追责情形",
        "情形、方式、依据、决定机关",
        (),
        headings="问责情形 责任追究情形 追责情形及依据",
    )


class Risk(AdoptableRecord):
    """风险点: where power may go wrong, and who keeps it from doing so."""

    adopts: RiskRef | None = define_adopts()
    powers: tuple[PowerRef, ...] = define_field(
        "事项", "涉及的权力事项", (), headings="对应权力 对应权力事项 对应事项 对应职权 涉及权力"
    )
    domain: RiskDomain | None = define_field("领域", "人、财、物、事", None)
    level: RiskLevel | None = define_field(
        "等级", "高、中、低", None, headings="风险等级 风险级别 风险点等级"
    )
    signs: tuple[Sentence, ...] = define_field(
        "表现形式",
        "风险的表现，一条一行",
        (),
        headings="风险表现 风险表现形式 廉政风险点描述 风险描述",
    )
    found_by: tuple[FoundBy, ...] = define_field(
        "查找渠道", "组织排查、自查、纪委协查、案例分析", ()
    )
    controls: tuple[Sentence, ...] = define_field(
        "防控措施", "怎样防，一条一行", (), headings="预防和控制措施 防范措施 控制措施"
    )
    holders: tuple[HolderRef, ...] = define_field(
        "责任岗位", "谁负责防控", (), headings="单位/科室 责任单位 责任部门 部门 岗位"
    )
    responsible: Responsibility | None = define_field("责任人", "直接、分管、主要责任的岗位", None)

    @property
    def answerable(self) -> tuple[Ref, ...]:
        """Whoever answers for it, in whatever way."""
        return (*self.holders, *(self.responsible.posts if self.responsible else ()))
