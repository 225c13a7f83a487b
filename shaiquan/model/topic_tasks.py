"""What follows a decision: tasks with their progress, and what was published of it."""

from __future__ import annotations

from typing import ClassVar

from shaiquan.model.base import BodyRef, Date, Part, PostRef, Withholding, define_field
from shaiquan.model.common import WholeNumber


class Progress(Part):
    """进度: how much of a task is done on a day."""

    at: Date = define_field("日期", "哪一天")
    percent: WholeNumber | None = define_field("完成", "完成百分之几，写 0 到 100 的数", None)
    note: str = define_field("说明", "做了什么", "")


class Task(Withholding):
    """分解: a task with who answers for it and by when (S0-30)."""

    shorthand: ClassVar[str] = "task"

    task: str = define_field("任务", "做什么")
    leader: PostRef | None = define_field("责任领导", "哪个班子成员负责", None)
    department: BodyRef | None = define_field("责任单位", "哪个单位牵头办", None)
    partners: tuple[BodyRef, ...] = define_field("配合", "配合的单位", ())
    standard: str = define_field("标准", "做到什么样", "")
    deadline: Date | None = define_field("时限", "什么时候做完", None)
    progress: tuple[Progress, ...] = define_field("进度", "日期、完成百分之几、说明", ())
    done: Date | None = define_field("完成日期", "哪一天做完的", None, "办结")
    other_leader: str = define_field("另行指定", "责任领导不是分管这个领域的，写明原因", "")


class PublicationStages(Part):
    """公开环节: when 决策, 执行 and 反馈 were published (S4-17)."""

    decision: Date | None = define_field("决策", "哪一天公布决定", None)
    execution: Date | None = define_field("执行", "哪一天公布执行情况", None)
    feedback: Date | None = define_field("反馈", "哪一天公布结果和反馈", None)
