"""What is known of earlier builds of a site: from its store, and of this process (edge: files)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from shaiquan.build.memory import BuildMemory, BuildSummary
from shaiquan.build.options import Options
from shaiquan.build.store import Damaged, Store, is_stored
from shaiquan.files.scanning import digest, encode_path
from shaiquan.files.user_key import read_user_key
from shaiquan.problems import Bilingual

if TYPE_CHECKING:  # a build after no change reads no content
    from shaiquan.content.loading import LoadedContent
    from shaiquan.content.reading import EarlierReading

DAMAGED = Bilingual(
    "缓存用不上（不是您在这台电脑上留下的，钥匙换过，或者已损坏），已删去，这次从头生成",
    "the cache could not be used (made by another user or with another key, or damaged): "
    "deleted it and built from scratch",
)
NO_KEY = Bilingual(
    "您的用户文件夹不能写，缓存的钥匙没有地方放，没有用缓存（构建机可设 SHAIQUAN_CACHE_KEY）",
    "your user folder cannot be written, so there is no key for the cache: built without it "
    "(a build server can set SHAIQUAN_CACHE_KEY)",
)
OF_ANOTHER_VERSION = Bilingual(
    "缓存是别的版本留下的，这次从头生成",
    "the cache was another version's: built from scratch",
)
NO_PLACE = Bilingual(
    "缓存文件夹用不上，没有用缓存", "the cache folder cannot be used: built without a cache"
)
NOT_KEPT = Bilingual(
    "缓存没有存下来（磁盘满了，或者不能写），下一次会慢一些",
    "the cache could not be stored (the disk is full or read only): the next build will be slower",
)
NOTHING = Bilingual("", "")
#: how names of stored content files begin
_FILE = "file/"
#: and those of what a version changed
_STEP = "step/"


class SiteMemory:
    """The store of a site, if it has one, and what this process has read and built.

    Reading raises Damaged. ``reset`` says why the store could not be used; empty where it could.
    ``reads_only``: the store is left as it is. ``saves_at_end``: for a process that builds again
    and again; it keeps what was read and built, and stores a build by :meth:`save` alone.
    """

    def __init__(self, reads_only: bool = False, saves_at_end: bool = False) -> None:
        self.reset = NOTHING
        self._reads_only, self._saves_at_end = reads_only, saves_at_end
        self._store: Store | None = None
        #: the last reading and the last build of this process
        self._loaded: LoadedContent | None = None
        self._built: tuple[BuildSummary, BuildMemory] | None = None

    @contextlib.contextmanager
    def opened(self, options: Options, tool: bytes) -> Iterator[None]:
        """Hold the store open; empty it where it is damaged or another version wrote it."""
        self.reset = NOTHING
        with contextlib.ExitStack() as stack:
            store = self._find_store(options)
            try:
                self._store = stack.enter_context(store) if store else None
            except OSError:
                self.reset = NO_PLACE
            if self._store is None:
                yield
                return
            self._tool = tool
            self._require_same_tool()
            try:
                yield
            finally:
                self._store = None

    def _find_store(self, options: Options) -> Store | None:
        """The store, if there may be one."""
        if options.cache is None:
            return None
        slot = options.store_slot()
        if self._reads_only and not is_stored(options.cache, slot):
            return None
        key = read_user_key(makes_key=not self._reads_only)
        if not key:
            self.reset = NO_KEY
            return None
        return Store(options.cache, slot, key, self._reads_only)

    def _require_same_tool(self) -> None:
        """Forget what is stored if it is damaged, or another version stored it."""
        try:
            known = self._get("tool")
        except Damaged:
            self.drop(DAMAGED)
        else:
            if known not in (None, self._tool):
                self.drop(OF_ANOTHER_VERSION)

    def drop(self, why: Bilingual) -> None:
        """Forget everything."""
        self.reset, self._loaded, self._built = why, None, None
        if self._reads_only:
            self._store = None
        elif self._store is not None:
            try:
                self._store.drop()
            except OSError:
                self.reset, self._store = NO_PLACE, None

    def read_summary(self) -> BuildSummary | None:
        """The summary of the last build; None where there was none, or it is damaged."""
        if self._built:
            return self._built[0]
        with contextlib.suppress(Damaged):  # the memory is read next, and reported
            return BuildSummary.unpack(self._get("summary"))
        return None

    def read_memory(self) -> BuildMemory:
        """The memory of the last build; an empty one where there was none."""
        if self._built:
            return self._built[1]
        return BuildMemory.unpack(self._get("memory"))

    def _get(self, name: str) -> bytes | None:
        return self._store.get(name) if self._store else None

    def earlier_reading(self) -> EarlierReading:
        """What is known of content files."""
        from shaiquan.content.reading import EarlierReading

        def read_packed(inside: str) -> bytes | None:
            return self._get(_row_name(inside))

        if self._loaded is None:
            return EarlierReading(read_packed)
        return EarlierReading(read_packed, self._loaded.resolved, self._loaded.rows)

    def keep_reading(self, loaded: LoadedContent) -> None:
        """Remember what was read, whatever becomes of the build."""
        if self._saves_at_end:  # for the next build of this process
            self._loaded = replace(loaded, packed={})
        if self._store is not None and not self._reads_only:
            files = {_row_name(inside) for inside in loaded.resolved}
            removed = [name for name in self._list_stored(_FILE) if name not in files]
            packed = [(_row_name(inside), data) for inside, data in loaded.packed.items()]
            if packed or removed:
                self._save(packed, removed)

    def _list_stored(self, prefix: str) -> list[str]:
        with contextlib.suppress(Damaged):  # found when one of them is read
            return self._store.list_names(prefix) if self._store else []
        return []

    def read_step(self, name: str) -> bytes | None:
        """What a version changed, as it was kept."""
        return self._get(_STEP + name)

    def keep_steps(self, names: Iterable[str], read: Mapping[str, bytes]) -> None:
        """Remember what versions changed that were ``read``; forget those without a name here."""
        if self._store is not None and not self._reads_only:
            wanted = {_STEP + name for name in names}
            removed = [name for name in self._list_stored(_STEP) if name not in wanted]
            if read or removed:
                self._save(((_STEP + name, packed) for name, packed in read.items()), removed)

    def keep_build(self, summary: BuildSummary, memory: BuildMemory) -> None:
        """Remember a build whose site is in place."""
        self._built = (summary, memory)
        if not self._saves_at_end:
            self._save_build()

    def save(self, options: Options, tool: bytes) -> None:
        """Store the last build, if that was put off."""
        if self._saves_at_end and self._built:
            with self.opened(options, tool):
                self._save_build()

    def _save_build(self) -> None:
        if self._store is not None and self._built:
            summary, memory = self._built
            self._save((("summary", summary.pack()), ("memory", memory.pack())))

    def _save(self, values: Iterable[tuple[str, bytes]], removed: Iterable[str] = ()) -> None:
        """Store values; what cannot be stored costs only time."""
        assert self._store is not None
        try:
            self._store.save((("tool", self._tool), *values), removed)
        except (Damaged, OSError):
            self.reset = self.reset or NOT_KEPT


def _row_name(inside: str) -> str:
    """The name under which a content file is stored; its path may be in any encoding."""
    return _FILE + digest(encode_path(inside)).hex()
