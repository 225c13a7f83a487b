"""A value as the cells of a table for programs: ids, ISO dates, true and false, numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from shaiquan.data.json_values import say_scalar
from shaiquan.disclosure.projection import HIDDEN, WITHHELD
from shaiquan.model.base import Citation, Ref
from shaiquan.model.files import FilePath
from shaiquan.model.money import Band
from shaiquan.model.periods import Period
from shaiquan.model.quantities import Quantity
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Term
from shaiquan.model.time_limits import TimeLimit
from shaiquan.views.table_columns import name_cell

#: name of a column -> what stands there
DataRow = dict[str, str]


def put_value(row: DataRow, base: str, value: Any) -> bool:
    """Put a value into its cells; without a ``base`` it is the item of a list. False: it is
    withheld, and no cell says anything.

    Asked for every value of every record, so it makes nothing that is not kept.
    """
    put = _PUT.get(type(value))
    if put is not None:
        return put(row, base, value)
    row[base or "target"] = _say_plainly(value)
    return True


def _put_text(row: DataRow, base: str, text: str) -> bool:
    if text == WITHHELD:
        return False
    row[base or "target"] = text
    return True


def _put_ref(row: DataRow, base: str, ref: Ref) -> bool:
    if ref.id:
        row[base or "target"] = ref.id
    return ref != HIDDEN


def _put_citation(row: DataRow, base: str, cited: Citation) -> bool:
    row[base or "target"] = cited.rule.id
    _put_more(row, base, article=cited.article, detail=cited.tail, quote=cited.quote)
    return True


def _put_limit(row: DataRow, base: str, limit: TimeLimit) -> bool:
    row[base or "target"] = str(limit)
    ends = {"least": _say_number(limit.least), "amount": _say_number(limit.amount)}
    _put_more(row, base, **ends, unit=limit.unit.name.lower() if limit.unit else "")
    return True


def _put_band(row: DataRow, base: str, band: Band) -> bool:
    row[base or "target"] = band.text
    low, high = str(band.low[0]) if band.unit else "", str(band.high[0]) if band.high else ""
    _put_more(row, base, **{"from": low, "to": high}, unit=band.unit, of=band.base)
    return True


def _put_period(row: DataRow, base: str, period: Period) -> bool:
    row[base or "target"] = period.text
    _put_more(row, base, **{"from": period.first.isoformat(), "to": period.last.isoformat()})
    return True


def _put_quantity(row: DataRow, base: str, quantity: Quantity) -> bool:
    row[base or "target"] = quantity.text
    _put_more(row, base, number=f"{quantity.number.normalize():f}", more=say_flag(quantity.more))
    return True


def _put_more(row: DataRow, base: str, **cells: str) -> None:
    for name, text in cells.items():
        if text:
            row[name_cell(base, name)] = text


_PUT: Mapping[type, Callable[[DataRow, str, Any], bool]] = {
    str: _put_text,
    Ref: _put_ref,
    Citation: _put_citation,
    TimeLimit: _put_limit,
    Band: _put_band,
    Period: _put_period,
    Quantity: _put_quantity,
}


def _say_plainly(value: Any) -> str:
    if isinstance(value, bool):
        return say_flag(value)
    if isinstance(value, PartialDate | FilePath | Term):
        return say_scalar(value)
    if isinstance(value, dict):
        value = {key: None if text == WITHHELD else text for key, text in value.items()}
    if isinstance(value, tuple | dict):
        return _encode(value)
    return str(value)


#: made once: there are tens of thousands of lists
_encode = json.JSONEncoder(ensure_ascii=False, default=_say_plainly).encode


def say_flag(flag: bool) -> str:
    return "true" if flag else "false"


def _say_number(number: float) -> str:
    return f"{number:.12g}" if number else ""


def drop_empty(row: DataRow) -> DataRow:
    return {name: text for name, text in row.items() if text}
