"""``save``, ``undo`` and ``restore``: the content as it was (edge: writes content).

What a command does to the content is kept before and after it, so that it can be undone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from shaiquan.console import Console
from shaiquan.files.faults import explain_fault
from shaiquan.history.version_sources import tells_changes
from shaiquan.model.scalars import parse_date
from shaiquan.version_history import count_files, find_named, number_of, say_time, tell_damaged
from shaiquan.versions.interface import FileChange, Version, VersionsFault, list_changes
from shaiquan.versions.kept import KeptVersions
from shaiquan.versions.thinning import ALL_REMAIN

BY_HAND = "手工改动"
_NOTHING_YET = "还没有内容"
_UNDONE, _RESTORED = "撤销第{}版", "恢复到第{}版"
#: so many files are named
_FEW = 3


def run_and_keep(
    content: Path, what: str, console: Console, run: Callable[[], int], before: bool = True
) -> int:
    """Run a command that writes content, keeping what was there before and what is there after.

    ``what`` it is, in words. Where nothing can be kept, that is said, and the command is run.
    ``before`` is False where the command itself leaves what was there before; that there was
    nothing is kept all the same.
    """
    kept = KeptVersions(content)
    was_empty = not content.exists() or (content.is_dir() and not any(content.iterdir()))
    if before:
        _try(lambda: _keep(kept, BY_HAND, console), console)
    code = run()
    if not code:
        if was_empty:
            _try(lambda: kept.begin(_NOTHING_YET), console)
        _try(lambda: _keep(kept, what, console), console)
    return code


def _try(keep: Callable[[], object], console: Console) -> None:
    try:
        keep()
    except OSError as fault:
        why = explain_fault(fault)
        console.say(f"没有存下以前的内容：{why}", f"earlier content was not kept: {why.en}")
    except VersionsFault as fault:
        console.say(f"没有存下以前的内容：{fault.why}", f"not kept: {fault.why.en}")


def _keep(kept: KeptVersions, words: str, console: Console, named: bool = False) -> Version | None:
    """Keep a version; one that is damaged is told, and mended by that."""
    tell_damaged(kept, console)
    return kept.keep(words, named, by_month=not tells_changes(kept.content))


def save(content: Path, words: str, console: Console) -> int:
    """Keep the content as it is. 0: kept, or nothing changed; 1: it could not be kept."""

    def keep(kept: KeptVersions) -> None:
        if not content.is_dir():
            raise VersionsFault(f"没有文件夹“{content}”", f"there is no folder {content}")
        claims = words.startswith(_UNDONE.partition("{")[0])  # which undo writes, and goes by
        said = f"{BY_HAND}：{words}" if claims else words or BY_HAND
        version = _keep(kept, said, console, named=bool(words))
        if version is None:
            console.say("没有改动，不用存。", "nothing changed: nothing to keep")
            return
        number, counts = number_of(version), count_files(version.changes)
        console.say(
            f"存好了：第 {number} 版，{counts}。以后可以恢复：restore {number}",
            f"kept as version {number}; restore {number} brings it back",
        )

    return _do(content, console, keep)


def undo(content: Path, console: Console) -> int:
    """Take back the last step that was not taken back yet: a command's, or what was changed by
    hand. 0: done; 1: there is none, or it failed."""

    def take_back(kept: KeptVersions) -> None:
        _keep(kept, BY_HAND, console)
        version = _find_last_step(kept.list_versions(), datetime.datetime.now().astimezone())
        if version is None:
            zh = "没有可以撤销的（只撤销最近三十天里的；以前的看 history，用 restore）"
            raise VersionsFault(zh, "there is nothing to undo within the last thirty days")
        kept.put_back({change.inside: change.before for change in version.changes})
        number = number_of(version)
        _keep(kept, _UNDONE.format(number), console)
        console.say(
            f"撤销了第 {number} 版（{version.what}，{say_time(version.at)}）："
            f"{_list_files(version.changes)}。再要回来：restore {number}",
            f"undone: version {number}; restore {number} brings it back",
        )

    return _do(content, console, take_back)


def _find_last_step(versions: Sequence[Version], now: datetime.datetime) -> Version | None:
    """The newest step that is no undoing, and was not undone; never the first version, which is
    all content, nor one that may be several steps in one since it is old."""
    words = {version.what for version in versions}
    steps = (
        version
        for version in reversed(versions[1:])
        if now - version.at <= ALL_REMAIN
        and not version.what.startswith(_UNDONE.partition("{")[0])
        and _UNDONE.format(number_of(version)) not in words
    )
    return next(steps, None)


def restore(content: Path, wanted: str, files: Iterable[str], console: Console) -> int:
    """Bring files back as they were in a version, or at the end of a day; all, or those named."""

    def bring_back(kept: KeptVersions) -> None:
        _keep(kept, BY_HAND, console)
        version = _find_version(kept.list_versions(), wanted)
        then, now = kept.list_files(version.id), kept.list_files()
        differing = {change.inside: change.after for change in list_changes(now, then)}
        chosen = _choose_files(differing, tuple(files), {*then, *now})
        number = number_of(version)
        if not chosen:
            console.say(f"和第 {number} 版一样，不用恢复。", f"nothing differs from {number}")
            return
        kept.put_back(chosen)
        _keep(kept, _RESTORED.format(number), console)
        changes = [FileChange(inside, now.get(inside, ""), chosen[inside]) for inside in chosen]
        console.say(
            f"恢复到第 {number} 版（{version.what}，{say_time(version.at)}）："
            f"{_list_files(changes)}。不对的话：undo",
            f"restored to version {number}; undo takes it back",
        )

    return _do(content, console, bring_back)


def _find_version(versions: tuple[Version, ...], wanted: str) -> Version:
    """The version of a number, or the last one of a day. Raises VersionsFault."""
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 7:
        found = [version for version in versions if number_of(version) == int(wanted)]
    else:
        try:
            day = parse_date(wanted).last
        except ValueError:
            zh = f"“{wanted}”不是版的号数，也不是日期；有哪些版：history"
            raise VersionsFault(zh, f"{wanted} is neither a number nor a day") from None
        found = [version for version in versions if version.at.astimezone().date() <= day]
    if not found:
        zh = f"没有存过“{wanted}”，或者已经并到后面的一版里；有哪些版：history"
        raise VersionsFault(zh, f"no version {wanted}")
    return found[-1]


def _choose_files(
    differing: Mapping[str, str], files: tuple[str, ...], known: set[str]
) -> dict[str, str]:
    """Those of the files that are named; all where no names are given."""
    if not files:
        return dict(differing)
    chosen: dict[str, str] = {}
    for file in files:
        named = find_named(file, known)
        if not named:
            raise VersionsFault(f"没有存过文件“{file}”", f"no file {file} was kept")
        chosen |= {inside: differing[inside] for inside in named if inside in differing}
    return chosen


def _do(content: Path, console: Console, work: Callable[[KeptVersions], None]) -> int:
    kept = KeptVersions(content)
    try:
        if not content.is_dir() and not kept.find_newest():
            zh = f"没有文件夹“{content}”，也没有存过"
            raise VersionsFault(zh, f"there is no folder {content}, and nothing was kept")
        with kept.locked():  # from what was found until it is written
            work(kept)
    except VersionsFault as fault:
        console.say(f"{fault.why}。", f"{fault.why.en}.")
        return 1
    return 0


def _list_files(changes: Iterable[FileChange]) -> str:
    changes = tuple(changes)
    names = "、".join(change.inside for change in changes[:_FEW])
    return names if len(changes) <= _FEW else f"{names} 等 {len(changes)} 个文件"
