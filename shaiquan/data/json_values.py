"""A value as JSON: its structure, and the same type whether it is withheld or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from shaiquan.disclosure.projection import HIDDEN, WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.common import RELEASE_FIELDS
from shaiquan.model.due_limits import DueLimit
from shaiquan.model.files import FILES_FOLDER, FilePath
from shaiquan.model.frequencies import Frequency
from shaiquan.model.money import Band
from shaiquan.model.periods import Period
from shaiquan.model.quantities import Quantity
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.site_paths import SitePath
from shaiquan.model.terms import Term
from shaiquan.model.time_bounds import TimeBound
from shaiquan.model.time_limits import TimeLimit
from shaiquan.procedures.timing import TotalTime
from shaiquan.views.data_tables import TOTAL

#: of a value in which nothing is withheld
_NOTHING: Mapping[Path, str] = {}


def to_json(
    public: PublicCatalog, value: Any, withheld: Mapping[Path, str] = _NOTHING, path: Path = ()
) -> Any:
    """A value for JSON: references as id and name, dates as ISO 8601, limits as parts; ``path``
    is where it stands in its record, whose ``withheld`` fields are null."""
    if isinstance(value, Ref):
        return _ref_to_json(public, value)
    if isinstance(value, Citation):
        rule = _ref_to_json(public, value.rule)
        where = {"article": value.article, "detail": value.tail}
        return rule and {**rule, **where, **({"quote": value.quote} if value.quote else {})}
    if to_parts := _TO_PARTS.get(type(value)):
        return to_parts(value)
    if isinstance(value, PartialDate | FilePath | Term):
        return say_scalar(value)
    if isinstance(value, Part):
        return _part_to_json(public, value, withheld, path)
    if isinstance(value, tuple):
        return [to_json(public, v, withheld, (*path, i)) for i, v in enumerate(value)]
    if isinstance(value, dict):
        return {k: None if is_hidden(v) else to_json(public, v) for k, v in value.items()}
    return value


def say_scalar(value: PartialDate | FilePath | Term) -> str:
    """A date as ISO 8601, a file as its path in the site, a word of a vocabulary in English."""
    if isinstance(value, PartialDate):
        return value.iso
    return f"{FILES_FOLDER}/{value}" if isinstance(value, FilePath) else str(value.value)


def is_hidden(value: Any) -> bool:
    """Whether a value only says that it is withheld."""
    if isinstance(value, str):
        return value == WITHHELD
    return isinstance(value, Ref) and value == HIDDEN


def _ref_to_json(public: PublicCatalog, ref: Ref) -> dict[str, str | None] | None:
    """Of a list one item may be withheld: then nothing of it is known but that it is there."""
    if not ref.id:
        return {"id": None, "name": ref.text} if ref.text else None
    head = public.heads.get(ref.id)
    return {"id": ref.id, "name": head.name if head else ref.text}


def _part_to_json(
    public: PublicCatalog, part: Part, withheld: Mapping[Path, str], path: Path
) -> dict[str, Any]:
    """The fields of a part that say something; those that are withheld are null and named."""
    values = (
        (name, getattr(part, name)) for name, _ in part.field_labels() if name not in RELEASE_FIELDS
    )
    shown, hidden = dict[str, Any](), list[str]()
    for name, value in values:
        if (withheld and (*path, name) in withheld) or is_hidden(value):
            shown[name] = None
            hidden.append(name)
        elif value or isinstance(value, int):
            shown[name] = to_json(public, value, withheld, (*path, name))
    return {**shown, "withheld": hidden} if hidden else shown


def _band_to_json(band: Band) -> dict[str, Any]:
    """What the page says, and the ends; of words such as 大额 there are none."""
    ends = {"from": band.low[0] if band.unit else None, "to": band.high and band.high[0]}
    return {"text": band.text, **ends, "unit": band.unit or None, "of": band.base or None}


def _time_to_json(time: TimeLimit | TotalTime) -> dict[str, Any]:
    """What the page says, and the ends; ``whole``: every step that takes time has a limit."""
    if isinstance(time, TimeLimit):
        ends = {"least": time.least or None, "amount": time.amount or None}
        return {"text": str(time), **ends, "unit": time.unit.name.lower() if time.unit else None}
    amounts = {
        name: [{"amount": amount, "unit": unit.name.lower()} for unit, amount in pairs]
        for name, pairs in (("amounts", time.amounts), ("least", time.least))
    }
    known = {"left_out": list(time.left_out), "whole": time.is_whole}
    return {"text": time.under(TOTAL), **amounts, **known}


def _number_to_json(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _period_to_json(period: Period) -> dict[str, Any]:
    return {"text": period.text, "from": period.first.isoformat(), "to": period.last.isoformat()}


def _quantity_to_json(quantity: Quantity) -> dict[str, Any]:
    """``more``: it is more than the number, 400余."""
    return {"text": quantity.text, "number": float(quantity.number), "more": quantity.more}


#: type -> what the page says, and its parts
_TO_PARTS: Mapping[type, Callable[[Any], Any]] = {
    TimeLimit: _time_to_json,
    TotalTime: _time_to_json,
    Band: _band_to_json,
    Period: _period_to_json,
    Quantity: _quantity_to_json,
    Decimal: _number_to_json,
    Frequency: str,
    TimeBound: str,
    DueLimit: str,
    SitePath: str,
}
