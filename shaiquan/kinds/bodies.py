"""机构、岗位、任职、角色."""

from __future__ import annotations

from shaiquan.kinds.descriptor import (
    BackLink,
    Column,
    Count,
    InCompilation,
    Kind,
    ListPlace,
    Printed,
    Said,
)
from shaiquan.kinds.page_parts import BackLinks, Custom, Particulars, Text
from shaiquan.kinds.search_fields import Search
from shaiquan.kinds.sections import BODIES, POSTS
from shaiquan.model.bodies import Body, Post, Role, Tenure
from shaiquan.model.terms import BodyType

BODY = Kind(
    name="body",
    label="机构",
    model=Body,
    order=10,
    folder="bodies",
    section=BODIES,
    index=("type", "level", "parent"),
    columns=(
        Column("name"),
        Column("type"),
        Column("parent", minor=True),
        Column("posts_of_body"),
        Column("linked_counts"),
    ),
    keep_empty=True,
    lists=(ListPlace(title="机构", anchor="_bodies", grouping="tree", order=10),),
    page=(
        Particulars(),
        BackLinks(("list",)),
        Text(),
        BackLinks(("post", "body", "power")),
        Custom("acting", ("参与的流程步骤",)),
        Custom("tasks_of_body", ("牵头的任务", "配合的任务")),
        Custom("obligations", ("应办事项",)),
        Custom("meetings_of_body", ("会议", "最近的会议")),
        Custom("attendance_of_body", ("成员到会",)),
    ),
    back_links=(
        BackLink(
            on="body",
            fields=("parent",),
            title="下属机构",
            anchor="below",
            columns=(Column("name"), Column("type")),
        ),
    ),
    search=Search(bodies=("parent",)),
    counts=(
        Count("机构"),
        Count("党组", "type", (BodyType.GROUP,)),
        Count("部门", "type", (BodyType.DEPARTMENT,)),
    ),
    summary=(
        Said("type", "{}"),
        Said("parent", "上级是{}"),
        Said("address", "地址：{}"),
        Said("phone", "电话：{}"),
    ),
    printed=Printed.TEXT,
    compilation=InCompilation.CITATIONS,
)

#: fields of a post that have sections of their own
_ELSEWHERE = ("portfolio", "functions", "tasks", "by_kind", "limits", "commitments")

POST = Kind(
    name="post",
    label="岗位",
    model=Post,
    order=20,
    folder="bodies",
    section=POSTS,
    index=("order", "body", "member", "head", "position", "seats", "self_checked", "governed"),
    columns=(
        Column("marked_name"),
        Column("body"),
        Column("governed_areas"),
        Column("other_areas", minor=True),
        Column("count_of_powers"),
        Column("count_of_duties"),
    ),
    lead="marked_name",
    anchors=True,
    keep_empty=True,
    lists=(ListPlace(title="岗位", anchor="_posts", order=10),),
    page=(
        Particulars((*_ELSEWHERE, "order", "member", "declared"), ("holders",)),
        Custom("portfolio", (Post.label_of("portfolio"),)),
        Custom("description", ("职位说明",)),
        BackLinks(("list",)),
        Custom("two_lists", ("两张清单",)),
        BackLinks(("risk",)),
        Custom("acting", ("参与的流程步骤",)),
        Custom("tasks_of_post", ("负责的任务",)),
        Custom("obligations", ("应办事项",)),
        BackLinks(("topic",)),
        Custom("votes_of_post", ("记名表决",)),
        BackLinks(("tenure",)),
        Text(),
    ),
    back_links=(
        BackLink(
            on="body",
            fields=("body",),
            title="岗位",
            anchor="posts",
            columns=(Column("name"), Column("governed_areas")),
        ),
    ),
    search=Search(bodies=("body",)),
    counts=(Count("岗位"), Count("班子成员", "member")),
    summary=(
        Said("body", "{}的岗位"),
        Said("portfolio", "{}"),
        Said("functions", "{}"),
    ),
    home_figure="岗位",
    printed=Printed.FIELDS,
    compilation=InCompilation.CITATIONS,
)

TENURE = Kind(
    name="tenure",
    label="任职",
    model=Tenure,
    order=30,
    has_history=False,
    folder="bodies",
    index=("post", "since", "until"),
    columns=(Column("holder"), Column("since", "任职"), Column("until", "免职")),
    lead="holder",
    back_links=(BackLink(on="post", fields=("post",), title="任职", anchor="tenures"),),
    counts=(),
)

ROLE = Kind(
    name="role",
    label="角色",
    model=Role,
    order=40,
    folder="bodies",
    section=BODIES,
    columns=(Column("name"), Column("procedures_of_role")),
    keep_empty=True,
    lists=(ListPlace(title="角色", anchor="roles", grouping="whole", order=20),),
    page=(Particulars(), Text(), Custom("acting", ("参与的流程步骤",))),
)
