"""``save``, ``undo``, ``restore`` and ``history``: the content as it was (edge: writes content).

What a command does to the content is kept before and after it, so that it can be undone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.console import Console
from shaiquan.files.faults import explain_fault
from shaiquan.history.record_changes import name_of_state
from shaiquan.history.record_steps import RecordStep, StepReader, WrittenState
from shaiquan.model.scalars import parse_date
from shaiquan.problem_texts import escape_signs
from shaiquan.versions.choosing import choose_source
from shaiquan.versions.interface import FileChange, Version, VersionsFault, VersionSource
from shaiquan.versions.kept import KeptVersions

BY_HAND = "手工改动"
_UNDONE, _RESTORED = "撤销第{}版", "恢复到第{}版"
#: so many versions are listed unless all are asked for; so many records of one are named
_MOST, _FEW = 30, 3


def run_and_keep(
    content: Path, what: str, console: Console, run: Callable[[], int], before: bool = True
) -> int:
    """Run a command that writes content, keeping what was there before and what is there after.

    ``what`` it is, in words. Where nothing can be kept, that is said, and the command is run.
    ``before`` is False where the command itself leaves what was there before.
    """
    kept = KeptVersions(content)
    if before:
        _keep(kept, BY_HAND, console)
    code = run()
    if not code:
        _keep(kept, what, console)
    return code


def _keep(kept: KeptVersions, what: str, console: Console) -> None:
    try:
        kept.keep(what)
    except OSError as fault:
        why = explain_fault(fault)
        console.say(f"没有存下以前的内容：{why}", f"earlier content was not kept: {why.en}")
    except VersionsFault as fault:
        console.say(f"没有存下以前的内容：{fault.why}", f"not kept: {fault.why.en}")


def save(content: Path, words: str, console: Console) -> int:
    """Keep the content as it is. 0: kept, or nothing changed; 1: it could not be kept."""

    def keep(kept: KeptVersions) -> None:
        if not content.is_dir():
            raise VersionsFault(f"没有文件夹“{content}”", f"there is no folder {content}")
        claims = words.startswith(_UNDONE.partition("{")[0])  # which undo writes, and goes by
        version = kept.keep(f"{BY_HAND}：{words}" if claims else words or BY_HAND)
        if version is None:
            console.say("没有改动，不用存。", "nothing changed: nothing to keep")
            return
        number = _number(version)
        console.say(
            f"存好了：第 {number} 版，{_count(version.changes)}。以后可以恢复：restore {number}",
            f"kept as version {number}; restore {number} brings it back",
        )

    return _do(content, console, keep)


def undo(content: Path, console: Console) -> int:
    """Take back the last step that was not taken back yet: a command's, or what was changed by
    hand. 0: done; 1: there is none, or it failed."""

    def take_back(kept: KeptVersions) -> None:
        kept.keep(BY_HAND)
        version = _find_last_step(kept.list_versions())
        if version is None:
            raise VersionsFault("没有可以撤销的", "there is nothing to undo")
        kept.put_back({change.inside: change.before for change in version.changes})
        number = _number(version)
        kept.keep(_UNDONE.format(number))
        console.say(
            f"撤销了第 {number} 版（{version.what}，{_say_time(version.at)}）："
            f"{_list_files(version.changes)}。再要回来：restore {number}",
            f"undone: version {number}; restore {number} brings it back",
        )

    return _do(content, console, take_back)


def _find_last_step(versions: Iterable[Version]) -> Version | None:
    """The newest step that is no undoing, and was not undone; never the first version, which is
    all content."""
    versions = tuple(versions)
    words = {version.what for version in versions}
    steps = (
        version
        for version in reversed(versions[1:])
        if not version.what.startswith(_UNDONE.partition("{")[0])
        and _UNDONE.format(_number(version)) not in words
    )
    return next(steps, None)


def restore(content: Path, wanted: str, files: Iterable[str], console: Console) -> int:
    """Bring files back as they were in a version, or at the end of a day; all, or those named."""

    def bring_back(kept: KeptVersions) -> None:
        kept.keep(BY_HAND)
        version = _find_version(kept.list_versions(), wanted)
        then, now = kept.list_files(version.id), kept.list_files()
        differing = {i: then.get(i, "") for i in {*then, *now} if then.get(i) != now.get(i)}
        chosen = _choose_files(differing, tuple(files), {*then, *now})
        number = _number(version)
        if not chosen:
            console.say(f"和第 {number} 版一样，不用恢复。", f"nothing differs from {number}")
            return
        kept.put_back(chosen)
        kept.keep(_RESTORED.format(number))
        changes = [FileChange(inside, now.get(inside, ""), chosen[inside]) for inside in chosen]
        console.say(
            f"恢复到第 {number} 版（{version.what}，{_say_time(version.at)}）："
            f"{_list_files(changes)}。不对的话：undo",
            f"restored to version {number}; undo takes it back",
        )

    return _do(content, console, bring_back)


def _find_version(versions: tuple[Version, ...], wanted: str) -> Version:
    """The version of a number, or the last one of a day. Raises VersionsFault."""
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 7:
        found = [version for version in versions if _number(version) == int(wanted)]
    else:
        try:
            day = parse_date(wanted).last
        except ValueError:
            zh = f"“{wanted}”不是版的号数，也不是日期；有哪些版：history"
            raise VersionsFault(zh, f"{wanted} is neither a number nor a day") from None
        found = [version for version in versions if version.at.astimezone().date() <= day]
    if not found:
        raise VersionsFault(f"没有存过“{wanted}”；有哪些版：history", f"no version {wanted}")
    return found[-1]


def _choose_files(
    differing: Mapping[str, str], files: tuple[str, ...], known: set[str]
) -> dict[str, str]:
    """Those of the files that are named; all where no names are given."""
    if not files:
        return dict(differing)
    chosen: dict[str, str] = {}
    for file in files:
        named = _find_named(file, known)
        if not named:
            raise VersionsFault(f"没有存过文件“{file}”", f"no file {file} was kept")
        chosen |= {inside: differing[inside] for inside in named if inside in differing}
    return chosen


def _find_named(file: str, known: Iterable[str]) -> list[str]:
    """The files that a path means: one from the content folder, one from above it, else all that
    end in it, else all of a folder."""
    known, wanted = tuple(known), file.replace("\\", "/").strip("/").removeprefix("./")
    if wanted in known:
        return [wanted]
    from_above = [inside for inside in known if wanted.endswith(f"/{inside}")]
    if from_above:
        return [max(from_above, key=len)]
    of_end = [inside for inside in known if inside.endswith(f"/{wanted}")]
    return of_end or [inside for inside in known if inside.startswith(f"{wanted}/")]


def _do(content: Path, console: Console, work: Callable[[KeptVersions], None]) -> int:
    try:
        work(KeptVersions(content))
    except VersionsFault as fault:
        console.say(f"{fault.why}。", f"{fault.why.en}.")
        return 1
    return 0


# -- history ------------------------------------------------------------------------------------


def tell_history(content: Path, which: str, tells_all: bool, console: Console) -> int:
    """List the versions, the newest first: those that ``restore`` knows by number, then those of
    git; all, or those that changed a file or a record. 0: done; 1: there are none, or they cannot
    be read."""
    kept = KeptVersions(content)
    try:
        source = choose_source(content)
        found = _tell_versions(kept, which, tells_all, console)
        if source != kept:
            if found:
                console.say("以下在 git 里，用 git 恢复：", "these git restores:")
            found = _tell_versions(source, which, tells_all, console) or found
    except VersionsFault as fault:
        zh, en = f"{fault.why}", fault.why.en
        if not kept.find_newest():
            zh = f"{zh}；也没有存过：save 存一版，写内容的命令自己会存"
            en = f"{en}; nothing was kept either"
        console.say(f"{zh}。", f"{en}.")
        return 1
    if not found:
        console.say(f"没有哪一版改过“{which}”。", f"no version changed {which}")
    return 0


def _tell_versions(source: VersionSource, which: str, tells_all: bool, console: Console) -> bool:
    """List the versions of a source; whether there is one."""
    shown = list(reversed(_list_of(source, source.list_versions(), which)))
    told = shown if tells_all else shown[:_MOST]
    names = _name_records(source, told)
    for version in told:
        line = (
            f"{_say_version(version)}　{_say_time(version.at)}　{version.what}　"
            f"{_count(version.changes)}{names.get(version.id, '')}"
        )
        print(escape_signs(line), flush=True)  # what the console says stands between them
    if len(told) < len(shown):
        console.say(
            f"还有 {len(shown) - len(told)} 版：--all", f"{len(shown) - len(told)} more: --all"
        )
    return bool(shown)


def _list_of(source: VersionSource, versions: tuple[Version, ...], which: str) -> list[Version]:
    """The versions that changed a file, by its path or the end of it, or a record, by its id."""
    if not which:
        return list(versions)
    named = {*_find_named(which, {c.inside for version in versions for c in version.changes})}
    if named:
        return [v for v in versions if any(c.inside in named for c in v.changes)]
    steps = zip(versions, StepReader(source).list_steps(b""), strict=True)
    return [version for version, step in steps if which.lower() in _find_written(step)]


def _find_written(step: RecordStep) -> dict[str, WrittenState]:
    """Id -> state of each record that a version wrote; of one that was moved, where it is now."""
    states = sorted(step.states, key=lambda state: bool(state.packed))
    return {state.id: state for state in states if not state.by_default}


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A source with some of its versions."""

    source: VersionSource
    versions: tuple[Version, ...]

    def find_newest(self) -> str:
        return self.source.find_newest()

    def list_versions(self) -> tuple[Version, ...]:
        return self.versions

    def read_bytes(self, names: Iterable[str]) -> Mapping[str, bytes]:
        return self.source.read_bytes(names)


def _name_records(source: VersionSource, versions: Iterable[Version]) -> dict[str, str]:
    """Id of a version -> what records it changed, a few by name."""
    versions = tuple(versions)
    try:
        steps = list(StepReader(_Chosen(source, versions)).list_steps(b""))
    except VersionsFault:  # the list is worth something without names
        return {}
    named = {}
    for version, step in zip(versions, steps, strict=True):
        states = sorted(_find_written(step).values(), key=lambda state: not state.packed)
        names = [name_of_state(state) for state in states]
        if names:
            more = f"等 {len(names)} 条" if len(names) > _FEW else ""
            named[version.id] = f"：{'、'.join(names[:_FEW])}{more}"
    return named


def _number(version: Version) -> int:
    return int(version.id)


def _say_version(version: Version) -> str:
    """第 12 版; of git the beginning of the commit's name."""
    return f"第 {_number(version)} 版" if len(version.id) < 8 else version.id[:8]


def _say_time(at: datetime.datetime) -> str:
    at = at.astimezone()
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def _count(changes: Iterable[FileChange]) -> str:
    """新 1 个文件，改 2 个，删 1 个."""
    changes = tuple(changes)
    new = sum(not change.before for change in changes)
    gone = sum(not change.after for change in changes)
    counts = (("新", new), ("改", len(changes) - new - gone), ("删", gone))
    return "，".join(f"{word} {number} 个文件" for word, number in counts if number)


def _list_files(changes: Iterable[FileChange]) -> str:
    changes = tuple(changes)
    names = "、".join(change.inside for change in changes[:_FEW])
    return names if len(changes) <= _FEW else f"{names} 等 {len(changes)} 个文件"
