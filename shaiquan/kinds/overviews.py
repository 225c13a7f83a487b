"""The pages that show power as a whole: what they are called and where they stand.

What they show is made by ``site``; a page that nobody makes is an error when ``site`` is imported.
"""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.kinds.descriptor import ListPage
from shaiquan.model.terms import Mechanism


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of the whole, the card of the home page that leads to it, its name there."""

    page: ListPage
    mechanism: Mechanism
    short: str = ""

    @property
    def link(self) -> str:
        """What the link to it says."""
        return self.short or self.page.title


DIVISION = Overview(
    ListPage(
        "division",
        "/division/",
        "职权分工单",
        "按牵头承办的部门，一行一项权力：谁决定、谁负责、责任是什么、风险在哪里、谁来防。",
        "posts",
        parent="posts",
        sheet="landscape",
    ),
    Mechanism.DIVISION,
)
COMPARISON = Overview(
    ListPage(
        "compare",
        "/bodies/compare/",
        "会议职能簿",
        "哪些事由哪个会议决定，一栏一个会议。",
        "bodies",
        parent="bodies",
        sheet="landscape",
    ),
    Mechanism.DIVISION,
)
REGISTER = Overview(
    ListPage(
        "register",
        "/powers/register/",
        "权力登记册",
        "按类别、项目和依据登记的全部权力，以及各部门牵头的项数。",
        "powers",
        parent="powers",
        sheet="landscape",
    ),
    Mechanism.DIVISION,
)
BALANCE = Overview(
    ListPage(
        "balance",
        "/posts/balance/",
        "工作量均衡",
        "领导班子成员各自负责的领域、权力、责任和风险点，用来看分工是否大致均衡。",
        "posts",
        parent="posts",
    ),
    Mechanism.DIVISION,
)
MATRIX = Overview(
    ListPage(
        "matrix",
        "/matrix/",
        "五有一化",
        "每一项权力是否有规则、有程序、有监督、有测评、有追究，是否公开。缺的逐项列出。",
        "powers",
        parent="powers",
        sheet="landscape",
    ),
    Mechanism.SUPERVISION,
)
TIMELINESS = Overview(
    ListPage(
        "timeliness",
        "/timeliness/",
        "公开时效",
        "公开的内容多久以前审查过，哪些该再看一遍；哪些流程写明了承诺时限。",
        "",
    ),
    Mechanism.SUPERVISION,
)
WALL = Overview(
    ListPage(
        "wall",
        "/procedures/wall/",
        "流程图张贴清单",
        "哪张流程图贴在哪里、是不是现行的。"
        "墙上每张图都印着标记，标记和下面“现行标记”一样的才有效。",
        "procedures",
        parent="procedures",
        sheet="landscape",
    ),
    Mechanism.SUPERVISION,
    short="流程图张贴",
)
DECISIONS = Overview(
    ListPage(
        "decisions",
        "/decisions/",
        "决策和执行一览",
        "议题到了哪一步，每个季度决定了多少，从提出到决定用了多少天，任务办得怎样。",
        "topics",
        parent="topics",
    ),
    Mechanism.DECISION,
)
NOTICES = Overview(
    ListPage(
        "notices",
        "/notices/",
        "公示和征求意见",
        "哪些事现在可以提意见，哪些将要公示，结束了的结果怎样。",
        "topics",
        parent="topics",
    ),
    Mechanism.DECISION,
)
TASKS = Overview(
    ListPage(
        "tasks",
        "/tasks/",
        "任务落实",
        "决定和方案分给谁办、什么时候办完、办到哪一步。",
        "topics",
        parent="topics",
        sheet="landscape",
    ),
    Mechanism.EXECUTION,
)
CALENDAR = Overview(
    ListPage(
        "calendar",
        "/obligations/calendar/",
        "应办日历",
        "定期的报告、会议、督查和述职：哪个月、哪个季度该做，做了没有，没有做的是谁。",
        "obligations",
        parent="obligations",
        sheet="landscape",
    ),
    Mechanism.SUPERVISION,
)
SUPERVISION = Overview(
    ListPage(
        "supervision",
        "/supervision/",
        "执行和监督",
        "各单位一年里该做的做了没有，怎样督查、测评，查出的问题改了没有，群众的意见办了没有。",
        "supervision",
    ),
    Mechanism.SUPERVISION,
)
INSPECTION = Overview(
    ListPage(
        "inspection",
        "/inspection/",
        "督查一览",
        "按单位列出全部缺口、逾期和不适用的，可以打印了带去。",
        "supervision",
        parent="supervision",
    ),
    Mechanism.SUPERVISION,
)
HISTORY = Overview(
    ListPage(
        "history",
        "/history/",
        "变更记录",
        "公开的内容哪一天改了什么：新增的、取消的、变更的，按月列出；每年一份调整清单。",
        "",
    ),
    Mechanism.SUPERVISION,
)
OVERVIEWS = (
    *(DIVISION, COMPARISON, REGISTER, BALANCE, MATRIX, TIMELINESS, WALL),
    *(DECISIONS, NOTICES, TASKS, CALENDAR, SUPERVISION, INSPECTION, HISTORY),
)
#: ids that no record may have, since a page of the whole has the address (``index``: the list)
RESERVED_IDS = frozenset(
    ("index", *(name for view in OVERVIEWS for name in view.page.address.split("/")[2:] if name))
)
