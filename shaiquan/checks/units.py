"""Bodies stand below their unit; a unit uses all four forms of oversight (S0-04, S4-09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shaiquan.checks.check_types import IN_USE, INFO, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.bodies import Body
from shaiquan.model.terms import BodyType, Oversight, State

require_index("body", "parent", "type")
require_index("power", "oversight_forms")

#: with fewer powers, a form that none of them names says nothing
_FEW = 10


@check(
    "body-outside-unit",
    WARNING,
    "S0-04",
    subject=Body,
    states=IN_USE,
    zh="机构“{name}”的单位是{unit}，上级却写{parent}，不在{unit}下面",
    en="the unit of '{name}' is {unit}, but its 上级 {parent} is not below that",
    mend="改正 上级:，或者改正 单位:",
    mend_en="correct 上级 or 单位",
    example="{名称: 人大党组, 单位: 县委, 上级: 市委}",
)
def find_bodies_outside_unit(catalog: Catalog, entry: Entry, body: Body) -> Iterator[Violation]:
    unit, parent = body.unit, body.parent
    if unit is None or parent is None or unit.id == entry.id or body.type in _ABOVE_COMMITTEE:
        return
    above = catalog.heads[parent.id]
    if above.index["type"] is BodyType.MEETING and above.unit_id == unit.id:
        return  # as the villagers stand above the committee that they elect
    chain = _list_ancestors(catalog, entry.id)
    if unit.id not in chain and not chain.isdisjoint(_list_ancestors(catalog, unit.id)):
        words = {"name": body.name, "unit": unit.text, "parent": parent.text}
        yield entry.location("parent"), words


#: a congress and its full committee stand above the committee whose unit they belong to
_ABOVE_COMMITTEE = (BodyType.CONGRESS, BodyType.PLENUM)


def _list_ancestors(catalog: Catalog, body: str) -> set[str]:
    """Ids of the bodies above one."""
    ancestors: set[str] = set()
    while (head := catalog.heads.get(body)) and (parent := head.index["parent"]):
        body = parent.id
        if body in ancestors:
            break
        ancestors.add(body)
    return ancestors


@check(
    "oversight-form-unused",
    INFO,
    "S4-09",
    zh="{unit}的 {number} 项权力事项，没有一项写明用“{forms}”监督",
    en="none of the {number} powers of {unit} is watched in the forms '{forms}'",
    mend="四种形式都要用：参与式、轨迹化、同步化、社会化；写进这里的 监督，或者个别事项自己的 监督",
    mend_en="use all four forms: write them into 监督 here, or of single powers",
    example="（一个单位的十项权力，监督 都只写 参与式）",
)
def find_unused_oversight_forms(catalog: Catalog) -> Iterator[Violation]:
    units: defaultdict[str, list[Head]] = defaultdict(list)
    for head in catalog.heads_of("power"):
        if head.state is State.PUBLISHED:
            units[head.unit_id].append(head)
    for unit, powers in units.items():
        used = {form for power in powers for form in power.index["oversight_forms"]}
        unused = "、".join(form.label for form in Oversight if form not in used)
        if used and unused and len(powers) >= _FEW:
            name = catalog.heads[unit].short_name if unit else catalog.site.unit
            words = {"unit": name, "number": len(powers), "forms": unused}
            yield catalog.entries[powers[0].id].location("supervision"), words
