"""Edits that break a norm of the sample's types: each is told at the line that was changed."""

from __future__ import annotations

import shutil

import pytest

from shaiquan.checks.runner import check_record
from shaiquan.cli import ROOT
from shaiquan.content.loading import add_problems
from tests.content.readers import Reader
from tests.support import lines

COUNTY, TOWN = "procedures/xian-wutu.yml", "procedures/zhen-zdsx.yml"
MEETINGS, SELECTION = "procedures/xian-huiyi.yml", "procedures/xian-xuanren.yml"
PEOPLE = "procedures/zhen-renshi.yml"

#: name -> file, what is written there, what is written instead (empty: the step is dropped),
#: and the code with the text of the line that it must stand at
EDITS = {
    "an unlawful matter goes to the vote": (
        MEETINGS, "          不合法: 终止", "          不合法: 集体讨论，书记末位发言",
        "gate-not-passed", "          不合法: 集体讨论，书记末位发言",
    ),
    "an uncontrollable risk goes on to the next gate": (
        MEETINGS, "          不可控: 终止", "          不可控: 审查是否合法",
        "gate-not-passed", "          不可控: 审查是否合法",
    ),
    "a risk that can partly be controlled is discussed": (
        COUNTY, "          缺一项，或者部分可控: 退回议题提出单位",
        "          缺一项，或者部分可控: 四方签字，审定议题",
        "gate-not-passed", "          缺一项，或者部分可控: 四方签字，审定议题",
    ),
    "a lost vote is posted": (
        COUNTY, "          未过半数: 终止", "          未过半数: 任前公示",
        "vote-not-passed", "          未过半数: 任前公示",
    ),
    "money without a budget is approved": (
        COUNTY, "          没有预算: 退回", "          没有预算: 金额多少",
        "gate-not-passed", "          没有预算: 金额多少",
    ),
    "the plan is dropped": (COUNTY, "制定应急预案", "", "gate-missing", "    类型: 重大决策"),
    "the town's plan is dropped": (TOWN, "制定工作预案", "", "gate-missing", "类型: 重大事项"),
    "the discipline commission is dropped": (
        TOWN, "参与式监督，全程记录", "", "requirement-missing", "类型: 重大事项",
    ),
    "the minutes are dropped": (
        COUNTY, "印发会议纪要", "", "requirement-missing", "    类型: 重大决策",
    ),
    "nobody reports on the emergency": (
        COUNTY, "向常委会书面报告", "", "requirement-missing", "    类型: 重大事件",
    ),
    "nothing is bought through the trading centre": (
        COUNTY, "进交易中心招标采购", "", "requirement-missing", "    类型: 资金使用",
    ),
    "a selection chart is voted by show of hands": (
        SELECTION, "        表决: 无记名", "        表决: 举手",
        "wrong-voting", "        表决: 举手",
    ),
    "a matter of the urgent kind goes round all gates": (
        COUNTY, "        主体: 议题提出单位\n      - 步骤: 调查研究，形成两个以上方案\n",
        "        主体: 议题提出单位\n      - 判断: 是否紧急\n        主体: 书记\n        分支:\n"
        "          是: hefa\n          否: diaoyan\n      - 步骤: 调查研究，形成两个以上方案\n",
        "gate-avoidable", "          是: hefa",
    ),
    "a candidate is posted without discussion and vote": (
        PEOPLE, "      有，可以查清: 组织考察", "      人选已定: 任前公示\n      有，可以查清: 组织考察",
        "vote-avoidable", "      人选已定: 任前公示",
    ),
    "the plenum meets though too few are there": (
        MEETINGS, "          不够，改期: tongzhi", "          不够: 说明议题，逐个介绍人选",
        "quorum-not-met", "          不够: 说明议题，逐个介绍人选",
    ),
    "the office watches in the place of the discipline commission": (
        TOWN, "      主体: 镇纪委\n      必备: [纪委参与]",
        "      主体: 党政办\n      必备: [纪委参与]",
        "requirement-by-another", "      主体: 党政办",
    ),
    "one person may cast the vote": (
        TOWN, "    标识: biaojue\n    主体: 党委会", "    标识: biaojue\n    任一主体: [党委会, 书记]",
        "decided-by-one", "    任一主体: [党委会, 书记]",
    ),
    "a matter of the urgent kind is not signed": (
        COUNTY, "        主体: 议题提出单位\n      - 步骤: 调查研究，形成两个以上方案\n",
        "        主体: 议题提出单位\n      - 判断: 是否紧急\n        主体: 书记\n        分支:\n"
        "          是: taolun\n          否: diaoyan\n      - 步骤: 调查研究，形成两个以上方案\n",
        "signature-avoidable", "          是: taolun",
    ),
    "a stage is renamed": (
        MEETINGS, "        阶段: 作出决策", "        阶段: 宣布结果",
        "stages-out-of-order", "        阶段: 宣布结果",
    ),
}  # fmt: skip


def drop_step(text: str, act: str) -> str:
    """Take a step out, with all its lines; what led to it leads to the step after it."""
    rows = text.splitlines(keepends=True)
    at = next(i for i, row in enumerate(rows) if row.rstrip().endswith(f"步骤: {act}"))
    column = rows[at].index("步骤")
    is_side = not rows[at].lstrip().startswith("-")
    end = at + 1
    while rows[end].startswith(" " * column):
        end += 1
    after = next((row.split(": ")[1].strip() for row in rows[end:] if "步骤: " in row), "")
    kept = "".join(rows[: at - is_side] + rows[end:])
    return kept.replace(f": {act}\n", f": {after}\n")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader of a copy of the sample, which has read it once."""
    content = tmp_path_factory.mktemp("sample") / "content"
    reader = Reader(shutil.copytree(ROOT / "content", content), keeps_last=True)
    reader.read()
    return reader


def check_file(reader: Reader, file: str) -> list[str]:
    """The lines of what is wrong with the records of a file."""
    loaded = reader.read()
    assert loaded.catalog is not None
    findings = (
        finding
        for entry in loaded.resolved[file].entries
        for finding in check_record(loaded.catalog, entry)
    )
    return lines(add_problems(loaded, map(loaded.places.locate, findings), False), reader.folder)


@pytest.mark.parametrize("name", EDITS)
def test_a_broken_norm_of_the_sample_is_told_at_its_line(name: str, reader: Reader) -> None:
    file, old, new, code, line = EDITS[name]
    path = reader.folder / file
    before = path.read_text("utf-8")
    assert old in before
    text = before.replace(old, new, 1) if new else drop_step(before, old)
    path.write_text(text, "utf-8")
    told = [each for each in check_file(reader, file) if f"[{code}]" in each]
    path.write_text(before, "utf-8")
    rows = text.splitlines()
    assert [rows[int(problem.split(":")[1]) - 1] for problem in told] == [line], told
