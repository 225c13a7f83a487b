"""A build: look for changes, make what must be made, exchange the folder, remember.

Nothing is imported that a build after no change does not need (edge: writes the site).
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from shaiquan.build.fingerprints import fingerprint_tool
from shaiquan.build.inputs import Inputs, is_site_intact
from shaiquan.build.memory import BuildMemory, BuildSummary
from shaiquan.build.options import Options, Progress
from shaiquan.build.store import Damaged, Store
from shaiquan.files.writing import Written
from shaiquan.problems import Problem

_DAMAGED = "缓存已损坏，重新生成"
_OF_ANOTHER_VERSION = "缓存是别的版本留下的，重新生成"


@dataclass(frozen=True)
class BuildReport:
    """What a build did: the problems that do not stop it, what was written, what was done.

    ``unreleased_count``: how many records are not public. ``mode``: ``unchanged``, ``patched``
    (a few files were read) or ``read`` (all were). ``performed`` and ``reused`` are names of
    actions. ``cache_reset`` says why the memory of earlier builds could not be used; empty where it
    could or there was none.
    """

    problems: tuple[Problem, ...]
    unreleased_count: int
    written: Written
    mode: str = "unchanged"
    performed: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    cache_reset: str = ""


def build_site(options: Options, progress: Progress) -> BuildReport:
    """Build the site. Raises Rejected, with nothing written, where the content has errors."""
    progress("查看", 0, 0)
    tool = fingerprint_tool()
    inputs = Inputs(options, tool)
    if options.cache is None:
        return _run(options, inputs, None, progress)
    with Store(options.cache, options.store_slot()) as store:
        reset = _reset_useless(store, tool)
        summary = None if reset else _read_summary(store)
        if summary and summary.inputs == inputs.all and is_site_intact(options.site, summary):
            written = Written(summary.files, summary.files, summary.size)
            return BuildReport(summary.problems, summary.unreleased_count, written)
        return _run(options, inputs, store, progress, reset)


def _reset_useless(store: Store, tool: bytes) -> str:
    """Empty the store where it is damaged or another version wrote it; why."""
    try:
        known = store.get("tool")
    except Damaged:
        store.drop()
        return _DAMAGED
    if known not in (None, tool):
        store.drop()
        return _OF_ANOTHER_VERSION
    return ""


def _read_summary(store: Store) -> BuildSummary | None:
    with contextlib.suppress(Damaged):  # the memory is read next, and reported as damaged
        return BuildSummary.unpack(store.get("summary"))
    return None


def _run(
    options: Options, inputs: Inputs, store: Store | None, progress: Progress, reset: str = ""
) -> BuildReport:
    from shaiquan.build.build_stages import run_stages
    from shaiquan.build.catalog_store import CatalogStore, MissingValue

    memory, stored = BuildMemory(), None
    try:
        if store is not None:
            memory = BuildMemory.unpack(store.get("memory"))
            stored = CatalogStore.open(store.get)
        outcome = run_stages(options, inputs, memory, stored, progress)
    except (Damaged, MissingValue):
        assert store is not None
        store.drop()
        reset = _DAMAGED
        outcome = run_stages(options, inputs, BuildMemory(), None, progress)
    if store is not None:
        progress("记录", 0, 0)
        # the site is in place: what cannot be remembered costs only time
        with contextlib.suppress(Damaged, OSError):
            store.save(outcome.list_new_values(), outcome.list_removed_values())
    return BuildReport(
        problems=outcome.summary.problems,
        unreleased_count=outcome.summary.unreleased_count,
        written=outcome.written,
        mode=outcome.content.mode,
        performed=tuple(outcome.engine.performed),
        reused=tuple(outcome.engine.reused),
        cache_reset=reset,
    )
