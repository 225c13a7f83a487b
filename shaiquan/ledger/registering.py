"""``print --register``: write today's sheets to ``content/ledger`` (edge: writes).

Every edition is a new file, so no file of an editor is ever rewritten. Sheets that are in the
ledger already are left alone. The editor commits the files; builds only read them.
"""

from __future__ import annotations

import datetime
import math
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from shaiquan.checks.checking import check_content
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.ledger.sheet_status import CurrentSheet, list_current_sheets
from shaiquan.model.common import Review
from shaiquan.model.ledger import Edition, make_edition_id
from shaiquan.model.marks import normalize_line
from shaiquan.model.procedures import Procedure
from shaiquan.model.terms import Scope, State
from shaiquan.problems import Rejected
from shaiquan.views.flowcharts import Drawing

_FOLDER = KIND["edition"].folder
_COMMENT = "# 由 print --register 写入，请原样提交，不要改：标记由正文行算出，改一个字就对不上。\n"


def write_editions(
    content: Path,
    public: PublicCatalog,
    charts: Mapping[str, Drawing],
    as_of: datetime.date,
) -> tuple[Path, ...]:
    """Write the sheets for walls that the ledger lacks; returns the files written.

    ``public`` is the release of what ``content`` holds now. All files appear or none. Raises
    Rejected if the content has errors, or would have with the new files, and OSError if the
    disk fails; then ``content`` is as it was.
    """
    known = _list_registered(content, as_of)
    sheets = list_current_sheets(public, charts)
    missing = [sheet for id, sheet in sheets.items() if (id, sheet.mark) not in known]
    texts = {
        f"{make_edition_id(sheet.entry.id, sheet.mark)}.yml": format_edition(sheet, as_of)
        for sheet in missing
    }
    return _write_checked(content, texts, as_of) if texts else ()


def _write_checked(
    content: Path, texts: Mapping[str, str], as_of: datetime.date
) -> tuple[Path, ...]:
    """Write files into the ledger's folder; take them back if the content then has errors."""
    folder = content / _FOLDER
    folder.mkdir(exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        written = _write_files(staged, {folder / name: text for name, text in texts.items()})
        try:
            _list_registered(content, as_of)
        except BaseException:
            _remove_files(written)
            raise
        return written
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        _remove_empty(folder)


def _list_registered(content: Path, as_of: datetime.date) -> frozenset[tuple[str, str]]:
    """(procedure, mark) of every edition; raises Rejected if the content has errors."""
    loaded = check_content(content, as_of=as_of)
    if not loaded.sound or loaded.catalog is None:
        raise Rejected(loaded.problems)
    return frozenset(
        (edition.procedure.id, edition.mark) for _, edition in loaded.catalog.records_of(Edition)
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


class _Quoted(str):
    """Text to be written in double quotes, so that it reads back unchanged whatever it says."""


class _Dumper(yaml.SafeDumper):
    """Writes ``_Quoted`` in double quotes."""


_Dumper.add_representer(
    _Quoted,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'),
)


def _write_files(staged: Path, files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write all files to ``staged``, then link them to their places; no file is replaced."""
    for path, text in files.items():
        with (staged / path.name).open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    written: list[Path] = []
    try:
        for path in files:
            _publish_file(staged / path.name, path)
            written.append(path)
    except BaseException:
        _remove_files(written)
        raise
    return tuple(written)


def _publish_file(staged: Path, path: Path) -> None:
    try:
        os.link(staged, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this disk
        with path.open("xb") as file:
            file.write(staged.read_bytes())


def _remove_files(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    """Remove the folder if nothing was registered."""
    if not any(folder.iterdir()):
        folder.rmdir()
