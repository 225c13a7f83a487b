"""The actions that make the open data, and the files that are joined from their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shaiquan.build.actions import Action, CachedAction, JoinedFile
from shaiquan.build.chunks import split_ids
from shaiquan.data import open_data
from shaiquan.data.table_rows import sum_uses, write_head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.views.data_tables import RECORDS, TableUse, table_named, tables_of
from shaiquan.views.linked_data import has_nodes

#: the parts of a group of rows, as ``make_rows`` returns them: JSON, CSV, the table of all records,
#: the tables of the kind, then JSON-LD
_JSON, _CSV, _RECORDS = range(3)


def plan_counts(public: PublicCatalog) -> tuple[Action, ...]:
    """What the tables of the data hold: a column that nobody fills is left out."""
    return tuple(
        Action(f"count-cells {ids[0]}", "count-cells", ids)
        for kind in open_data.published_kinds(public)
        for ids in split_ids(public.ids_of(kind.name))
    )


def collect_uses(public: PublicCatalog, done: Mapping[str, CachedAction]) -> tuple[TableUse, ...]:
    """What the actions of :func:`plan_counts` have found."""
    values = (done[action.name].value for action in plan_counts(public))
    tables = (t for kind in open_data.published_kinds(public) for t in tables_of(kind.name))
    return sum_uses((count for value in values for count in value), (RECORDS, *tables))


def plan_rows(public: PublicCatalog, uses: Iterable[TableUse], xlsx: bool) -> Iterator[Action]:
    """The records of each kind as rows, with ``xlsx`` also as a workbook."""
    url, uses = public.site.url, tuple(uses)
    for kind in open_data.published_kinds(public):
        own = _uses_of_kind(kind.name, uses)
        fields = open_data.choose_fields(kind.name, own, url)
        args = (url, fields, tuple(map(tuple, own)))
        for ids in split_ids(public.ids_of(kind.name)):
            name = name_rows(ids)
            yield Action(name, "rows", (kind.name, ids, *args), group=name)
        if xlsx:
            ids = public.ids_of(kind.name)
            yield Action(f"workbook {kind.name}", "workbook", (kind.name, ids, url, fields))


def plan_data_files(public: PublicCatalog, uses: tuple[TableUse, ...]) -> Iterator[JoinedFile]:
    """The files whose parts are rows: those of each kind, then the table of all records."""
    every: list[str] = []
    for kind in open_data.published_kinds(public):
        rows = tuple(name_rows(ids) for ids in split_ids(public.ids_of(kind.name)))
        every += rows
        yield from _plan_files_of(public, kind, rows, _uses_of_kind(kind.name, uses))
    if records := [use for use in uses if use.table == RECORDS.name]:
        head = write_head(records[0])
        yield JoinedFile(f"data/{RECORDS.path}", _RECORDS, tuple(every), head)


def _plan_files_of(
    public: PublicCatalog, kind: Kind, rows: tuple[str, ...], uses: tuple[TableUse, ...]
) -> Iterator[JoinedFile]:
    """The files of a kind; ``rows`` are the actions, ``uses`` its tables after that of all."""
    path = f"data/{kind.file_name}"
    around = (open_data.JSON_HEAD, open_data.JSON_BETWEEN, open_data.JSON_FOOT)
    yield JoinedFile(f"{path}.json", _JSON, rows, *around)
    fields = open_data.choose_fields(kind.name, uses, public.site.url)
    yield JoinedFile(f"{path}.csv", _CSV, rows, open_data.write_csv_head(kind.name, fields))
    for index, use in enumerate(uses[1:], _RECORDS + 1):
        table = f"data/{table_named(use.table).path}"
        yield JoinedFile(table, index, rows, write_head(use))
    if has_nodes(kind.model):
        around = (open_data.write_linked_head(), b"", open_data.write_linked_foot(kind))
        yield JoinedFile(f"{path}.jsonld", _RECORDS + len(uses), rows, *around)


def _uses_of_kind(kind: str, uses: Iterable[TableUse]) -> tuple[TableUse, ...]:
    """Those of the table of all records and of the tables of a kind."""
    names = (RECORDS.name, *(table.name for table in tables_of(kind)))
    return tuple(use for use in uses if use.table in names)


def name_rows(ids: tuple[str, ...]) -> str:
    return f"rows {ids[0]}"
