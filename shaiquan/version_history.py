"""``history``: the versions of the content, in words.

Those that ``restore`` knows by number go before those of git.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.console import Console
from shaiquan.history.record_changes import name_of_state
from shaiquan.history.record_steps import RecordStep, StepReader, WrittenState
from shaiquan.history.version_sources import choose_source
from shaiquan.problem_texts import escape_signs
from shaiquan.versions.interface import FileChange, Version, VersionsFault, VersionSource
from shaiquan.versions.kept import KeptVersions

#: so many versions are listed unless all are asked for; so many records of one are named
_MOST, _FEW = 30, 3


def tell_history(content: Path, which: str, tells_all: bool, console: Console) -> int:
    """List the versions, the newest first: those that ``restore`` knows by number, then those of
    git; all, or those that changed a file or a record. 0: done; 1: there are none, or they cannot
    be read."""
    kept = KeptVersions(content)
    try:
        tell_damaged(kept, console)
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
    if not found and which:
        console.say(f"没有哪一版改过“{which}”。", f"no version changed {which}")
    return 0


def tell_damaged(kept: KeptVersions, console: Console) -> None:
    """Say which versions are damaged: all others can be used. Raises VersionsFault."""
    if damaged := "、".join(str(int(id)) for id in kept.list_damaged()):
        console.say(
            f"存的第 {damaged} 版损坏了，跳过去；别的照样可以恢复。下次存的时候照前后各版补上，"
            f"坏的文件改名留在“{kept.folder}”里。",
            f"version {damaged} is damaged and left out; the next version that is kept mends it, "
            f"and leaves the damaged file in {kept.folder}.",
        )


def _tell_versions(source: VersionSource, which: str, tells_all: bool, console: Console) -> bool:
    """List the versions of a source; whether there is one."""
    shown = list(reversed(_list_of(source, source.list_versions(), which)))
    told = shown if tells_all else shown[:_MOST]
    names = _name_records(source, told)
    for version in told:
        line = (
            f"{_say_version(version)}　{say_time(version.at)}　{version.what}　"
            f"{count_files(version.changes)}{names.get(version.id, '')}"
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
    named = {*find_named(which, {c.inside for version in versions for c in version.changes})}
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


def find_named(file: str, known: Iterable[str]) -> list[str]:
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


def number_of(version: Version) -> int:
    return int(version.id)


def _say_version(version: Version) -> str:
    """第 12 版; of git the beginning of the commit's name."""
    return f"第 {number_of(version)} 版" if len(version.id) < 8 else version.id[:8]


def say_time(at: datetime.datetime) -> str:
    at = at.astimezone()
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def count_files(changes: Iterable[FileChange]) -> str:
    """新 1 个文件，改 2 个，删 1 个."""
    changes = tuple(changes)
    new = sum(not change.before for change in changes)
    gone = sum(not change.after for change in changes)
    counts = (("新", new), ("改", len(changes) - new - gone), ("删", gone))
    return "，".join(f"{word} {number} 个文件" for word, number in counts if number)
