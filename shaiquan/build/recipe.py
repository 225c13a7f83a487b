"""The recipe of a build: look what changed, make what must be made, exchange, remember.

Nothing is imported that a build after no change does not need (edge: writes the site).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from shaiquan.build.memory import Memory, Summary
from shaiquan.build.options import Options, Progress
from shaiquan.build.salts import tool
from shaiquan.build.store import Damaged, Store
from shaiquan.build.unchanged import Inputs, standing, unpacked
from shaiquan.files.writing import Written
from shaiquan.problems import Problem


@dataclass(frozen=True)
class Built:
    """What a build did: the problems that do not stop it, what was written, what was done.

    ``way``: ``unchanged``, ``patched`` (a few files were read) or ``whole``; ``performed`` and
    ``reused`` are names of actions; ``renewed`` says why the memory of earlier builds could
    not be used, empty where it could or there was none.
    """

    problems: tuple[Problem, ...]
    held: int
    written: Written
    way: str = "unchanged"
    performed: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    renewed: str = ""


def build(options: Options, progress: Progress) -> Built:
    """Build the site. Raises Rejected, with nothing written, where the content has errors."""
    progress("查看", 0, 0)
    made_by = tool()
    inputs = Inputs(options.content, options.layouts, options.assets, made_by, options.told())
    if options.cache is None:
        return _made(options, inputs, None, progress)
    with Store(options.cache, options.slot()) as store:
        renewed = _renewed(store, made_by)
        summary = None if renewed else _summary(store)
        if summary and summary.inputs == inputs.all and standing(options.site, summary):
            files = summary.files
            return Built(summary.problems, summary.held, Written(files, files, summary.size))
        return _made(options, inputs, store, progress, renewed)


def _renewed(store: Store, made_by: bytes) -> str:
    """Begin anew where the store is damaged or another tool wrote it; why."""
    try:
        known = store.get("tool")
    except Damaged:
        store.drop()
        return "缓存已损坏，重新生成"
    if known not in (None, made_by):
        store.drop()
        return "缓存是别的版本留下的，重新生成"
    return ""


def _summary(store: Store) -> Summary | None:
    with contextlib.suppress(Damaged):  # then the memory is asked, and told to be damaged
        return unpacked(store.get("summary"))
    return None


def _made(
    options: Options, inputs: Inputs, store: Store | None, progress: Progress, renewed: str = ""
) -> Built:
    from shaiquan.build.making import made
    from shaiquan.build.shelf import Base, Lost, Shelf

    memory, shelf = Memory(), None
    try:
        if store is not None:
            memory = Memory.unpacked(store.get("memory"))
            base = store.get("base")
            shelf = Shelf(Base.unpacked(base), store.get) if base else None
        new = made(options, inputs, memory, shelf, progress)
    except (Damaged, Lost):
        assert store is not None
        store.drop()
        renewed = "缓存已损坏，重新生成"
        new = made(options, inputs, Memory(), None, progress)
    if store is not None:
        progress("记录", 0, 0)
        with _remembering():
            store.save(new.values(), new.gone())
    engine = new.engine
    return Built(
        new.summary.problems, new.summary.held, new.written, new.content.way,
        tuple(engine.performed), tuple(engine.reused), renewed,
    )  # fmt: skip


@contextlib.contextmanager
def _remembering() -> Iterator[None]:
    """The site is in place: what cannot be remembered costs time alone."""
    with contextlib.suppress(Damaged, OSError):
        yield
