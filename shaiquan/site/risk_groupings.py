"""The list of risks: how many of each office, level and domain, then the risks by domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind, ListPlace
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.model.base import Ref
from shaiquan.model.terms import RiskDomain, RiskLevel
from shaiquan.site.record_groupings import MakeParts, ids_of, make_records_part, sort_by_unit
from shaiquan.site.tasks import Facts, ListPart

require_index("risk", "domain", "level", "holders")
require_index("post", "body")

#: what is counted of an office: the field of the index, and its values
_COUNTED = (("level", tuple(RiskLevel)), ("domain", tuple(RiskDomain)))


def _divide_by_domain(
    public: PublicCatalog, facts: Facts, kind: Kind, place: ListPlace
) -> Iterator[ListPart]:
    """The risks by 人、财、物、事, unit by unit."""
    for prefix, suffix, risks in sort_by_unit(public, kind.name):
        yield _count_risks(public, risks, f"{prefix}按机构、等级和领域", f"_totals{suffix}")
        for domain in (*RiskDomain, None):
            own = [head for head in risks if head.index["domain"] is domain]
            name = f"{domain.label}（{len(own)} 处）" if domain else "其他"
            anchor = (domain.value if domain else "other") + suffix
            if own:
                yield make_records_part(kind, name, anchor, ids_of(own), prefix)


def _count_risks(public: PublicCatalog, risks: list[Head], title: str, anchor: str) -> ListPart:
    """How many risks the posts of each office keep (S4-26, S4-30), and all together."""
    offices: defaultdict[str, list[Head]] = defaultdict(list)
    for risk in risks:
        offices[_find_office(public, risk)].append(risk)
    last = len(public.heads)
    order = {office: public.heads[office].order if office else last for office in offices}
    rows = [
        (office, *(() if office else ("其他",)), *_count(offices[office]))
        for office in sorted(offices, key=order.__getitem__)
    ]
    columns = (KIND["body"].label, *(m.label for _, members in _COUNTED for m in members), "合计")
    total = ("", "合计", *_count(risks))
    return ListPart("counts", title, anchor, (*rows, total), (columns, ""))


def _find_office(public: PublicCatalog, risk: Head) -> str:
    """The body of the first post that keeps the risk, or that body itself; empty without one."""
    holders: tuple[Ref, ...] = risk.index["holders"]
    for holder in holders:
        head = public.heads.get(holder.id)
        if head and head.kind == "post":
            body: Ref | None = head.index["body"]
            return body.id if body and body.id in public.heads else ""
        if head:
            return head.id
    return ""


def _count(risks: Sequence[Head]) -> Iterator[str]:
    """The numbers of a row, empty for none."""
    for field, members in _COUNTED:
        for member in members:
            number = sum(risk.index[field] is member for risk in risks)
            yield str(number) if number else ""
    yield str(len(risks))


GROUPINGS: dict[str, MakeParts] = {"domain": _divide_by_domain}
