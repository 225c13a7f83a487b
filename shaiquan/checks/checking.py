"""Load content and run every check."""

from __future__ import annotations

import datetime
from pathlib import Path

from shaiquan.checks.runner import check_catalog
from shaiquan.content.loading import LoadedContent, add_problems, load_content


def check_content(
    content: Path, strict: bool = False, as_of: datetime.date | None = None
) -> LoadedContent:
    """Read, resolve and check all content, on a day or today. Mistakes are problems, never
    exceptions."""
    loaded = load_content(content, as_of=as_of)
    if not loaded.sound or loaded.catalog is None:
        return add_problems(loaded, (), strict)
    problems = (loaded.places.locate(finding) for finding in check_catalog(loaded.catalog))
    return add_problems(loaded, problems, strict)
