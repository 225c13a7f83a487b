"""``print --register``: today's sheets for the walls into ``content/ledger`` (edge: writes).

Each edition is a new file of its own, so that no file of an editor is ever rewritten; what
is registered already is left alone. The editor commits the files; builds only read them.
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
from shaiquan.ledger.sheet_status import CurrentSheet, list_current_sheets
from shaiquan.model.ledger import Edition
from shaiquan.model.marks import in_address, normal
from shaiquan.model.procedures import Procedure
from shaiquan.problems import Rejected
from shaiquan.views.flowcharts import Drawing

FOLDER = "ledger"
_COMMENT = "# 由 print --register 写入，请原样提交，不要改：标记由正文行算出，改一个字就对不上。\n"


def register_sheets(
    content: Path,
    public: PublicCatalog,
    charts: Mapping[str, Drawing],
    as_of: datetime.date,
) -> tuple[Path, ...]:
    """Enter every sheet for a wall that the ledger does not have; the files written, if any.

    ``public`` is the release of what ``content`` holds now. All files appear or none: raises
    Rejected where the content has errors, or would have with them, OSError where the disk
    fails; then ``content`` is as it was.
    """
    known = _registered(content)
    new = [s for id, s in list_current_sheets(public, charts).items() if (id, s.mark) not in known]
    if not new:
        return ()
    folder = content / FOLDER
    folder.mkdir(exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        written = _put(staged, {folder / file_name_of(s): format_edition(s, as_of) for s in new})
        try:
            _registered(content)
        except BaseException:
            _take_back(written)
            raise
        return written
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        _tidy(folder)


def _registered(content: Path) -> frozenset[tuple[str, str]]:
    """(procedure, mark) of every edition of a sound content; raises Rejected."""
    loaded = check_content(content)
    if not loaded.sound or loaded.catalog is None:
        raise Rejected(loaded.problems)
    return frozenset((e.procedure.id, e.mark) for _, e in loaded.catalog.records(Edition))


def file_name_of(sheet: CurrentSheet) -> str:
    """The file of an edition: ``zdsx-k7qf3m2p.yml``."""
    return f"{_edition_id(sheet)}.yml"


def _edition_id(sheet: CurrentSheet) -> str:
    return f"{sheet.entry.id}-{in_address(sheet.mark)}"


def format_edition(sheet: CurrentSheet, as_of: datetime.date) -> str:
    """An edition as YAML, released as its procedure is."""
    procedure = sheet.entry.record
    assert isinstance(procedure, Procedure)
    edition: dict[str, object] = {
        "编号": _edition_id(sheet),
        "流程": sheet.entry.id,
        "标记": sheet.mark,
        "登记日期": as_of,
    }
    if procedure.unit:
        edition["单位"] = procedure.unit.id
    edition |= {"状态": "发布", "公开": "社会"}
    if review := procedure.review:
        edition["审查"] = {"人": _Quoted(review.by), "日期": review.at.iso}
    edition["正文行"] = [_Quoted(normal(line)) for line in sheet.lines]
    return _COMMENT + yaml.dump(
        {"版本": edition},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=math.inf,
    )


class _Quoted(str):
    """Text that is written in double quotes: so it reads back unchanged, whatever it says."""


class _Dumper(yaml.SafeDumper):
    """Knows ``_Quoted``."""


_Dumper.add_representer(
    _Quoted,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'),
)


def _put(staged: Path, files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write every file aside, then let each appear whole; none replaces a file."""
    for path, words in files.items():
        with (staged / path.name).open("w", encoding="utf-8", newline="\n") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
    done: list[Path] = []
    try:
        for path in files:
            _appear(staged / path.name, path)
            done.append(path)
    except BaseException:
        _take_back(done)
        raise
    return tuple(done)


def _appear(staged: Path, path: Path) -> None:
    try:
        os.link(staged, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this disk
        with path.open("xb") as file:
            file.write(staged.read_bytes())


def _take_back(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    """Leave no empty folder behind where nothing was registered."""
    if not any(folder.iterdir()):
        folder.rmdir()
