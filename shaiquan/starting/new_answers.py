"""The values of a new record: from the options, else asked for until they can stand (edge: reads
the terminal)."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from shaiquan.console import Console
from shaiquan.content.file_faults import judge_name
from shaiquan.content.loading import LoadedContent
from shaiquan.content.names import NameRow, Names
from shaiquan.content.next_ids import propose_id
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.resolving import validate_record
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.overviews import RESERVED_IDS
from shaiquan.model.common import ID_PATTERN
from shaiquan.model.shapes import ListShape, field_shapes
from shaiquan.problems import Bilingual, Problem
from shaiquan.starting.asking import UsageFault
from shaiquan.starting.record_text import list_asked


def collect_values(
    kind: Kind, given: Mapping[str, str], loaded: LoadedContent, ask: bool, console: Console
) -> dict[str, str]:
    """The id and all required values. Raises UsageFault, EOFError."""
    judge = AnswerJudge(kind, loaded)
    values = dict(given) | {"id": _choose_id(given.get("id", ""), judge, ask, console)}
    missing = [field for field in list_asked(kind) if not values.get(field.name)]
    if missing and not ask:
        zh = "、".join(f"{f.label}（--set {f.label}={f.about}）" for f in missing)
        raise UsageFault(Bilingual(f"还缺：{zh}", "missing: " + ", ".join(f.name for f in missing)))
    for field in missing:
        while not values.get(field.name):
            answer = _ask(field.label, f"{field.about}；必填")
            if answer and (fault := judge.find_fault(field.name, answer, values)):
                console.say(f"  {fault}", f"  {fault.en}")
            else:
                values[field.name] = answer
    return values


@dataclass(frozen=True, slots=True)
class AnswerJudge:
    """Whether an answer can stand in a record of a kind, beside the content as it is."""

    kind: Kind
    loaded: LoadedContent

    @property
    def proposed(self) -> str:
        """The next free id."""
        taken = {row.id for row in self.loaded.rows}
        of_kind = [row.id for row in self.loaded.rows if row.kind == self.kind.name]
        return propose_id(self.kind.name, of_kind, taken)

    def find_id_fault(self, id: str) -> Bilingual | None:
        """Why an id cannot be used: it is part of an address and the name of a file."""
        more = f"可以用 {self.proposed}"
        if not re.fullmatch(ID_PATTERN, id):
            why = f"编号“{id}”不能用作网址：只用英文字母、数字和 - _，以字母或数字开头；{more}"
            return Bilingual(why, f"the id '{id}' cannot be part of an address")
        if fault := judge_name(f"{id}.yml"):
            zh = f"编号“{id}”不能用，{fault}做文件名；{more}"
            return Bilingual(zh, f"the id '{id}' cannot be used: {fault.en}")
        if id.lower() in RESERVED_IDS and self.kind.section:
            zh = f"编号“{id}”留给别的网页用了；{more}"
            return Bilingual(zh, f"the id '{id}' is that of another page")
        if id.lower() in {row.id for row in self.loaded.rows}:
            return Bilingual(f"编号“{id}”已经有了，{more}", f"the id {id} is taken")
        return None

    def find_fault(self, name: str, text: str, values: Mapping[str, str]) -> Bilingual | None:
        """What is wrong with the text of a field, in a record with some other values."""
        is_list = isinstance(field_shapes(self.kind.model)[name], ListShape)
        raw = RawRecord(self.kind, {**values, name: [text] if is_list else text}, "", ())
        unit = values.get("unit") or self._find_unit()
        row = NameRow(self.kind.name, values["id"].lower(), "", "", unit, "", ())
        _, faults = validate_record(raw, Names(self.loaded.rows).resolver_for(row))
        for fault in faults:
            if fault.location.field[:1] == (name,):
                told = Problem("", 1, 1, fault.code, fault.words)
                return Bilingual(f"{told.message()} 改法：{told.mend()}", f"{told.message('en')}")
        return None

    def _find_unit(self) -> str:
        catalog = self.loaded.catalog
        return catalog.site.unit if catalog else ""


def _choose_id(given: str, judge: AnswerJudge, ask: bool, console: Console) -> str:
    """The id that is given, else asked for until it can be used, else proposed. Raises
    UsageFault."""
    if given and (fault := judge.find_id_fault(given)):
        raise UsageFault(fault)
    while ask and not given:
        answer = _ask("编号", f"直接按回车就是“{judge.proposed}”") or judge.proposed
        fault = judge.find_id_fault(answer)
        if fault is None:
            return answer
        console.say(f"  {fault}。", f"  {fault.en}.")
    return given or judge.proposed


def _ask(label: str, hint: str) -> str:
    print(f"{label}（{hint}）：", end="", file=sys.stderr, flush=True)
    return input().strip()
