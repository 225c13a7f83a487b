"""Content checked without a build, and its sheets registered in the ledger."""

from __future__ import annotations

from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.wall_faults import find_wall_faults
from shaiquan.checks.checking import check_content
from shaiquan.content.loading import LoadedContent, add_findings
from shaiquan.disclosure.release import release
from shaiquan.ledger.registering import write_editions
from shaiquan.problems import Rejected
from shaiquan.views.flowcharts import draw_procedures


def examine_content(options: Options) -> LoadedContent:
    """Every problem of the content, with those that only its drawn sheets show."""
    loaded = check_content(options.content, options.strict)
    if not loaded.sound or loaded.catalog is None:
        return loaded
    public = release(loaded.catalog, options.as_of).public
    findings = find_wall_faults(loaded.catalog, public, draw_procedures(public))
    return add_findings(loaded, findings, options.strict)


def register_sheets(options: Options) -> tuple[Path, ...]:
    """Register today's sheets in the ledger; the files written. Raises Rejected."""
    loaded = check_content(options.content, options.strict)
    if not loaded.sound or loaded.catalog is None:
        raise Rejected(loaded.problems)
    public = release(loaded.catalog, options.as_of).public
    return write_editions(options.content, public, draw_procedures(public), options.as_of)
