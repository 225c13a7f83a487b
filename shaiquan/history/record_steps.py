"""What each version of the content changed in its records, as they were written.

Nothing is resolved yet, and nothing is asked about what is public: a step depends on the bytes of
the files alone, so it can be kept for ever.
"""

from __future__ import annotations

import datetime
import functools
import marshal
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from shaiquan.content.catalog import pack_record
from shaiquan.content.defaults import adopts_any
from shaiquan.content.names import TextResolver
from shaiquan.content.pasted_text import clean_pasted
from shaiquan.content.raw_records import read_records
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.resolving import apply_defaults, site_defaults_by_kind, validate_record
from shaiquan.content.sources import REVIEWS_FILE, SITE_FILE, SUFFIXES, Source, is_litter
from shaiquan.files.scanning import digest
from shaiquan.kinds.registry import FOLDERS
from shaiquan.versions.interface import FileChange, Version, VersionsFault, VersionSource

#: the time of the whole country
_CHINA = datetime.timezone(datetime.timedelta(hours=8))
#: a line of ``reviews.yml``: only whose record was reviewed is asked, for each version anew
_REVIEWED = re.compile(rb"^['\"]?([A-Za-z0-9][\w-]*)['\"]?:", re.MULTILINE)
#: bytes of so many files are read at once
_BATCH = 500


class WrittenState(NamedTuple):
    """A record as a version has it: its kind, and its packed values with references as texts;
    empty where it is not there any more."""

    id: str
    kind: str
    packed: bytes


class RecordStep(NamedTuple):
    """What a version changed. ``day``: ISO. ``reviewed``: ids that ``reviews.yml`` has since."""

    day: str
    states: tuple[WrittenState, ...]
    reviewed: tuple[str, ...] = ()

    def pack(self) -> bytes:
        return marshal.dumps((self.day, [tuple(s) for s in self.states], self.reviewed), 2)

    @classmethod
    def unpack(cls, packed: bytes) -> RecordStep:
        day, states, reviewed = marshal.loads(packed)  # noqa: S302 - our own
        return cls(day, tuple(WrittenState(*state) for state in states), tuple(reviewed))


@dataclass(slots=True)
class StepReader:
    """Reads steps: by name those that are ``known`` from their packed form, else from the files of
    the versions. ``names`` are those of all, ``read`` has the new ones, packed."""

    source: VersionSource
    known: Callable[[str], bytes | None] = lambda _: None
    names: list[str] = field(default_factory=list)
    read: dict[str, bytes] = field(default_factory=dict)

    def list_steps(self, tool: bytes) -> Iterator[RecordStep]:
        """The steps of all versions, the oldest first. ``tool``: what reads them. Raises
        VersionsFault."""
        named = list(_name_steps(self.source.list_versions(), tool))
        self.names = [step.name for step in named]
        known = {name: packed for name in self.names if (packed := self.known(name))}
        made = self._read([step for step in named if step.name not in known])
        for step in named:
            packed = known.get(step.name)
            if packed is None:
                new = next(made)
                self.read[step.name] = new.pack()
                yield new
            else:
                yield RecordStep.unpack(packed)

    def _read(self, steps: list[_NamedStep]) -> Iterator[RecordStep]:
        for start in range(0, len(steps), _BATCH):
            batch = steps[start : start + _BATCH]
            names = {name for step in batch for name in step.list_names()}
            files = self.source.read_bytes(sorted(names))
            if names - files.keys():
                zh = "有些以前的内容已经取不到（没有取全，或者损坏）"
                raise VersionsFault(zh, "some earlier content is not there any more")
            for step in batch:
                yield _make_step(step, files)


@dataclass(frozen=True, slots=True)
class _NamedStep:
    """A version with the name under which its step is kept, and the site that holds for it."""

    name: str
    version: Version
    site: str

    def list_names(self) -> Iterator[str]:
        """The names of all bytes that are read for it."""
        yield from filter(None, (self.site, *_names_of(self.version.changes)))


def _names_of(changes: Iterable[FileChange]) -> Iterator[str]:
    yield from (name for change in changes for name in (change.before, change.after))


def _name_steps(versions: Iterable[Version], tool: bytes) -> Iterator[_NamedStep]:
    site = ""
    for version in versions:
        site = next((c.after for c in version.changes if c.inside == SITE_FILE), site)
        names = "\n".join((site, *_names_of(version.changes), *(c.inside for c in version.changes)))
        name = digest(tool, _day_of(version).encode(), names.encode("utf-8", "surrogateescape"))
        yield _NamedStep(name.hex(), version, site)


def _day_of(version: Version) -> str:
    return version.at.astimezone(_CHINA).date().isoformat()


def _make_step(step: _NamedStep, files: Mapping[str, bytes]) -> RecordStep:
    site = files.get(step.site, b"")
    before: dict[str, RawRecord] = {}
    after: dict[str, RawRecord] = {}
    reviewed: set[str] = set()
    for change in step.version.changes:
        if change.inside == REVIEWS_FILE:
            reviewed = _find_reviewed(files, change.after) - _find_reviewed(files, change.before)
        elif _is_read(change.inside):
            for records, name in ((before, change.before), (after, change.after)):
                if name in files:
                    records |= _read_file(change.inside, files[name], site)
    changed = (id for id in {**before, **after} if not _are_equal(before.get(id), after.get(id)))
    states = (_make_state(id, before.get(id), after.get(id)) for id in changed)
    return RecordStep(_day_of(step.version), tuple(filter(None, states)), tuple(sorted(reviewed)))


def _find_reviewed(files: Mapping[str, bytes], name: str) -> set[str]:
    return {id.decode().lower() for id in _REVIEWED.findall(files.get(name, b""))}


def _is_read(inside: str) -> bool:
    folder = inside.partition("/")[0]
    return folder in FOLDERS and inside.endswith(SUFFIXES) and not is_litter(inside)


def _are_equal(before: RawRecord | None, after: RawRecord | None) -> bool:
    return before is not None and after is not None and before.values == after.values


def _make_state(id: str, before: RawRecord | None, after: RawRecord | None) -> WrittenState | None:
    """The record after a version; None where it was not valid then, or adopts another record, so
    that what it says cannot be told from its own words."""
    if after is None:
        assert before
        return WrittenState(id, before.kind.name, b"")
    entry = None if adopts_any(after.values) else validate_record(after, TextResolver())[0]
    return WrittenState(id, entry.kind.name, pack_record(entry.record)) if entry else None


@functools.lru_cache(512)  # what one version wrote, the next one changes
def _read_file(inside: str, data: bytes, site: bytes) -> dict[str, RawRecord]:
    """Id -> record, over the defaults of ``site.yml``; nothing of a file that cannot be read."""
    source = _make_source(inside, data)
    if source is None:
        return {}
    records = apply_defaults(read_records(source), _read_defaults(site)).records
    ids = ((str(raw.values.get("id", "")).strip().lower(), raw) for raw in records)
    return {id: raw for id, raw in ids if id}


@functools.lru_cache(4)
def _read_defaults(site: bytes) -> Mapping[str, dict[str, object]]:
    source = _make_source(SITE_FILE, site)
    return site_defaults_by_kind(read_records(source)) if source else {}


def _make_source(inside: str, data: bytes) -> Source | None:
    try:
        text = clean_pasted(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    folder = "" if inside == SITE_FILE else inside.partition("/")[0]
    return Source(inside, folder, text, "") if text.strip() else None
