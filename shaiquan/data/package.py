"""``datapackage.json``: every file of the data with its columns, as Frictionless describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shaiquan.data.open_data import choose_fields, fields_of, list_titles, published_kinds
from shaiquan.data.table_cells import DataRow, drop_empty
from shaiquan.data.table_rows import count_cells, sum_uses, write_head, write_rows
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.media_types import find_media_type
from shaiquan.model.site import Site
from shaiquan.views.data_tables import (
    FILES,
    PAGE,
    TableUse,
    narrow_table,
)
from shaiquan.views.table_columns import DataTable, TableColumn

#: path in the site -> size and SHA-256
FileFacts = Mapping[str, tuple[int, str]]
_FOLDER = "data/"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
#: a printed sheet: the procedure's id, then its form
_SHEET = re.compile(r"print/(.+?)-(?:a[1-4](?:-tiled)?|card)\.pdf")
_CHART = re.compile(r"charts/(.+)\.\w+")


# -- pictures and prints ------------------------------------------------------------------------


def write_file_table(public: PublicCatalog, files: FileFacts) -> tuple[bytes, TableUse | None]:
    """The table of pictures and prints with their digests; None where there are none."""
    procedures = frozenset(public.ids_of("procedure"))
    rows = [_describe_file(path, facts, procedures) for path, facts in files.items()]
    counts = count_cells((FILES.name, row) for row in rows)
    for use in sum_uses(counts, (FILES,)):
        return write_head(use) + write_rows(use, rows), use
    return b"", None


def _describe_file(path: str, facts: tuple[int, str], procedures: frozenset[str]) -> DataRow:
    match = _CHART.fullmatch(path) or _SHEET.fullmatch(path)
    procedure = match[1] if match and match[1] in procedures else ""
    size, digest = facts
    values = (path, procedure, find_media_type(path), str(size), digest)
    names = (column.name for column in FILES.columns)
    return drop_empty(dict(zip(names, values, strict=True)))


# -- the package --------------------------------------------------------------------------------


def write_package(public: PublicCatalog, uses: Iterable[TableUse], files: FileFacts) -> str:
    """The description of the data; ``files`` are those below ``data/``."""
    uses = tuple(uses)
    names = frozenset(use.table for use in uses)
    tables = [_describe_table(narrow_table(use), names, files) for use in uses]
    lists = [
        resource
        for kind in published_kinds(public)
        for resource in _describe_lists(public, kind, uses, files)
    ]
    package = {**_describe_package(public), "resources": [*tables, *lists]}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _describe_package(public: PublicCatalog) -> dict[str, Any]:
    site, day = public.site, public.as_of
    example = "（示例，内容全部虚构）" if site.example else ""
    package = {
        "$schema": _PROFILE,
        "name": "quanli",
        "title": site.name,
        "description": f"{site.unit}的权力公开数据，截至 {day.isoformat()}{example}",
        "homepage": site.url,
        "version": f"{day.year}.{day.month}.{day.day}",
        "created": f"{day.isoformat()}T00:00:00+08:00",
        "keywords": [site.unit, *(kind.label for kind in published_kinds(public))],
        "licenses": [_describe_licence(site)] if site.licence else [],
        "contributors": [_describe_publisher(site)],
        "contact": _describe_contact(site),
    }
    return {key: value for key, value in package.items() if value}


def _describe_licence(site: Site) -> dict[str, str]:
    """A licence without an address stands on the page about the data."""
    assert site.licence
    name = re.sub(r"[^-A-Za-z0-9._]", "", site.licence.name)
    known = {"name": name} if name == site.licence.name else {}
    return {**known, "title": site.licence.title, "path": site.licence.address or "index.html"}


def _describe_publisher(site: Site) -> dict[str, Any]:
    path = {"path": site.url} if site.url else {}
    return {"title": site.footer.host or site.unit, "roles": ["publisher"], **path}


def _describe_contact(site: Site) -> dict[str, str]:
    footer = site.footer
    known = {"title": footer.operator, "phone": footer.phone, "address": footer.address}
    return {key: value for key, value in known.items() if value}


def _describe_resource(name: str, title: str, path: str, files: FileFacts) -> dict[str, Any]:
    size, digest = files[_FOLDER + path]
    format = path.rpartition(".")[2]
    return {
        "name": name,
        "title": title,
        "path": path,
        "format": format,
        "mediatype": find_media_type(path),
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
    }


def _describe_table(table: DataTable, names: frozenset[str], files: FileFacts) -> dict[str, Any]:
    resource = _describe_resource(table.name, table.label, table.path, files)
    schema: dict[str, Any] = {
        "fields": [_describe_column(column, column.name in table.keys) for column in table.columns],
        "primaryKey": list(table.keys),
    }
    if keys := [*_list_foreign_keys(table, names)]:
        schema["foreignKeys"] = keys
    return {**resource, "schema": schema}


def _describe_column(column: TableColumn, is_key: bool) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required or is_key else {}
    if column.choices:
        limits["enum"] = [word for word, _ in column.choices]
    field = {
        "name": column.name,
        "title": column.label,
        "type": column.type,
        "description": column.about,
        "categories": [{"value": word, "label": label} for word, label in column.choices],
        "constraints": limits,
    }
    return {key: value for key, value in field.items() if value}


def _list_foreign_keys(table: DataTable, names: frozenset[str]) -> Iterator[dict[str, Any]]:
    """References to tables that the release has."""
    single = (((c.name,), c.target, ("id",)) for c in table.columns)
    for here, target, there in (*single, *table.links):
        if target in names:
            where = "" if target == table.name else target
            yield {
                "fields": list(here),
                "reference": {"resource": where, "fields": list(there)},
            }


def _describe_lists(
    public: PublicCatalog, kind: Kind, uses: tuple[TableUse, ...], files: FileFacts
) -> Iterator[dict[str, Any]]:
    """The list of a kind in each of its forms."""
    for form in ("csv", "xlsx", "json", "jsonld"):
        path = f"{kind.file_name}.{form}"
        if _FOLDER + path not in files:
            continue
        resource = _describe_resource(path, f"{kind.label}（{form.upper()}）", path, files)
        if form in ("csv", "xlsx"):
            fields = choose_fields(kind.name, uses, public.site.url)
            resource["schema"] = _describe_list(kind, fields)
        if form == "xlsx":
            del resource["encoding"]
        yield resource


def _describe_list(kind: Kind, names: tuple[str, ...]) -> dict[str, Any]:
    """The columns of a list for people: as the page says it, all text."""
    known = dict(fields_of(kind.name))
    fields = [
        {"name": title, "title": title, "type": "string", "description": about}
        for title, about in zip(
            list_titles(kind.name, names),
            (PAGE.about if name == PAGE.name else _ABOUT.format(name) for name in names),
            strict=True,
        )
    ]
    return {"fields": fields, "primaryKey": [known["id"]]}


_ABOUT = "网页上写的这一栏；程序用的见 {}"
