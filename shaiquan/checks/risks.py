"""Risks are looked for in all domains and through all channels (S4-03, S4-25)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shaiquan.checks.check_types import WARNING, Violation, check
from shaiquan.content.catalog import Catalog
from shaiquan.content.heads import Head
from shaiquan.kinds.registry import require_index
from shaiquan.model.terms import FoundBy, RiskDomain

require_index("risk", "domain", "found_by")

#: 人、财、物; a site that writes 人、财、事, as the first stage of the seed does, means the same
_DOMAINS = (
    ("人", (RiskDomain.PEOPLE,)),
    ("财", (RiskDomain.MONEY,)),
    ("物（事）", (RiskDomain.GOODS, RiskDomain.MATTERS)),
)
#: with fewer risks, an empty domain or an unused channel says nothing
_FEW = 10


def _risks_by_unit(catalog: Catalog) -> Iterator[tuple[str, list[Head]]]:
    """Name of a unit and its risks in use, where they are enough to say something."""
    units: defaultdict[str, list[Head]] = defaultdict(list)
    for head in catalog.heads_of("risk"):
        if head.in_use:
            units[head.unit_id].append(head)
    for unit, risks in units.items():
        if len(risks) >= _FEW:
            yield catalog.heads[unit].short_name if unit else catalog.site.unit, risks


@check(
    "risk-domain-empty",
    WARNING,
    "S4-03",
    zh="{unit}的 {number} 处风险点里没有一处属于“{domain}”",
    en="none of the {number} risks of {unit} lies in the domain '{domain}'",
    mend="围绕人、财、物再排查一遍，查出的写在这里；查过确实没有的，把这个代码的严重程度改为 不报",
    mend_en="look again and add here what is found; if there is none, silence this code",
    example="（一个单位的十处风险点全都属于 人 和 财）",
)
def find_empty_risk_domains(catalog: Catalog) -> Iterator[Violation]:
    for unit, risks in _risks_by_unit(catalog):
        for name, members in _DOMAINS:
            if not any(risk.index["domain"] in members for risk in risks):
                words = {"unit": unit, "number": len(risks), "domain": name}
                yield catalog.entries[risks[-1].id].location("domain"), words


@check(
    "risk-channel-unused",
    WARNING,
    "S4-25",
    zh="{unit}的 {number} 处风险点里没有一处是通过“{channels}”查出来的",
    en="none of the {number} risks of {unit} was found through '{channels}'",
    mend="四种渠道都要用：组织排查、自查、纪委协查、案例分析；查出的在风险点写 查找渠道",
    mend_en="use all four channels and say in 查找渠道 which found the risk",
    example="（一个单位的十处风险点的 查找渠道 都是 自查）",
)
def find_unused_risk_channels(catalog: Catalog) -> Iterator[Violation]:
    for unit, risks in _risks_by_unit(catalog):
        used = {channel for risk in risks for channel in risk.index["found_by"]}
        unused = "、".join(channel.label for channel in FoundBy if channel not in used)
        if used and unused:
            words = {"unit": unit, "number": len(risks), "channels": unused}
            yield catalog.entries[risks[-1].id].location("found_by"), words
