"""Content looked at without building: what is wrong with it, and its sheets for the ledger."""

from __future__ import annotations

from pathlib import Path

from shaiquan.building.options import Options
from shaiquan.loading import Loaded, joined, load
from shaiquan.pages.charts import drawings
from shaiquan.prints import sizing
from shaiquan.prints.ledger import register
from shaiquan.prints.walls import findings, survey
from shaiquan.problems import Rejected
from shaiquan.release import release


def examined(options: Options) -> Loaded:
    """All that is wrong with the content, with what only its drawn sheets show."""
    loaded = load(options.content, options.strict)
    if not loaded.sound or loaded.catalog is None:
        return loaded
    public = release(loaded.catalog, options.as_of).public
    charts = drawings(public)
    walls = survey(loaded.catalog, public, charts)
    found = (*findings(loaded.catalog, walls), *sizing.findings(public, charts))
    return joined(loaded, found, options.strict)


def enter_sheets(options: Options) -> tuple[Path, ...]:
    """Register today's sheets in the ledger; the files written. Raises Rejected."""
    loaded = load(options.content, options.strict)
    if not loaded.sound or loaded.catalog is None:
        raise Rejected(loaded.problems)
    public = release(loaded.catalog, options.as_of).public
    return register(options.content, public, drawings(public), options.as_of)
