"""主项 and 子项: a sub item stands one level below a main item of the same list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.powers import Power
from shaiquan.model.terms import State
from shaiquan.problems import Bilingual


def lacks(catalog: Catalog, power: Power, has: Callable[[Power], object]) -> bool:
    """Whether something is missing at this power, and is to be told here.

    A sub item has what its main item has, and a main item needs nothing that all its sub items
    have. What is missing at both is told once, at the main item.
    """
    main = catalog.record(power.main_item, Power)
    if has(power) or (main and main.state is State.PUBLISHED):
        return False
    below = catalog.entries_naming(power.id, "power", "main_item")
    subs = [sub.record for sub in below if sub.record.state is State.PUBLISHED]
    return not (subs and all(isinstance(sub, Power) and has(sub) for sub in subs))


@check(
    "bad-main-item",
    ERROR,
    "S2-04",
    subject=Power,
    states=IN_USE,
    zh="“{name}”的主项{why}",
    en="the main item of '{name}' {why}",
    mend="主项只写一层：写最上面那一项的编号；本来就不是子项的，去掉 主项:",
    mend_en="name the top item, or drop 主项",
    example="主项: xk-01-2（xk-01-2 自己又是 xk-01 的子项）",
)
def find_bad_main_items(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    main = catalog.record(power.main_item, Power)
    if main and (why := _find_fault(power, main)):
        yield entry.location("main_item"), {"name": power.name, "why": why}


def _find_fault(power: Power, main: Power) -> Bilingual | None:
    """Why a power cannot be the main item of another."""
    if main.id == power.id:
        return Bilingual("是它自己", "is itself")
    if main.main_item:
        return Bilingual(f"“{main.name}”自己也是子项", f"'{main.name}' is a sub item too")
    if not main.in_use:
        return Bilingual(f"“{main.name}”已经撤回", f"'{main.name}' is withdrawn")
    return None


@check(
    "main-item-elsewhere",
    WARNING,
    "S2-04",
    subject=Power,
    states=IN_USE,
    zh="“{name}”和它的主项“{main}”不是同一个{field}",
    en="'{name}' and its main item '{main}' differ in {field}",
    mend="改成一样的；子项的 类别 可以不写，随主项",
    mend_en="make them the same; a sub item may leave 类别 out",
    example="类别: 行政许可（而主项的 类别 是 行政处罚）",
)
def find_main_items_elsewhere(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    main = catalog.record(power.main_item, Power)
    if main is None or _find_fault(power, main):
        return
    for field in ("unit", "category"):
        own, other = getattr(power, field), getattr(main, field)
        if own and own.id != (other.id if other else ""):
            words = {"name": power.name, "main": main.name, "field": Power.label_of(field)}
            yield entry.location(field), words
