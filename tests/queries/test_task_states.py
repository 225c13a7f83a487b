"""When a task is done, and when it is overdue."""

from __future__ import annotations

import datetime

from shaiquan.model.topic_tasks import Task
from shaiquan.queries.task_states import find_done_day, is_overdue

DAY = datetime.date(2026, 10, 1)


def make_task(*progress: tuple[str, str], done: str | None = None) -> Task:
    steps = [{"at": at, "percent": percent} for at, percent in progress]
    values = {"task": "修路", "deadline": "2026-09-01", "progress": steps}
    return Task.model_validate({**values, **({"done": done} if done else {})})


def test_a_task_is_done_on_its_day_or_since_all_of_it_was() -> None:
    whole = make_task(("2026-09-10", "100"), ("2026-08-01", "60"))
    assert str(find_done_day(whole, DAY)) == "2026年9月10日"
    assert not is_overdue(whole, DAY)
    assert is_overdue(whole, datetime.date(2026, 9, 5)), "not done by then"
    assert str(find_done_day(make_task(done="2026-09-20"), DAY)) == "2026年9月20日"
    assert is_overdue(make_task(("2026-08-01", "60")), DAY)
