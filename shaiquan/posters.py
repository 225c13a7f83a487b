"""Sheets for walls, registered and entered into the ledger, and what is then to be done by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from shaiquan.build.options import Options, Progress
from shaiquan.build.site_build import BuildReport, enter_posters, register_sheets
from shaiquan.codes import SHEET_UNREGISTERED
from shaiquan.content.sources import REVIEWS_FILE
from shaiquan.ledger.ledger_files import LedgerWrite
from shaiquan.ledger.poster_plans import PosterChange, PosterRequest, WallWork
from shaiquan.model.marks import NO_MARK
from shaiquan.problems import Bilingual, Problem
from shaiquan.views.addresses import file_of
from shaiquan.views.printed_forms import form_address

#: the report of a build, if one was made, and what to tell of the walls
PostersDone = tuple[BuildReport | None, tuple[Bilingual, ...]]


def register_posters(options: Options, progress: Progress) -> PostersDone:
    """Register today's sheets and print them."""
    written, report = register_sheets(options, progress)
    if not written.paths:
        return report, (Bilingual("登记簿没有变化。", "the ledger is unchanged."),)
    count, paths = len(written.created), _list_paths(written)
    words = Bilingual(f"登记了 {count} 张图：{paths}。{_KEEP}", f"registered {count}: {paths}")
    return report, (words,)


def change_posters(options: Options, request: PosterRequest, progress: Progress) -> PostersDone:
    """Enter into the ledger what is replaced or put up, and print it."""
    done, written, report = enter_posters(options, progress, request)
    if report is None:
        nothing = Bilingual(
            "墙上的图都是现行的，没有要换的，什么也没有写。", "nothing is to be replaced."
        )
        return None, (nothing,)
    return report, tuple(_describe_change(options, request, done, written))


def describe_unregistered(problems: Iterable[Problem]) -> Iterator[Bilingual]:
    """That some of the sheets that were printed must not hang, and what to do."""
    for problem in problems:
        if problem.code == SHEET_UNREGISTERED:  # one that was kept is another object
            count = dict(problem.words)["count"]
            yield Bilingual(
                f"{count} 张图还没有登记，请不要张贴；登记：python build.py print --register",
                f"{count} sheets are not registered and must not be posted; register them: "
                "python build.py print --register",
            )


_KEEP = "这些文件请留好，不要改、不要删。"


def _describe_change(
    options: Options, request: PosterRequest, done: PosterChange, written: LedgerWrite
) -> Iterator[Bilingual]:
    """What was done, and what is still to be done by hand."""
    title = "贴图" if request.is_first else "换图"
    day = request.day.isoformat()
    yield Bilingual(f"{title} {len(done.work)} 处（{day}）：", f"{len(done.work)} places ({day}):")
    for work in done.work:
        yield describe_work(options.site, work)
    paths = _list_paths(written)
    yield Bilingual(f"已经写好：{paths}。{_KEEP}", f"written: {paths}")
    yield from _list_next_steps(done)
    if (options.content / REVIEWS_FILE).exists():
        ids = " ".join(done.postings)
        yield Bilingual(
            f"审查登记在 {REVIEWS_FILE} 里的，请审查人看过，再登记："
            f"python build.py review --by 审查人 {ids}",
            f"the postings must be reviewed too: python build.py review --by NAME {ids}",
        )


def describe_work(site: Path, work: WallWork) -> Bilingual:
    """One place: which sheet comes down, which is put up, from which file it is printed."""
    head = f"  □ {work.place}　{work.chart}（{work.size.label}）："
    file = (site / file_of(form_address(work.procedure, work.size.label.lower()))).as_posix()
    old = "没有标记" if work.old == NO_MARK else f"标记 {work.old} "
    down = f"撤下{old}的旧图" if work.old else ""
    up = f"贴上标记 {work.new} 的新图，印 {file}" if work.new else f"不再贴：{work.why}"
    return Bilingual(
        head + "，".join(filter(None, (down, up))),
        f"  {work.place}, {work.chart} ({work.size.label}): take down {work.old or 'nothing'}, "
        + (f"put up {work.new}, print {file}" if work.new else "put up nothing"),
    )


def _list_next_steps(done: PosterChange) -> Iterator[Bilingual]:
    prints = any(one.new for one in done.work)
    removes = any(one.old for one in done.work)
    steps = (
        "发布网站" if prints else "",
        "按原尺寸印出上面的 PDF，贴到上面的地方" if prints else "",
        "撤下旧图，收回销毁" if removes else "",
        "扫一扫新图的二维码，网页上应当是“现行”" if prints and done.has_qr else "",
    )
    text = "；".join(filter(None, steps))
    yield Bilingual(
        f"接下来：{text}。", "now print the files, put them up, take down the old ones."
    )


def _list_paths(written: LedgerWrite) -> str:
    return "、".join(path.as_posix() for path in written.paths)
