"""``print --register``: today's sheets as editions for ``content/ledger``.

Every edition is a new file, so no file of an editor is rewritten. Sheets that are in the
ledger already are left alone. The editor keeps the files; builds only read them.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.ledger.ledger_files import LedgerChange, LedgerWrite, require_sound, write_ledger
from shaiquan.ledger.sheet_status import CurrentSheet, list_current_sheets
from shaiquan.model.common import Review
from shaiquan.model.ledger import Edition, make_edition_id
from shaiquan.model.marks import normalize_line
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import Scope, State
from shaiquan.views.flowcharts import Drawing

_FOLDER = KIND["edition"].folder
_COMMENT = (
    "# 由 print --register 写入，请留好，不要改、不要删：标记由正文行算出，改一个字就对不上。\n"
)


def write_editions(
    content: Path,
    public: PublicCatalog,
    charts: Mapping[str, Drawing],
    as_of: datetime.date,
) -> LedgerWrite:
    """Write the sheets for walls that the ledger lacks; says which files were written.

    ``public`` is the release of what ``content`` holds now. All files appear or none. Raises
    Rejected if the content has errors, or would have with the new files, and OSError if the
    disk fails; then ``content`` is as it was.
    """
    sheets = list_current_sheets(public, charts).values()
    return write_ledger(content, LedgerChange(plan_editions(content, sheets, as_of)), as_of)


def plan_editions(
    content: Path, sheets: Iterable[CurrentSheet], as_of: datetime.date
) -> dict[Path, str]:
    """File -> text of the editions that the ledger lacks. Raises Rejected."""
    known = _list_registered(content, as_of)
    missing = [sheet for sheet in sheets if (sheet.entry.id, sheet.mark) not in known]
    folder = content / _FOLDER
    return {
        folder / f"{make_edition_id(sheet.entry.id, sheet.mark)}.yml": format_edition(sheet, as_of)
        for sheet in missing
    }


def _list_registered(content: Path, as_of: datetime.date) -> frozenset[tuple[str, str]]:
    """(procedure, mark) of every edition; raises Rejected if the content has errors."""
    catalog = require_sound(content, as_of)
    return frozenset(
        (edition.procedure.id, edition.mark) for _, edition in catalog.records_of(Edition)
    )


def format_edition(sheet: CurrentSheet, as_of: datetime.date) -> str:
    """An edition as YAML, released as its procedure is."""
    return _COMMENT + yaml.dump(
        {KIND["edition"].label: _make_edition(sheet, as_of)},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=math.inf,
    )


def _make_edition(sheet: CurrentSheet, as_of: datetime.date) -> dict[str, object]:
    """The fields of an edition by their labels."""
    procedure = sheet.entry.record
    assert isinstance(procedure, Procedure)
    label = Edition.label_of
    edition: dict[str, object] = {
        label("id"): make_edition_id(sheet.entry.id, sheet.mark),
        label("procedure"): sheet.entry.id,
        label("mark"): sheet.mark,
        label("registered"): as_of,
    }
    if procedure.unit:
        edition[label("unit")] = procedure.unit.id
    edition[label("state")] = State.PUBLISHED.label
    edition[label("disclosure")] = Scope.PUBLIC.label
    if review := procedure.review:
        edition[label("review")] = {
            Review.label_of("by"): _Quoted(review.by),
            Review.label_of("at"): review.at.iso,
        }
    edition[label("lines")] = [_Quoted(normalize_line(line)) for line in sheet.lines]
    return edition


def describe_release(entry: Entry) -> dict[str, str]:
    """Field -> YAML of what releases a posting as its procedure is: unit, state, scope, review."""
    record = entry.record
    release = {
        "state": State.PUBLISHED.label,
        "disclosure": Scope.PUBLIC.label,
    }
    if record.unit:
        release = {"unit": record.unit.id, **release}
    if review := record.review:
        by, at = json.dumps(review.by, ensure_ascii=False), review.at.iso
        label = Review.label_of
        release["review"] = f"{{{label('by')}: {by}, {label('at')}: {at}}}"
    return release


class _Quoted(str):
    """Text to be written in double quotes, so that it reads back unchanged whatever it says."""


class _Dumper(yaml.SafeDumper):
    """Writes ``_Quoted`` in double quotes."""


_Dumper.add_representer(
    _Quoted,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'),
)
