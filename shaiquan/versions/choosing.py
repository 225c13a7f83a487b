"""Where earlier versions of a content folder are: in git, else beside it."""

from __future__ import annotations

from pathlib import Path

from shaiquan.versions.git import GitVersions
from shaiquan.versions.interface import VersionsFault, VersionSource
from shaiquan.versions.kept import KeptVersions


def choose_source(content: Path) -> VersionSource:
    """git where it has commits of the content, else what was kept. Raises VersionsFault where
    there is neither, saying what git said."""
    git, kept = GitVersions(content), KeptVersions(content)
    try:
        git.find_newest()
    except VersionsFault:
        if not kept.find_newest():
            raise
        return kept
    return git
