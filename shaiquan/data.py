"""Open data: every list as CSV and JSON with a Frictionless data package.

Columns are the fields of the record types: English names as keys, Chinese titles beside
them. CSV holds what the page shows as text; JSON keeps the structure.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from shaiquan.catalog import Entry
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.kinds import KINDS
from shaiquan.model.money import Band
from shaiquan.model.procedures import Procedure
from shaiquan.model.scalars import Limit, When
from shaiquan.model.terms import Term
from shaiquan.procedures.graph import graph_of
from shaiquan.release import WITHHELD, PublicCatalog
from shaiquan.rendering.outputs import Output
from shaiquan.rendering.present import cell
from shaiquan.rendering.views import words_of

#: (kind, file name, title) of each list
LISTS = tuple((kind.name, kind.name.replace("_", "-"), kind.label) for kind in KINDS)
#: how a record came to be shown is not data about the power
_LEFT_OUT = frozenset(("withheld",))


def outputs(public: PublicCatalog) -> Iterator[Output]:
    """The files below ``/data/``."""
    resources = []
    for kind, name, title in LISTS:
        entries = public.of(kind)
        if entries:
            rows = [_row(public, entry) for entry in entries]
            yield Output(f"data/{name}.json", "json", rows)
            yield Output(f"data/{name}.csv", "raw", _csv(public, entries))
            resources.append(_resource(name, title, entries))
    yield Output("data/datapackage.json", "json", _package(public, resources))


def _fields(entry: Entry) -> list[tuple[str, str]]:
    """(name, title) of each field, the id first."""
    known = [each for each in type(entry.record).known() if each[0] not in _LEFT_OUT]
    return sorted(known, key=lambda each: each[0] != "id")


def _row(public: PublicCatalog, entry: Entry) -> dict[str, Any]:
    gone = public.withheld.get(entry.id, {})
    row = {
        name: WITHHELD if (name,) in gone else structured(public, getattr(entry.record, name))
        for name, _ in _fields(entry)
    }
    if isinstance(entry.record, Procedure) and entry.record.steps:
        graph = graph_of(entry.record)
        row["nodes"] = [
            {"id": node.id, "sort": node.sort, "number": node.number, "act": node.act}
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
        entry = public.entries.get(value.id)
        return {"id": value.id, "name": entry.record.name if entry else value.text}
    if isinstance(value, Citation):
        rule = structured(public, value.rule)
        return {**rule, "article": value.article, "detail": value.tail}
    if isinstance(value, Limit):
        unit = value.unit.name.lower() if value.unit else None
        return {"text": str(value), "amount": value.amount or None, "unit": unit}
    if isinstance(value, Band):
        return {"text": value.text, "from": value.low[0], "to": value.high and value.high[0]}
    if isinstance(value, When):
        return value.iso
    if isinstance(value, Term):
        return value.value
    if isinstance(value, Part):
        return {
            name: structured(public, getattr(value, name))
            for name, _ in value.known()
            if name not in _LEFT_OUT and getattr(value, name) not in (None, "", (), {})
        }
    if isinstance(value, tuple):
        return [structured(public, each) for each in value]
    if isinstance(value, dict):
        return {key: structured(public, each) for key, each in value.items()}
    return value


def _csv(public: PublicCatalog, entries: tuple[Entry, ...]) -> str:
    """A table with Chinese titles; a BOM so that Excel reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    names = _fields(entries[0])
    writer.writerow(title for _, title in names)
    for entry in entries:
        gone = public.withheld.get(entry.id, {})
        writer.writerow(
            WITHHELD if (name,) in gone else _word(public, getattr(entry.record, name))
            for name, _ in names
        )
    return "\ufeff" + text.getvalue()


def _word(public: PublicCatalog, value: Any) -> str:
    """A value as one cell; what a spreadsheet would run as a formula is kept as text."""
    words = value.strip() if isinstance(value, str) else words_of(cell(public, value))
    return "'" + words if words[:1] in ("=", "+", "-", "@", "\t") else words


def _resource(name: str, title: str, entries: tuple[Entry, ...]) -> dict[str, Any]:
    fields = [{"name": n, "title": label, "type": "string"} for n, label in _fields(entries[0])]
    return {
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": ["id"]},
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
