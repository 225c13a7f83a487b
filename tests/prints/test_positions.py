"""职位说明书: a page for every leader, with everything that S3-03 demands."""

from __future__ import annotations

from shaiquan.prints.positions import (
    PositionBooklet,
    PositionPage,
    PositionPart,
    make_position_booklet,
)
from tests.booklets import public
from tests.conftest import MakeSite

LEADER = """\
岗位:
  - 编号: wy
    名称: 委员
    机构: 党委
    班子成员: 是
    排序: 2
    分工: {联系: [财务]}
    职责: [管好工地, 管好台账]
    分类职责: {调查研究: 每月一次}
    报告: 党委
    界限: [不批钱]
    承诺: [有问必答]
    任期: 五年
    电话: 0000-0000009
  - {编号: zr, 名称: 主任, 机构: 党委, 班子成员: 是, 排序: 1}
"""


def made(site: MakeSite) -> PositionBooklet:
    power = "编号: p2\n名称: 工地的验收\n决定主体: 委员\n"
    duty = "编号: z2\n名称: 验收到场\n事项: [p2]\n责任主体: [委员]\n"
    booklet = make_position_booklet(
        public(site({"bodies/more.yml": LEADER, "powers/p2.yml": power, "duties/z2.yml": duty}))
    )
    assert booklet
    return booklet


def parts(position: PositionPage) -> dict[str, list[str]]:
    def texts(part: PositionPart) -> list[str]:
        return ["".join(run.text for run in line) for line in part.lines]

    return {part.label: texts(part) for part in position.parts}


def test_every_leader_has_a_page_in_order_and_others_have_none(site: MakeSite) -> None:
    assert [page.name for page in made(site).positions] == ["主任", "委员"]


def test_a_page_says_what_the_post_may_must_and_may_not_do(site: MakeSite) -> None:
    post = made(site).positions[1]
    assert dict(post.facts) == {
        "机构": "党委", "报告": "党委", "任期": "五年", "电话": "0000-0000009",
    }  # fmt: skip
    assert parts(post) == {
        "分工": ["联系：财务"],
        "岗位职责": ["管好工地", "管好台账"],
        "分类职责": ["调查研究：每月一次"],
        "权力清单（1项）": ["工地的验收（决定）"],
        "责任清单（1项）": ["验收到场"],
        "界限": ["不批钱"],
        "承诺": ["有问必答"],
        "监督渠道": ["举报电话：0000-0000000"],
    }


def test_without_a_leader_there_is_no_booklet(site: MakeSite) -> None:
    assert make_position_booklet(public(site({}))) is None
