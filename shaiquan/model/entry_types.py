"""记事类型 in ``site.yml``: a row for each type of entry, and what it asks of each of them."""

from __future__ import annotations

from shaiquan.model.base import Flag, HolderRef, Part, define_field
from shaiquan.model.common import WholeNumber
from shaiquan.model.meeting_types import TimeBoundField
from shaiquan.model.relations import RelationField
from shaiquan.model.terms import Mechanism, Oversight


class EntryType(Part):
    """记事类型 的一行: what an entry of the type says, who may act, what its numbers keep to."""

    mechanism: Mechanism | None = define_field(
        "机制", "这类记事属于哪项机制：分工、决策、执行、监督", None
    )
    oversight: Oversight | None = define_field(
        "监督形式", "是哪种监督：参与式、轨迹化、同步化、社会化", None
    )
    by: tuple[HolderRef, ...] = define_field("主体", "可以由谁来做；不写的不限", ())
    required: tuple[str, ...] = define_field(
        "必填", "记事里必须写的字段，例如 [对象, 结果, 整改]", ()
    )
    excluded: tuple[str, ...] = define_field(
        "不写", "这类记事不公布、不该写的字段，例如问责只写数量: [对象, 内容]", ()
    )
    forms: tuple[str, ...] = define_field(
        "形式", "可以用的几种形式，例如 [恳谈会, 听证会, 走访]；写了就要从里面选", ()
    )
    categories: tuple[str, ...] = define_field(
        "参加", "每次都要有哪几类人参加，例如 [党代表, 群众代表]", ()
    )
    numbers: tuple[str, ...] = define_field("数量", "每次都要写的数，例如 [问题, 整改到位]", ())
    found: str = define_field("查出数", "数量里哪个是查出的问题", "问题")
    mended: str = define_field("整改数", "数量里哪个是改完的问题", "整改到位")
    relations: tuple[RelationField, ...] = define_field(
        "关系", "数量之间要成立的关系，例如 整改到位 ≤ 问题、问题 = 立行立改 + 限期整改", ()
    )
    stages: tuple[str, ...] = define_field(
        "环节", "依次经过的环节，例如 [收集, 整理, 发布, 跟踪, 处置, 反馈]", ()
    )
    aspects: tuple[str, ...] = define_field(
        "方面", "评分必须包括的方面，例如 [决策, 执行, 监督]", ()
    )
    full_score: WholeNumber | None = define_field("满分", "各项权重合计多少，例如 100", None)
    done_limit: TimeBoundField | None = define_field(
        "办结期限", "从日期起多久办结，例如 至多15个工作日", None
    )
    publish_limit: TimeBoundField | None = define_field(
        "公布期限", "从日期起多久公布结果，例如 至多5个工作日；当场公布的写 至多当场", None
    )
    evaluates: Flag = define_field(
        "测评", "是：结果算对象（权力事项、机构或岗位）的一次测评", False
    )
    feedback: Flag = define_field("意见", "是：来自群众的意见，按单位数收到多少、办结多少", False)
