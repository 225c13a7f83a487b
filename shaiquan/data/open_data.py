"""Open data: every list as CSV and JSON with a Frictionless data package.

Columns are the fields of the record types: English names as keys, Chinese titles beside
them. CSV holds what the page shows as text; JSON keeps the structure, one record a line. Markdown
is written as the page has it, in JSON as the same safe HTML: a comment, and whatever else the page
leaves out, is published nowhere. A file is made of groups of rows, so that one changed record does
not make all rows anew.
"""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.inert.spreadsheet_cells import defuse_cell
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.money import Band
from shaiquan.model.procedures import Procedure
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import Term, TotalTimeLabel
from shaiquan.model.time_limits import TimeLimit
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.graph import graph_of
from shaiquan.procedures.timing import TotalTime
from shaiquan.views.addresses import entry_address, make_relative
from shaiquan.views.cells import make_cell, make_prose
from shaiquan.views.prose import render_prose, strip_tags
from shaiquan.views.values import Prose, words_of

#: fields about the release of a record, not about its matter
_LEFT_OUT = frozenset(("withheld", "exemptions"))
#: what is reckoned of a procedure, with the name that it has on every surface
_TOTAL = TotalTimeLabel.LONGEST
#: the field of a record that is Markdown
_MARKDOWN = "text"
#: where links of the data start
_FOLDER = "data/"


def published_kinds(public: PublicCatalog) -> tuple[Kind, ...]:
    """The kinds that have public records."""
    return tuple(kind for kind in KINDS if public.ids_of(kind.name))


#: around the records of a JSON file, one a line
JSON_HEAD, JSON_BETWEEN, JSON_FOOT = b"[\n", b",\n", b"\n]\n"


def write_json_rows(public: PublicCatalog, ids: Iterable[str]) -> bytes:
    """Records of a JSON file, one a line, with ``JSON_BETWEEN`` between them."""
    rows = (_make_row(public, public.entries[id]) for id in ids)
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def write_csv_head(kind: str) -> bytes:
    """The line of Chinese titles; with a BOM, so that Excel reads the file as UTF-8."""
    return ("\ufeff" + _write_csv([[title for _, title in fields_of(kind)]])).encode()


def write_csv_rows(public: PublicCatalog, ids: Iterable[str]) -> bytes:
    """Lines of a CSV file: what the page shows, as text."""
    return _write_csv(_make_cells(public, public.entries[id]) for id in ids).encode()


def write_package(public: PublicCatalog) -> str:
    """``datapackage.json``: the files and their fields, as Frictionless data."""
    resources = [_describe_resource(kind) for kind in published_kinds(public)]
    return json.dumps(_describe_package(public, resources), ensure_ascii=False, indent=1) + "\n"


@functools.cache
def fields_of(kind: str) -> tuple[tuple[str, str], ...]:
    """(name, title) of each field of a kind, the id first."""
    fields = [field for field in KIND[kind].model.field_labels() if field[0] not in _LEFT_OUT]
    if KIND[kind].model is Procedure:
        fields.append((_TOTAL.value, _TOTAL.label))
    return tuple(sorted(fields, key=lambda field: field[0] != "id"))


def _make_row(public: PublicCatalog, entry: Entry) -> dict[str, Any]:
    withheld = public.withheld.get(entry.id, {})
    row = {
        name: WITHHELD if (name,) in withheld else to_json(public, _value_of(public, entry, name))
        for name, _ in fields_of(entry.kind.name)
    }
    if (_MARKDOWN,) not in withheld:
        row[_MARKDOWN] = _render_text(public, entry)
    if isinstance(entry.record, Procedure) and entry.record.steps:
        graph = graph_of(entry.record)
        row["nodes"] = [
            {"id": node.id, "sort": node.type, "number": node.number, "act": node.act}
            for node in graph.nodes
        ]
        row["edges"] = [
            {"source": e.source, "target": e.target, "label": e.label, "return": e.back}
            for e in graph.edges
        ]
    return row


def _value_of(public: PublicCatalog, entry: Entry, name: str) -> Any:
    """The value of a field, or the longest time of a procedure; None where nothing is known."""
    if name != _TOTAL.value or not isinstance(entry.record, Procedure):
        return getattr(entry.record, name)
    time = compute_duration(public, entry.id)
    return time if time.says_something else None


def to_json(public: PublicCatalog, value: Any) -> Any:
    """A value for JSON: references as id and name, dates as ISO 8601, limits as parts."""
    if isinstance(value, Ref):
        head = public.heads.get(value.id)
        return {"id": value.id, "name": head.name if head else value.text}
    if isinstance(value, Citation):
        rule = to_json(public, value.rule)
        return {**rule, "article": value.article, "detail": value.tail}
    if isinstance(value, (TimeLimit, TotalTime)):
        return _time_to_json(value)
    if isinstance(value, Band):
        return {"text": value.text, "from": value.low[0], "to": value.high and value.high[0]}
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Term):
        return value.value
    if isinstance(value, Part):
        return {
            name: to_json(public, getattr(value, name))
            for name, _ in value.field_labels()
            if name not in _LEFT_OUT and getattr(value, name) not in (None, "", (), {})
        }
    if isinstance(value, tuple):
        return [to_json(public, item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(public, item) for key, item in value.items()}
    return value


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
    return {"text": time.under(_TOTAL), **amounts, **known}


def _write_csv(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(map(defuse_cell, row) for row in rows)
    return text.getvalue()


def _make_cells(public: PublicCatalog, entry: Entry) -> Iterator[str]:
    withheld = public.withheld.get(entry.id, {})
    for name, _ in fields_of(entry.kind.name):
        yield WITHHELD if (name,) in withheld else _make_cell(public, entry, name)


def _make_cell(public: PublicCatalog, entry: Entry, name: str) -> str:
    value = _value_of(public, entry, name)
    if isinstance(value, TotalTime):
        return value.under(_TOTAL)
    if name == _MARKDOWN:
        return strip_tags(_render_text(public, entry))
    return value.strip() if isinstance(value, str) else words_of(make_cell(public, value))


def _render_text(public: PublicCatalog, entry: Entry) -> str:
    """The Markdown text of a record as safe HTML, with links as from the folder of the data."""
    text = entry.record.text
    return _render_prose(make_prose(public, text), entry_address(entry)) if text.strip() else ""


@functools.lru_cache(maxsize=256)  # the records of an action: each in JSON, then in CSV
def _render_prose(prose: Prose, page: str) -> str:
    def make_link(target: str) -> str:
        return make_relative(page + target if target[0] == "#" else target, _FOLDER)

    return render_prose(prose, make_link)


def _describe_resource(kind: Kind) -> dict[str, Any]:
    fields = [{"name": n, "title": label, "type": "string"} for n, label in fields_of(kind.name)]
    return {
        "name": kind.file_name,
        "title": kind.label,
        "path": f"{kind.file_name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": ["id"]},
    }


def _describe_package(public: PublicCatalog, resources: list[dict[str, Any]]) -> dict[str, Any]:
    site = public.site
    package: dict[str, Any] = {
        "name": "quanli",
        "title": site.name,
        "description": f"{site.unit}的权力公开数据",
        "resources": resources,
    }
    if site.url:
        package["homepage"] = site.url
    if site.example:
        package["description"] += "（示例，内容全部虚构）"
    return package
