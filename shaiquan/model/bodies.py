"""机构、岗位、任职、角色, and the registers of 领域 and 权力类别."""

from __future__ import annotations

from typing import Annotated

from shaiquan.model.base import (
    AreaRef,
    BodyRef,
    Date,
    Flag,
    HolderRef,
    Part,
    PostRef,
    Ref,
    RefKinds,
    define_field,
)
from shaiquan.model.common import Declared, Record, Sentence, WholeNumber
from shaiquan.model.terms import BodyType, Level, Position


class Body(Record):
    """机构: a committee, a group, a department, an office, a village."""

    type: BodyType = define_field(
        "类型", "党代会、全会、常委会、党委、会议、纪委、部门、内设机构等", BodyType.OTHER
    )
    level: Level | None = define_field(
        "层级",
        "哪一级的：省级、市级、县级、乡级（乡、镇、街道）、村级（村、社区）；写在单位上",
        None,
    )
    parent: BodyRef | None = define_field(
        "上级", "上级机构", None, headings="上级机构 上级单位 主管部门"
    )
    address: str = define_field("地址", "办公地址", "", headings="办公地址 办公地点")
    phone: str = define_field("电话", "办公电话", "", headings="联系电话 办公电话")
    hours: str = define_field("办公时间", "对外办公时间", "")


#: the verbs by which a post answers for an area itself; seed 001 writes 负责 for every post
GOVERNING_VERBS = ("leads", "heads", "charge")


class Portfolio(Part):
    """分工: the areas of a post, by the verb of its responsibility (seed 001, S1-05)."""

    leads: tuple[AreaRef, ...] = define_field("负责", "负责的领域", ())
    heads: tuple[AreaRef, ...] = define_field("主管", "主管的领域", ())
    charge: tuple[AreaRef, ...] = define_field("分管", "分管的领域", ())
    liaison: tuple[AreaRef, ...] = define_field("联系", "联系的领域", ())
    assists: tuple[AreaRef, ...] = define_field("协助", "协助的领域", ())
    coordinates: tuple[AreaRef, ...] = define_field("协调", "协调的领域", ())

    def governed_areas(self) -> tuple[Ref, ...]:
        """Areas that the post answers for itself, each once: 负责, 主管 and 分管."""
        named = (ref for verb in GOVERNING_VERBS for ref in getattr(self, verb))
        return tuple({ref.id: ref for ref in named}.values())


class Post(Record):
    """岗位: a seat, whoever sits in it; its page is the 职位说明书 (seed 003, S3-03)."""

    body: BodyRef = define_field(
        "机构", "岗位所在的机构", headings="所在机构 所属机构 所在单位 所属单位 所在部门 所属部门"
    )
    position: Position | None = define_field("职位", "常委职位，用来核对 应设职位", None)
    head: Flag = define_field(
        "正职", "是不是主要负责人（一把手）", False, headings="是否正职 是否主要负责人"
    )
    member: Flag = define_field("班子成员", "是不是领导班子成员", False)
    order: int = define_field("排序", "显示的先后，小的在前", 100)
    portfolio: Portfolio = define_field(
        "分工",
        "按 负责 主管 分管 联系 协助 协调 写领域",
        Portfolio(),
        headings="分管工作 分管领域 分管范围 职责分工 工作分工 领导分工 分工情况",
    )
    functions: tuple[Sentence, ...] = define_field("职能", "岗位的几项职能，一条一行", ())
    declared: Declared | None = define_field("声明职能数", "原文说有几项职能", None)
    tasks: tuple[Sentence, ...] = define_field("职责", "岗位职责，一条一行", (), "岗位职责")
    by_kind: dict[str, str] = define_field(
        "分类职责", "职责类别: 做什么，例如 调查研究、提出意见、组织实施、催促检查", {}
    )
    reports_to: HolderRef | None = define_field("报告", "向谁负责、向谁报告", None)
    limits: tuple[Sentence, ...] = define_field(
        "界限", "这个岗位不得做什么，一条一行", (), "禁止事项"
    )
    commitments: tuple[Sentence, ...] = define_field("承诺", "履职承诺，一条一行", (), "履职承诺")
    term: str = define_field("任期", "任期多久，例如 五年", "")
    seats: WholeNumber | None = define_field("人数", "同时可以有几个人任这个岗位（没写时 1）", None)
    vacant: Flag = define_field("空缺", "岗位是不是空着", False)
    self_checked: Date | None = define_field("自查日期", "哪天交了风险自查表", None)
    phone: str = define_field("电话", "办公电话", "")

    @property
    def governed(self) -> tuple[str, ...]:
        """Ids of the areas that the post answers for itself."""
        return tuple(ref.id for ref in self.portfolio.governed_areas())


class Tenure(Record):
    """任职: who held a post, from when to when."""

    name: str = define_field("名称", "可以不写", "")
    post: PostRef = define_field("岗位", "任的岗位")
    person: str = define_field("姓名", "可以不写", "")
    since: Date = define_field("从", "任职日期")
    until: Date | None = define_field("至", "免职日期", None)


class Role(Record):
    """角色: an actor of procedures that is neither a body nor a post (申请人, 考察组)."""


class Area(Record):
    """领域: what a portfolio is about (财务, 干部人事, 工程项目, 审计 …)."""


class Category(Record):
    """权力类别: a group of powers in the list of powers."""

    order: int = define_field("排序", "显示的先后，小的在前", 100)
    declared: Declared | None = define_field("声明事项数", "这一类应有的权力事项数", None)


CategoryRef = Annotated[Ref, RefKinds("category")]
