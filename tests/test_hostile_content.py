"""Whatever is too large or too deep ends soon, with a problem at its place, or works."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.limits import DIGITS, DOT_STEPS, STEPS, WALL_STEPS, WAYS
from shaiquan.problems import Rejected
from tests import hostile
from tests.build.sites import ignore_progress
from tests.conftest import FULL, ROOT, MakeSite
from tests.support import lines_of

LONG = "9" * 400
_L1, _P1, _GZ = "procedures/l1.yml", "powers/p1.yml", "rules/gz.md"


class Case(NamedTuple):
    """Files that are changed, and where and what the first error is; nothing: it is built."""

    files: Mapping[str, str]
    problem: str = ""


def _with_rule(text: str) -> dict[str, str]:
    return {
        "rules/gz-2.md": f"---\n编号: gz-2\n名称: 另一个规则\n施行日期: 2026-01-05\n---\n{text}"
    }


def _with_wrong_references(mistakes: int, names: int) -> dict[str, str]:
    """As where names were changed everywhere but in the records themselves."""
    bodies = "".join(f"  - {{编号: b-{n}, 名称: 第{n}号窗口审批工作组}}\n" for n in range(names))
    wrong = ", ".join(f"第{n}号审批窗口工作组" for n in range(mistakes))
    powers = hostile.spoil(_P1, "承办: [办公室]", f"承办: [{wrong}]")
    return {"bodies/many.yml": f"机构:\n{bodies}", **powers}


_BRANCHES = "{通过: 公开, 不通过: 审查}"
_MONEY = f"\n审批档次:\n  - {{金额: {LONG}元以上, 审批: 书记, 集体: 是}}\n"
CASES = {
    # numbers
    "limit": Case(hostile.spoil(_L1, "5个工作日", f"{LONG}个工作日"), f"{_L1}:12:9 一个数的位数"),
    "promise": Case(hostile.spoil(_L1, "20个工作日", f"{LONG}天"), f"{_L1}:5:7 一个数的位数"),
    "most": Case(hostile.spoil(_L1, "5个工作日", f"{'9' * DIGITS.most}年"), f"{_L1}:5:7"),
    "sum": Case(hostile.spoil(_P1, "第二条]\n", f"第二条]{_MONEY}"), f"{_P1}:8:10 金额"),
    "count": Case(hostile.spoil("site.yml", "项: 1}", f"项: {LONG}}}"), "site.yml:4:12 一个数"),
    "article": Case(hostile.spoil(_P1, "第二条", "第12345条"), f"{_P1}:6:6"),
    "long article": Case(hostile.spoil(_P1, "二条", f"{'9' * 5000}条"), f"{_P1}:6:6 一个数的位数"),
    "money branch": Case(
        hostile.spoil(_L1, _BRANCHES, f"{{{LONG}元以上: 公开, 不满{LONG}元: 审查}}")
    ),
    "article in a text": Case(_with_rule(f"第{'9' * 5000}条　甲\n\n第12345条　乙")),
    # depth
    "block lists": Case({_P1: "- " * 30_000 + "甲"}, f"{_P1}:1:127 一层套一层的层数"),
    "hidden brackets": Case(
        {_P1: "# " + "]" * 40_000 + "\n" + "[" * 40_000}, f"{_P1}:2:64 一层套一层的层数"
    ),
    "parallels": Case({_L1: hostile.make_nested_parallels(300)}, f"{_L1}:"),
    "lists 300 deep": Case(
        _with_rule("\n".join("    " * n + "- 甲" for n in range(300))), "rules/gz-2.md:27:1 正文里"
    ),
    "lists 2,000 deep": Case(
        _with_rule("\n".join("    " * n + "- 甲" for n in range(2000))),
        "rules/gz-2.md:6:1 一条记录的正文",
    ),
    "table": Case(
        _with_rule("a|" * 1000 + "\n" + "-|" * 1000 + "\n" + "b\n" * 6000),
        "rules/gz-2.md:7:1 正文里一张表格",
    ),
    "blanks": Case(_with_rule("甲\n" + " " * 290_000 + "-\n乙"), "rules/gz-2.md:7:1 正文里列表"),
    "signs of lists": Case(_with_rule("- " * 480 + "甲"), "rules/gz-2.md:6:1 正文里列表"),
    "links": Case(_with_rule("[a](" * 10_000), "rules/gz-2.md:6:1 正文里方括号"),
    "brackets": Case(_with_rule("[" * 100_000), "rules/gz-2.md:6:1 正文里方括号"),
    # size
    "50 MB": Case(_with_rule("甲" * 17_000_000), "rules/gz-2.md:1:1 一个内容文件的字节数"),
    "values": Case({_P1: "承办:\n" + "- 甲\n" * 400_000}, f"{_P1}:2:1 一个文件里"),
    "text": Case(_with_rule("甲" * 1_000_000), "rules/gz-2.md:6:1 一条记录的正文"),
    "name": Case(hostile.spoil(_P1, "重大事项决定", "甲" * 1_000_000), f"{_P1}:2:5 正文以外"),
    # procedures
    "1,000 steps": Case({_L1: hostile.make_chain(1000)}, f"{_L1}:5:1 一个流程的步骤数"),
    "2,000 steps on a wall": Case(
        {_L1: hostile.hang_on_wall(hostile.make_chain(2000))}, f"{_L1}:6:1 一个流程的步骤数"
    ),
    "200 branches": Case({_L1: hostile.make_branches(200)}, f"{_L1}:13:5 一步分出去"),
    "200 parallels": Case({_L1: hostile.make_parallel(200)}, f"{_L1}:12:5 一步分出去"),
    "25 steps all to all": Case({_L1: hostile.make_knot(25)}, f"{_L1}:5:1 一个流程里分支"),
    "40 steps all to all": Case({_L1: hostile.make_knot(40)}, f"{_L1}:5:1 一个流程里分支"),
    "a wall": Case(
        {_L1: hostile.hang_on_wall(hostile.make_chain(WALL_STEPS.most))}, f"{_L1}:5:5 上墙的流程"
    ),
    "a chart by dot": Case(
        {_L1: hostile.lay_out_by_dot(hostile.make_chain(DOT_STEPS.most))}, f"{_L1}:5:5 绘图: dot"
    ),
    "lines by dot": Case(
        {_L1: hostile.lay_out_by_dot(hostile.make_knot(14))}, f"{_L1}:5:5 绘图: dot"
    ),
    # others
    "filler in a step": Case(hostile.spoil(_L1, "归档", "归\u3164档"), f"{_L1}:21:9 “归”"),
    "references": Case(_with_wrong_references(1_000, 1_000), f"{_P1}:5:6 找不到承办“第0号"),
}
#: at the limits, which takes some seconds each
LARGE = {
    "references": Case(_with_wrong_references(5_000, 2_000), f"{_P1}:5:6 找不到承办“第0号"),
    "steps": Case({_L1: hostile.make_chain(STEPS.most - 10)}),
    "branches": Case({_L1: hostile.make_branches(WAYS.most)}),
    "parallels": Case({_L1: hostile.make_parallel(WAYS.most)}),
    "knot": Case({_L1: hostile.make_knot(13)}),
    "wall": Case({_L1: hostile.hang_on_wall(hostile.make_chain(WALL_STEPS.most - 10))}),
    "steps by dot": Case({_L1: hostile.lay_out_by_dot(hostile.make_chain(DOT_STEPS.most - 10))}),
    "knot by dot": Case({_L1: hostile.lay_out_by_dot(hostile.make_knot(12))}),
    "parallels on a wall": Case({_L1: hostile.hang_on_wall(hostile.make_parallel(60))}),
    "knot on a wall": Case({_L1: hostile.hang_on_wall(hostile.make_knot(11))}),
}


CHOSEN = CASES | LARGE if FULL else CASES


def build_hostile(options: Options) -> list[str]:
    """The first error of a build; nothing where there is none."""
    try:
        build_site(options, ignore_progress)
    except Rejected as fault:
        errors = [p for p in fault.problems if p.severity.value == "error"]
        return [line[:300] for line in lines_of(errors[:1], options.content)]
    return []


@pytest.mark.parametrize("case", CHOSEN.values(), ids=CHOSEN)
def test_what_is_too_much_is_a_problem_at_its_place_or_works(
    case: Case, site: MakeSite, tmp_path: Path
) -> None:
    options = Options(
        site(case.files),
        tmp_path / "site",
        ROOT / "layouts",
        ROOT / "assets",
        datetime.date(2026, 11, 1),
    )

    first = "\n".join(hostile.run_limited(functools.partial(build_hostile, options)))
    place, _, words = case.problem.partition(" ")
    assert first.startswith(f"content/{place}") if case.problem else not first, first
    assert words in first
