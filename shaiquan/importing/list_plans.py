"""What a table of a list will do to the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.content.names import NameRow
from shaiquan.importing.list_files import (
    ExistingRecord,
    Update,
)
from shaiquan.importing.list_records import (
    ImportedRecord,
)
from shaiquan.importing.list_tables import ListTable
from shaiquan.kinds.descriptor import Kind


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What is asked for: the table, whether nothing is to be written, whether bodies that are
    missing are to be written too, whether a record of another name is renamed, whether steps go
    that the table has no more."""

    file: Path
    dry_run: bool = False
    with_bodies: bool = False
    rename: bool = False
    remove_steps: bool = False


@dataclass(frozen=True, slots=True)
class LaterChange:
    """A cell of which the content says something else since the workbook was written: the id of
    the record, the heading, and whether the cell was edited too and so is written over that."""

    id: str
    heading: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What will be written: texts by path below the content; and what there is to tell."""

    kind: Kind
    tables: tuple[ListTable, ...]
    added: tuple[ImportedRecord, ...]
    updates: tuple[Update, ...]
    same: int
    gone: tuple[ExistingRecord, ...]
    refused: tuple[ImportedRecord, ...]
    missing: Mapping[tuple[str, str], int]
    #: the record behind which new ones are written; None: they get a file of their own
    home: ExistingRecord | None
    named: tuple[NameRow, ...]
    #: those of records that are there, of which the table says what cannot be read
    unread: tuple[ImportedRecord, ...] = ()
    #: of an edited workbook: what the content says by now
    later: tuple[LaterChange, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    #: what an editor is to mend elsewhere once the records are there
    elsewhere: tuple[str, ...] = ()
    #: path -> comments that stood beside an item of a list that goes
    dropped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
