"""The kinds of records: label, folder, model and address section, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shaiquan.model.bodies import Area, Body, Category, Post, Role, Tenure
from shaiquan.model.channels import Channel
from shaiquan.model.common import Record
from shaiquan.model.ledger import Edition, Posting
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.procedures import Procedure, ProcedureSet
from shaiquan.model.rules import Rule


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. ``section`` is the address folder; empty: no page of its own."""

    name: str
    label: str
    folder: str
    section: str
    model: type[Record]

    @property
    def file_name(self) -> str:
        """The name of its files of open data, without the ending."""
        return self.name.replace("_", "-")

    def __reduce__(self) -> tuple[Callable[[str], Kind], tuple[str]]:
        return _kind, (self.name,)


def _kind(name: str) -> Kind:
    return KIND[name]


KINDS = (
    Kind("body", "机构", "bodies", "bodies", Body),
    Kind("post", "岗位", "bodies", "posts", Post),
    Kind("tenure", "任职", "bodies", "", Tenure),
    Kind("role", "角色", "bodies", "bodies", Role),
    Kind("power", "权力事项", "powers", "powers", Power),
    Kind("duty", "责任事项", "duties", "duties", Duty),
    Kind("risk", "风险点", "risks", "risks", Risk),
    Kind("procedure", "流程", "procedures", "procedures", Procedure),
    Kind("procedure_set", "流程集", "procedures", "procedures", ProcedureSet),
    Kind("rule", "制度", "rules", "rules", Rule),
    Kind("area", "领域", "catalogues", "catalogues", Area),
    Kind("category", "权力类别", "catalogues", "catalogues", Category),
    Kind("list", "清单", "catalogues", "catalogues", Listing),
    Kind("posting", "张贴", "ledger", "", Posting),
    Kind("edition", "版本", "ledger", "", Edition),
    Kind("channel", "渠道", "", "", Channel),
)

KIND = {kind.name: kind for kind in KINDS}
#: folder -> kinds that may be written there, the first being the one meant by default
FOLDERS = {
    folder: tuple(kind for kind in KINDS if kind.folder == folder)
    for folder in dict.fromkeys(kind.folder for kind in KINDS if kind.folder)
}


def kind_named(word: str, among: tuple[Kind, ...] = KINDS) -> Kind | None:
    """The kind that an editor calls ``word``: 权力事项, power or powers."""
    for kind in among:
        if word in (kind.label, kind.name) or (word == kind.folder and kind is among[0]):
            return kind
    return None
