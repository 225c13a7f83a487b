"""Faults of what follows a decision: tasks, publication, emergencies, notices."""

from __future__ import annotations

from tests.checks.random_meetings import MEMBERS, MadeMeeting, Values
from tests.checks.spoilers.registry import change, drop, is_passed, spoil_topic


def task_of(topic: Values) -> Values:
    """The one task of a topic; nothing where it has none."""
    tasks: list[Values] = topic.get("分解", [])
    return tasks[0] if tasks else {}


def change_task(topic: Values, key: str, value: object) -> bool:
    return bool(task_of(topic)) and change(task_of(topic), key, value)


@spoil_topic("decision-without-tasks")
def drop_tasks(made: MadeMeeting, topic: Values) -> bool:
    return is_passed(topic) and (drop(topic, "分解") or drop(topic, "无需分解"))


@spoil_topic("tasks-and-none-needed")
def need_no_tasks(made: MadeMeeting, topic: Values) -> bool:
    return "分解" in topic and change(topic, "无需分解", "一次办完")


@spoil_topic("task-incomplete")
def drop_part_of_task(made: MadeMeeting, topic: Values) -> bool:
    return drop(task_of(topic), made.rng.choice(("责任领导", "责任单位", "标准", "时限")))


@spoil_topic("task-by-another-leader")
def give_task_to_another(made: MadeMeeting, topic: Values) -> bool:
    others = [post for post in MEMBERS if post != task_of(topic).get("责任领导")]
    return change_task(topic, "责任领导", made.rng.choice(others))


@spoil_topic("task-before-decision")
def end_task_before(made: MadeMeeting, topic: Values) -> bool:
    return change_task(topic, "时限", made.date(-made.rng.randint(1, 60)))


@spoil_topic("progress-beyond-whole")
def do_more_than_all(made: MadeMeeting, topic: Values) -> bool:
    return change_task(topic, "进度", [{"日期": made.date(20), "完成": "101"}])


@spoil_topic("progress-backwards")
def go_back(made: MadeMeeting, topic: Values) -> bool:
    steps = [{"日期": made.date(9), "完成": "60"}, {"日期": made.date(20), "完成": "20"}]
    return change_task(topic, "进度", steps)


@spoil_topic("task-done-not-whole")
def end_at_sixty(made: MadeMeeting, topic: Values) -> bool:
    done = {"进度": [{"日期": made.date(20), "完成": "60"}], "完成日期": made.date(30)}
    task_of(topic).update(done)
    return bool(task_of(topic))


@spoil_topic("task-overdue")
def miss_deadline(made: MadeMeeting, topic: Values) -> bool:
    return change_task(topic, "时限", made.date(30))


@spoil_topic("finished-with-open-tasks")
def close_too_early(made: MadeMeeting, topic: Values) -> bool:
    return bool(task_of(topic)) and change(topic, "办结", made.date(30))


@spoil_topic("decision-not-published")
def keep_decision_back(made: MadeMeeting, topic: Values) -> bool:
    return drop(topic, "公开环节")


@spoil_topic("decision-published-late")
def publish_late(made: MadeMeeting, topic: Values) -> bool:
    return "公开环节" in topic and change(topic, "公开环节", {"决策": made.date(30)})


@spoil_topic("publication-reversed")
def publish_results_first(made: MadeMeeting, topic: Values) -> bool:
    stages = {"决策": made.date(5), "执行": made.date(made.rng.randint(0, 4))}
    return "公开环节" in topic and change(topic, "公开环节", stages)


@spoil_topic("exempt-but-published")
def publish_what_is_exempt(made: MadeMeeting, topic: Values) -> bool:
    return "公开环节" in topic and change(topic, "不公布依据", "商业秘密")


@spoil_topic("emergency-by-another")
def let_another_act(made: MadeMeeting, topic: Values) -> bool:
    acted = topic.get("临机处置", {})
    return bool(acted) and change(acted, "处置", made.rng.choice(("宣传部长", "纪委书记")))


@spoil_topic("emergency-not-reported")
def report_to_nobody(made: MadeMeeting, topic: Values) -> bool:
    return drop(topic.get("临机处置", {}), "报告")


@spoil_topic("emergency-reported-late")
def report_late(made: MadeMeeting, topic: Values) -> bool:
    acted = topic.get("临机处置", {})
    return bool(acted) and change(acted, "日期", made.date(-made.rng.randint(11, 30)))


@spoil_topic("emergency-reported-before")
def act_after_the_report(made: MadeMeeting, topic: Values) -> bool:
    acted = topic.get("临机处置", {})
    return bool(acted) and change(acted, "日期", made.date(1))


@spoil_topic("notice-too-short")
def end_notice_early(made: MadeMeeting, topic: Values) -> bool:
    notices = topic.get("公示", []) if topic["类型"] == "干部任免" else []
    return bool(notices) and change(notices[0], "至", made.date(3))


@spoil_topic("notice-without-result")
def say_nothing_of_opinions(made: MadeMeeting, topic: Values) -> bool:
    notices = [n for n in topic.get("公示", []) if n["形式"] == "公开征求意见"]
    return bool(notices) and drop(notices[0], "结果")


@spoil_topic("candidate-named-early")
def name_candidate(made: MadeMeeting, topic: Values) -> bool:
    named = "人选" in topic and drop(topic, "公示")
    return named and change(topic, "决定", "同意某甲任职。")


@spoil_topic("transaction-without-platform")
def buy_somewhere(made: MadeMeeting, topic: Values) -> bool:
    return change(topic, "交易", {"种类": "政府采购"})


@spoil_topic("unknown-transaction")
def buy_somehow(made: MadeMeeting, topic: Values) -> bool:
    return change(topic, "交易", {"种类": "买卖", "平台": "交易中心"})
