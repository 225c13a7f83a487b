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

from shaiquan.checks.disclosure import list_unknown_withheld
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
from shaiquan.limits import FILE_SIZE
from shaiquan.versions.interface import FileChange, Version, VersionsFault, VersionSource

#: the time of the whole country
_CHINA = datetime.timezone(datetime.timedelta(hours=8))
#: a line of ``reviews.yml``: only whose record was reviewed is asked, for each version anew
_REVIEWED = re.compile(rb"^['\"]?([A-Za-z0-9][\w-]*)['\"]?:", re.MULTILINE)
#: instead of the values of a record that adopts another: what it says is not in its own words
ADOPTING = b"adopts"
#: a path may be no UTF-8
_SURROGATES = ("utf-8", "surrogateescape")
#: bytes of so many files are read at once
_BATCH = 500


class WrittenState(NamedTuple):
    """A record as a version has it in a file: its kind, and its packed values with references as
    texts; ADOPTING where it adopts another, empty where it is not there any more. ``by_default``:
    only the defaults of the site are other ones."""

    id: str
    inside: str
    kind: str
    packed: bytes
    by_default: bool = False


class RecordStep(NamedTuple):
    """What a version changed. ``day``: ISO. ``reviewed``, ``unreviewed``: ids that ``reviews.yml``
    has since, and has no more."""

    day: str
    states: tuple[WrittenState, ...]
    reviewed: tuple[str, ...] = ()
    unreviewed: tuple[str, ...] = ()

    def pack(self) -> bytes:
        states = [tuple(state) for state in self.states]
        return marshal.dumps((self.day, states, self.reviewed, self.unreviewed), 2)

    @classmethod
    def unpack(cls, packed: bytes) -> RecordStep:
        day, states, *reviews = marshal.loads(packed)  # noqa: S302 - our own
        return cls(day, tuple(WrittenState(*state) for state in states), *map(tuple, reviews))


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
    """A version with the name under which its step is kept, the files of it that are read, and the
    names of ``site.yml`` before and after it. Where that changed, all files are read: it may give
    the records other defaults."""

    name: str
    version: Version
    changes: tuple[FileChange, ...]
    old_site: str
    site: str

    def list_names(self) -> Iterator[str]:
        """The names of all bytes that are read for it."""
        yield from filter(None, (self.old_site, self.site, *_names_of(self.changes)))


def _names_of(changes: Iterable[FileChange]) -> Iterator[str]:
    yield from (name for change in changes for name in (change.before, change.after))


def _name_steps(versions: Iterable[Version], tool: bytes) -> Iterator[_NamedStep]:
    site, files = "", dict[str, str]()
    for version in versions:
        changes = {c.inside: c for c in version.changes if _is_read(c.inside)}
        of_site = next((c for c in version.changes if c.inside == SITE_FILE), None)
        old_site, site = (of_site.before, of_site.after) if of_site else (site, site)
        files |= {c.inside: c.after for c in changes.values()}
        if of_site:
            same = {inside: FileChange(inside, name, name) for inside, name in files.items()}
            changes = same | changes
        words = (old_site, site, *_names_of(changes.values()), *changes)
        named = digest(tool, _day_of(version).encode(), "\n".join(words).encode(*_SURROGATES))
        yield _NamedStep(named.hex(), version, tuple(changes.values()), old_site, site)


def _day_of(version: Version) -> str:
    return version.at.astimezone(_CHINA).date().isoformat()


def _make_step(step: _NamedStep, files: Mapping[str, bytes]) -> RecordStep:
    old_site, site = files.get(step.old_site, b""), files.get(step.site, b"")
    is_over_same = old_site == site or _read_defaults(old_site) == _read_defaults(site)
    states: list[WrittenState | None] = []
    old_reviewed, reviewed = set[str](), set[str]()
    for change in step.changes:
        if change.inside == REVIEWS_FILE:
            old_reviewed, reviewed = (
                _find_reviewed(files, n) for n in (change.before, change.after)
            )
        elif change.before != change.after or not is_over_same:
            before = _read_file(change.inside, files.get(change.before, b""), old_site)
            after = _read_file(change.inside, files.get(change.after, b""), site)
            changed = (id for id in before | after if not _are_equal(before.get(id), after.get(id)))
            states += (_make_state(change, before.get(id), after.get(id)) for id in changed)
    new, gone = (tuple(sorted(ids)) for ids in (reviewed - old_reviewed, old_reviewed - reviewed))
    return RecordStep(_day_of(step.version), tuple(filter(None, states)), new, gone)


def _find_reviewed(files: Mapping[str, bytes], name: str) -> set[str]:
    return {id.decode().lower() for id in _REVIEWED.findall(files.get(name, b""))}


def _is_read(inside: str) -> bool:
    """Whether a file has records, or says who was reviewed."""
    folder = inside.partition("/")[0]
    if inside == REVIEWS_FILE:
        return True
    return folder in FOLDERS and inside.endswith(SUFFIXES) and not is_litter(inside)


def _are_equal(before: RawRecord | None, after: RawRecord | None) -> bool:
    return before is not None and after is not None and before.values == after.values


def _make_state(
    change: FileChange, before: RawRecord | None, after: RawRecord | None
) -> WrittenState | None:
    """The record after a version; None where it was not valid then, or meant to withhold something
    that the site cannot tell."""
    if after is None:
        assert before
        return WrittenState(_id_of(before), change.inside, before.kind.name, b"")
    by_default = change.before == change.after
    if adopts_any(after.values):
        return WrittenState(_id_of(after), change.inside, after.kind.name, ADOPTING, by_default)
    entry = validate_record(after, TextResolver())[0]
    if entry is None or any(list_unknown_withheld(entry.record)):
        return None
    packed = pack_record(entry.record)
    return WrittenState(_id_of(after), change.inside, entry.kind.name, packed, by_default)


def _id_of(raw: RawRecord) -> str:
    return str(raw.values.get("id", "")).strip().lower()


@functools.lru_cache(512)  # what one version wrote, the next one changes
def _read_file(inside: str, data: bytes, site: bytes) -> dict[str, RawRecord]:
    """Id -> record, over the defaults of ``site.yml``; nothing of a file that cannot be read."""
    source = make_source(inside, data)
    if source is None:
        return {}
    records = apply_defaults(read_records(source), _read_defaults(site)).records
    return {id: raw for raw in records if (id := _id_of(raw))}


@functools.lru_cache(4)
def _read_defaults(site: bytes) -> Mapping[str, dict[str, object]]:
    source = make_source(SITE_FILE, site)
    return site_defaults_by_kind(read_records(source)) if source else {}


def make_source(inside: str, data: bytes) -> Source | None:
    """The text of a file; None where a build would not read it."""
    if len(data) > FILE_SIZE.most:
        return None
    try:
        text = clean_pasted(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    folder = "" if inside == SITE_FILE else inside.partition("/")[0]
    return Source(inside, folder, text, "") if text.strip() else None
