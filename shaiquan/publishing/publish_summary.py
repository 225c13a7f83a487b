"""What came of publishing, for a clerk and as JSON (edge: writes to the terminal)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.console import Console
from shaiquan.ledger.poster_plans import WallWork
from shaiquan.model.publish_targets import PublishTarget
from shaiquan.posters import describe_work
from shaiquan.problem_texts import list_problems
from shaiquan.problems import Bilingual, Problem
from shaiquan.publishing.current_sheets import CurrentSheetLink
from shaiquan.publishing.release import Changes, PublishFault
from shaiquan.publishing.release_reading import name_files

#: so many sheets, and so many places on walls, are told one by one
_MOST_SHOWN = 10
#: what a fault begins with
NOTHING_SENT = Bilingual("没有发布", "nothing was published")
NOTHING_BACK = Bilingual("没有退回", "nothing went back")


@dataclass(frozen=True)
class TargetOutcome:
    """What came of one place. ``fault``: why nothing went there. ``size``: the bytes of what is
    new. ``parts``: the zip files that were written. ``left``: earlier releases that could not be
    deleted."""

    name: str
    target: PublishTarget
    release: str
    changes: Changes = field(default_factory=Changes)
    size: int = 0
    seconds: float = 0
    parts: tuple[Path, ...] = ()
    left: tuple[str, ...] = ()
    fault: PublishFault | None = None


def tell_outcome(outcome: TargetOutcome, is_dry: bool, console: Console) -> None:
    """What went to a place, or would go."""
    changes, way = outcome.changes, _describe(outcome.target)
    where, where_en = f"“{outcome.name}”（{way}）", f"'{outcome.name}' ({way.en})"
    counts = _count(outcome)
    if fault := outcome.fault:
        console.say(f"没有发布到{where}：{fault.zh}。", f"not published to {where_en}: {fault.en}.")
    elif is_dry:
        console.say(f"会发布到{where}：{counts}。", f"would go to {where_en}: {counts.en}.")
        _tell_names(changes, console)
    elif changes.is_empty:
        console.say(
            f"{where}已经是现在的样子，{changes.unchanged} 个文件，版本 {outcome.release}。",
            f"{where_en} is up to date: {changes.unchanged} files, release {outcome.release}.",
        )
    else:
        took = f"{outcome.seconds:.1f}"
        console.say(
            f"已发布到{where}：{counts}；{took} 秒，版本 {outcome.release}。",
            f"published to {where_en}: {counts.en}; {took} s, release {outcome.release}.",
        )
    _tell_files(outcome, console)


def _tell_files(outcome: TargetOutcome, console: Console) -> None:
    """The zip files that were written, and the releases that could not be deleted."""
    for part in outcome.parts:
        size = _say_size(part.stat().st_size)
        console.say(f"  {part}（{size}）", f"  {part} ({size})")
    if outcome.left:
        named = name_files(outcome.left)
        console.say(
            f"  以前发布的没有删掉：{named}。里面有别人放的，或者没有权限；"
            "撤下的内容还在里面，请手工删去",
            f"  earlier releases could not be deleted: {named.en}. Others put something there, or "
            "there is no right to; what was withdrawn is still in them: delete them by hand",
        )


def _count(outcome: TargetOutcome) -> Bilingual:
    """How many files are new, changed and so on, and the bytes of what is new."""
    changes, size = outcome.changes, _say_size(outcome.size)
    added, changed, removed = map(len, (changes.added, changes.changed, changes.removed))
    return Bilingual(
        f"新增 {added}、改动 {changed}、删去 {removed}、不变 {changes.unchanged} 个文件，"
        f"新的共 {size}",
        f"{added} added, {changed} changed, {removed} removed, {changes.unchanged} unchanged; "
        f"{size} are new",
    )


def _describe(target: PublishTarget) -> Bilingual:
    way = target.way
    return Bilingual(f"{way.label} {target.address}", f"{way.value} {target.address}")


def _tell_names(changes: Changes, console: Console) -> None:
    """The first names of each sort, those of pages before others."""
    sorts = (
        (Bilingual("新增", "added"), changes.added),
        (Bilingual("改动", "changed"), changes.changed),
        (Bilingual("删去", "removed"), changes.removed),
    )
    for sort, paths in sorts:
        if paths:
            named = name_files(sorted(paths, key=lambda path: not path.endswith(".html")))
            console.say(f"  {sort}：{named}", f"  {sort.en}: {named.en}")


def tell_sheets(links: tuple[CurrentSheetLink, ...], console: Console) -> None:
    """The address of the current sheet of each chart."""
    if links:
        count = len(links)
        console.say(f"现行挂图 {count} 张：", f"current sheets: {count}")
        for link in links[:_MOST_SHOWN]:
            console.say(f"  {link.name}　{link.address}", f"  {link.name} {link.address}")
        if count > _MOST_SHOWN:
            more = count - _MOST_SHOWN
            console.say(f"  另有 {more} 张，见网站的张贴清单", f"  {more} more on the wall list")


def tell_walls(
    work: tuple[WallWork, ...], site: Path, written: Path | None, console: Console
) -> None:
    """Which sheets on walls are out of date now, and where their list is."""
    if not work:
        return
    count = len(work)
    console.say(
        f"墙上有 {count} 张图和这次发布的不一样：",
        f"sheets on walls that are not as this release has them: {count}",
    )
    for one in work[:_MOST_SHOWN]:
        words = describe_work(site, one)
        console.say(words, words.en)
    where = f"清单在“{written}”，可以打印；" if written else ""
    where_en = f"the list to print is {written}; " if written else ""
    console.say(
        f"{where}登记、印新图：python build.py replace",
        f"{where_en}register and print new ones: python build.py replace",
    )


def tell_rollbacks(releases: Mapping[str, str], is_dry: bool, console: Console) -> None:
    """To which release each place went back, or would go."""
    for name, release in releases.items():
        zh, en = ("会退回", "would go") if is_dry else ("已退回", "went")
        console.say(f"“{name}”{zh} {release}。", f"'{name}' {en} back to {release}.")
    if releases and not is_dry:
        console.say(
            "内容没有退回，下一次发布还是现在的内容：先改好，"
            "或者用 python build.py restore 恢复，再发布。",
            "the content did not go back, and the next publish sends it as it is: mend it before, "
            "or bring it back with python build.py restore",
        )
    if console.format == "json":
        rows = [{"name": name, "release": release} for name, release in releases.items()]
        console.print_json({"targets": rows})


def tell_fault(
    fault: Bilingual,
    problems: Iterable[Problem],
    is_told: bool,
    console: Console,
    undone: Bilingual = NOTHING_SENT,
) -> None:
    """Why nothing was published, or what else was not done; ``is_told``: a terminal shows the
    problems already."""
    if console.format == "json":
        why = fault if console.lang == "zh" else fault.en
        console.print_json({"problems": list_problems(problems, console.lang), "fault": why})
        return
    if not is_told:
        console.print_problems(problems)
    console.say(f"{undone}：{fault}。", f"{undone.en}: {fault.en}.")


def print_json(
    problems: Iterable[Problem],
    outcomes: Iterable[TargetOutcome],
    links: Iterable[CurrentSheetLink],
    work: Iterable[WallWork],
    written: Path | None,
    options: Options,
    console: Console,
) -> None:
    """One document on standard output: problems, places, sheets, what to do on walls."""
    document = {
        "problems": list_problems(problems, console.lang),
        "targets": [dict(_list_outcome(outcome, console.lang)) for outcome in outcomes],
        "sheets": [asdict(link) for link in links],
        "walls": [_list_work(one, options) for one in work],
        "replace_list": str(written) if written else "",
    }
    console.print_json(document)


def _list_outcome(outcome: TargetOutcome, lang: str) -> Iterator[tuple[str, object]]:
    changes, fault = outcome.changes, outcome.fault
    yield from (("name", outcome.name), ("way", outcome.target.way.value))
    yield from (("address", outcome.target.address), ("release", outcome.release))
    if fault:
        yield "fault", fault.zh if lang == "zh" else fault.en
        return
    for sort in ("added", "changed", "removed"):
        yield sort, [*getattr(changes, sort)]
    yield from (("unchanged", changes.unchanged), ("bytes", outcome.size))
    yield from (("seconds", round(outcome.seconds, 1)), ("parts", [*map(str, outcome.parts)]))
    yield "left", [*outcome.left]


def _list_work(work: WallWork, options: Options) -> Mapping[str, str]:
    return {
        "procedure": work.procedure,
        "name": work.chart,
        "place": work.place,
        "size": work.size.value,
        "old": work.old,
        "new": work.new,
        "words": str(describe_work(options.site, work)).strip(),
    }


def _say_size(size: int) -> str:
    """A size for people.

    >>> _say_size(1_234_567), _say_size(20_400)
    ('1.2 MB', '20 KB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} KB"
