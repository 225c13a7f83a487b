"""Versions that were kept long ago."""

from __future__ import annotations

import datetime
import json

from shaiquan.versions.kept import KeptVersions


def age_versions(kept: KeptVersions, days: int) -> None:
    """Make all versions so many days older."""
    for path in kept.folder.glob("0*.json"):
        said = json.loads(path.read_text("utf-8"))
        at = datetime.datetime.fromisoformat(said["at"]) - datetime.timedelta(days=days)
        path.write_text(json.dumps(said | {"at": at.isoformat()}), "utf-8")
