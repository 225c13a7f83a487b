"""The commands that make the site: ``build``, ``print``, ``replace`` and ``post`` (edge: writes to
the terminal).

What only a change of the ledger needs is imported when it is asked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from shaiquan.build.options import Options
from shaiquan.build.site_build import BuildReport, build_site
from shaiquan.console import Console, peak_memory
from shaiquan.executors.interface import ExecutorFault
from shaiquan.problems import Bilingual, Rejected

if TYPE_CHECKING:
    from shaiquan.model.terms import PaperSize

#: the report of a build, if one was made, and what else is to be told
_Done = tuple[BuildReport | None, Iterable[Bilingual]]


def make_site(options: Options, console: Console, register: bool) -> int:
    """Make the site, with its sheets registered before if that is asked for."""

    def work() -> _Done:
        if register:
            from shaiquan.posters import register_posters

            return register_posters(options, console.show_progress)
        report = build_site(options, console.show_progress)
        if not options.printing:
            return report, ()
        from shaiquan.posters import describe_unregistered

        return report, describe_unregistered(report.problems)

    return _run(options, console, work)


def make_posters(
    options: Options,
    console: Console,
    charts: tuple[str, ...],
    day: datetime.date,
    place: str = "",
    size: PaperSize | None = None,
) -> int:
    """Replace posters, or put some up at a place for the first time."""
    from shaiquan.files.overwriting import FileChanged
    from shaiquan.ledger.poster_plans import PosterRequest, Refused
    from shaiquan.posters import change_posters

    request = PosterRequest(charts, day, place, *((size,) if size else ()))
    try:
        work = lambda: change_posters(options, request, console.show_progress)  # noqa: E731
        return _run(options, console, work)
    except Refused as fault:
        end = "" if fault.why.endswith("？") else "。"
        console.say(f"什么也没有写：{fault.why}{end}", f"nothing was written: {fault.why.en}.")
        return 2 if fault.is_usage else 1
    except FileChanged as fault:
        zh = f"什么也没有写：{fault} 刚刚有人改过，请再运行一次。"
        console.say(zh, f"nothing was written: {fault} was saved meanwhile.")
        return 1


def _run(options: Options, console: Console, work: Callable[[], _Done]) -> int:
    """Do the work and tell what came of it. Gives the exit code."""
    try:
        report, words = work()
    except Rejected as fault:
        console.print_problems(fault.problems)
        counts = console.count_problems(fault.problems)
        console.say(
            f"没有生成：{counts}。原来的网站没有改动。",
            f"nothing was written: {counts}. The old site is as it was.",
        )
        return 1
    except ExecutorFault as fault:
        console.say(f"没有生成：{fault.zh}", f"nothing was written: {fault.en}")
        return 1
    if report:
        _report_build(report, options.site, console)
    for text in words:
        console.say(text, text.en)
    return 0


def _report_build(built: BuildReport, site: Path, console: Console) -> None:
    console.print_problems(built.problems)
    if built.cache_reset:
        console.say(f"{built.cache_reset}。", f"{built.cache_reset.en}.")
    counts, seconds = console.count_problems(built.problems), console.elapsed_seconds()
    files, reused, peak = built.written.files, built.written.reused, peak_memory()
    console.say(
        f"已生成 {site}：{files} 个文件（新写 {files - reused}，沿用 {reused}）；"
        f"{built.unreleased_count} 条记录没有公布；{counts}；{seconds} 秒，内存 {peak} MB。",
        f"built {site}: {files} files ({files - reused} written, {reused} kept); "
        f"{built.unreleased_count} records held back; {counts}; {seconds} s, {peak} MB.",
    )
