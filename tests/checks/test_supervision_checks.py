"""Each mistake in an obligation or an entry is told by its code at its place, what is right is not.

The good site is a small county committee with a year of records, for which every row of the seeds
on reports, inspections and evaluations is a type of entry and an obligation, and no code.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.model.obligation_terms import DueState
from shaiquan.problems import Problem
from shaiquan.queries.obligations import list_all_dues
from tests.checks.meeting_site import HERE, Edit, change, place_of
from tests.support import load_catalog

ROOT = Path(__file__).parent.parent / "sites" / "supervision"
FILES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.rglob("*.yml")}
SITE, BODIES, DUTIES, MEETINGS = (
    "site.yml",
    "bodies/all.yml",
    "obligations/all.yml",
    "meetings/all.yml",
)
YEAR, EVENTS = "entries/year.yml", "entries/events.yml"
#: the today of these tests
DAY = datetime.date(2026, 11, 24)


def drop(file: str, start: str) -> Edit:
    """Without the line that begins so."""
    (line,) = (line for line in FILES[file].splitlines(True) if line.lstrip("- ").startswith(start))
    return file, line, ""


def mark(file: str, text: str) -> Edit:
    """The place before a text."""
    return file, text, f"{HERE}{text}"


def find(content: Path, files: dict[str, str]) -> list[Problem]:
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(check_content(content, as_of=DAY).problems)


#: code, or several in the order of their places, and what spoils the good site so
WRONG: list[tuple[str, list[Edit]]] = [
    # the rows of 记事类型
    ("entry-type-field-unknown", [(SITE, "必填: [排名], 公布", "必填: [¦名次], 公布")]),
    ("entry-type-contradicts-itself", [(SITE, "不写: [对象, 参加, 内容]", "不写: [对象, ¦数量, 内容]"), drop(EVENTS, "{编号: js-th")]),
    ("entry-type-number-unknown", [(SITE, "关系: [否决 ≤ 抽查]", "关系: [¦否决数 ≤ 抽查]")]),
    ("entry-type-name-taken", [(SITE, "  备案: {机制", "  ¦任职: {}\n  备案: {机制")]),
    ("entry-type-name-taken", [(SITE, "  备案: {机制", "  ¦党代会年会: {}\n  备案: {机制")]),
    ("bound-without-end", [(SITE, "办结期限: 至多15个工作日", "办结期限: ¦至少15个工作日")]),
    ("bad-relation", [(SITE, "关系: [否决 ≤ 抽查]", "关系: [¦否决和抽查]")]),
    # what an entry says
    ("entry-type-unknown", [(EVENTS, "类型: 谈话诫勉", "类型: ¦谈话诫免")]),
    ("entry-field-missing", [(YEAR, "类型: 半年分析, 日期: 2026-07-20, 所属期: 2026年上半年, 内容: 项目用地是难点", "类型: ¦半年分析, 日期: 2026-07-20, 所属期: 2026年上半年")]),
    ("entry-field-excluded", [(EVENTS, "数量: {人次: 7}", "数量: {人次: 7}, ¦对象: [县长]")]),
    ("entry-by-others", [(YEAR, "日期: 2026-09-28, 主体: [督查室主任, 督查室]", "日期: 2026-09-28, 主体: [督查室, ¦县长]")]),
    ("entry-form-unknown", [(YEAR, "形式: 恳谈会", "形式: ¦恳谈")]),
    ("entry-participants-missing", [(YEAR, "参加: [{类别: 群众代表, 人数: 12}]", "¦参加: [{类别: 村干部, 人数: 12}]")]),
    ("entry-number-missing", [(EVENTS, "数量: {人次: 7}", "¦数量: {人数: 7}")]),
    ("entry-relation-broken", [(EVENTS, "数量: {问题: 205, 立行立改: 100, 限期整改: 105, 整改到位: 145}", "¦数量: {问题: 205, 立行立改: 100, 限期整改: 105, 整改到位: 245}")]),
    ("entry-relation-broken", [(YEAR, "数量: {测评票: 64,", "¦数量: {测评票: 65,")]),
    ("bad-period", [(YEAR, "所属期: 2026年二季度, 公布", "所属期: ¦今年二季度, 公布")]),
    ("bad-score", [(EVENTS, "得分: 38.5", "得分: ¦优秀")]),
    # stages
    ("entry-stage-unknown", [(EVENTS, "{环节: 反馈, ", "{环节: ¦回复, ")]),
    ("entry-stage-twice", [(EVENTS, "      - {环节: 整理, ", "      - {环节: ¦收集, 日期: 2026-06-02}\n      - {环节: 整理, ")]),
    ("entry-stages-out-of-order", [(EVENTS, "环节: 处置, 日期: 2026-06-10", "环节: 处置, 日期: ¦2026-06-04")]),
    ("entry-stage-skipped", [(EVENTS, "      - {环节: 整理, 日期: 2026-06-02}\n", ""), mark(EVENTS, "反馈, 日期: 2026-06-11")]),
    # times
    ("entry-finished-late", [(EVENTS, "    办结: 2026-06-11", "    办结: ¦2026-07-11")]),
    ("entry-overdue", [(EVENTS, "    办结: 2026-06-11\n", ""), (EVENTS, "    日期: 2026-06-01", "    日期: ¦2026-06-01")]),
    ("entry-overdue", [(EVENTS, "    办结: 2026-06-11", "    期限: ¦2026-10-08")]),
    ("dates-reversed", [(EVENTS, "    办结: 2026-06-11", "    办结: ¦2026-05-11")]),
    ("entry-published-late", [(YEAR, "公布: 2026-07-17", "公布: ¦2026-07-27")]),
    ("entry-published-late", [(YEAR, "    公布: 2026-01-20", "    公布: ¦2026-01-21")]),
    ("entry-unpublished", [(YEAR, "日期: 2026-07-15, 所属期: 2026年二季度, 主体: [县长], 向谁: [县委], 公布: 2026-07-17", "日期: ¦2026-07-15, 所属期: 2026年二季度, 主体: [县长], 向谁: [县委]")]),
    ("entry-period-ahead", [(YEAR, "类型: 半年分析, 日期: 2026-07-20, 所属期: 2026年上半年,", "类型: 半年分析, 日期: 2026-07-20, 结果: 好, 所属期: ¦2027年上半年,"), (DUTIES, "做什么: 半年分析, 谁: 督查室, 周期: 每半年1次", "做什么: 半年分析, 谁: 督查室, 周期: 每半年至多1次")]),
    ("date-ahead", [(EVENTS, "    办结: 2026-06-11", "    期限: 2027-01-08\n    办结: ¦2026-12-11")]),
    ("date-ahead", [(EVENTS, "环节: 反馈, 日期: 2026-06-11", "环节: 反馈, 日期: ¦2026-12-11")]),
    # scores
    ("score-aspect-missing", [(EVENTS, "方面: 监督, 权重", "方面: 执行, 权重"), (EVENTS, "    评分:", "    ¦评分:")]),
    ("score-aspect-unknown", [(EVENTS, "指标: 接受监督, 方面: 监督, 权重: 30", "指标: 接受监督, 方面: 监督, 权重: 20"), (EVENTS, "得分: 30}", "得分: 20}\n      - {指标: 别的, 方面: ¦监察, 权重: 10}")]),
    ("weights-add-up-wrong", [(EVENTS, "权重: 40", "权重: 41"), (EVENTS, "    评分:", "    ¦评分:")]),
    ("score-above-weight", [(EVENTS, "得分: 38.5", "得分: ¦40.5")]),
    ("quantity-without-data", [(EVENTS, "{指标: 按时办结, 方面: 执行, 权重: 30, 得分: 28, 定量: 是, 数据: 百分之九十六}", "{指标: ¦按时办结, 方面: 执行, 权重: 30, 得分: 28, 定量: 是}")]),
    ("rank-without-score", [(YEAR, "{谁: 审计局, 得分: 90, 名次: 4}", "{谁: ¦审计局, 名次: 4}")]),
    ("rank-against-score", [(YEAR, "{谁: 审计局, 得分: 90, 名次: 4}", "{谁: 审计局, 得分: 92.5, 名次: ¦4}")]),
    ("rank-against-score", [(YEAR, "{谁: 示例镇, 得分: 92, 名次: 2}", "{谁: 示例镇, 得分: 91, 名次: ¦2}")]),
    ("rank-places-with-gap", [(YEAR, "{谁: 审计局, 得分: 90, 名次: 4}", "{谁: 审计局, 得分: 90, 名次: ¦5}")]),
    ("ranked-twice", [(YEAR, "{谁: 审计局, 得分: 90, 名次: 4}", "{谁: ¦发改局, 得分: 90, 名次: 4}")]),
    # tasks of entries: as those of decisions
    ("task-incomplete", [(EVENTS, "整改: [{任务: 清理账户, 责任单位: 示例镇, 时限: 2026-10-30,", "整改: [{任务: ¦清理账户, 责任单位: 示例镇,")]),
    ("task-overdue", [(EVENTS, "时限: 2026-10-30, 进度: [{日期: 2026-09-01, 完成: 100}]", "时限: ¦2026-10-30, 进度: [{日期: 2026-09-01, 完成: 90}]")]),
    ("progress-beyond-whole", [(EVENTS, "完成: 100}]", "完成: ¦120}]")]),
    # obligations
    ("obligation-action-unknown", [(DUTIES, "做什么: 民主生活会", "做什么: ¦民主生活")]),
    ("obligation-action-unknown", [(DUTIES, "触发: 曝光", "触发: ¦暴光")]),
    ("obligation-without-time", [(DUTIES, "名称: 抽查, 做什么: 抽查, 谁: 督查室, 周期: 每半年1次", "名称: ¦抽查, 做什么: 抽查, 谁: 督查室")]),
    ("obligation-with-two-times", [(DUTIES, "触发: 巡察, 期限: 至多1个月", "触发: ¦巡察, 期限: 至多1个月, 周期: 每年1次")]),
    ("obligation-without-limit", [(DUTIES, "触发: 巡察, 期限: 至多1个月", "触发: ¦巡察")]),
    ("bound-without-end", [(DUTIES, "触发: 巡察, 期限: 至多1个月", "触发: 巡察, 期限: ¦至少1个月")]),
    ("bound-without-end", [(DUTIES, "触发: 巡察, 期限: 至多1个月", "触发: 巡察, 期限: ¦7月底前")]),
    ("bad-due-limit", [(DUTIES, "触发: 巡察, 期限: 至多1个月", "触发: 巡察, 期限: ¦季度末")]),
    ("due-done-late", [(DUTIES, "向谁: [全委会], 周期: 每半年1次, 期限: 至多31日", "向谁: [全委会], 周期: ¦每半年1次, 期限: 7月5日前、次年1月5日前")]),
    ("obligation-of-nobody", [(DUTIES, "名称: 抽查, 做什么: 抽查, 谁: 督查室", "名称: ¦抽查, 做什么: 抽查")]),
    ("obligation-fits-no-meeting", [(DUTIES, "做什么: 全委会会议}", "做什么: 全委会会议, 谁: ¦常委会}")]),
    ("unit-without-leaders", [(DUTIES, "做什么: 联系基层, 班子成员: 县委", "做什么: 联系基层, 班子成员: ¦市委")]),
    ("excepted-is-no-leader", [(DUTIES, "除外: [书记, 县长]", "除外: [书记, 县长, ¦督查室主任]")]),
    ("frequency-differs-from-type", [(DUTIES, "做什么: 全委会会议}", "做什么: 全委会会议, 周期: ¦每半年1次}")]),
    ("dates-reversed", [(DUTIES, "做什么: 全委会会议}", "做什么: 全委会会议, 至: ¦2025-12-31}")]),
    # what was due
    ("due-not-done", [drop(YEAR, "{编号: js-yd8"), mark(DUTIES, "每月1次")]),
    ("due-not-done", [drop(YEAR, "{编号: js-lx2"), (DUTIES, "做什么: 联系基层, 班子成员: 县委, 周期: ", "做什么: 联系基层, 班子成员: 县委, 周期: ¦")]),
    ("due-not-done", [(YEAR, "主体: [纪委书记, 组织部长]\n    向谁: [纪委全委会]", "主体: [纪委书记]\n    向谁: [纪委全委会]"), (DUTIES, "向谁: [纪委全委会], 周期: ", "向谁: [纪委全委会], 周期: ¦")]),
    ("due-not-done", [(YEAR, "对象: [示例镇, 示例村]", "对象: [示例镇]"), (DUTIES, "对象: [财政局, 示例镇, 示例村], 周期: ", "对象: [财政局, 示例镇, 示例村], 周期: ¦")]),
    ("due-not-done", [drop(EVENTS, "{编号: js-xf"), (EVENTS, "    日期: 2026-05-11\n", "    日期: ¦2026-05-11\n")]),
    ("due-not-done", [drop(EVENTS, "{编号: js-hx"), mark(EVENTS, "2026-08-05")]),
    ("due-not-done", [drop(YEAR, "{编号: js-cw3"), (MEETINGS, "日期: 2026-07-12", "日期: ¦2026-07-12")]),
    ("due-not-done", [(YEAR, "日期: 2026-04-20, 主体: [审计局]", "日期: 2026-05-20, 主体: [审计局]"), (BODIES, "从: 2026-05-07", "从: ¦2026-05-07")]),
    ("due-not-done", [drop(MEETINGS, "{编号: hy-d"), (DUTIES, "做什么: 党代会年会, 周期: ", "做什么: 党代会年会, 周期: ¦")]),
    ("due-not-done", [drop(YEAR, "{编号: js-sj,"), (DUTIES, "向谁: [市纪委], 周期: ", "向谁: [市纪委], 周期: ¦")]),
    ("due-never-done", [*(drop(YEAR, f"{{编号: js-cz{number}") for number in (1, 2, 3)), (DUTIES, "向谁: [县委], 周期: ", "向谁: [县委], 周期: ¦")]),
    ("due-done-late", [(EVENTS, "日期: 2026-02-10", "日期: 2026-04-10"), (DUTIES, "做什么: 民主集中制评估, 谁: 组织部, 周期: ", "做什么: 民主集中制评估, 谁: 组织部, 周期: ¦")]),
    ("due-done-late", [(EVENTS, "日期: 2026-06-08", "日期: 2026-06-12"), (EVENTS, "    日期: 2026-05-11\n", "    日期: ¦2026-05-11\n")]),
    ("due-done-too-often", [(DUTIES, "周期: 每半年1至3次", "周期: ¦每半年至多1次"), (YEAR, "  - {编号: js-sh,", "  - {编号: js-sh2, 名称: 又恳谈, 类型: 社会监督, 日期: 2026-06-12, 主体: [常委会], 形式: 走访, 参加: [{类别: 群众代表}]}\n  - {编号: js-sh,")]),
    # before the first meeting an obligation alone knows that one was due
    ("due-not-done", [(DUTIES, "做什么: 全委会会议}", "做什么: 全委会会议, 从: ¦2025-10-01}")]),
    # by 频次 of its type a gap is told once
    ("meetings-too-few", [drop(MEETINGS, "{编号: hy-3"), drop(YEAR, "{编号: js-cw3"), (MEETINGS, "日期: 2026-04-12", "日期: ¦2026-04-12")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "edits"), WRONG, ids=[f"{n}-{c}" for n, (c, _) in enumerate(WRONG)]
)
def test_a_mistake_is_told_at_its_place(code: str, edits: list[Edit], tmp_path: Path) -> None:
    files, places = change(*edits, site=FILES)
    problems = find(tmp_path / "content", files)
    assert [p.code.code for p in problems if p.code.code != code] == [], [
        p.message() for p in problems
    ]
    found = [place_of(problem, tmp_path / "content") for problem in problems]
    assert sorted(found) == sorted(places)
    for problem in problems:
        assert problem.message("en")
        assert problem.mend("en")


def test_the_good_site_has_no_fault_and_all_that_was_due_is_done(tmp_path: Path) -> None:
    assert find(tmp_path / "content", FILES) == []
    catalog = load_catalog(tmp_path / "content")
    states = {id: [due.state for due in dues] for id, dues in list_all_dues(catalog).items()}
    assert {state for those in states.values() for state in those} <= {DueState.DONE, DueState.OPEN}
    assert [id for id, those in states.items() if DueState.DONE not in those] == []


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ((7, 8, 10), "“每月督导反馈”2026年9月的，最晚2026年9月30日，没有记录：督查室"),
        (
            (8, 10),
            "“每月督导反馈”2026年7月、2026年9月的共2次，最早的一次最晚2026年7月31日，没有记录：督查室",
        ),
        (
            (8, 9),
            "“每月督导反馈”2026年7月、2026年10月的共2次，最早的一次最晚2026年7月31日，没有记录：督查室",
        ),
        (
            (10,),
            "“每月督导反馈”2026年7月至2026年9月的共3次，最早的一次最晚2026年7月31日，没有记录：督查室",
        ),
    ],
)
def test_months_without_a_record_are_one_line(
    kept: tuple[int, ...], words: str, tmp_path: Path
) -> None:
    edits = [drop(YEAR, f"{{编号: js-yd{month},") for month in range(7, 11) if month not in kept]
    files, _ = change(*edits, site=FILES)
    assert [p.message() for p in find(tmp_path / "content", files)] == [words]
