"""Helpers of several tests: small sites as text, the problems of a folder, a loaded catalog."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.content.catalog import Catalog
from shaiquan.content.loading import LoadedContent, add_findings
from shaiquan.disclosure.release import release
from shaiquan.ledger.walls import check_walls, survey_walls
from shaiquan.model.procedures import Procedure
from shaiquan.problems import as_text
from shaiquan.procedures.graph import Graph, graph_of
from shaiquan.views.flowcharts import draw_procedures

_SECTION = re.compile(r"^=== (.+)\n", re.MULTILINE)


def sections(text: str) -> dict[str, str | None]:
    """``=== path`` and its text, several in one file; ``=== 删去 path`` removes a file."""
    parts = _SECTION.split(text)[1:]
    found: dict[str, str | None] = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        if name.startswith("删去 "):
            found[name.removeprefix("删去 ")] = None
        else:
            found[name] = body
    return found


def lines(loaded: LoadedContent, folder: Path) -> list[str]:
    """The first line of each problem, with paths from the folder that holds ``content``."""
    above = f"{folder.parent.as_posix()}/"
    return [as_text(each).splitlines()[0].replace(above, "") for each in loaded.problems]


def surveyed(loaded: LoadedContent, as_of: datetime.date, strict: bool = False) -> LoadedContent:
    """Sound content with what its walls ask for on a day."""
    if not loaded.sound or loaded.catalog is None:
        return loaded
    public = release(loaded.catalog, as_of).public
    walls = survey_walls(loaded.catalog, public, draw_procedures(public))
    return add_findings(loaded, check_walls(loaded.catalog, walls), strict)


def catalog(content: Path) -> Catalog:
    """The catalog of a sound content folder."""
    loaded = check_content(content)
    assert loaded.catalog is not None
    assert loaded.sound, [as_text(each) for each in loaded.problems]
    return loaded.catalog


STEPS = """\
编号: l1
名称: 重大事项流程图
事项: [p1]
步骤:
"""


def procedure(content: Path, id: str = "l1") -> tuple[Procedure, Graph]:
    """A procedure of a content folder whose checks need not pass, with its graph."""
    loaded = check_content(content)
    assert loaded.catalog is not None, [as_text(each) for each in loaded.problems]
    record = loaded.catalog.entries[id].record
    assert isinstance(record, Procedure)
    return record, graph_of(record)
