"""The sections that several kinds share, or that pages beside the lists belong to."""

from __future__ import annotations

from shaiquan.kinds.descriptor import Section
from shaiquan.model.terms import Mechanism

POWERS = Section(
    name="powers",
    title="权力清单",
    lead="可以做什么，由谁决定，依据什么，按什么程序。",
    order=10,
    mechanisms=(Mechanism.DIVISION,),
)
DUTIES = Section(
    name="duties",
    title="责任清单",
    lead="每一项权力对应的责任，以及不履行责任的后果。",
    order=20,
    mechanisms=(Mechanism.DIVISION, Mechanism.EXECUTION),
)
RISKS = Section(
    name="risks",
    title="风险点防控",
    lead="权力可能在哪里出问题，怎样防，由谁防。",
    order=30,
    mechanisms=(Mechanism.SUPERVISION,),
)
TOPICS = Section(
    name="topics",
    title="议题和决定",
    lead="哪些事上了会，怎样议的，决定了什么，落实得怎样。",
    order=42,
    mechanisms=(Mechanism.DECISION, Mechanism.EXECUTION),
)
MEETINGS = Section(
    name="meetings",
    title="会议",
    lead="什么时候开的会，谁到会，议了什么，纪要在哪里。",
    order=44,
    mechanisms=(Mechanism.DECISION,),
)
PROCEDURES = Section(
    name="procedures",
    title="运行流程",
    lead="每一步由谁做、多长时间、形成什么文书。流程图与步骤表出自同一份记录。",
    order=40,
    mechanisms=(Mechanism.EXECUTION, Mechanism.DECISION),
)
POSTS = Section(
    name="posts",
    title="岗位分工",
    lead="谁负责什么。每个领域只有一个岗位分管。",
    order=50,
    mechanisms=(Mechanism.DIVISION,),
)
BODIES = Section(
    name="bodies",
    title="机构",
    lead="行使权力的机构，以及流程中的其他角色。",
    order=60,
    mechanisms=(Mechanism.DIVISION,),
)
RULES = Section(
    name="rules",
    title="制度依据",
    lead="本单位的制度全文，以及引用的法律法规。",
    order=70,
    mechanisms=(Mechanism.SUPERVISION, Mechanism.DECISION),
    type="政策文件",
)
CATALOGUES = Section(
    name="catalogues",
    title="目录",
    lead="权力类别和工作领域的目录。",
    order=80,
    files="category",
)
