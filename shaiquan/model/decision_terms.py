"""Vocabularies of topics and meetings."""

from __future__ import annotations

from shaiquan.model.terms import Term

#: a topic that touches people's lives, a project for the good of all (seed 004, S4-21), and a
#: topic that only orders the meeting itself
LIVELIHOOD, PUBLIC_INTEREST, PROCEDURAL = "民生", "公益性建设", "程序性"
#: attributes that a topic of any type may have, beside those of 条件关口 in the type table
COMMON_ATTRIBUTES = (LIVELIHOOD, PUBLIC_INTEREST, "涉密", PROCEDURAL)


class OriginForm(Term):
    """来源: from where a topic comes; the first two are the two tracks of seed 003 (S3-08)."""

    GRASSROOTS = ("grassroots", "下到基层找议题", "基层收集")
    CARRIED = ("carried", "带着议题下基层", "带题问访")
    PROPOSED = ("proposed", "部门提出", "单位提出")
    SUPERIOR = ("superior", "上级要求", "上级部署")
    REPRESENTATIVES = ("representatives", "代表建议", "提案", "建议")


class ApprovalRoute(Term):
    """路径: how a topic gets onto an agenda (seed 001, S1-11)."""

    COORDINATED = ("coordinated", "协调审定")
    DELEGATED = ("delegated", "委托审定")
    DIRECT = ("direct", "直接确定")


class Consulted(Term):
    """征求意见 的类别: who was asked (seed 001, S1-29; S1-31 and S1-32 the last two)."""

    DEPARTMENT = ("department", "部门", "有关部门", "单位")
    CONGRESS = ("peoples-congress", "人大")
    CONFERENCE = ("political-conference", "政协")
    ORGANISATION = ("peoples-organisation", "人民团体", "群团")
    PARTY = ("democratic-party", "民主党派")
    OUTSIDER = ("non-party", "党外人士", "无党派人士")
    EXPERT = ("expert", "专家")
    PUBLIC = ("public", "群众", "公众", "社会公众", "村民")
    MEMBER = ("member", "分管领导", "分管常委", "分管成员")
    CHIEF = ("chief", "政府正职", "行政首长")


class Adoption(Term):
    """采纳: what became of an opinion."""

    WHOLLY = ("adopted", "采纳", "全部采纳", "已采纳")
    PARTLY = ("partly", "部分采纳")
    NOT = ("not-adopted", "未采纳", "不采纳")
    NONE = ("no-opinion", "没有意见", "无意见")


class Outcome(Term):
    """结果 of a deliberation (S0-16, S1-24)."""

    PASSED = ("passed", "通过", "审议通过", "原则通过", "同意")
    REJECTED = ("rejected", "否决", "未通过", "没有通过")
    POSTPONED = ("postponed", "缓议", "暂缓")
    RETURNED = ("returned", "退回", "退回修改")
    HEARD = ("heard", "听取", "听取汇报", "通报")


#: outcomes with which a meeting decides; a report that was heard decides nothing
SETTLING = frozenset((Outcome.PASSED, Outcome.REJECTED))
#: outcomes after which a topic does not come back
FINAL = SETTLING | {Outcome.HEARD}


class NoticeForm(Term):
    """公示 的形式: how the public takes part (S1-30, S2-07)."""

    NOTICE = ("notice", "公示")
    COMMENTS = ("comments", "公开征求意见", "征求意见")
    HEARING = ("hearing", "听证会", "听证")
    APPOINTMENT = ("appointment", "任前公示")


class MeetingState(Term):
    """Where a meeting stands; worked out from its dates, never written (S1-07)."""

    PLANNED = ("planned", "拟召开")
    CALLED = ("called", "已通知")
    HELD = ("held", "已召开")
    CANCELLED = ("cancelled", "没有开成")


#: states of a meeting that is still to be held
COMING = (MeetingState.PLANNED, MeetingState.CALLED)


class TopicState(Term):
    """Where a topic stands; worked out from its dates, never written (S0-16)."""

    PROPOSED = ("proposed", "提出")
    EXAMINED = ("examined", "审核")
    APPROVED = ("approved", "批准")
    SCHEDULED = ("scheduled", "列入")
    DISCUSSED = ("discussed", "讨论")
    POSTPONED = ("postponed", "缓议")
    RETURNED = ("returned", "退回")
    REJECTED = ("rejected", "否决")
    DECIDED = ("decided", "决定")
    EXECUTED = ("executed", "执行")
    EVALUATED = ("evaluated", "评估")
    CLOSED = ("closed", "办结")


class TaskState(Term):
    """Where a task stands; worked out from its dates, never written (S0-30)."""

    OVERDUE = ("overdue", "逾期")
    DUE_SOON = ("due-soon", "30天内到期")
    UNDER_WAY = ("under-way", "正在落实")
    DONE = ("done", "办完")


class NoticeState(Term):
    """Whether the public may take part now; worked out from the dates of a 公示 (S2-07)."""

    OPEN = ("open", "正在进行")
    COMING = ("coming", "将要开始")
    ENDED = ("ended", "已经结束")
