"""Every power has a basis, a duty, a procedure, a risk assessment and a channel.

A draft may be incomplete, a withdrawn power needs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import ERROR, PUBLISHED, WARNING, HeadTable, Violation, check
from shaiquan.checks.main_items import lacks
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.places import Location
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.problems import CauseTexts
from shaiquan.queries.relations import find_channels


def _name_words(entry: Entry) -> dict[str, object]:
    return {"name": entry.record.name}


def _find_unit_kinds(records: Records) -> Mapping[str, bool]:
    kinds = ("duty", "procedure", "risk")
    heads = (head for kind in kinds for head in records.heads_of(kind) if head.in_use)
    return {f"{head.unit_id}/{head.kind}": True for head in heads}


#: unit/kind -> True where the unit has records of the kind
UNIT_KINDS = HeadTable("unit kinds", _find_unit_kinds)


def _tell_lack(catalog: Catalog, entry: Entry, kind: str) -> Violation:
    """That a power has no record of a kind; the cause is its unit if that has none at all."""
    location, words, cause = _blame_unit(catalog, entry)
    has_some = UNIT_KINDS.row(catalog, f"{entry.record.unit_id}/{kind}")
    return (location, words) if has_some else (location, words, cause)


def _is_served(catalog: Catalog, power: Power, kind: str) -> bool:
    """Whether a duty, a risk or a procedure names the power."""
    return bool(catalog.ids_naming(power.id, kind, "powers"))


def _blame_unit(catalog: Catalog, entry: Entry) -> tuple[Location, dict[str, object], Location]:
    """What a power lacks because its unit does: the power, the words, the unit."""
    unit = catalog.entries.get(entry.record.unit_id)
    name = unit.record.short_name if unit else catalog.site.unit
    cause = unit.location("name") if unit else catalog.site_location("unit")
    return entry.location("name"), {**_name_words(entry), "id": entry.id, "unit": name}, cause


@check(
    "power-without-basis",
    WARNING,
    "S2-04, S2-31",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有依据",
    en="the power '{name}' has no basis",
    mend="补写 依据:，例如 《党委议事规则》第四条",
    mend_en="add 依据: with the rule and article",
    example="{编号: dw-01, 名称: 干部任免, 决定主体: 党委会}",
)
def find_powers_without_basis(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    if lacks(catalog, power, lambda one: one.bases):
        yield entry.location("name"), _name_words(entry)


@check(
    "power-without-limits",
    WARNING,
    "S2-02",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有写权限",
    en="the power '{name}' has no limits",
    mend="补写 权限:，写清可以决定什么、不可以决定什么",
    mend_en="add 权限: what may be decided, and what may not",
    example="{编号: dw-01, 名称: 干部任免, 决定主体: 党委会}（没有 权限）",
)
def find_powers_without_limits(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    if lacks(catalog, power, lambda one: one.limits):
        yield entry.location("name"), _name_words(entry)


@check(
    "power-without-duty",
    WARNING,
    "S0-06, S3-06",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有对应的责任事项",
    en="the power '{name}' has no duty",
    mend="在 duties 里写一条责任事项，事项: 写上 {id}",
    mend_en="add a duty whose 事项 names {id}",
    example="（没有任何责任事项写到这项权力）",
    many=CauseTexts(
        "{unit}一条责任事项也没有写，{number} 项权力事项都缺：{names}",
        "{unit} has no duty at all, so {number} powers lack one: {names}",
    ),
)
def find_powers_without_duty(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    if lacks(catalog, power, lambda one: _is_served(catalog, one, "duty")):
        yield _tell_lack(catalog, entry, "duty")


@check(
    "power-without-procedure",
    WARNING,
    "S0-10, S2-02",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有流程，也没有写明理由",
    en="the power '{name}' has neither a procedure nor a reason for having none",
    mend="写一个流程，事项: 写上 {id}；确实不需要的，写 不设流程: 理由",
    mend_en="add a procedure whose 事项 names {id}, or 不设流程: reason",
    example="（没有流程写到这项权力，也没有 不设流程）",
    many=CauseTexts(
        "{unit}一条流程也没有写，{number} 项权力事项都缺：{names}",
        "{unit} has no procedure at all, so {number} powers lack one: {names}",
    ),
)
def find_powers_without_procedure(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    if lacks(catalog, power, lambda one: one.no_procedure or _is_served(catalog, one, "procedure")):
        yield _tell_lack(catalog, entry, "procedure")


@check(
    "power-without-risk-assessment",
    WARNING,
    "S3-06",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有风险点，也没有写明评估后无风险",
    en="the power '{name}' has no risk assessment",
    mend="写一条风险点，事项: 写上 {id}；评估后没有的，写 无风险: 理由",
    mend_en="add a risk whose 事项 names {id}, or 无风险: reason",
    example="（没有风险点写到这项权力，也没有 无风险）",
    many=CauseTexts(
        "{unit}一条风险点也没有写，{number} 项权力事项都缺：{names}",
        "{unit} has no risk at all, so {number} powers lack one: {names}",
    ),
)
def find_powers_without_risk_assessment(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    if lacks(catalog, power, lambda one: one.no_risk or _is_served(catalog, one, "risk")):
        yield _tell_lack(catalog, entry, "risk")


@check(
    "power-says-no-risk",
    ERROR,
    "S3-06",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”写了“无风险”，却又有风险点 {risks}",
    en="the power '{name}' says 无风险 but has the risks {risks}",
    mend="去掉 无风险，或者改正这些风险点的事项",
    mend_en="drop 无风险 or correct those risks",
    example="无风险: 仅转报材料（而 fx-01 的事项写了它）",
)
def find_powers_denying_risks(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    risks = catalog.ids_naming(entry.id, "risk", "powers") if power.no_risk else ()
    if risks:
        yield entry.location("no_risk"), {**_name_words(entry), "risks": "、".join(risks)}


@check(
    "power-without-channel",
    WARNING,
    "X-08, S2-30",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”没有投诉举报渠道",
    en="the power '{name}' has no complaint channel",
    mend="写 投诉: 渠道的编号，写在这项权力、它的单位那条机构记录或者 默认 里；"
    "渠道登记在 site.yml 的 渠道 里",
    mend_en="write 投诉 with the id of a channel, here, at its unit or in 默认; channels are "
    "declared in site.yml",
    example="（权力、机构、单位都没有 投诉）",
    many=CauseTexts(
        "{unit}的 {number} 项权力事项没有投诉举报渠道：{names}",
        "{number} powers of {unit} have no complaint channel: {names}",
        "在{unit}这条机构记录里写一次 投诉: 渠道的编号，它的权力就都有了；"
        "渠道登记在 site.yml 的 渠道 里",
        "write 投诉 with the id of a channel once at {unit}, for all of its powers",
    ),
)
def find_powers_without_channel(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    if not find_channels(catalog, power):
        yield _blame_unit(catalog, entry)


@check(
    "duty-without-power",
    WARNING,
    "S0-06",
    subject=Duty,
    states=PUBLISHED,
    zh="责任事项“{name}”没有对应的权力事项",
    en="the duty '{name}' belongs to no power",
    mend="补写 事项:，写上权力事项的编号",
    mend_en="name a power in 事项",
    example="{编号: zr-01, 名称: 如实记录}",
)
def find_duties_without_power(catalog: Catalog, entry: Entry, duty: Duty) -> Iterator[Violation]:
    if not duty.powers:
        yield entry.location("name"), _name_words(entry)


@check(
    "duty-without-accountability",
    WARNING,
    "S4-16",
    subject=Duty,
    states=PUBLISHED,
    zh="责任事项“{name}”没有追责情形",
    en="the duty '{name}' has no accountability",
    mend="补写 追责情形:，写明情形、方式、依据、决定机关",
    mend_en="add 追责情形",
    example="{编号: zr-01, 名称: 如实记录, 事项: [dw-01]}",
)
def find_duties_without_accountability(
    catalog: Catalog, entry: Entry, duty: Duty
) -> Iterator[Violation]:
    if not duty.accountability:
        yield entry.location("name"), _name_words(entry)


@check(
    "risk-without-control",
    WARNING,
    "S4-33",
    subject=Risk,
    states=PUBLISHED,
    zh="风险点“{name}”缺少{missing}",
    en="the risk '{name}' lacks {missing}",
    mend="补写 {missing}",
    mend_en="add {missing}",
    example="{编号: fx-01, 名称: 论证走过场, 等级: 高}",
)
def find_risks_without_controls(catalog: Catalog, entry: Entry, risk: Risk) -> Iterator[Violation]:
    missing = [
        Risk.label_of(field)
        for field in ("domain", "level", "controls", "holders")
        if not (getattr(risk, field) or (field == "holders" and risk.responsible))
    ]
    if missing:
        yield entry.location("name"), {**_name_words(entry), "missing": "、".join(missing)}
