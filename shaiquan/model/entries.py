"""记事: something that was done on a day: a report, an inspection, an evaluation, an activity.

What one of them must say is a row of 记事类型 in ``site.yml``; there is no class for each.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from shaiquan.model.base import (
    Date,
    Flag,
    HolderRef,
    Part,
    PeriodField,
    Ref,
    RefKinds,
    define_field,
)
from shaiquan.model.common import Record, WholeNumber
from shaiquan.model.meetings import Guests
from shaiquan.model.scores import ScoreField
from shaiquan.model.topic_tasks import Task

#: what an entry may be about
SubjectRef = Annotated[
    Ref,
    RefKinds(
        *("body", "post", "power", "duty", "risk", "procedure", "rule", "list"),
        *("topic", "meeting", "programme", "entry"),
    ),
]


class Indicator(Part):
    """评分 的一项: an indicator with its weight and its score (S4-15)."""

    name: str = define_field("指标", "评什么")
    aspect: str = define_field("方面", "属于哪个方面，例如 决策、执行、监督", "")
    weight: ScoreField = define_field("权重", "最多几分")
    score: ScoreField | None = define_field("得分", "得了几分", None)
    quantitative: Flag = define_field("定量", "是：按数据打分，要写 数据；否：按材料评", False)
    measured: str = define_field("数据", "定量指标的数据，例如 办结 96.5%；定性的不写", "")
    basis: str = define_field("说明", "为什么是这个分，看了什么材料", "")


class Ranked(Part):
    """排名 的一行: who, with which score, in which place (S0-32)."""

    who: HolderRef = define_field("谁", "哪个机构或岗位")
    score: ScoreField | None = define_field("得分", "量化的得分", None)
    place: WholeNumber = define_field("名次", "第几名")


class StageDate(Part):
    """环节 的一行: a stage and its day."""

    stage: str = define_field("环节", "记事类型 环节 里的一个")
    at: Date = define_field("日期", "哪一天")
    note: str = define_field("说明", "做了什么", "")


class DatedEntry(Record):
    """记事: its type, its day, who acted, about what, with what result."""

    whole_lists: ClassVar[frozenset[str]] = frozenset(("by",))

    type: str = define_field("类型", "site.yml 记事类型 里的一种", ..., "记事类型")
    at: Date = define_field("日期", "哪一天")
    period: PeriodField | None = define_field(
        "所属期", "说的是哪段时间，例如 2026年上半年；不写的就是日期所在的", None
    )
    by: tuple[HolderRef, ...] = define_field("主体", "谁做的：机构或岗位", ())
    to: tuple[HolderRef, ...] = define_field("向谁", "向谁报告、述职、备案", ())
    subjects: tuple[SubjectRef, ...] = define_field(
        "对象", "关于谁、关于什么：机构、岗位、权力事项、流程、议题、制度、以前的记事等", ()
    )
    form: str = define_field("形式", "怎样做的，例如 恳谈会、听证会、走访", "")
    place: str = define_field("地点", "在哪里", "")
    participants: tuple[Guests, ...] = define_field(
        "参加", "参加的机构、岗位，或者哪类人、几个人", ()
    )
    content: str = define_field("内容", "一两句话", "")
    numbers: dict[str, WholeNumber] = define_field(
        "数量", "名目: 数，例如 {问题: 12, 整改到位: 9}", {}
    )
    indicators: tuple[Indicator, ...] = define_field("评分", "指标、方面、权重、得分", ())
    ranking: tuple[Ranked, ...] = define_field("排名", "谁、得分、名次", ())
    result: str = define_field("结果", "结果怎样，一两句话", "")
    stages: tuple[StageDate, ...] = define_field("环节", "依次走到了哪些环节、哪一天", ())
    due: Date | None = define_field("期限", "什么时候办完；不写的按记事类型的 办结期限 算", None)
    done: Date | None = define_field("办结", "哪一天办结", None, "完成日期")
    published: Date | None = define_field("公布", "哪一天公布了结果", None)
    tasks: tuple[Task, ...] = define_field(
        "整改", "要整改的问题：任务、责任单位、时限、完成日期", ()
    )
