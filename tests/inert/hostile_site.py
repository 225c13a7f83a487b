"""A site with a hostile text in every text field of every kind, made from the field types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shaiquan.checks.runner import CHECKS
from shaiquan.codes import WALL_CODES
from shaiquan.inert.allowed import is_outside
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Part
from shaiquan.model.common import Declared, Disclosure, Review
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    ScalarShape,
    field_shapes,
)
from shaiquan.model.site import Footer
from shaiquan.model.text_links import find_links
from shaiquan.views.markdown import find_counts
from tests.inert.payloads import PAYLOADS

#: those that pass as Markdown: others are refused before anything is made
MARKDOWN = tuple(
    text
    for text in PAYLOADS
    if all(is_outside(link.target) and not link.is_picture for link in find_links(text))
    and not [*find_counts(text)]
    and "&#1;" not in text
)
#: parts whose texts are not to be made up
_LEFT = (Disclosure, Review, Declared)
#: fields that would make a record another one: withdrawn, empty, outside
_KEPT = (
    "withheld",
    "reason",
    "no_procedure",
    "no_risk",
    "type",
    "next",
    "within",
    "start",
    "step",
    "decision",
    "end",
)

Values = dict[str, Any]
#: what is no text: by kind, for the n-th record of it
SKELETON: dict[str, str] = {
    "body": "{'type': '部门', 'parent': 'dw'}",
    "post": "{'body': 'dw', 'member': '是', 'portfolio': {'governs': ['area-N']}, 'by_kind': {'KEY': ''}}",
    "tenure": "{'post': 'post-N', 'since': '2026-01-05'}",
    "role": "{}",
    "area": "{}",
    "category": "{}",
    "rule": "{'effective': '2026-01-05', 'force': '现行', 'revisions': [{'at': '2026-02-01'}]}",
    "power": "{'category': 'category-N', 'area': 'area-N', 'decider': 'body-N', 'handlers': ['post-N'], "
    "'basis': ['rule-N'], 'supervision': [{'form': '参与式'}], 'evaluation': [{}], "
    "'tiers': [{'amount': '5万元以上', 'approver': 'dw', 'collective': '是'}], 'discretion': {}}",
    "duty": "{'powers': ['power-N'], 'holders': ['body-N'], 'accountability': [{'basis': ['rule-N']}]}",
    "risk": "{'powers': ['power-N'], 'domain': '事', 'level': '高', 'holders': ['post-N']}",
    "procedure": "{'powers': ['power-N'], 'running': '外部', 'promised': '9个工作日', 'basis': ['rule-N'], 'steps': ["
    "{'start': 'TEXT', 'actor': 'role-N', 'side': {'step': 'TEXT', 'actor': 'body-N'}}, "
    "{'step': 'TEXT', 'actor': 'body-N', 'limit': '5个工作日', 'risks': ['risk-N'], 'anchor': 'a'}, "
    "{'decision': 'TEXT', 'actor': 'post-N', 'voting': '记名', 'branches': {'KEY': 'a', 'KEY ': 'b'}}, "
    "{'step': 'TEXT', 'actor': 'post-N', 'anchor': 'b'}, {'end': 'TEXT'}]}",
    "procedure_set": "{'members': ['procedure-N']}",
    "posting": "{'procedure': 'procedure-N', 'mark': 'K7QF-3M2P', 'size': 'A3', 'since': '2026-05-07'}",
    "list": "{'basis': ['rule-N'], 'entries': [{'powers': ['power-N'], 'decider': 'body-N'}]}",
    "programme": "{'lead': 'body-N', 'head': 'post-N', 'issued': '2026-01-05', 'filing': {'at': '2026-01-05'}, "
    "'phases': [{'name': '排查', 'since': '2026-01-05', 'until': '2026-02-05'}], 'tasks': [{'phase': '排查', "
    "'leader': 'post-N', 'department': 'body-N', 'deadline': '2026-02-01', 'progress': [{'at': '2026-01-05'}]}]}",
    "statistic": "{'figures': [{'period': '2025年', 'value': '4', 'total': '5', 'parts': {'KEY': '4'}}]}",
}  # fmt: skip


class _Writer:
    """Makes records; each text that it is asked for is the next payload."""

    def __init__(self, first: int) -> None:
        self._next = first

    def text(self, markdown: bool = False) -> str:
        self._next += 1
        payloads = MARKDOWN if markdown else PAYLOADS
        return payloads[self._next % len(payloads)]

    def part(self, part: type[Part], given: Mapping[str, Any]) -> Values:
        """The values of a part: those that are given, and a text for every other text field."""
        values: Values = {}
        for name, shape in field_shapes(part).items():
            if name in given or name not in _KEPT:
                value = self._value(
                    shape, given.get(name), markdown=name == "text" and name not in given
                )
                values |= {} if value is None else {name: value}
        return values

    def _value(self, shape: FieldShape, given: Any, markdown: bool = False) -> Any:
        if isinstance(shape, PartShape):
            return None if given is None or shape.part in _LEFT else self.part(shape.part, given)
        if isinstance(shape, MapShape):
            return {
                self.text() + key[3:]: self._value(shape.value, to or None)
                for key, to in (given or {}).items()
            }
        if isinstance(shape, ListShape):
            is_text = isinstance(shape.item, ScalarShape) and shape.item.text
            items = [None] if given is None and is_text else given or ()
            return [self._value(shape.item, item) for item in items] or None
        if shape.text and given in (None, "TEXT"):
            return self.text(markdown)
        return given


def write_site(folder: Path, copies: int, walls: int) -> Path:
    """The content folder: so many records of each kind, some procedures of them on walls.

    Copy n has other payloads in its places than copy n + 1; with as many copies as there are
    payloads, each stands in each place.
    """
    content = folder / "content"
    content.mkdir(parents=True)
    writer = _Writer(0)
    for number in range(copies):
        writer = _Writer(number * (1 if copies >= len(PAYLOADS) else len(PAYLOADS) // copies))
        for kind in KINDS:
            if kind.name in SKELETON:
                given = json.loads(
                    SKELETON[kind.name].replace("'", '"').replace("-N", f"-{number}")
                )
                if kind.name == "procedure" and number < walls:
                    given["wall"] = "是"
                record = {
                    **writer.part(kind.model, given),
                    "id": f"{kind.name.replace('_', '-')}-{number}",
                }
                record["name"] = f"{record['name']} 〔{number}〕"
                record["short"] = f"{record['short']} 〔{kind.name}{number}〕"
                _write(
                    content / kind.folder / _file_name(number, kind.name), {kind.label: [record]}
                )
    _write(
        content / "bodies" / "unit.yml",
        {"机构": [{"编号": "dw", "名称": writer.text(), "类型": "党委"}]},
    )
    _write(content / "site.yml", _site(writer))
    return content


def _file_name(number: int, kind: str) -> str:
    text = PAYLOADS[number % len(PAYLOADS)].replace("/", "∕").replace("\\", "＼").replace("\n", " ")
    return f"{kind}-{number} {text[:60]}.yml"


def _write(path: Path, values: Values) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1), "utf-8")


def _site(writer: _Writer) -> Values:
    rules = [check.code for check in CHECKS] + [*WALL_CODES]  # hostile content breaks many
    silent = {code.code: "不报" for code in rules if not code.guards}
    channels = [
        {
            "编号": f"qd-{n}",
            "名称": writer.text(),
            "值": writer.text(),
            "受理": writer.text(),
            "时间": writer.text(),
        }
        for n in range(9)
    ]
    everyone = {"状态": "发布", "单位": "dw", "公开": {"范围": "社会", "依据": writer.text(), "方式": [writer.text()]},
                "审查": {"人": writer.text(), "日期": "2026-01-05"}, "投诉": ["qd-0", "qd-1"]}  # fmt: skip
    return {
        "名称": writer.text(), "单位": writer.text(), "简介": "\n\n".join(MARKDOWN), "渠道": channels,
        "标识码": writer.text(), "页脚": writer.part(Footer, {}), "严重程度": silent, "默认": {"所有": everyone},
        "类型表": {writer.text(): {name: [writer.text()] for name in ("阶段", "关口", "必备", "签批")} for _ in range(9)},
    }  # fmt: skip
