"""应办 and 记事."""

from __future__ import annotations

from shaiquan.kinds.descriptor import (
    BackLink,
    Column,
    Dated,
    InCompilation,
    Kind,
    ListPlace,
    Printed,
    Said,
    Section,
)
from shaiquan.kinds.page_parts import COUNTED, BackLinks, Custom, Particulars, Text
from shaiquan.kinds.search_fields import Search
from shaiquan.model.entries import DatedEntry
from shaiquan.model.obligations import Obligation
from shaiquan.model.terms import Mechanism

_ENTRY_COLUMNS = (
    Column("name"),
    Column("at"),
    Column("type", minor=True),
    Column("by", minor=True),
    Column("result"),
)

OBLIGATION = Kind(
    name="obligation",
    label="应办",
    model=Obligation,
    order=97,
    folder="obligations",
    section=Section(
        name="obligations",
        title="应办事项",
        lead="谁要定期报告、开会、督查、述职，做了没有。",
        order=47,
        group="supervision",
        mechanisms=(Mechanism.SUPERVISION, Mechanism.EXECUTION),
    ),
    index=(
        *("action", "by", "leaders_of", "excepted", "each", "to", "subjects", "frequency"),
        *("trigger", "limit", "before", "since", "until", "hides_duty"),
    ),
    columns=(
        Column("name"),
        Column("holders_of_obligation", minor=True),
        Column("frequency"),
        Column("state_of_obligation"),
        Column("basis", minor=True),
    ),
    keep_empty=True,
    lists=(ListPlace(title="应办事项", grouping="counted_unit"),),
    page=(Custom("dues", ("做了没有",)), Particulars(), Text()),
    back_links=tuple(
        BackLink(on=kind, fields=("to",), title=f"听取和收到的{COUNTED}", anchor="addressed")
        for kind in ("post", "body")
    ),
    summary=(Said("action", "{}"), Said("frequency", "{}"), Said("basis", "依据{}")),
    search=Search(bodies=("by", "to")),
    printed=Printed.FIELDS,
    compilation=InCompilation.CITATIONS,
)
ENTRY = Kind(
    name="entry",
    label="记事",
    model=DatedEntry,
    order=99,
    has_history=False,
    folder="entries",
    section=Section(
        name="entries",
        title="记事",
        lead="报告、督查、巡察、评估、活动和群众意见：哪一天、谁做的、结果怎样、改了没有。",
        order=48,
        group="supervision",
        mechanisms=(Mechanism.SUPERVISION, Mechanism.EXECUTION),
    ),
    index=("type", "at", "period", "by", "to", "subjects", "due", "done", "published"),
    columns=_ENTRY_COLUMNS,
    keep_empty=True,
    lists=(ListPlace(grouping="entries"),),
    page=(
        Particulars(("numbers", "indicators", "ranking", "stages", "tasks")),
        Custom("entry_numbers", ("数量",)),
        Custom("entry_scores", ("评分", "排名")),
        Custom("entry_stages", ("环节",)),
        Custom("entry_rectifications", ("整改",)),
        BackLinks(("entry",)),
        Text(),
    ),
    back_links=(
        *(
            BackLink(
                on=kind,
                fields=("subjects",),
                title=f"执行和监督{COUNTED}",
                anchor="entries",
                columns=_ENTRY_COLUMNS,
            )
            for kind in (
                *("power", "duty", "risk", "procedure", "rule", "list", "topic", "meeting"),
                *("body", "post"),
            )
        ),
        BackLink(on="entry", fields=("subjects",), title=f"后续{COUNTED}", anchor="following"),
        *(
            BackLink(on=kind, fields=("by",), title=f"做过的{COUNTED}", anchor="acted")
            for kind in ("body", "post")
        ),
        *(
            BackLink(on=kind, fields=("to",), title=f"听取的{COUNTED}", anchor="heard")
            for kind in ("body", "post")
        ),
    ),
    dates=(Dated("at", "记事"), Dated("done", "办结"), Dated("published", "公布结果")),
    summary=(Said("type", "{}"), Said("at", "{}"), Said("result", "{}")),
    search=Search(bodies=("by", "to")),
    home_figure="记事",
    printed=Printed.FIELDS,
)
