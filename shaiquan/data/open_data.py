"""Open data: every list as CSV and JSON with a Frictionless data package.

Columns are the fields of the record types: English names as keys, Chinese titles beside
them. CSV holds what the page shows as text; JSON keeps the structure, one record a line. A
file is made of rows in pieces, so that one changed record does not make all rows anew.
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
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.money import Band
from shaiquan.model.procedures import Procedure
from shaiquan.model.scalars import PartialDate, TimeLimit
from shaiquan.model.terms import Term
from shaiquan.procedures.graph import graph_of
from shaiquan.views.cells import cell
from shaiquan.views.values import words_of

#: how a record came to be shown is not data about the power
_LEFT_OUT = frozenset(("withheld",))


def shown(public: PublicCatalog) -> tuple[Kind, ...]:
    """The kinds of which there are records."""
    return tuple(kind for kind in KINDS if public.ids(kind.name))


#: around the records of a JSON file, one a line
JSON_HEAD, JSON_BETWEEN, JSON_FOOT = b"[\n", b",\n", b"\n]\n"


def json_rows(public: PublicCatalog, ids: Iterable[str]) -> bytes:
    """Records of a JSON file, one a line, with ``JSON_BETWEEN`` between them."""
    rows = (_row(public, public.entries[id]) for id in ids)
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def csv_head(kind: str) -> bytes:
    """The line of Chinese titles; with a BOM, so that Excel reads the file as UTF-8."""
    return ("\ufeff" + _csv([[title for _, title in fields(kind)]])).encode()


def csv_rows(public: PublicCatalog, ids: Iterable[str]) -> bytes:
    """Lines of a CSV file: what the page shows, as text."""
    return _csv(_cells(public, public.entries[id]) for id in ids).encode()


def package(public: PublicCatalog) -> str:
    """``datapackage.json``: what the files hold, as Frictionless data."""
    resources = [_resource(kind) for kind in shown(public)]
    return json.dumps(_package(public, resources), ensure_ascii=False, indent=1) + "\n"


@functools.cache
def fields(kind: str) -> tuple[tuple[str, str], ...]:
    """(name, title) of each field of a kind, the id first."""
    known = [each for each in KIND[kind].model.field_labels() if each[0] not in _LEFT_OUT]
    return tuple(sorted(known, key=lambda each: each[0] != "id"))


def _row(public: PublicCatalog, entry: Entry) -> dict[str, Any]:
    gone = public.withheld.get(entry.id, {})
    row = {
        name: WITHHELD if (name,) in gone else structured(public, getattr(entry.record, name))
        for name, _ in fields(entry.kind.name)
    }
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


def structured(public: PublicCatalog, value: Any) -> Any:
    """A value for JSON: references as id and name, dates as ISO 8601, limits as parts."""
    if isinstance(value, Ref):
        head = public.heads.get(value.id)
        return {"id": value.id, "name": head.name if head else value.text}
    if isinstance(value, Citation):
        rule = structured(public, value.rule)
        return {**rule, "article": value.article, "detail": value.tail}
    if isinstance(value, TimeLimit):
        unit = value.unit.name.lower() if value.unit else None
        return {"text": str(value), "amount": value.amount or None, "unit": unit}
    if isinstance(value, Band):
        return {"text": value.text, "from": value.low[0], "to": value.high and value.high[0]}
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Term):
        return value.value
    if isinstance(value, Part):
        return {
            name: structured(public, getattr(value, name))
            for name, _ in value.field_labels()
            if name not in _LEFT_OUT and getattr(value, name) not in (None, "", (), {})
        }
    if isinstance(value, tuple):
        return [structured(public, each) for each in value]
    if isinstance(value, dict):
        return {key: structured(public, each) for key, each in value.items()}
    return value


def _csv(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cells(public: PublicCatalog, entry: Entry) -> Iterator[str]:
    gone = public.withheld.get(entry.id, {})
    for name, _ in fields(entry.kind.name):
        yield WITHHELD if (name,) in gone else _word(public, getattr(entry.record, name))


def _word(public: PublicCatalog, value: Any) -> str:
    """A value as one cell; what a spreadsheet would run as a formula is kept as text."""
    words = value.strip() if isinstance(value, str) else words_of(cell(public, value))
    return "'" + words if words[:1] in ("=", "+", "-", "@", "\t") else words


def _resource(kind: Kind) -> dict[str, Any]:
    known = [{"name": n, "title": label, "type": "string"} for n, label in fields(kind.name)]
    return {
        "name": kind.file_name,
        "title": kind.label,
        "path": f"{kind.file_name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": known, "primaryKey": ["id"]},
    }


def _package(public: PublicCatalog, resources: list[dict[str, Any]]) -> dict[str, Any]:
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
