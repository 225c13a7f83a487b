"""议题 and 会议."""

from __future__ import annotations

from shaiquan.kinds.descriptor import (
    BackLink,
    Beside,
    Column,
    Dated,
    Kind,
    ListPlace,
    Printed,
    Said,
)
from shaiquan.kinds.page_parts import (
    COUNTED,
    UNRELEASED_TOPICS,
    BackLinks,
    Custom,
    Particulars,
    Text,
)
from shaiquan.kinds.search_fields import Search
from shaiquan.kinds.sections import MEETINGS, TOPICS
from shaiquan.model.meetings import Meeting
from shaiquan.model.topics import Topic

#: tables of topics on other pages begin with the latest
_NEWEST = "newest topic"
#: fields of a topic that its line of life and its tables say
_SAID = (
    *("origin", "powers", "proposed", "alternatives", "consultations", "notices", "gates"),
    *("signatures", "stages", "fixed_by", "emergency", "deliberations", "decision", "tasks"),
    *("no_tasks", "amends", "publication", "exempt", "evaluation", "finished"),
)

TOPIC = Kind(
    name="topic",
    label="议题",
    model=Topic,
    order=92,
    has_history=False,
    folder="topics",
    beside=Beside("meeting", "deliberations", "meeting"),
    section=TOPICS,
    index=(
        *("type", "powers", "attributes", "proposer", "proposed_at"),
        *("meetings", "outcomes", "fixed_by", "disclosure", "exempt"),
    ),
    columns=(
        Column("name"),
        Column("type", minor=True),
        Column("body_of_topic"),
        Column("date_of_topic"),
        Column("topic_state"),
    ),
    keep_empty=True,
    lists=(ListPlace(grouping="register"),),
    page=(
        Custom("topic_summary", ("现在到哪一步",)),
        Custom("topic_life", ("全过程",)),
        Custom("topic_votes", ("记名表决",)),
        Custom("topic_alternatives", (Topic.label_of("alternatives"),)),
        Custom("topic_opinions", (Topic.label_of("consultations"),)),
        Custom("topic_tasks", ("任务",)),
        Custom("topic_links", ("行使的权力事项", "变更的议题")),
        BackLinks(("topic",)),
        Particulars(_SAID),
        Text(),
    ),
    back_links=(
        BackLink(
            on="power",
            fields=("powers",),
            title=f"行使这项权力的议题{COUNTED}",
            anchor="topics",
            order=_NEWEST,
        ),
        BackLink(
            on="meeting",
            fields=("fixed_by",),
            title=f"这次会议确定的议题{COUNTED}",
            anchor="fixed",
        ),
        BackLink(
            on="topic",
            fields=("amends",),
            title=f"后来变更它的议题{COUNTED}",
            anchor="amended",
            order=_NEWEST,
        ),
        *(
            BackLink(
                on=kind,
                fields=("proposed",),
                title=f"提出的议题{COUNTED}",
                anchor="proposed",
                order=_NEWEST,
            )
            for kind in ("post", "body")
        ),
        *(
            BackLink(
                on=kind,
                fields=("deliberations.presenter",),
                title=f"汇报的议题{COUNTED}",
                anchor="presented",
                order=_NEWEST,
            )
            for kind in ("post", "body")
        ),
    ),
    summary=(
        Said("type", "{}"),
        Said("powers", "行使{}"),
        Said("decision", "{}"),
    ),
    events="topic",
    search=Search(bodies=("proposed",), state="topic"),
    unreleased_at="meetings",
    home_figure="议题",
    printed=Printed.FIELDS,
)

MEETING = Kind(
    name="meeting",
    label="会议",
    model=Meeting,
    order=94,
    has_history=False,
    folder="meetings",
    section=MEETINGS,
    index=(
        *("type", "at", "starts", "place", "notified", "minutes", "record"),
        *("extraordinary", "cancelled"),
    ),
    columns=(
        Column("name"),
        Column("at"),
        Column("body_of_meeting", minor=True),
        Column("topics_of_meeting"),
        Column("meeting_state"),
        Column("minutes_of_meeting"),
    ),
    keep_empty=True,
    lists=(ListPlace(grouping="calendar"),),
    page=(
        Custom("meeting_summary", ("会议情况",)),
        Custom("meeting_agenda", ("议程",)),
        Custom("unreleased_topics", (UNRELEASED_TOPICS,)),
        BackLinks(("topic",)),
        Custom("meeting_attendance", ("到会情况", "列席和旁听")),
        Text(),
    ),
    dates=(Dated("at", "开会"),),
    summary=(Said("type", "{}"), Said("at", "{}召开"), Said("place", "地点：{}")),
    search=Search(bodies=("chair",)),
    home_figure="会议",
    printed=Printed.FIELDS,
)
