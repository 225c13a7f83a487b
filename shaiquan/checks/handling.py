"""How an item is handled: its papers, its fees, and where one turns who does not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import INFO, PUBLISHED, WARNING, HeadTable, Violation, check
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.kinds.registry import require_index
from shaiquan.model.handling import Fee, Remedy
from shaiquan.model.powers import Power
from shaiquan.model.terms import RemedyForm
from shaiquan.model.time_limits import TimeLimit, parse_limit
from shaiquan.problems import CauseTexts

require_index("power", "tells_handling")

#: 标准 of a fee that is none begins with one of these
_FREE = ("不收", "免费", "免收", "无", "0元", "零元")
#: form -> how long one may turn there at least, and the law that says so
_LEGAL: Mapping[RemedyForm, tuple[TimeLimit, str]] = {
    RemedyForm.RECONSIDERATION: (parse_limit("60日"), "行政复议法第二十条"),
    RemedyForm.LITIGATION: (parse_limit("6个月"), "行政诉讼法第四十六条"),
}
#: within which time one may go to court after a reconsideration (行政诉讼法第四十五条)
_AFTER_RECONSIDERATION = parse_limit("15日")
#: categories of powers against which 行政复议 and 行政诉讼 are open
_ADMINISTRATIVE = (
    *("行政许可", "行政处罚", "行政强制", "行政征收", "行政征用"),
    *("行政确认", "行政裁决", "行政给付"),
)


@check(
    "material-twice",
    WARNING,
    "行政许可法第三十条",
    subject=Power,
    zh="权力事项“{name}”的材料“{material}”写了 {number} 次",
    en="the material '{material}' of '{name}' is written {number} times",
    mend="只写一次；要交几份的，写 份数",
    mend_en="write it once, and in 份数 how many copies",
    example="材料: [身份证复印件, 申请表, 身份证复印件]",
)
def find_materials_named_twice(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, material in enumerate(power.materials):
        places[material.name].append(index)
    for name, (_, *others) in places.items():
        if others:
            words = {"name": power.name, "material": name, "number": len(others) + 1}
            yield entry.location("materials", others[0]), words


@check(
    "material-without-copies",
    WARNING,
    "行政许可法第三十条",
    subject=Power,
    zh="材料“{material}”的份数是 0",
    en="0 copies of the material '{material}'",
    mend="不用交的删去，或者在 说明 里写什么时候要交；要交的写几份",
    mend_en="drop what is not handed in, or write how many copies are",
    example="材料: [{名称: 申请表, 份数: 0}]",
)
def find_materials_without_copies(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    for index, material in enumerate(power.materials):
        if material.copies == 0:
            yield entry.location("materials", index, "copies"), {"material": material.name}


@check(
    "fee-without-basis",
    WARNING,
    "行政许可法第五十八条",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”收费“{rate}”，没有写依据",
    en="'{name}' charges '{rate}' on no basis",
    mend="补写 依据:，写到条；不收费的写 收费: 不收费",
    mend_en="add 依据 with the article, or write 收费: 不收费",
    example="收费: [{标准: 每件10元}]（没有 依据）",
)
def find_fees_without_basis(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for index, fee in enumerate(power.fees):
        if not fee.basis and not _is_free(fee):
            words = {"name": power.name, "rate": fee.rate}
            yield entry.location("fees", index, "rate"), words


@check(
    "free-and-charged",
    WARNING,
    "行政许可法第五十八条",
    subject=Power,
    zh="权力事项“{name}”又写“{free}”，又写“{rate}”",
    en="'{name}' says '{free}' and '{rate}' at once",
    mend="不收费的只写 收费: 不收费；有人减免的，写在这一项收费的 说明 里",
    mend_en="write 收费: 不收费 alone, or who pays nothing in 说明 of the fee",
    example="收费: [不收费, {标准: 每件10元, 依据: [《收费办法》第三条]}]",
)
def find_fees_of_free_items(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    free = [fee for fee in power.fees if _is_free(fee)]
    charged = [index for index, fee in enumerate(power.fees) if not _is_free(fee)]
    if free and charged:
        words = {"name": power.name, "free": free[0].rate, "rate": power.fees[charged[0]].rate}
        yield entry.location("fees", charged[0], "rate"), words


def _is_free(fee: Fee) -> bool:
    return fee.rate.replace(" ", "").startswith(_FREE)


@check(
    "remedy-without-term",
    WARNING,
    "行政复议法第二十条, 行政诉讼法第四十六条",
    subject=Power,
    zh="{form}的期限写“{limit}”，看不出最多有多久",
    en="{form}: '{limit}' does not say how long one has",
    mend="写一段时间，例如 60日、6个月",
    mend_en="write a length such as 60日 or 6个月",
    example="救济: [{途径: 行政复议, 机关: 示例县人民政府, 期限: 会前3日}]",
)
def find_remedies_without_term(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for index, remedy in enumerate(power.remedies):
        if remedy.limit and not remedy.limit.longest:
            words = {"form": remedy.form.label, "limit": remedy.limit}
            yield entry.location("remedies", index, "limit"), words


@check(
    "remedy-too-short",
    WARNING,
    "行政复议法第二十条, 行政诉讼法第四十六条",
    subject=Power,
    states=PUBLISHED,
    zh="{form}的期限写 {limit}，法律给的是 {legal}（{law}）",
    en="{form} within {limit}: the law gives {legal} ({law})",
    mend="改成法律给的期限；另有法律规定的，在这一条救济里写 依据:",
    mend_en="give the time of the law; where another law says otherwise, name it in 依据",
    example="救济: [{途径: 行政复议, 机关: 示例县人民政府, 期限: 30日}]",
)
def find_remedies_too_short(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    for index, remedy in enumerate(power.remedies):
        legal, law = _LEGAL.get(remedy.form, (None, ""))
        if remedy.limit and legal and not _may_be_shorter(power, remedy, law):
            is_shorter = remedy.limit.longest and legal.is_at_most(remedy.limit) is False
            words = {"form": remedy.form.label, "limit": remedy.limit, "legal": legal, "law": law}
            if is_shorter:
                yield entry.location("remedies", index, "limit"), words


def _may_be_shorter(power: Power, remedy: Remedy, law: str) -> bool:
    """Whether another law is named for a suit; or it is one after a reconsideration."""
    if remedy.form is not RemedyForm.LITIGATION:
        return False
    forms = {each.form for each in power.remedies}
    is_after = RemedyForm.RECONSIDERATION in forms and remedy.limit == _AFTER_RECONSIDERATION
    names = (cited.rule.text.removeprefix("中华人民共和国") for cited in remedy.basis)
    return is_after or any(not law.startswith(name) for name in names)


@check(
    "reconsideration-without-body",
    WARNING,
    "行政复议法第二十四条",
    subject=Power,
    states=PUBLISHED,
    zh="权力事项“{name}”的行政复议没有写向哪个机关申请",
    en="'{name}' does not say where to apply for reconsideration",
    mend="补写 机关:，例如 示例县人民政府",
    mend_en="add 机关",
    example="救济: [{途径: 行政复议, 期限: 60日}]（没有 机关）",
)
def find_reconsiderations_without_body(
    catalog: Catalog, entry: Entry, power: Power
) -> Iterator[Violation]:
    for index, remedy in enumerate(power.remedies):
        if remedy.form is RemedyForm.RECONSIDERATION and not remedy.body:
            yield entry.location("remedies", index, "form"), {"name": power.name}


def _find_handling(records: Records) -> Mapping[str, bool]:
    return {"": any(head.index["tells_handling"] for head in records.heads_of("power"))}


#: whether any power of the site says how it is handled: a site that says nothing of it is no list
#: of services
TELLS_HANDLING = HeadTable("tells handling", _find_handling)


@check(
    "power-without-remedy",
    INFO,
    "行政复议法第十一条, 行政诉讼法第十二条",
    subject=Power,
    states=PUBLISHED,
    zh="{category}“{name}”没有写救济",
    en="'{name}' ({category}) names no remedy",
    mend="补写 救济:，例如 [{{途径: 行政复议, 机关: 示例县人民政府, 期限: 60日}}]",
    mend_en="add 救济 with 行政复议 and 行政诉讼",
    example="{名称: 林木采伐许可, 类别: 行政许可, 条件: [……]}（没有 救济）",
    many=CauseTexts(
        "{number} 项行政权力没有写救济：{names}",
        "{number} administrative powers name no remedy: {names}",
        "各补写 救济:；同一文件里都一样的，在 默认 里写一次",
        "add 救济 to each, or once in 默认 of a file",
    ),
)
def find_powers_without_remedy(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    category = catalog.heads[power.category.id].name if power.category else ""
    is_open = category.startswith(_ADMINISTRATIVE) and not power.remedies
    if is_open and TELLS_HANDLING.row(catalog, ""):
        words = {"name": power.name, "category": category}
        yield entry.location("name"), words, catalog.site_location("unit")
