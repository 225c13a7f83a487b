"""The 分工 of a post as the text of a cell, and back: 分管：财务、审计；联系：统计.

Offices write it as sentences (负责全面工作；分管财务、审计工作，联系统计工作), so a cell is read by
its verbs, and what stands behind a verb by the names of areas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shaiquan.model.bodies import Portfolio
from shaiquan.model.shapes import FieldShape, PartShape

#: verb -> field; 主持 and 协管 are what offices say besides
_VERBS = {word: name for name, word in Portfolio.field_labels() if name != "withheld"} | {
    "主持": "leads",
    "协管": "assists",
}
_SENTENCE_END = re.compile(r"\s*[\n；;。]+\s*")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[)）])\s*")
#: a comma goes on with the names, unless a verb follows
_NEXT_VERB = re.compile(r"\s*[，,、]\s*(?=(?:负责)?(?:主持|主管|分管|联系|协管|协助)|负责)")
_VERB = re.compile(rf"(?:并|同时|具体)?(?:负责(?=主管|分管|联系|协管|协助))?({'|'.join(_VERBS)})")
#: whom a post assists is no area: 协助县长负责财务
_ASSISTED = re.compile(r"[^、，,]{1,8}?(?:抓好?|负责|分管|管理|做好|处理)(?=\S)")
_BETWEEN = re.compile(r"\s*[、，,]\s*")
_AND = re.compile(r"以及|和|及|与")
_REST = re.compile(r"(?<=.)等(?:各项|方面|领域|综合)*的?(?:工作|业务|部门|事务)?$")
_WORK = re.compile(r"(?<=..)(?<!全面)(?<!日常)(?:方面|领域)?的?(?:工作|业务)$")
_OTHER = re.compile(r"^(?:完成|承办|做好|抓好|落实|其他|其它)|交办")
_LONGEST = 20
_WHOLE = "全面工作"

#: whether a text names a record of the kinds
KnowsName = Callable[[str, tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True)
class PortfolioWords:
    """What a cell says: field of 分工 -> names of areas; and words that name no area, with why."""

    values: Mapping[str, list[str]]
    unread: tuple[tuple[str, str], ...] = ()


def is_portfolio(shape: FieldShape) -> bool:
    """Whether a field is the 分工 of a post."""
    return isinstance(shape, PartShape) and shape.part is Portfolio


def write_portfolio(value: Mapping[str, Any]) -> str:
    """A line for each verb; empty where they would not be read as the same value."""
    lines = (f"{Portfolio.label_of(n)}：{'、'.join(map(str, names))}" for n, names in value.items())
    text = "\n".join(lines)
    return text if read_portfolio(text, lambda *_: True).values == value else ""


def read_portfolio(text: str, knows: KnowsName) -> PortfolioWords:
    """The areas that a text names, by their verb; without a verb it is 分管.

    >>> none = lambda *_: False
    >>> read_portfolio("主持党委全面工作，分管财务、审计工作；协助书记抓党建", none).values
    {'leads': ['党委全面工作'], 'charge': ['财务', '审计'], 'assists': ['党建']}
    """
    said: dict[str, list[str]] = {}
    unread: list[tuple[str, str]] = []
    verb = "charge"
    for sentence in _SENTENCE_END.split(text.strip()):
        for clause in _NEXT_VERB.split(_NUMBER.sub("", sentence)):
            verb, names = _read_clause(clause.strip(), verb)
            for name in (area for each in names for area in _find_areas(each, knows)):
                if why := _refuse_name(name, knows):
                    unread.append((name, why))
                elif name not in said.setdefault(verb, []):
                    said[verb].append(name)
    return PortfolioWords({name: areas for name, areas in said.items() if areas}, tuple(unread))


def _read_clause(clause: str, verb: str) -> tuple[str, list[str]]:
    """The verb of a clause, else the one before it, and the names behind it."""
    match = _VERB.match(clause)
    rest = clause[match.end() :] if match else clause
    if match:
        verb = _VERBS[match[1]]
    elif clause == _WHOLE:
        verb = "leads"
    rest = _ASSISTED.sub("", rest, count=1) if match and match[1] == "协助" else rest
    return verb, [name for name in _BETWEEN.split(rest.lstrip(" ：:")) if name]


def _find_areas(words: str, knows: KnowsName) -> list[str]:
    """The area that words mean, or two with 和 between that are both known."""
    bare = _REST.sub("", words)
    short = _WORK.sub("", bare)
    for name in (words, bare, short):
        if knows(name, ("area",)):
            return [name]
    parts = [part for part in _AND.split(short) if part]
    return parts if all(knows(part, ("area",)) for part in parts) else [short]


def _refuse_name(name: str, knows: KnowsName) -> str:
    """Why words are no name of an area; empty where they may be."""
    if knows(name, ("area",)):
        return ""
    if knows(name, ("body", "post", "role")):
        return f"“{name}”是机构或者岗位，分工要写领域"
    return f"“{name}”不像领域的名称" if _OTHER.search(name) or len(name) > _LONGEST else ""
