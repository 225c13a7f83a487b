"""流程: steps in the order written, and sets of procedures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from shaiquan.limits import BRANCHES, LANES, STEPS, WAYS, OverLimit
from shaiquan.model.adoption import AdoptableRecord, define_adopts
from shaiquan.model.base import (
    ActorRef,
    Basis,
    Date,
    Flag,
    LimitField,
    Part,
    Ref,
    RefKinds,
    Uncounted,
    Withholding,
    at_most,
    define_field,
)
from shaiquan.model.common import Declared, Extras, Identifier, Sentence
from shaiquan.model.powers import PowerRef, RiskRef
from shaiquan.model.shapes import Path
from shaiquan.model.terms import ChartLayout, Running, Voting
from shaiquan.model.transactions import Transaction

ProcedureRef = Annotated[Ref, RefKinds("procedure")]
ProcedureSetRef = Annotated[Ref, RefKinds("procedure_set")]

#: the fields that say who acts
ACTOR_FIELDS = ("actor", "joint_actors", "any_actors")
_SEVERAL_ACTORS = "一起做的改写 共同主体: [……, ……]，哪一个做都行的改写 任一主体，只是帮忙的写 配合"
#: the keys of which a step has just one; they also say what the step is
STEP_KEYS = ("start", "step", "decision", "subprocess", "parallel", "end")


class Extension(Part):
    """延长: by how much a limit may be extended, and who approves it (行政许可法第四十二条)."""

    shorthand: ClassVar[str] = "limit"

    limit: LimitField = define_field("时限", "最多延长多久，例如 10日")
    by: ActorRef | None = define_field("批准", "谁批准：机构、岗位或角色", None)


class Step(Withholding):
    """One step: 开始、步骤、判断、子流程、并行 or 结束, with what is known of it."""

    shorthand: ClassVar[str] = "step"
    whole_lists: ClassVar[frozenset[str]] = frozenset(("joint_actors", "any_actors"))

    start: str = define_field("开始", "起点，写做什么", "")
    step: str = define_field("步骤", "一步，写做什么", "")
    decision: str = define_field("判断", "分叉的问题，写两个以上分支", "")
    subprocess: ProcedureRef | None = define_field("子流程", "另一个流程的名称或编号", None)
    parallel: Annotated[tuple[tuple[Step, ...], ...], at_most(WAYS)] = define_field(
        "并行", "几条同时进行的支路", (), essential=True
    )
    end: str = define_field("结束", "终点，写结果", "")
    leads_to: ProcedureRef | None = define_field("接续", "写在 结束 上：接着进入哪个流程", None)
    anchor: Identifier | None = define_field(
        "标识", "英文锚点，用于链接和区分同名步骤", None, essential=True
    )
    actor: ActorRef | None = define_field(
        "主体", "谁来做：机构、岗位或角色，只写一个", None, several=_SEVERAL_ACTORS
    )
    joint_actors: tuple[ActorRef, ...] = define_field(
        "共同主体", "几个主体一起做、缺一不可的，都写在这里，不写 主体", (), "联合主体"
    )
    any_actors: tuple[ActorRef, ...] = define_field(
        "任一主体", "几个主体哪一个做都行的，都写在这里，不写 主体", ()
    )
    partners: tuple[ActorRef, ...] = define_field("配合", "谁配合", ())
    limit: LimitField | None = define_field(
        "时限", "例如 3个工作日、不少于7日、会前2日、当场", None, "办理时限"
    )
    uncounted: Uncounted = define_field(
        "不计入", "这一步的时间不算在办理时限里：写 是，或者写原因，例如 专家评审", ""
    )
    within: str = define_field("含在", "这一步的时间算在哪一步的时限里，写那一步", "")
    extension: Extension | None = define_field("延长", "时限经批准可以延长多久", None)
    criteria: tuple[Sentence, ...] = define_field(
        "审查标准", "这一步看什么、合什么要求，一条一行", ()
    )
    documents: tuple[str, ...] = define_field("文书", "形成的文书", ())
    result: str = define_field("办理结果", "这一步办出什么，例如 受理或者不予受理", "")
    gates: tuple[str, ...] = define_field("关口", "这一步是哪些关口，例如 合法性审查", ())
    required: tuple[str, ...] = define_field(
        "必备", "这一步做到了类型表 必备 里的哪些事，例如 纪要", ()
    )
    collective: Flag = define_field("集体决定", "是不是集体讨论决定", False)
    speaks_last: Flag = define_field("末位发言", "集体讨论时主要负责人是不是末位发言", False)
    signatures: tuple[str, ...] = define_field(
        "签批", "这一步依次由谁签批，写类型表 签批 里的角色", ()
    )
    payment: Flag = define_field("支付", "这一步是不是付款；之前每条路都要集体决定", False)
    voting: Voting | None = define_field("表决", "口头、举手、无记名、记名", None)
    branches: Annotated[dict[str, str], at_most(WAYS)] = define_field("分支", "结果: 去哪一步", {})
    failing: tuple[str, ...] | None = define_field(
        "不通过", "判断的哪些答案算没有通过；写了就只认这些，[] 是都不算", None
    )
    next: str = define_field("下一步", "不接着往下走时，写去哪一步", "")
    side: Step | None = define_field("旁路", "同时在旁边进行的一步", None)
    risks: tuple[RiskRef, ...] = define_field("风险", "这一步的风险点", (), "风险点")
    basis: tuple[Basis, ...] = define_field("依据", "这一步的依据", ())
    stage: str = define_field("阶段", "属于哪个阶段", "")
    counted: Flag | None = define_field("计数", "要不要计入声明的步骤数", None)
    note: str = define_field("说明", "补充说明", "")
    extras: Extras = define_field(
        "其他要素", "原来步骤表里别的栏目，栏目名: 内容，例如 办理地点: 二楼窗口", {}
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(bool(getattr(self, key)) for key in STEP_KEYS) != 1:
            raise PydanticCustomError("bad-step", "one of the step keys")
        return self

    @property
    def type(self) -> str:
        """Which of STEP_KEYS the step is."""
        return next(key for key in STEP_KEYS if getattr(self, key))

    @property
    def actors(self) -> tuple[Ref, ...]:
        """Who acts: one, several together, or any of several."""
        single = (self.actor,) if self.actor else ()
        return (*single, *self.joint_actors, *self.any_actors)

    @property
    def act(self) -> str:
        """What the step says; empty for 并行."""
        if self.subprocess:
            return self.subprocess.text
        return self.start or self.step or self.decision or self.end


def list_steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    """The steps and those in parallels and beside them, in reading order."""
    return (step for _, step in walk_steps(steps))


def walk_steps(steps: tuple[Step, ...], path: Path = ("steps",)) -> Iterator[tuple[Path, Step]]:
    """The same with their field paths: ``path`` is that of ``steps``."""
    for index, step in enumerate(steps):
        here = (*path, index)
        yield here, step
        for number, branch in enumerate(step.parallel):
            yield from walk_steps(branch, (*here, "parallel", number))
        if step.side:
            yield (*here, "side"), step.side


def _check_size(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    every = [*list_steps(steps)]
    if len(every) > STEPS.most:
        raise OverLimit(STEPS)
    if sum(len(step.branches) for step in every) > BRANCHES.most:
        raise OverLimit(BRANCHES)
    return steps


def _read_no_lanes(value: object) -> object:
    """``泳道: 否`` asks for none; the reader makes a list of every value of a list."""
    no = isinstance(value, list) and len(value) == 1 and value[0] in NO_LANES
    return [] if no else value


#: what asks for a chart without lanes
NO_LANES = ("否", "no", "false")


class Procedure(AdoptableRecord):
    """流程: how a power is exercised."""

    adopts: ProcedureRef | None = define_adopts()
    step_limits: dict[str, LimitField] = define_field(
        "各步时限",
        "写了 沿用 的：步骤（或者它的标识）: 本单位的时限，例如 受理: 3个工作日",
        {},
        essential=True,
    )
    powers: tuple[PowerRef, ...] = define_field("事项", "对应的权力事项", ())
    type: str = define_field("类型", "site.yml 类型表 里的一种", "")
    attributes: tuple[str, ...] = define_field(
        "属性", "办的事有类型表 条件关口 里的哪些属性，例如 专业性强", ()
    )
    wall: Flag = define_field("上墙", "要不要打印上墙", False)
    card: Flag = define_field("明白卡", "不上墙的也印明白卡（上墙的都印）", False)
    running: Running | None = define_field("运行", "外部（办事人看得到）或 内部", None)
    materials: tuple[str, ...] = define_field("材料", "办事人要交的材料，一条一行", (), "申请材料")
    window: str = define_field("窗口", "办事人到哪里办", "", "办理地点")
    checked: Date | None = define_field("核对日期", "哪天同制度核对过", None)
    #: None: the sheet takes what makes its type largest; empty: no lanes
    lanes: Annotated[
        tuple[ActorRef, ...] | None, BeforeValidator(_read_no_lanes), at_most(LANES)
    ] = define_field("泳道", "图上分栏的主体，从左到右；否：不分栏；不写：哪样字大就用哪样", None)
    layout: ChartLayout | None = define_field(
        "绘图", "写 dot 由 Graphviz 排图，不分泳道；没写时照 site.yml 的 绘图", None
    )
    promised: LimitField | None = define_field("承诺时限", "承诺全程多久办完", None)
    legal: LimitField | None = define_field("法定时限", "法定全程多久办完", None)
    extension: Extension | None = define_field(
        "延长", "法定时限（没有写的，承诺时限）经批准可以延长多久", None
    )
    basis: tuple[Basis, ...] = define_field("依据", "流程的依据", ())
    transaction: Transaction | None = define_field(
        "交易", "招投标、政府采购、土地出让、产权交易：种类和平台", None
    )
    declared: Declared | None = define_field("声明步骤数", "原文说有几步", None)
    steps: Annotated[tuple[Step, ...], AfterValidator(_check_size)] = define_field(
        "步骤", "从上到下写"
    )


class DeclaredSet(Part):
    """What a set of procedures says of itself (seed 000: 5 张流程图、33 个步骤)."""

    charts: Declared | None = define_field("图", "流程图张数", None, "流程图")
    steps: Declared | None = define_field("步骤", "步骤总数", None)


class ProcedureSet(AdoptableRecord):
    """流程集: procedures in order, each beginning where the one before it ends."""

    adopts: ProcedureSetRef | None = define_adopts()
    type: str = define_field("类型", "site.yml 类型表 里的一种，定各张图的先后", "")
    chained: Flag = define_field("衔接", "每张图的终点是不是接着下一张图", False)
    members: tuple[ProcedureRef, ...] = define_field("流程", "依次写流程的名称或编号")
    declared: DeclaredSet = define_field("声明", "声明的图数和步骤数", DeclaredSet())
