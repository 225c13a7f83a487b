"""方案: actions with phases, and tasks with who answers for them and by when (S0-31, S4-23)."""

from __future__ import annotations

from shaiquan.model.base import Basis, BodyRef, Date, Part, PostRef, define_field
from shaiquan.model.common import Declared, Record
from shaiquan.model.terms import Term
from shaiquan.model.topic_tasks import Task


class TaskElement(Term):
    """要素: what each task of a programme says; the word is that of the field (S0-31)."""

    TASK = ("task", "目标任务", "任务")
    LEADER = ("leader", "牵头责任人", "责任领导", "责任人")
    DEPARTMENT = ("department", "责任单位", "牵头单位")
    STANDARD = ("standard", "工作标准", "标准")
    PROGRESS = ("progress", "进度", "工作进度")
    DEADLINE = ("deadline", "完成时限", "时限")


class Filing(Part):
    """备案: with whom the programme is filed, and when it was (S4-24)."""

    shorthand = "office"

    office: str = define_field("机关", "报谁备案")
    at: Date | None = define_field("日期", "哪一天报的", None)
    number: str = define_field("文号", "备案文件的文号", "")


class Phase(Part):
    """阶段: a stretch of time with its goal; the next one begins on the day after (S4-23)."""

    name: str = define_field("名称", "例如 风险排查")
    since: Date = define_field("从", "哪一天开始")
    until: Date = define_field("至", "哪一天结束")
    goal: str = define_field("目标", "这个阶段做到什么", "")


class ProgrammeTask(Task):
    """任务 of a programme: also the phase and the kind of work to which it belongs."""

    phase: str = define_field("阶段", "属于哪个阶段，写阶段的名称", "")
    start: Date | None = define_field("开始", "哪一天开始做", None)
    category: str = define_field("类别", "属于哪一类，例如 建章立制", "")


class Programme(Record):
    """方案: what is to be done, in phases and tasks, under whom."""

    lead: BodyRef | None = define_field("牵头", "哪个机构牵头", None, "牵头机构", "牵头单位")
    head: PostRef | None = define_field("组长", "谁任组长", None)
    group: BodyRef | None = define_field("领导小组", "哪个领导小组", None)
    basis: tuple[Basis, ...] = define_field("依据", "依据什么制定，写到条", ())
    issued: Date | None = define_field("印发日期", "哪一天印发的", None)
    filing: Filing | None = define_field("备案", "报谁备案：机关、日期、文号", None)
    declared: Declared | None = define_field("声明项数", "方案里说有多少项任务", None)
    elements: tuple[TaskElement, ...] = define_field(
        "要素", "每项任务必须写的，例如 [目标任务, 牵头责任人, 工作标准, 进度, 完成时限]", ()
    )
    phases: tuple[Phase, ...] = define_field("阶段", "名称、从、至、目标，一个接一个", ())
    tasks: tuple[ProgrammeTask, ...] = define_field("任务", "一项一条，写法和议题的 分解 一样", ())
