"""Open data: every list as CSV, as JSON, as tables for programs, and as JSON-LD.

Columns are the fields of the record types: English names as keys, Chinese titles beside
them. The CSV of a list holds what the page shows as text; JSON keeps the structure, one record a
line. Markdown is written as the page has it, in JSON as the same safe HTML: a comment, and
whatever else the page leaves out, is published nowhere. A file is made of groups of rows, so that
one changed record does not make all rows anew.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.data.json_values import is_hidden, to_json
from shaiquan.data.table_cells import DataRow
from shaiquan.data.table_rows import count_cells, read_rows, write_csv, write_rows
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.inert.spreadsheet_cells import defuse_cell
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.model.common import RELEASE_FIELDS
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.durations import compute_duration
from shaiquan.procedures.graph import graph_of
from shaiquan.procedures.timing import TotalTime
from shaiquan.views.addresses import entry_address, make_absolute, make_relative
from shaiquan.views.cells import make_cell, make_prose
from shaiquan.views.data_tables import PAGE, TOTAL, TableUse, used_fields
from shaiquan.views.linked_data import CONTEXT, make_node
from shaiquan.views.prose import render_prose, strip_tags
from shaiquan.views.values import Prose, words_of

#: the field of a record that is Markdown
_MARKDOWN = "text"
#: made once: there are tens of thousands of records
_encode = json.JSONEncoder(ensure_ascii=False).encode
#: before the name of one of 其他要素 that is a column of a list
EXTRA = "extras."
#: where links of the data start
_FOLDER = "data/"


def published_kinds(public: PublicCatalog) -> tuple[Kind, ...]:
    """The kinds that have public records."""
    return tuple(kind for kind in KINDS if public.ids_of(kind.name))


def make_link(address: str, url: str) -> str:
    """An address of the site as the data give it: below ``url``, else from their folder."""
    if not address.startswith("/"):
        return address
    return make_absolute(url, address) if url else make_relative(address, _FOLDER)


#: around the records of a JSON file, one a line
JSON_HEAD, JSON_BETWEEN, JSON_FOOT = b"[\n", b",\n", b"\n]\n"


def write_json_rows(public: PublicCatalog, ids: Iterable[str], url: str) -> bytes:
    """Records of a JSON file, one a line, with ``JSON_BETWEEN`` between them."""
    rows = (_make_row(public, public.entries[id], url) for id in ids)
    return ",\n".join(map(_encode, rows)).encode()


def write_csv_head(kind: str, names: Sequence[str]) -> bytes:
    """The line of Chinese titles; with a BOM, so that Excel reads the file as UTF-8."""
    return "\ufeff".encode() + write_csv([list_titles(kind, names)])


def write_csv_rows(
    public: PublicCatalog, ids: Iterable[str], names: Sequence[str], url: str
) -> bytes:
    """Lines of a CSV file: what the page shows, as text, of the fields with these names."""
    rows = list_cells(public, ids, names, url)
    return write_csv(map(defuse_cell, row) for row in rows)


def list_cells(
    public: PublicCatalog, ids: Iterable[str], names: Sequence[str], url: str
) -> Iterator[list[str]]:
    """The same as the cells of each record."""
    return ([*_make_cells(public, public.entries[id], names, url)] for id in ids)


def list_titles(kind: str, names: Sequence[str]) -> list[str]:
    """The heads of the columns of a list."""
    titles = {**dict(fields_of(kind)), PAGE.name: PAGE.label}
    return [titles.get(name) or defuse_cell(name.removeprefix(EXTRA)) for name in names]


def choose_fields(kind: str, uses: Iterable[TableUse], url: str) -> tuple[str, ...]:
    """The fields of a kind that stand in its CSV: those of which any record says something.

    其他要素 are columns of their own, each with ``EXTRA`` before its name. The page of a record is
    given where it has an address in the world.
    """
    uses = tuple(uses)
    own = [use for use in uses if use.table == kind]
    extras = dict.fromkeys(name for use in own for name in use.extras)
    used = used_fields(kind, uses)
    if not any("extras" in use.hidden for use in own):
        used -= {"extras"}
    page = (PAGE.name,) if url and any(PAGE.name in use.columns for use in own) else ()
    fields = (name for name, _ in fields_of(kind) if name in used)
    return (*fields, *(f"{EXTRA}{name}" for name in extras), *page)


# -- tables for programs ------------------------------------------------------------------------


def count_table_cells(public: PublicCatalog, ids: Iterable[str]) -> tuple[tuple[object, ...], ...]:
    """What records have of each table, for :func:`shaiquan.data.table_rows.sum_uses`."""
    entries = (public.entries[id] for id in ids)
    return count_cells(
        row for e in entries for row in read_rows(public, e, entry_address(e), _say_raw)
    )


def _say_raw(entry: Entry) -> str:
    return entry.record.text.strip()


def write_table_rows(
    public: PublicCatalog, ids: Iterable[str], uses: Sequence[TableUse], url: str
) -> tuple[bytes, ...]:
    """Records as lines of each of the tables."""
    rows: dict[str, list[DataRow]] = {use.table: [] for use in uses}
    for id in ids:
        entry = public.entries[id]
        page = make_link(entry_address(entry), url)
        for table, row in read_rows(public, entry, page, lambda e: _say_text(public, e)):
            rows[table].append(row)
    return tuple(write_rows(use, rows[use.table]) for use in uses)


# -- JSON-LD ------------------------------------------------------------------------------------


def write_linked_head() -> bytes:
    """What stands before the records of a JSON-LD file."""
    context = _encode(CONTEXT)
    return f'{{"@context": {context},\n"@graph": [\n'.encode()


def write_linked_rows(public: PublicCatalog, ids: Iterable[str], url: str) -> bytes:
    """Records of a JSON-LD file, each with a comma behind it."""
    nodes = (
        make_node(public, public.entries[id], lambda address: make_link(address, url)) for id in ids
    )
    return "".join(_encode(node) + ",\n" for node in nodes if node).encode()


def write_linked_foot(kind: Kind) -> bytes:
    """The end: what the file itself is."""
    about = {"@type": "Dataset", "@id": "", "name": kind.label}
    return (_encode(about) + "\n]}\n").encode()


# -- the fields of a kind -----------------------------------------------------------------------


@functools.cache
def fields_of(kind: str) -> tuple[tuple[str, str], ...]:
    """(name, title) of each field of a kind, the id first."""
    fields = [field for field in KIND[kind].model.field_labels() if field[0] not in RELEASE_FIELDS]
    if KIND[kind].model is Procedure:
        fields.append((TOTAL.value, TOTAL.label))
    return tuple(sorted(fields, key=lambda field: field[0] != "id"))


def _make_row(public: PublicCatalog, entry: Entry, url: str) -> dict[str, Any]:
    withheld = public.withheld.get(entry.id, {})
    values = {name: _value_of(public, entry, name) for name, _ in fields_of(entry.kind.name)}
    hidden = [name for name in values if (name,) in withheld or is_hidden(values[name])]
    row = {
        name: None if name in hidden else to_json(public, value, withheld, (name,))
        for name, value in values.items()
    }
    if _MARKDOWN not in hidden:
        row[_MARKDOWN] = _render_text(public, entry)
    if isinstance(entry.record, Procedure) and entry.record.steps:
        row |= _describe_graph(entry.record)
    return {**row, "page": make_link(entry_address(entry), url), "withheld": hidden}


def _describe_graph(procedure: Procedure) -> dict[str, Any]:
    graph = graph_of(procedure)
    nodes = [
        {"id": node.id, "sort": node.type, "number": node.number, "act": _or_none(node.act)}
        for node in graph.nodes
    ]
    edges = [
        {"source": e.source, "target": e.target, "label": e.label, "return": e.back}
        for e in graph.edges
    ]
    return {"nodes": nodes, "edges": edges}


def _or_none(text: str) -> str | None:
    return None if text == WITHHELD else text


def _value_of(public: PublicCatalog, entry: Entry, name: str) -> Any:
    """The value of a field, or the longest time of a procedure; None where nothing is known."""
    if name != TOTAL.value or not isinstance(entry.record, Procedure):
        return getattr(entry.record, name)
    time = compute_duration(public, entry.id)
    return time if time.says_something else None


def _make_cells(
    public: PublicCatalog, entry: Entry, names: Sequence[str], url: str
) -> Iterator[str]:
    withheld = public.withheld.get(entry.id, {})
    for name in names:
        if name == PAGE.name:
            yield make_link(entry_address(entry), url)
        elif name.startswith(EXTRA):
            yield entry.record.extras.get(name.removeprefix(EXTRA), "").strip()
        elif name == "extras":
            yield WITHHELD if (name,) in withheld else ""
        else:
            yield WITHHELD if (name,) in withheld else _make_cell(public, entry, name)


def _make_cell(public: PublicCatalog, entry: Entry, name: str) -> str:
    value = _value_of(public, entry, name)
    if isinstance(value, TotalTime):
        return value.under(TOTAL)
    if name == _MARKDOWN:
        return _say_text(public, entry)
    return value.strip() if isinstance(value, str) else words_of(make_cell(public, value))


def _say_text(public: PublicCatalog, entry: Entry) -> str:
    return strip_tags(_render_text(public, entry))


def _render_text(public: PublicCatalog, entry: Entry) -> str:
    """The Markdown text of a record as safe HTML, with links as from the folder of the data."""
    text = entry.record.text
    return _render_prose(make_prose(public, text), entry_address(entry)) if text.strip() else ""


@functools.lru_cache(maxsize=256)  # the records of an action: each in JSON, then in CSV
def _render_prose(prose: Prose, page: str) -> str:
    def link(target: str) -> str:
        return make_relative(page + target if target[0] == "#" else target, _FOLDER)

    return render_prose(prose, link)
