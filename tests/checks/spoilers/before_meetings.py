"""Faults of what comes before a meeting: words, gates, signatures, dates."""

from __future__ import annotations

from tests.checks.random_meetings import MadeMeeting, Values
from tests.checks.spoilers.registry import change, drop, is_passed, is_settled, item_of, spoil_topic


@spoil_topic("unknown-type")
def misspell_type(made: MadeMeeting, topic: Values) -> bool:
    return change(topic, "类型", f"{topic['类型']}类")


@spoil_topic("unknown-gate")
def misspell_gate(made: MadeMeeting, topic: Values) -> bool:
    gates = topic.get("关口", [])
    return bool(gates) and change(gates[-1], "关口", f"{gates[-1]['关口']}会")


@spoil_topic("topic-attribute-unknown")
def add_unknown_attribute(made: MadeMeeting, topic: Values) -> bool:
    return change(topic, "属性", ["要紧"])


@spoil_topic("topic-role-unknown")
def misspell_role(made: MadeMeeting, topic: Values) -> bool:
    roles = [row for row in topic.get("签批", []) if row["角色"] == "分管常委"]
    return bool(roles) and change(roles[0], "角色", "分管委员")


@spoil_topic("topic-stage-unknown")
def misspell_stage(made: MadeMeeting, topic: Values) -> bool:
    return "纪实" in topic and change(made.rng.choice(topic["纪实"]), "环节", "推荐会")


@spoil_topic("topic-gate-missing")
def drop_gate(made: MadeMeeting, topic: Values) -> bool:
    gates = topic.get("关口", []) if is_settled(topic) else []
    return bool(gates) and bool(gates.pop(made.rng.randrange(len(gates))))


@spoil_topic("topic-gate-missing")
def drop_alternative(made: MadeMeeting, topic: Values) -> bool:
    needed = "涉及全局" in topic.get("属性", []) and is_settled(topic)
    return needed and change(topic, "方案", ["只有一个"])


@spoil_topic("topic-gate-missing")
def ask_somebody_else(made: MadeMeeting, topic: Values) -> bool:
    needed = topic["类型"] == "干部任免" and is_settled(topic)
    return needed and change(topic["征求意见"][0], "对象", "县人大")


@spoil_topic("topic-gate-late")
def close_gate_late(made: MadeMeeting, topic: Values) -> bool:
    dated = [gate for gate in topic.get("关口", []) if "日期" in gate]
    late = made.date(made.rng.randint(1, 20))
    return bool(dated) and is_settled(topic) and change(made.rng.choice(dated), "日期", late)


@spoil_topic("topic-gate-failed")
def fail_gate(made: MadeMeeting, topic: Values) -> bool:
    answers = {"可控": "不可控", "合法": "不合法，要修改", "有预算": "没有预算"}
    found = [gate for gate in topic.get("关口", []) if "结论" in gate]
    if not (found and is_passed(topic)):
        return False
    gate = made.rng.choice(found)
    return change(gate, "结论", answers[gate["结论"]])


@spoil_topic("topic-gate-time")
def hasten_review(made: MadeMeeting, topic: Values) -> bool:
    found = [gate for gate in topic.get("关口", []) if "收到" in gate]
    return bool(found) and change(found[0], "收到", made.date(-40 - made.rng.randint(0, 6)))


@spoil_topic("topic-gate-waived")
def waive_gate_without_reason(made: MadeMeeting, topic: Values) -> bool:
    found = [gate for gate in topic.get("关口", []) if "不适用" in gate]
    return bool(found) and change(found[0], "不适用", "是")


@spoil_topic("topic-signature-missing")
def drop_signature(made: MadeMeeting, topic: Values) -> bool:
    rows = topic.get("签批", []) if is_settled(topic) else []
    return bool(rows) and bool(rows.pop(made.rng.randrange(len(rows))))


@spoil_topic("topic-signature-undated")
def drop_date_of_signature(made: MadeMeeting, topic: Values) -> bool:
    rows = topic.get("签批", []) if is_settled(topic) else []
    return bool(rows) and drop(made.rng.choice(rows), "日期")


@spoil_topic("topic-signed-after-meeting")
def sign_after_meeting(made: MadeMeeting, topic: Values) -> bool:
    rows = topic.get("签批", []) if is_settled(topic) else []
    return bool(rows) and change(rows[-1], "日期", made.date(made.rng.randint(1, 9)))


@spoil_topic("topic-signed-after-notice")
def sign_after_notice(made: MadeMeeting, topic: Values) -> bool:
    rows = topic.get("签批", []) if is_settled(topic) else []
    called = made.meeting["通知"] < made.date(0)
    return called and bool(rows) and change(rows[-1], "日期", made.date(0))


@spoil_topic("topic-sponsor-late")
def sign_before_sponsor(made: MadeMeeting, topic: Values) -> bool:
    rows = topic.get("签批", [])
    return len(rows) > 1 and change(rows[made.rng.randint(1, 2)], "日期", made.date(-25))


@spoil_topic("topic-signed-by-vacant-post")
def sign_by_vacant_post(made: MadeMeeting, topic: Values) -> bool:
    return "签批" in topic and change(made.rng.choice(topic["签批"]), "签字", "统战部长")


@spoil_topic("topic-without-proposer")
def drop_proposer(made: MadeMeeting, topic: Values) -> bool:
    return is_settled(topic) and drop(topic, "提出")


@spoil_topic("topic-without-origin")
def drop_origin(made: MadeMeeting, topic: Values) -> bool:
    return drop(topic, "来源")


@spoil_topic("opinion-unanswered")
def drop_answer(made: MadeMeeting, topic: Values) -> bool:
    return "征求意见" in topic and is_settled(topic) and drop(topic["征求意见"][0], "采纳")


@spoil_topic("other-leader-unconsulted")
def touch_area_of_another(made: MadeMeeting, topic: Values) -> bool:
    presented = item_of(topic)["汇报"] == "县长" and is_settled(topic)
    return (
        presented
        and topic["类型"] == "资金使用"
        and change(topic, "事项", ["资金的使用", "干部的任免"])
    )


@spoil_topic("nomination-missing")
def drop_nomination(made: MadeMeeting, topic: Values) -> bool:
    return is_settled(topic) and drop(topic, "提名")


@spoil_topic("topic-dates-reversed")
def propose_after_meeting(made: MadeMeeting, topic: Values) -> bool:
    return change(topic["提出"], "日期", made.date(made.rng.randint(1, 9)))


@spoil_topic("topic-dates-reversed")
def publish_before_meeting(made: MadeMeeting, topic: Values) -> bool:
    return "公开环节" in topic and change(topic["公开环节"], "决策", made.date(-1))


@spoil_topic("topic-dates-odd")
def sign_before_proposal(made: MadeMeeting, topic: Values) -> bool:
    return "签批" in topic and change(topic["签批"][0], "日期", made.date(-120))


@spoil_topic("stage-log-reversed")
def swap_stages(made: MadeMeeting, topic: Values) -> bool:
    stages = topic.get("纪实", [])
    return bool(stages) and change(topic, "纪实", [stages[1], stages[0], *stages[2:]])


@spoil_topic("stage-log-gap")
def drop_stage(made: MadeMeeting, topic: Values) -> bool:
    stages = topic.get("纪实", [])
    return bool(stages) and bool(stages.pop(made.rng.randrange(len(stages) - 1)))
