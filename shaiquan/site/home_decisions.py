"""What the home page tells of decisions: the latest and the next meetings, tasks, open notices."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.overviews import NOTICES
from shaiquan.kinds.registry import require_index
from shaiquan.model.decision_terms import NoticeForm, Outcome, TaskState
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Mechanism
from shaiquan.queries.agendas import find_meeting_date
from shaiquan.queries.registers import (
    find_final_index,
    find_final_meeting,
    find_topic_body,
    list_coming_meetings,
)
from shaiquan.site.notice_board import list_open_notices
from shaiquan.site.tasks import Facts, PlainValues
from shaiquan.site.topic_facts import NoticeFact, list_task_facts
from shaiquan.views.addresses import record_address
from shaiquan.views.task_cells import task_address

require_index("topic", "meetings", "outcomes")
require_index("meeting", "at")

_LABELS = {outcome.value: outcome.label for outcome in Outcome}
#: so many of each stand on the page
_DECISIONS, _MEETINGS, _LATE_TASKS, _TASKS, _NOTICES = 5, 2, 3, 5, 5


def list_latest(public: PublicCatalog, facts: Facts, mechanism: Mechanism) -> PlainValues:
    """(words, address, remark) of what was decided, or done, lately; nothing for the others."""
    if mechanism is Mechanism.DECISION:
        return (*_list_decisions(public), *_list_meetings(public))
    if mechanism is Mechanism.EXECUTION:
        return tuple(_list_tasks(public, facts))
    return ()


def _list_decisions(public: PublicCatalog) -> Iterator[PlainValues]:
    """The newest decisions with their day, their body, what came out."""
    dated = [
        (date.first, head)
        for head in public.heads_of("topic")
        if head.in_use and (date := _find_decision_date(public, head))
    ]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    for day, head in dated[:_DECISIONS]:
        body = public.heads.get(find_topic_body(public, head))
        said = (str(PartialDate.of_day(day)), body.short_name if body else "", _say_outcome(head))
        yield head.name, record_address("topic", head.id), " ".join(filter(None, said))


def _find_decision_date(public: PublicCatalog, head: Head) -> PartialDate | None:
    """When a topic was settled, if that is known to the day and past."""
    date = find_meeting_date(public, find_final_meeting(head))
    return date if date and date.day and date.first <= public.as_of else None


def _say_outcome(head: Head) -> str:
    index = find_final_index(head)
    return "" if index is None else _LABELS[head.index["outcomes"][index]]


def _list_meetings(public: PublicCatalog) -> Iterator[PlainValues]:
    coming = [head for head in list_coming_meetings(public, public.as_of) if head.index["at"]]
    for head in coming[:_MEETINGS]:
        yield head.name, record_address("meeting", head.id), f"将于{head.index['at']}召开"


def _list_tasks(public: PublicCatalog, facts: Facts) -> Iterator[PlainValues]:
    """The tasks that are longest overdue, then those done last."""
    tasks = [task for task in list_task_facts(public, facts) if task.words and task.day]
    late = sorted((t for t in tasks if t.state is TaskState.OVERDUE), key=lambda t: t.day)
    done = sorted((t for t in tasks if t.state is TaskState.DONE), key=lambda t: -t.day)
    late = late[:_LATE_TASKS]
    for task in (*late, *done[: _TASKS - len(late)]):
        day = PartialDate.of_day(datetime.date.fromordinal(task.day))
        said = f"{day}办完" if task.state is TaskState.DONE else f"时限{day}，逾期"
        address = task_address(task.record.kind, task.record.id, task.at)
        yield task.words, address, f"{task.record.name}，{said}"


def list_open(public: PublicCatalog, facts: Facts) -> PlainValues:
    """(when, words, address) of the notices that are open, and where all of them are."""
    notices = list_open_notices(public, facts)[:_NOTICES]
    rows = tuple(
        (_say_days(one), f"{one.topic.name}（{one.form}）", record_address("topic", one.topic.id))
        for one in notices
    )
    more = ("全部", NOTICES.page.title, NOTICES.page.address)
    return (*rows, more) if rows else ()


def _say_days(notice: NoticeFact) -> str:
    """Until when a notice is open; the day of a hearing."""
    day = PartialDate.of_day(datetime.date.fromordinal(notice.until or notice.since))
    if notice.until:
        return f"{day}止"
    return str(day) if notice.form == NoticeForm.HEARING.label else f"{day}起"
