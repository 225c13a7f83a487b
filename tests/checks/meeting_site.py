"""A small committee with its meetings, and ways to change it, for the checks of meetings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from shaiquan.checks import runner
from shaiquan.checks.checking import check_content
from shaiquan.problems import Problem
from tests.conftest import REVIEWED_TODAY, MakeSite

SITE, BODIES, MEETINGS, TOPICS = "site.yml", "bodies/all.yml", "meetings/all.yml", "topics/all.yml"
#: what is looked for: only codes of these modules
MODULES = (
    "meeting_words", "meeting_notices", "meeting_attendance", "meeting_chairs", "meeting_counts",
    "meeting_quorums", "meeting_openness", "meeting_minutes", "minutes_series",
    "meeting_frequencies", "workday_calendars",
)  # fmt: skip
CODES = {
    check.code.code
    for check in runner.CHECKS
    if check.rule.__module__.removeprefix("shaiquan.checks.") in MODULES
}
#: stands in a changed text where the problem is expected
HERE = "¦"
#: file, a text in it, and what stands there instead
Edit = tuple[str, str, str]

FILES = {
    SITE: REVIEWED_TODAY
    + """\
会议类型:
  党委会会议:
    机构: 党委
    可以决定: [重大决策]
    通知: 至少会前2日
    材料送达: 至少会前2个工作日
    频次: 每月1至2次
    法定人数: 半数以上
    必须列席: [纪委]
    纪要期限: 至多3个工作日
    纪要承办: 纪委
    记录承办: 办公室
    开放: 是
  代表会会议: {机构: 代表会, 应到: 40, 法定人数: 过半数}
""",
    BODIES: """\
机构:
  - {编号: dw, 名称: 小镇党委, 简称: 党委, 类型: 党委}
  - {编号: bgs, 名称: 办公室, 上级: 党委}
  - {编号: jw, 名称: 纪委, 上级: 党委}
  - {编号: dbh, 名称: 代表会, 上级: 党委}
岗位:
  - {编号: sj, 名称: 书记, 机构: 党委, 正职: 是, 班子成员: 是}
  - {编号: fsj, 名称: 副书记, 机构: 党委, 班子成员: 是, 分工: {分管: [财务]}}
  - {编号: jwsj, 名称: 纪委书记, 机构: 纪委, 班子成员: 是}
  - {编号: zzwy, 名称: 组织委员, 机构: 党委, 班子成员: 是}
  - {编号: zr, 名称: 主任, 机构: 办公室}
任职:
  - {编号: rz1, 岗位: 书记, 从: 2025-01-05}
  - {编号: rz2, 岗位: 副书记, 从: 2025-01-05}
  - {编号: rz3, 岗位: 纪委书记, 从: 2025-01-05}
  - {编号: rz4, 岗位: 组织委员, 从: 2025-01-05}
角色:
  - {编号: sqr, 名称: 申请人}
""",
    MEETINGS: """\
默认:
  类型: 党委会会议
  主持: 书记
会议:
  - 编号: m-09
    名称: 九月会议
    通知: 2026-09-07
    材料送达: 2026-09-08
    日期: 2026-09-10
    出席: [书记, 副书记, 纪委书记]
    缺席: [{谁: 组织委员, 原因: 出差}]
    旁听: [{类别: 群众代表, 人数: 3}]
    纪要: {号: 党纪〔2026〕7号, 日期: 2026-09-15, 承办: 纪委}
    记录: {号: 2026-7, 承办: 办公室}
  - 编号: m-10
    名称: 十月会议
    通知: 2026-10-13
    材料送达: 2026-10-13
    日期: 2026-10-15
    应到: 4
    出席: [书记, 副书记, 纪委书记, 组织委员]
    列席: [办公室, {类别: 党代表, 人数: 1}]
    纪要: {号: 党纪〔2026〕8号, 日期: 2026-10-20, 承办: 纪委书记}
    记录: {号: 2026-8, 承办: 办公室}
  - 编号: m-11
    名称: 十一月会议
    日期: 2026-11-12
    临时: 防汛
    出席: [书记, 副书记, 纪委书记, 组织委员]
    旁听: [{类别: 群众代表, 人数: 3}]
    纪要: {号: 党纪〔2026〕9号, 日期: 2026-11-17, 承办: 纪委}
    记录: {号: 2026-9, 承办: 办公室}
  - 编号: m-12
    名称: 十二月会议
    通知: 2026-11-20
    日期: 2026-12-03
  - 编号: d-01
    名称: 代表会
    类型: 代表会会议
    日期: 2026-06-01
    主持: 主任
    出席人数: 21
""",
    TOPICS: """\
议题:
  - 编号: y-1
    名称: 修路
    类型: 重大决策
    事项: [p1]
    属性: [民生]
    审议: [{会议: m-10, 结果: 通过}]
""",
}


def change(*edits: Edit, site: Mapping[str, str] = FILES) -> tuple[dict[str, str], list[str]]:
    """The files of a site with these edits, and the places that they mark, as path:line:column."""
    files = dict(site)
    for name, old, new in edits:
        assert files[name].count(old) == 1, (name, old)
        files[name] = files[name].replace(old, new)
    places = []
    for name, text in files.items():
        for number, line in enumerate(text.splitlines(), start=1):
            *before, _ = line.split(HERE)
            column = 0
            for part in before:
                column += len(part)
                places.append(f"content/{name}:{number}:{column + 1}")
        files[name] = text.replace(HERE, "")
    return files, places


def find(site: MakeSite, files: dict[str, str]) -> tuple[list[Problem], Path]:
    """The problems of these modules, and the folder."""
    content = site(files)
    problems = check_content(content).problems
    reading = [one for one in problems if one.code.code not in CODES and one.code.code in READ]
    assert not reading, reading
    return [one for one in problems if one.code.code in CODES], content


#: codes of what cannot be read: a site of ours must not have them
READ = {"unknown-reference", "bad-value", "unknown-field", "missing-field", "bad-date"}


def place_of(problem: Problem, content: Path) -> str:
    path = problem.path.replace(f"{content.parent.as_posix()}/", "")
    return f"{path}:{problem.line}:{problem.column}"
