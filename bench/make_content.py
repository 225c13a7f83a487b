#!/usr/bin/env python3
"""Write the content of the benchmark: ``python bench/make_content.py W1|W2|W3 DIR [options]``.

Needs Python alone. One file a power, as an editor would have it; everything else in lists.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import words
from bench.meeting_records import meeting_values, site_values, topic_values
from bench.meetings import TOPICS_PER_MEETING
from bench.workload import (
    ITEMS,
    MIN_ITEMS,
    PlainDuty,
    PlainPower,
    PlainRisk,
    PlainRule,
    PlainStep,
    Workload,
    make_workload,
)

#: (path below ``content/``, text)
Files = Iterator[tuple[str, str]]
#: the fields of a record: text, a number, a list, a part; empty ones are left out
Values = Mapping[str, object]
Item = TypeVar("Item")
#: records in a list file
RECORDS_PER_FILE = 50
CHARTS_PER_FILE = 10


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make_content.py", description=__doc__)
    parser.add_argument("kind", choices=tuple(ITEMS), help="which workload")
    parser.add_argument("folder", type=Path, help="the content folder to write")
    parser.add_argument("--items", type=int, default=0, help="how many powers, or topics of W3")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other words")
    options = parser.parse_args(arguments)
    if options.items and options.items < MIN_ITEMS:
        parser.error(f"--items: at least {MIN_ITEMS}, so that every leader has a duty")
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    workload = make_workload(options.kind, options.items, options.seed)
    write_files(options.folder, make_files(workload))
    return 0


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write the files that do not exist or differ; return how many."""
    written = 0
    for name, text in files:
        path, data = folder / name, text.encode()
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written += 1
    return written


def make_files(workload: Workload) -> Files:
    """The content folder of a workload."""
    yield "site.yml", _site_file(workload)
    yield from _body_files(workload)
    yield "catalogues/mulu.yml", _catalogue_file(workload)
    yield from _rule_files(workload.rules)
    for name, risks in _split(workload.risks, RECORDS_PER_FILE):
        yield f"risks/fx-{name}.yml", _dump({"风险点": [_risk(workload, risk) for risk in risks]})
    for name, duties in _split(workload.duties, RECORDS_PER_FILE):
        records = [_duty(workload, duty) for duty in duties]
        yield f"duties/zr-{name}.yml", _dump({"责任事项": records})
    for number, power in enumerate(workload.powers, 1):
        folder = f"powers/bm-{power.department + 1:03}"
        yield f"{folder}/{power.id}.md", _power_file(workload, power, number)
    with_steps = [power for power in workload.powers if power.steps]
    for name, powers in _split(with_steps, CHARTS_PER_FILE):
        yield f"procedures/lc-{name}.yml", _dump({"流程": [_procedure(power) for power in powers]})
    for name, meetings in _split(workload.meetings, RECORDS_PER_FILE):
        yield f"meetings/hy-{name}.yml", _dump({"会议": list(map(meeting_values, meetings))})
    for name, topics in _split(workload.topics, TOPICS_PER_MEETING):
        records = [topic_values(workload, topic) for topic in topics]
        yield f"topics/yt-{name}.yml", _dump({"议题": records})


def _split(records: Sequence[Item], size: int) -> Iterator[tuple[str, Sequence[Item]]]:
    """Groups of ``size`` records, each with its number as a name."""
    for number, start in enumerate(range(0, len(records), size), 1):
        yield f"{number:04}", records[start : start + size]


# -- the kinds ----------------------------------------------------------------------------------


def _site_file(workload: Workload) -> str:
    channels = [
        {
            "编号": f"qd-{n}",
            "名称": f"{name}监督电话",
            "类型": "电话",
            "值": f"0000-00000{n:02}",
            "时间": "工作日 8:30—17:30",
            "受理": "县纪委",
        }
        for n, name in enumerate(words.CATEGORIES, 1)
    ]
    defaults = {
        "状态": "发布",
        "单位": "县委",
        "公开": {"范围": "社会", "方式": ["网站", "公示栏"]},
        "审查": {"人": "县委办", "日期": "2026-11-24"},
    }
    oversight = {"监督": ["参与式", "轨迹化", "同步化", "社会化"], "测评": ["权力运行规范评估"]}
    return _dump(
        {
            "名称": "示例县权力公开",
            "单位": "中共示例县委员会",
            "示例": "是",
            "简介": "用来测速度的虚构内容：{{ 数量.权力类别 }} 类 {{ 数量.权力事项 }} 项权力。",
            "声明": {"权力类别": len(words.CATEGORIES), "权力事项": len(workload.powers)},
            "渠道": channels,
            "默认": {"所有": defaults, "权力事项": oversight, "流程": {"机制": "执行"}},
            **(site_values() if workload.topics else {}),
        }
    )


def _body_files(workload: Workload) -> Files:
    bodies = [
        {
            "编号": f"jg-{n:02}",
            "名称": name,
            "简称": short,
            "类型": type,
            "上级": "" if short == "县委" else "县委",
        }
        for n, (name, short, type) in enumerate(words.BODIES, 1)
    ]
    roles = [{"编号": "js-01", "名称": "申请单位"}, {"编号": "js-02", "名称": "联审小组"}]
    yield "bodies/lingdao.yml", _dump({"机构": bodies, "角色": roles})
    leaders = [_leader(number) for number in range(len(words.LEADERS))]
    since = "2026-01-05" if not workload.topics else "1990-01-05"
    tenures = [
        {"编号": f"rz-{n:02}", "岗位": name, "从": since}
        for n, (name, _) in enumerate(words.LEADERS, 1)
    ]
    yield "bodies/lingdao-gangwei.yml", _dump({"岗位": leaders, "任职": tenures})
    for number, group in _split(list(enumerate(workload.departments, 1)), RECORDS_PER_FILE):
        offices = [
            {"编号": f"bm-{n:03}", "名称": name, "类型": "部门", "上级": "县政府"}
            for n, name in group
        ]
        posts = [
            {"编号": f"gw-{n:03}", "名称": f"{name}负责人", "机构": name, "排序": 100 + n}
            for n, name in group
        ]
        yield f"bodies/bumen-{number}.yml", _dump({"机构": offices, "岗位": posts})


def _leader(number: int) -> Values:
    name, body = words.LEADERS[number]
    areas = list(words.AREAS[2 * number : 2 * number + 2])
    return {
        "编号": f"ld-{number + 1:02}",
        "名称": name,
        "机构": body,
        "班子成员": "是",
        "正职": "" if number else "是",
        "排序": number + 1,
        "分工": {"分管" if number else "主管": areas},
        "职责": ["组织落实集体作出的决定。", "每半年报告一次分管工作的权力运行情况。"],
        "报告": "常委会",
        "界限": ["不得以个人名义改变集体的决定。"],
        "承诺": ["材料不齐的一律不提交会议。"],
        "任期": "五年",
    }


def _catalogue_file(workload: Workload) -> str:
    areas = [{"编号": f"ly-{n:02}", "名称": name} for n, name in enumerate(words.AREAS, 1)]
    categories = [
        {
            "编号": f"lb-{n + 1}",
            "名称": name,
            "排序": n + 1,
            "声明事项数": sum(power.category == n for power in workload.powers),
        }
        for n, name in enumerate(words.CATEGORIES)
    ]
    return _dump({"领域": areas, "权力类别": categories})


def _rule_files(rules: Sequence[PlainRule]) -> Files:
    """A file for each own rule, with its articles, and one list of the outside rules."""
    outside = []
    for number, rule in enumerate(rules):
        values: Values = {
            "编号": rule.id,
            "名称": rule.name,
            "简称": rule.short,
            "核心": "" if number else "是",
            "机制": rule.mechanism,
            "施行日期": "2026-02-01",
        }
        if rule.articles:
            articles = "\n\n".join(
                f"第{words.numeral(n)}条　{text}" for n, text in enumerate(rule.articles, 1)
            )
            yield f"rules/{rule.id}.md", f"---\n{_dump(values)}---\n{articles}\n"
        else:
            outside.append({**values, "核心": "", "网址": "https://example.com/"})
    yield "rules/waibu.yml", _dump({"制度": outside})


def _risk(workload: Workload, risk: PlainRisk) -> Values:
    return {
        "编号": risk.id,
        "名称": risk.name,
        "事项": list(risk.powers),
        "领域": risk.domain,
        "等级": risk.level,
        "表现形式": list(risk.signs),
        "查找渠道": [risk.found],
        "防控措施": list(risk.controls),
        "责任岗位": [f"{workload.departments[risk.keeper]}负责人"],
    }


def _duty(workload: Workload, duty: PlainDuty) -> Values:
    return {
        "编号": duty.id,
        "名称": duty.name,
        "事项": list(duty.powers),
        "责任主体": [words.LEADERS[duty.leader][0], workload.departments[duty.keeper]],
        "责任内容": list(duty.content),
        "依据": list(duty.basis),
        "追责情形": [{"情形": duty.misdeed, "方式": "责令改正、通报", "决定机关": "县纪委"}],
    }


def _power_file(workload: Workload, power: PlainPower, number: int) -> str:
    values = {
        "编号": power.id,
        "序号": number,
        "名称": power.name,
        "类别": tuple(words.CATEGORIES)[power.category],
        "领域": power.area,
        "决定主体": words.DECIDERS[power.category],
        "承办": [workload.departments[power.department]],
        "配合": [workload.departments[power.partner]],
        "权限": list(power.limits),
        "依据": [workload.cite(basis) for basis in power.basis],
        "投诉": [f"qd-{power.channel + 1}"],
        "不设流程": power.reason,
        "交易": words.trade_of(power.name),
    }
    return f"---\n{_dump(values)}---\n{power.text}"


def _procedure(power: PlainPower) -> Values:
    return {
        "编号": power.id.replace("p-", "lc-"),
        "名称": f"{power.name}流程图",
        "事项": [power.id],
        "承诺时限": "120个工作日",
        "交易": words.trade_of(power.name),
        "步骤": [_step(step, power.steps) for step in power.steps],
    }


def _step(step: PlainStep, steps: Sequence[PlainStep]) -> Values:
    return {
        step.type: step.act,
        "主体": step.actor,
        "时限": f"{step.limit}个工作日" if step.limit else "",
        "文书": [step.paper] if step.paper else [],
        "风险": [step.risk] if step.risk else [],
        "分支": {label: steps[to].act for label, to in step.exits},
    }


# -- YAML ---------------------------------------------------------------------------------------

#: a list of words up to this length is written on one line
_LINE_LENGTH = 60


def _dump(values: Values) -> str:
    return "".join(f"{line}\n" for line in _yaml_lines(values))


def _yaml_lines(values: Values, indent: str = "") -> Iterator[str]:
    """The values as YAML. Only texts with braces or colons need quotes."""
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key}:"
            yield from _yaml_lines(value, indent + "  ")
        elif isinstance(value, list) and value:
            yield from _yaml_sequence(key, value, indent)
        elif value not in ("", [], {}):
            yield f"{indent}{key}: {_yaml_scalar(str(value))}"


def _yaml_sequence(key: str, value: list[object], indent: str) -> Iterator[str]:
    if all(isinstance(item, str) for item in value):
        row = ", ".join(map(str, value))
        if len(row) <= _LINE_LENGTH:
            yield f"{indent}{key}: [{row}]"
            return
    yield f"{indent}{key}:"
    for item in value:
        if isinstance(item, Mapping):
            first, *rest = _yaml_lines(item, indent + "    ")
            yield f"{indent}  - {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}  - {_yaml_scalar(str(item))}"


def _yaml_scalar(text: str) -> str:
    return f'"{text}"' if "{" in text or ": " in text else text


if __name__ == "__main__":
    sys.exit(main())
