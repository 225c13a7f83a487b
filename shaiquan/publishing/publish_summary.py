"""What came of publishing, for a clerk and as JSON (edge: writes to the terminal)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.console import Console
from shaiquan.ledger.poster_plans import WallWork
from shaiquan.model.publish_targets import PublishTarget
from shaiquan.posters import describe_work
from shaiquan.problem_texts import as_json
from shaiquan.problems import Bilingual, Problem
from shaiquan.publishing.current_sheets import CurrentSheetLink
from shaiquan.publishing.release import Changes, PublishFault, Release
from shaiquan.publishing.release_reading import name_files

#: so many sheets, and so many places on walls, are told one by one
_MOST_SHOWN = 10
#: digits of the digest by which a release is called
_ID_LENGTH = 8


#: what a fault begins with
NOTHING_SENT = Bilingual("没有发布", "nothing was published")
NO_CHANGES = Changes((), (), (), 0)


@dataclass(frozen=True)
class Outcome:
    """What came of one place. ``fault``: why nothing went there. ``size``: the bytes of what is
    new. ``parts``: the zip files that were written."""

    name: str
    target: PublishTarget
    release: str
    changes: Changes = NO_CHANGES
    size: int = 0
    seconds: float = 0
    parts: tuple[Path, ...] = ()
    fault: PublishFault | None = None


def release_id(release: Release) -> str:
    return release.digest[:_ID_LENGTH]


def tell_outcome(outcome: Outcome, is_dry: bool, console: Console) -> None:
    """What went to a place, or would go."""
    where, changes = f"“{outcome.name}”（{_describe(outcome.target)}）", outcome.changes
    where_en = f"'{outcome.name}' ({_describe(outcome.target).en})"
    if fault := outcome.fault:
        console.say(f"没有发布到{where}：{fault.zh}。", f"not published to {where_en}: {fault.en}.")
        return
    new, gone = len(changes.added) + len(changes.changed), len(changes.removed)
    counts = Bilingual(
        f"新增 {len(changes.added)}、改动 {len(changes.changed)}、删去 {gone}、"
        f"不变 {changes.unchanged} 个文件，新的共 {_say_size(outcome.size)}",
        f"{len(changes.added)} added, {len(changes.changed)} changed, {gone} removed, "
        f"{changes.unchanged} unchanged; {_say_size(outcome.size)} are new",
    )
    if is_dry:
        console.say(f"会发布到{where}：{counts}。", f"would go to {where_en}: {counts.en}.")
        _tell_names(changes, console)
    elif new or gone:
        console.say(
            f"已发布到{where}：{counts}；{outcome.seconds:.1f} 秒，版本 {outcome.release}。",
            f"published to {where_en}: {counts.en}; {outcome.seconds:.1f} s, release "
            f"{outcome.release}.",
        )
    else:
        console.say(
            f"{where}已经是现在的样子，{changes.unchanged} 个文件，版本 {outcome.release}。",
            f"{where_en} is up to date: {changes.unchanged} files, release {outcome.release}.",
        )
    for part in outcome.parts:
        size = _say_size(part.stat().st_size)
        console.say(f"  {part}（{size}）", f"  {part} ({size})")


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
        document = {**json.loads(as_json(problems, console.lang)), "fault": why}
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return
    if not is_told:
        console.print_problems(problems)
    console.say(f"{undone}：{fault}。", f"{undone.en}: {fault.en}.")


def print_json(
    problems: Iterable[Problem],
    outcomes: Iterable[Outcome],
    links: Iterable[CurrentSheetLink],
    work: Iterable[WallWork],
    written: Path | None,
    options: Options,
    console: Console,
) -> None:
    """One document on standard output: problems, places, sheets, what to do on walls."""
    document = {
        **json.loads(as_json(problems, console.lang)),
        "targets": [dict(_list_outcome(outcome, console.lang)) for outcome in outcomes],
        "sheets": [asdict(link) for link in links],
        "walls": [_list_work(one, options) for one in work],
        "replace_list": str(written) if written else "",
    }
    print(json.dumps(document, ensure_ascii=False, indent=1))


def _list_outcome(outcome: Outcome, lang: str) -> Iterator[tuple[str, object]]:
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
