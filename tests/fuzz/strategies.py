"""Content made by chance from the types of the fields: mostly right, now and then odd."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml
from hypothesis import strategies as st

from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Citation, Part, Ref, Withholding
from shaiquan.model.due_limits import DueLimit
from shaiquan.model.files import FilePath
from shaiquan.model.frequencies import Frequency
from shaiquan.model.money import Band
from shaiquan.model.periods import Period
from shaiquan.model.procedures import STEP_KEYS, Step
from shaiquan.model.quantities import Quantity
from shaiquan.model.references import find_kinds_of_field
from shaiquan.model.relations import NumberRelation
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    ScalarShape,
    field_shapes,
    list_choices,
)
from shaiquan.model.site_paths import SitePath
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.time_limits import TimeLimit
from tests.conftest import SMALL
from tests.support import load_catalog

Values = dict[str, Any]
Texts = st.SearchStrategy[str]
_CATALOG = load_catalog(SMALL)
#: steps of which procedures are made, so that many targets are met
_ACTS = ("受理", "审核", "是否同意", "归档", "退回", "第1步", "a1")
_ODD_CHARACTERS = (
    "\u3000\u200b\ufeff\x7f\x85\u2028\U0002ffff\U0001f600é́<>&\"'`|*_#[](){}%$\\：:-=＝@\t\n\r\0"
)
_WORDS = ("党委", "办公室", "重大事项", "不公开", "第四条", "会前2日", "{{ 数量.权力事项 }}", "[a](gz.md)",
          "《议事规则》", "- 一\n- 二", "<!-- b -->", "| a | b |\n|---|---|\n| 1 | 2 |", "依法不予公开", "9" * 40)  # fmt: skip
odd_texts: Texts = st.one_of(
    st.text(max_size=12),
    st.text(_ODD_CHARACTERS + "甲乙一1a", max_size=16),
    st.lists(st.sampled_from(_WORDS), max_size=4).map("".join),
)
plain_texts: Texts = st.text("甲乙丙丁戊己庚辛一二三、。", min_size=1, max_size=12)
texts: Texts = st.one_of(plain_texts, plain_texts, plain_texts, odd_texts)
numbers: Texts = st.one_of(
    st.integers(0, 40).map(str),
    st.sampled_from(("三", "十二", "二百", "〇", "1" * 30, "-1", "1.5", "１２")),
)
#: what may follow a citation
_QUOTES: Texts = st.one_of(st.just(""), st.builds("：{}".format, texts))
_AMOUNTS = st.sampled_from(
    ("不满5万元", "5万元以上不满50万元", "50万元以上", "5000万元以下", "0元", "超过1亿元",
     "5—10万元", "工程50万元以上", "月低保标准3倍以下", "净资产的1%以上", "小额", "三万元（含）以下")
)  # fmt: skip
_LIMITS = st.builds(
    "{}{}".format, numbers, st.sampled_from(("个工作日", "日", "年", "个月", "小时", "周"))
)
#: type of a value -> texts of it
_SCALARS: dict[Any, Texts] = {
    str: st.sampled_from(_ACTS),
    PartialDate: st.one_of(
        st.dates().map(str), st.sampled_from(("2026", "2026-02", "二〇二六年一月", "2026.2.30"))
    ),
    TimeLimit: st.one_of(
        _LIMITS,
        st.sampled_from(("当场", "会前2日", "每年", "不少于7日", "3至5日", "半年", "0.5个工作日")),
    ),
    Band: _AMOUNTS,
    Period: st.sampled_from(("2026年", "2026年上半年", "截至 2026-11-24", "2026年1至3月", "去年")),
    DueLimit: st.sampled_from(("次年1月底前", "每月5日前", "至多15个工作日", "尽快")),
    FilePath: st.sampled_from(("表/申请表.docx", "../a.pdf", "没有.xlsx")),
    SitePath: st.sampled_from(("/matrix/", "/powers/a1/#x", "matrix", "/../")),
    Quantity: st.sampled_from(("89.03", "400余", "1,200", "3.5万", "-2", "0", "145")),
    Frequency: st.sampled_from(("每周1次", "每季度2至3次", "每年至多1次", "每半年", "常常")),
    TimeBound: st.one_of(
        st.builds("至多{}".format, _LIMITS),
        st.sampled_from(("至多当场", "至少会前2日", "会后3日内")),
    ),
    NumberRelation: st.sampled_from(("整改到位 ≤ 问题", "问题 = 立行立改 + 限期整改", "大于")),
    Decimal: st.sampled_from(("91.5", "0", "１００分", "三十五", "-1", "0.00001")),
    bool: st.sampled_from(("是", "否")),
    int: numbers,
}


def scalars(shape: ScalarShape, kinds: frozenset[str]) -> Texts:
    """Texts of a value; one in eighty is something else."""
    right = texts
    if shape.type is Ref:
        right = references(kinds)
    elif shape.type is Citation:
        right = st.builds("《{}》第{}条{}".format, references(kinds), numbers, _QUOTES)
    elif choices := list_choices(shape):
        right = st.sampled_from(choices)
    elif not shape.text:
        right = _SCALARS[shape.type]
    return st.integers(0, 79).flatmap(lambda chance: right if chance else odd_texts)


def references(kinds: frozenset[str]) -> Texts:
    """Names of records of the small site, or none."""
    entries = [e for e in _CATALOG.entries.values() if e.kind.name in kinds]
    names = [name for e in entries for name in (e.id, e.record.name, e.record.short) if name]
    return st.sampled_from(sorted(names)) if names else plain_texts


@st.composite
def values(draw: st.DrawFn, shape: FieldShape, kinds: frozenset[str], depth: int) -> Any:
    if isinstance(shape, ScalarShape):
        return draw(scalars(shape, kinds))
    if isinstance(shape, PartShape):
        return draw(parts(shape.part, depth))
    count = range(draw(st.integers(0 if depth < 2 else 1, 3)))
    if isinstance(shape, ListShape):
        return [draw(values(shape.item, kinds, depth)) for _ in count]
    assert isinstance(shape, MapShape)
    keys = st.one_of(texts, _AMOUNTS)
    return {draw(keys): draw(values(shape.value, kinds, depth)) for _ in count}


@st.composite
def parts(draw: st.DrawFn, part: type[Part], depth: int = 4) -> Values:
    """A part with its required fields and a few others, of which some are withheld."""
    fields = field_shapes(part)
    names = [name for name in fields if part.model_fields[name].is_required()]
    others = [name for name in fields if name not in (*names, "withheld", *_FORMAL)]
    if issubclass(part, Step):
        names = [draw(st.sampled_from(STEP_KEYS))]
        others = [name for name in others if name not in STEP_KEYS]
    if depth:
        names += draw(st.lists(st.sampled_from(others), max_size=6, unique=True)) if others else []
    made: Values = {}
    for name in names:
        kinds = find_kinds_of_field(part, name)
        made[part.label_of(name)] = draw(values(fields[name], kinds, max(0, depth - 1)))
    if issubclass(part, Withholding) and draw(st.integers(0, 3)) == 0:
        labels = draw(st.lists(st.sampled_from(list(made) or ["名称"]), min_size=1, max_size=2))
        made["不公开字段"] = [{"字段": label, "依据": "公开条例第十六条"} for label in labels]
    return made


#: fields that the site has defaults for
_FORMAL = ("state", "disclosure", "review")
_STATES: tuple[Values, ...] = (
    {}, {}, {}, {"状态": "草稿"}, {"状态": "撤回", "原因": "改制", "撤回日期": "2026-10-08"},
    {"公开": {"范围": "党内", "依据": "内部"}}, {"公开": {"范围": "社会", "从": "2026-12-01"}},
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn, kind: Kind) -> Values:
    """A record; those of the ledger as if they were registered."""
    made = draw(parts(kind.model))
    return {
        **made,
        "编号": draw(st.sampled_from(("x1", "x2", "gz"))),
        **draw(st.sampled_from(_STATES)),
    }


#: what steps of any sort may have besides
_OF_STEPS = (
    "actor",
    "partners",
    "limit",
    "uncounted",
    "extension",
    "criteria",
    "documents",
    "result",
    "gates",
    "collective",
    "payment",
    "risks",
    "basis",
    "note",
    "extras",
)


@st.composite
def steps(draw: st.DrawFn, act: str, acts: list[str], depth: int = 2) -> Values:
    """A step that says ``act`` and may lead to any of ``acts``."""
    key = draw(st.sampled_from(("start", "step", "step", "decision", "end", "parallel")))
    if key == "parallel" and depth:
        ways = [f"{act}{way}" for way in "甲乙"]
        return {"并行": [[draw(steps(way, [*acts, *ways], depth - 1))] for way in ways]}
    names = draw(st.lists(st.sampled_from(_OF_STEPS), max_size=3, unique=True))
    made: Values = {Step.label_of(key): act} if key != "parallel" else {"步骤": act}
    for name in names:
        kinds = find_kinds_of_field(Step, name)
        made[Step.label_of(name)] = draw(values(field_shapes(Step)[name], kinds, 1))
    if key == "decision":
        labels = st.one_of(plain_texts, _AMOUNTS)
        made["分支"] = draw(st.dictionaries(labels, st.sampled_from(acts), min_size=2, max_size=4))
    elif draw(st.integers(0, 7)) == 0:
        made["含在"] = draw(st.sampled_from(acts))
    elif draw(st.integers(0, 3)) == 0:
        made["下一步"] = draw(st.sampled_from(acts))
    if depth and draw(st.integers(0, 5)) == 0:
        made["旁路"] = draw(steps(f"{act}旁", acts, 0))
    if draw(st.integers(0, 3)) == 0:
        label = draw(st.sampled_from(list(made)))
        made["不公开字段"] = [{"字段": label, "依据": "公开条例第十六条"}]
    return made


@st.composite
def procedures(draw: st.DrawFn) -> tuple[str, str]:
    """A file with a procedure whose steps lead to one another in any way."""
    acts = draw(st.lists(st.sampled_from(_ACTS), min_size=2, max_size=7, unique=True))
    made: Values = {
        "编号": "x1",
        "名称": "甲流程",
        "上墙": draw(st.sampled_from(("是", "否"))),
        "事项": ["p1"],
    }
    made["步骤"] = [draw(steps(act, acts)) for act in acts]
    made.update(draw(st.sampled_from(_STATES)))
    return "procedures/x.yml", yaml.safe_dump(made, allow_unicode=True, sort_keys=False)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """A content file of one kind: its path below the content, and its text."""
    kind = draw(st.sampled_from([kind for kind in KINDS if kind.folder]))
    rows = draw(st.lists(records(kind), min_size=1, max_size=2))
    if draw(st.integers(0, 3)) == 0:
        matter = yaml.safe_dump(rows[0], allow_unicode=True)
        body = draw(markdown_texts)
        return f"{kind.folder}/x.md", f"---\n{matter}---\n{body}"
    text = yaml.safe_dump({kind.label: rows}, allow_unicode=True, sort_keys=False)
    return f"{kind.folder}/x.yml", text


markdown_texts: Texts = st.lists(
    st.one_of(
        texts,
        st.sampled_from(("\n", "\n\n", "# ", "> ", "1. ", "第一条　", "```\n", "<b>", "    ")),
    ),
    max_size=12,
).map("".join)
