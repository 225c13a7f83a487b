"""The command ``publish``: the content of now, checked, built and sent where it is served (edge:
writes to the terminal)."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.console import Console
from shaiquan.content.publish_settings import PublishSettings, read_publish_settings
from shaiquan.executors.interface import ExecutorFault
from shaiquan.files.faults import explain_fault
from shaiquan.ledger.poster_plans import WallWork
from shaiquan.model.publish_targets import PublishTarget
from shaiquan.problems import Bilingual, Problem, Rejected
from shaiquan.publishing.current_sheets import CurrentSheetLink, list_current_links
from shaiquan.publishing.folder_target import FolderTarget
from shaiquan.publishing.publish_summary import (
    NOTHING_BACK,
    NOTHING_SENT,
    TargetOutcome,
    print_json,
    tell_fault,
    tell_outcome,
    tell_sheets,
    tell_walls,
)
from shaiquan.publishing.release import PublishFault, Release, explain_os_error
from shaiquan.publishing.release_reading import hold_release, name_files
from shaiquan.publishing.replace_list import REPLACE_LIST, find_wall_work, write_replace_list
from shaiquan.publishing.review_gate import require_reviewed
from shaiquan.publishing.rollback import go_back
from shaiquan.publishing.target_choice import (
    ChosenTarget,
    WrongRequest,
    choose_targets,
    make_target,
)
from shaiquan.publishing.zip_target import ZipTarget


@dataclass(frozen=True)
class PublishRequest:
    """What is asked for: the names of places, or an address; ``is_dry``: only tell what would go;
    ``goes_back``: no release, but the one before."""

    names: tuple[str, ...]
    address: str = ""
    is_dry: bool = False
    goes_back: bool = False


@dataclass
class _Run:
    """What has come of a run so far."""

    outcomes: list[TargetOutcome] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    links: tuple[CurrentSheetLink, ...] = ()
    work: tuple[WallWork, ...] = ()
    written: Path | None = None


def publish(options: Options, request: PublishRequest, console: Console) -> int:
    """Build the site as ``build`` does, and send it. 0: done; 1: something did not go; 2: wrong
    usage."""
    run = _Run()
    undone = NOTHING_BACK if request.goes_back else NOTHING_SENT
    try:
        settings = read_publish_settings(options.content)
        if settings is None:  # the build tells why
            build_site(options, console.show_progress)
            raise PublishFault(
                "site.yml 刚刚改过，再运行一次", "site.yml has changed: run this again"
            )
        chosen = choose_targets(settings.publish, request.names, request.address)
        if request.goes_back:
            go_back(chosen, options, settings.kept, request.is_dry, console)
            return 0
        _publish(run, options, request, chosen, settings, console)
    except Rejected as fault:
        counts = console.count_problems(fault.problems)
        tell_fault(Bilingual(counts, counts), fault.problems, False, console)
        return 1
    except (PublishFault, ExecutorFault) as fault:
        tell_fault(Bilingual(fault.zh, fault.en), run.problems, True, console, undone)
        return 2 if isinstance(fault, WrongRequest) else 1
    _tell(run, options, request.is_dry, console)
    return 1 if any(outcome.fault for outcome in run.outcomes) else 0


def _publish(
    run: _Run,
    options: Options,
    request: PublishRequest,
    chosen: list[ChosenTarget],
    settings: PublishSettings,
    console: Console,
) -> None:
    """Build the site once for all places that get the same one, and send it to each of them."""
    groups: dict[Options, list[ChosenTarget]] = {}
    for each in chosen:
        groups.setdefault(_make_options(options, each.target), []).append(each)
    for own, places in groups.items():
        try:
            _publish_group(run, own, request, places, settings, console)
        except (Rejected, PublishFault, ExecutorFault, OSError) as fault:
            if not run.outcomes:
                raise
            why = _explain_end(run, fault, console)  # and what went before stands in the summary
            run.outcomes += (
                TargetOutcome(each.name, each.target, "", fault=why) for each in places
            )
    with contextlib.suppress(Rejected, ExecutorFault):  # all else is done, and is told
        run.work = find_wall_work(options, run.problems, console.show_progress)
    releases = [outcome.release for outcome in run.outcomes if not outcome.fault]
    if releases and not request.is_dry:
        run.written = _write_list(options, run.work, releases[-1], console)


def _write_list(
    options: Options, work: tuple[WallWork, ...], release: str, console: Console
) -> Path | None:
    """Write the list of sheets to replace, or say why not: all else is published by now."""
    why = Bilingual(
        "已经有一个别人的；移走它，再运行一次", "there is another one; move it and run again"
    )
    try:
        written = write_replace_list(options, work, release)
    except OSError as fault:
        written, why = None, explain_fault(fault)
    if work and not written:
        console.say(f"没有写{REPLACE_LIST}：{why}。", f"{REPLACE_LIST} was not written: {why.en}.")
    return written


def _publish_group(
    run: _Run,
    options: Options,
    request: PublishRequest,
    places: list[ChosenTarget],
    settings: PublishSettings,
    console: Console,
) -> None:
    """Build the site for these places, and send it. Raises what stops all of them."""
    is_first = not run.outcomes
    report = build_site(options, console.show_progress)
    if is_first:
        run.problems = report.problems
        if console.format != "json":  # which has them beside all else, at the end
            console.print_problems(report.problems)
    require_reviewed(report.problems, settings.severities)
    with hold_release(options.site, settings.kept) as release:
        _tell_kept(release, settings.kept, console)
        for each in places:
            run.outcomes.append(_send(each, release, options, settings, request.is_dry, console))
        run.links = list_current_links(release, settings.url)


def _explain_end(
    run: _Run, fault: Rejected | PublishFault | ExecutorFault | OSError, console: Console
) -> PublishFault:
    """Why nothing goes to some places, after others got what they asked for."""
    if isinstance(fault, OSError):
        return explain_os_error(fault)
    if isinstance(fault, Rejected):
        if console.format != "json":
            console.print_problems(fault.problems)
        run.problems = (*run.problems, *fault.problems)
        counts = console.count_problems(fault.problems)
        return PublishFault(counts, counts)
    return PublishFault(fault.zh, fault.en)


def _make_options(options: Options, target: PublishTarget) -> Options:
    """The options of a build with what a place asks for."""
    compressions = tuple(sorted(each.value for each in target.compressions))
    xlsx, printing = options.xlsx or target.tables, target.prints
    return dataclasses.replace(options, xlsx=xlsx, printing=printing, compressions=compressions)


def _tell_kept(release: Release, kept: Iterable[str], console: Console) -> None:
    """Say which files of the owner are not sent: they belong to the place, not to the release."""
    there = [path for path in kept if (release.folder / path).exists()]
    if there:
        named = name_files(there)
        console.say(
            f"保留文件不发布：{named}。要用的，放到发布的地方，以后每次都留着。",
            f"what 保留文件 names is not sent: {named.en}. Put it where the site is served.",
        )


def _send(
    chosen: ChosenTarget,
    release: Release,
    options: Options,
    settings: PublishSettings,
    is_dry: bool,
    console: Console,
) -> TargetOutcome:
    """Send a release to one place; what fails there stops no other."""
    began = time.monotonic()
    outcome = TargetOutcome(chosen.name, chosen.target, release.id)
    try:
        target = make_target(chosen.target, options, settings.kept)
        changes = target.compare(release)
        if not is_dry:
            target.send(release, changes, partial(console.show_progress, "发布"))
    except PublishFault as fault:
        return dataclasses.replace(outcome, fault=fault)
    except OSError as fault:
        return dataclasses.replace(outcome, fault=explain_os_error(fault))
    size = sum(release.files[path].size for path in changes.sent)
    parts = tuple(target.list_parts()) if isinstance(target, ZipTarget) and not is_dry else ()
    left = target.list_surplus() if isinstance(target, FolderTarget) and not is_dry else ()
    seconds = time.monotonic() - began
    return dataclasses.replace(
        outcome, changes=changes, size=size, seconds=seconds, parts=parts, left=tuple(left)
    )


def _tell(run: _Run, options: Options, is_dry: bool, console: Console) -> None:
    if console.format == "json":
        print_json(run.problems, run.outcomes, run.links, run.work, run.written, options, console)
        return
    if not all(outcome.fault for outcome in run.outcomes):
        tell_sheets(run.links, console)
    tell_walls(run.work, options.site, run.written, console)
    for outcome in run.outcomes:  # last, since they are still on the screen then
        tell_outcome(outcome, is_dry, console)
