"""What changed in the content from version to version, as a build has it (edge: reads git)."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

from shaiquan import codes
from shaiquan.build.build_content import BuildContent
from shaiquan.build.site_memory import SiteMemory
from shaiquan.content.places import finding
from shaiquan.disclosure.leaks import LeakSearch
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.history.record_changes import HistoryBasis, RecordChange, find_changes
from shaiquan.history.record_steps import StepReader
from shaiquan.history.version_sources import choose_source
from shaiquan.problems import Problem
from shaiquan.versions.interface import VersionsFault


class SiteHistory(NamedTuple):
    """The changes, the newest first, and why there are none. ``newest`` names the version up to
    which they go, empty without one; None where the site asks for no history."""

    changes: tuple[RecordChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    newest: str | None = None


def find_newest(content: Path) -> str:
    """What names the newest version of the content; empty where there is none."""
    try:
        return choose_source(content).find_newest()
    except VersionsFault:
        return ""


def read_history(
    folder: Path, content: BuildContent, public: PublicCatalog, known: SiteMemory, tool: bytes
) -> SiteHistory:
    """The history that the site asks for. Versions that were read before are ``known``."""
    asked = public.site.history_since
    if asked is None:
        return SiteHistory()
    newest = find_newest(folder)
    try:
        reader = StepReader(choose_source(folder), known.read_step)
        steps = tuple(reader.list_steps(tool))
    except VersionsFault as fault:
        location = content.catalog.site_location("history_since")
        told = finding(codes.NO_HISTORY, location, why=fault.why)
        return SiteHistory(problems=(content.places.locate(told),), newest="")
    known.keep_steps(reader.names, reader.read)
    since: datetime.date = asked.first
    basis = HistoryBasis(public, LeakSearch(content.withheld_texts), since)
    return SiteHistory(find_changes(steps, basis), newest=newest)
