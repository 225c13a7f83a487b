"""A value as the cells of a table for programs: ids, ISO dates, true and false, numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from shaiquan.disclosure.projection import HIDDEN, WITHHELD
from shaiquan.model.base import Citation, Ref
from shaiquan.model.money import Band
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Term
from shaiquan.model.time_limits import TimeLimit
from shaiquan.views.table_columns import name_cell

#: name of a column -> what stands there
Row = dict[str, str]


def cells_of(base: str, value: Any) -> Row | None:
    """The cells of a value; without a ``base`` it is the item of a list. None: it is withheld."""
    if value in (WITHHELD, HIDDEN):
        return None
    more = _MORE.get(type(value))
    cells = {name_cell(base, name): text for name, text in more(value).items()} if more else {}
    return drop_empty({base or "target": _say_plainly(value), **cells})


def _say_limit(limit: TimeLimit) -> Row:
    unit = limit.unit.name.lower() if limit.unit else ""
    return {
        "least": _say_number(limit.least),
        "amount": _say_number(limit.amount),
        "unit": unit,
    }


def _say_band(band: Band) -> Row:
    return {"from": str(band.low[0]), "to": str(band.high[0]) if band.high else ""}


def _say_citation(cited: Citation) -> Row:
    return {"article": cited.article, "detail": cited.tail}


#: type -> what is told of a value beside its text
_MORE: Mapping[type, Callable[[Any], Row]] = {
    TimeLimit: _say_limit,
    Band: _say_band,
    Citation: _say_citation,
}


def _say_plainly(value: Any) -> str:
    if isinstance(value, tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=_say_plainly)
    say = _PLAIN.get(type(value))
    if say is None and isinstance(value, Term):
        return str(value.value)
    return say(value) if say else str(value)


def say_flag(flag: bool) -> str:
    return "true" if flag else "false"


def _say_date(date: PartialDate) -> str:
    return date.iso


def _say_ref(ref: Ref) -> str:
    return ref.id


def _say_rule(cited: Citation) -> str:
    return cited.rule.id


_PLAIN: Mapping[type, Callable[[Any], str]] = {
    bool: say_flag,
    PartialDate: _say_date,
    Ref: _say_ref,
    Citation: _say_rule,
}


def _say_number(number: float) -> str:
    return f"{number:.12g}" if number else ""


def drop_empty(row: Row) -> Row:
    return {name: text for name, text in row.items() if text}
