"""A sheet of steps, one row a step, to procedures: their steps as raw values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shaiquan.importing.cell_values import is_nothing, join_words
from shaiquan.importing.heading_rows import FIRST_ROWS, join_heading_rows
from shaiquan.importing.headings import find_field, tighten
from shaiquan.importing.list_headings import find_unit
from shaiquan.importing.list_values import Knows, split_numbered
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.step_fields import (
    YES,
    add_actors,
    add_marks,
    add_plain_fields,
    add_risks,
)
from shaiquan.importing.table_files import Sheet

#: field of a step -> what tables call its column, the first being the word of our own
STEP_WORDS = {
    "order": ("序号", "步序", "编号", "顺序"),
    "procedure_id": ("流程编号",),
    "procedure": ("流程", "流程名称", "权力名称", "事项名称", "事项"),
    "act": ("步骤", "环节", "流程环节", "运行环节", "步骤名称", "环节名称", "工作步骤", "办理环节"),
    "decision": ("判断", "判断条件", "是否"),
    "actor": ("主体", "责任单位", "责任主体", "责任科室", "承办机构", "承办科室", "责任人", "岗位"),
    "limit": ("时限", "办理时限", "办结时限", "时间要求"),
    "documents": ("文书", "形成文书", "文书材料", "材料", "表单"),
    "criteria": ("审查标准", "工作要求", "工作标准"),
    "note": ("说明", "备注", "工作内容", "具体内容", "内容"),
    "anchor": ("标识",),
    "stage": ("阶段",),
    "gates": ("关口",),
    "collective": ("集体决定", "是否集体决定"),
    "voting": ("表决", "表决方式"),
    "risks": ("风险", "风险点"),
    "next": ("下一步", "去向", "流转", "转到"),
    "yes": ("是", "通过", "同意", "Y"),
    "no": ("否", "不通过", "不同意", "N"),
    "end": ("结束", "终点", "是否结束"),
}
#: what Excel calls a sheet that nobody has named
_UNNAMED = re.compile(r"(?i)(?:sheet|工作表)\d*")
_LONGEST_TITLE = 40
_NUMBERED = re.compile(r"(?:转|到|第|步骤)*\s*(\d{1,3})\s*(?:步|环节)?")
_ENDS = frozenset(("结束", "终点", "流程结束", "办结"))


@dataclass(frozen=True, slots=True)
class StepTable:
    """A procedure of a table: its name, its steps as raw values, what of them is lacking, the
    columns that are used and those that are not, and the power that it is called after.

    ``unread``: of each step the fields of which a part cannot be read. ``is_end_guessed``: whether
    the last step is an end only because the table names none.
    """

    name: str
    steps: tuple[Mapping[str, Any], ...]
    lacking: tuple[str, ...]
    columns: tuple[str, ...]
    unused: tuple[str, ...]
    sheet: str = ""
    power: str = ""
    id: str = ""
    unread: tuple[frozenset[str], ...] = ()
    is_end_guessed: bool = False


@dataclass(frozen=True, slots=True)
class _StepRow:
    number: int
    cells: Mapping[str, str]

    @property
    def act(self) -> str:
        return join_words(self.cells.get("act", "") or self.cells.get("decision", ""))

    @property
    def anchor(self) -> str:
        return tighten(self.cells.get("anchor", ""))


def read_step_tables(sheets: Sequence[Sheet], title: str, knows: Knows) -> tuple[StepTable, ...]:
    """The procedures of all sheets that have steps; one without a name is called as its sheet, or
    by ``title``. Raises UnreadableTable."""
    tables = _number_names(table for sheet in sheets for table in _read_sheet(sheet, title, knows))
    if not tables:
        zh = "没有找到表头：要有一行写着 步骤（或者 环节），还有 主体、时限、下一步 这样的栏名"
        raise UnreadableTable(zh, "no heading row: one with 步骤 and headings such as 主体")
    return tables


def _number_names(tables: Iterable[StepTable]) -> tuple[StepTable, ...]:
    """The procedures; where two have one name, the second is called so with a 2 behind it."""
    numbered: dict[str, StepTable] = {}
    for table in tables:
        names = (table.name, *(f"{table.name} {number}" for number in range(2, 1000)))
        name = next(name for name in names if name not in numbered)
        numbered[name] = replace(table, name=name) if table.name else table
    return tuple(numbered.values())


def _read_sheet(sheet: Sheet, title: str, knows: Knows) -> list[StepTable]:
    joined = join_heading_rows(sheet.rows, lambda row: len(_find_columns(row)))
    sheet = replace(sheet, rows=joined)
    found = [_find_columns(row) for row in sheet.rows[:FIRST_ROWS]]
    at = max(range(len(found)), key=lambda row: len(found[row]), default=0)
    if not found or len(found[at]) < 2:
        return []
    columns, headings = found[at], sheet.rows[at]
    groups: dict[str, list[_StepRow]] = {}
    above = [(text,) for text in reversed(sheet.above) if len(text) <= _LONGEST_TITLE]
    is_named = len(sheet.name) > 3 and not sheet.above and not _UNNAMED.fullmatch(sheet.name)
    named = sheet.name if is_named else ""
    title = key = _find_title(sheet.rows[:at]) or _find_title(above) or named or title
    for number, row in enumerate(sheet.rows[at + 1 :], at + 2):
        if row == headings:  # again on the next page
            continue
        cells = {field: row[n] for n, field in columns.items() if row[n]}
        key = join_words(cells.get("procedure", "")) or cells.get("procedure_id") or key
        if cells:
            groups.setdefault(key, []).append(_StepRow(number, cells))
    used = tuple(tighten(headings[n]) for n in columns)
    unused = tuple(tighten(t) for n, t in enumerate(headings) if t and n not in columns)
    unit = next((find_unit(headings[n]) for n, field in columns.items() if field == "limit"), "")
    return [
        replace(
            _make_table(name, rows, knows, unit),
            columns=used,
            unused=unused,
            sheet=sheet.name,
            power=_find_power(name, knows),
        )
        for key, rows in groups.items()
        if any(row.act for row in rows)
        for name in [title if rows[0].cells.get("procedure_id") == key else key]
    ]


def _find_columns(row: Sequence[str]) -> dict[int, str]:
    """Column -> field of a row of headings; empty where it names no steps."""
    found: dict[int, str] = {}
    for column, text in enumerate(row):
        field = find_field(STEP_WORDS, text) if text else ""
        if field and field not in found.values():
            found[column] = field
    return found if "act" in found.values() else {}


def _find_title(rows: Sequence[Sequence[str]]) -> str:
    """The name of the procedure above the table."""
    texts = [text for row in rows if len(_find_columns(row)) < 2 for text in row if text]
    named = [text for text in texts if "流程" in text or "步骤" in text]
    title = join_words((named or [""])[0])
    return re.sub(r"(?:步骤|环节)?(?:一览)?(?:表|清单)$", "", title)


def _find_power(name: str, knows: Knows) -> str:
    """The power of a procedure that has its name, or is called the 流程 or 流程图 of it."""
    bare = re.sub(r"(?:办理|运行)?流程图?$", "", name)
    return next((said for said in (name, bare) if knows(said, ("power",))), "")


def _make_table(name: str, rows: Sequence[_StepRow], knows: Knows, unit: str) -> StepTable:
    """The steps of rows, and what is lacking; without the columns."""
    id = next((said for row in rows if (said := tighten(row.cells.get("procedure_id", "")))), "")
    lacking = [
        f"第 {row.number} 行没有步骤，没有录入：{join_words('、'.join(row.cells.values()))}"
        for row in rows
        if not row.act and row.cells.keys() - {"procedure", "procedure_id", "order"}
    ]
    rows = [row for row in rows if row.act]
    names = _call_rows(rows)
    made = [_make_step(row, names, knows, unit) for row in rows]
    by_problem: dict[str, list[_StepRow]] = {}
    for row, (_, problems, _) in zip(rows, made, strict=True):
        for problem in problems:
            by_problem.setdefault(problem, []).append(row)
    lacking += [f"{_name_rows(own)}：{problem}" for problem, own in by_problem.items()]
    as_said = tuple(step for step, _, _ in made)
    steps = _end_somewhere(as_said)
    unread = tuple(unread for _, _, unread in made)
    return StepTable(
        name, steps, tuple(lacking), (), (), id=id, unread=unread, is_end_guessed=steps != as_said
    )


def _call_rows(rows: Sequence[_StepRow]) -> dict[str, str]:
    """What a table may call a step (its number, its 标识) -> how the content calls it: by its
    words, or by its 标识 where several have the same words."""
    acts = Counter(row.act for row in rows)
    called = [(row.anchor if acts[row.act] > 1 else "") or row.act for row in rows]
    pairs = list(zip(rows, called, strict=True))
    names = {str(n): name for n, name in enumerate(called, 1)}
    names |= {row.cells["order"].rstrip(".、"): name for row, name in pairs if "order" in row.cells}
    return names | {row.anchor: name for row, name in pairs if row.anchor}


def _name_rows(rows: Sequence[_StepRow]) -> str:
    """One row with its step, or the numbers of several: 第 4、6、8 行."""
    numbers = "、".join(str(row.number) for row in rows)
    return f"第 {numbers} 行 {rows[0].act}" if len(rows) == 1 else f"第 {numbers} 行"


def _end_somewhere(steps: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The steps, the last of them being the end where the table says none."""
    *before, last = steps
    goes_on = any("end" in step for step in steps) or "step" not in last or "next" in last
    return tuple(steps if goes_on else (*before, _call_end(last)))


def _call_end(step: Mapping[str, Any]) -> dict[str, Any]:
    return {"end" if name == "step" else name: value for name, value in step.items()}


def _make_step(
    row: _StepRow, names: Mapping[str, str], knows: Knows, unit: str
) -> tuple[dict[str, Any], list[str], frozenset[str]]:
    """A step, what of the row it lacks, and the fields of which a part cannot be read."""
    cells = row.cells
    branches, problems = _drop_unknown(_find_branches(cells, names), names)
    unread = {"branches"} if problems else set()
    says_end = tighten(cells.get("end", "")) in _ENDS | YES or _is_end(cells.get("next", ""), names)
    kind = "decision" if len(branches) > 1 else "end" if says_end else "step"
    values: dict[str, Any] = {kind: row.act}
    problems += add_plain_fields(values, cells, knows, unit)
    problems += add_marks(values, cells, knows)
    for fields, faults in (
        (("risks",), add_risks(values, cells, knows)),
        (("actor", "joint_actors"), add_actors(values, cells.get("actor", ""), knows)),
    ):
        problems += faults
        unread |= {*fields} if faults else set()
    problems += _find_unused_targets(cells, kind)
    if kind == "decision":
        values["branches"] = branches
    elif (text := cells.get("next")) and kind == "step" and not is_nothing(text):
        target, unknown = _drop_unknown({"": _find_target(text, names)}, names)
        values |= {"next": target[""]} if target else {}
        problems += unknown
    return values, problems, frozenset(unread)


def _is_end(target: str, names: Mapping[str, str]) -> bool:
    """Whether 下一步 says that there is none: 结束, where no step is called so."""
    return tighten(target) in _ENDS and target not in names.values()


def _find_unused_targets(cells: Mapping[str, str], kind: str) -> list[str]:
    """Where the row says to go on, and a step of its kind cannot."""
    text = cells.get("next", "")
    answers = {"是": cells.get("yes", ""), "否": cells.get("no", "")}
    said = {word: text for word, text in answers.items() if text}
    if kind != "decision":
        unused = [f"只有“{word}”的去向“{target}”，没有录入" for word, target in said.items()]
        if kind == "end" and not is_nothing(text) and tighten(text) not in _ENDS:
            unused.append(f"这一步是结束，下一步“{text}”没有录入")
        return unused
    return [f"下一步“{text}”没有录入，去向看是和否"] if said and not is_nothing(text) else []


def _drop_unknown(
    targets: Mapping[str, str], names: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The targets that are steps of the table, and what is wrong with the others."""
    known = {answer: target for answer, target in targets.items() if target in names.values()}
    gone = (target for target in targets.values() if target not in names.values())
    return known, [f"去向“{target}”不是这张表里的步骤" for target in gone]


def _find_branches(cells: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Answers and targets: of 是 and 否, or 通过：3；不通过：5 under 下一步."""
    said = {word: cells[key] for key, word in (("yes", "是"), ("no", "否")) if cells.get(key)}
    if not said:
        parts = split_numbered(re.sub(r"[；;]", "\n", cells.get("next", "")))
        pairs = [re.split(r"[:：→]", part, maxsplit=1) for part in parts]
        said = {p[0].strip(): p[1].strip() for p in pairs if len(p) == 2} if len(pairs) > 1 else {}
    return {answer: _find_target(text, names) for answer, text in said.items()}


def _find_target(text: str, names: Mapping[str, str]) -> str:
    """The step that a text means: 3, 转第3步, or its name."""
    match = _NUMBERED.fullmatch(text.strip())
    words = join_words(text)
    return names.get(match[1] if match else words, words)
