"""议题 and 会议."""

from __future__ import annotations

from shaiquan.kinds.descriptor import BackLink, Column, Dated, Kind, Printed, Said, Search
from shaiquan.kinds.page_parts import (
    COUNTED,
    UNRELEASED_TOPICS,
    BackLinks,
    Custom,
    Particulars,
    Text,
)
from shaiquan.kinds.sections import MEETINGS, TOPICS
from shaiquan.model.meetings import Meeting
from shaiquan.model.topics import Topic

TOPIC = Kind(
    name="topic",
    label="议题",
    model=Topic,
    order=92,
    folder="topics",
    section=TOPICS,
    index=(
        "type",
        "powers",
        "attributes",
        "proposer",
        "meetings",
        "outcomes",
        "fixed_by",
        "disclosure",
    ),
    columns=(
        Column("name"),
        Column("type", minor=True),
        Column("powers", minor=True),
        Column("meetings_of_topic"),
        Column("topic_state"),
    ),
    page=(Particulars(), Text()),
    back_links=(
        BackLink(
            on="power",
            fields=("powers",),
            title=f"行使这项权力的议题{COUNTED}",
            anchor="topics",
        ),
        BackLink(
            on="meeting",
            fields=("deliberations",),
            title=f"议题{COUNTED}",
            anchor="agenda",
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
            title="后来的变更",
            anchor="amended",
        ),
    ),
    summary=(
        Said("type", "{}"),
        Said("powers", "行使{}"),
        Said("decision", "{}"),
    ),
    search=Search(bodies=("proposed",)),
    unreleased_at="meetings",
    home_figure="议题",
    printed=Printed.FIELDS,
)

MEETING = Kind(
    name="meeting",
    label="会议",
    model=Meeting,
    order=94,
    folder="meetings",
    section=MEETINGS,
    index=("type", "at", "notified", "minutes", "record", "extraordinary", "cancelled"),
    columns=(Column("name"), Column("type"), Column("at"), Column("minutes", minor=True)),
    page=(
        Particulars(),
        Text(),
        BackLinks(("topic",)),
        Custom("unreleased_topics", (UNRELEASED_TOPICS,)),
    ),
    dates=(Dated("at", "开会"),),
    summary=(Said("type", "{}"), Said("at", "{}召开"), Said("place", "地点：{}")),
    search=Search(bodies=("chair",)),
    home_figure="会议",
    printed=Printed.FIELDS,
)
