"""Does the actions that must be done and takes the others over from the last build.

An action is done again where its fingerprint or anything that it read has changed, or where
its files are not as they were written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from shaiquan.build.actions import ALWAYS, Action, ActionResult, CachedAction
from shaiquan.build.handlers import prepare
from shaiquan.build.memory import BuildMemory, cache_action, unpack_reads
from shaiquan.build.options import Progress
from shaiquan.build.worker import WorkerSetup
from shaiquan.content.places import Finding
from shaiquan.executors.interface import Executor
from shaiquan.problems import Problem

#: actions that a worker gets at once: enough that handing over costs nothing
BATCH = 24
#: types of action that are dear: each is a batch of its own, and these come first
_DEAR = frozenset(("check-sheet", "sheet", "booklet", "register"))


def _locate_nothing(finding: Finding) -> Problem:
    raise AssertionError(finding)


@dataclass
class Engine:
    """The work of one build. ``performed`` and ``reused`` are names, for whoever asks why."""

    memory: BuildMemory
    executor: Executor
    progress: Progress
    locate: Callable[[Finding], Problem] = _locate_nothing
    changed: frozenset[int] = frozenset()
    actions: dict[str, CachedAction] = field(default_factory=dict)
    performed: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)

    def mark_changed(self, keys: Iterable[str]) -> None:
        """From now on, take nothing from the last build that has read one of ``keys``."""
        self.changed |= self.memory.keys.numbers_of((*keys, ALWAYS))

    def forget_actions(self, names: Iterable[str]) -> None:
        """Do these actions again in the next build, whatever they read."""
        for name in tuple(names):
            self.actions[name] = replace(self.actions[name], fingerprint=b"")

    def perform(
        self,
        actions: Sequence[Action],
        setup: WorkerSetup,
        stage: str,
        reuse_files: Callable[[str, CachedAction], bool] = lambda _name, _cached: True,
    ) -> Iterator[ActionResult]:
        """The results of the actions that had to be done, as they come.

        ``reuse_files`` is asked last: whether the files of an action are still there; where it
        says so, it has put them into the new site.
        """
        fingerprints = {action.name: action.fingerprint() for action in actions}
        todo = [a for a in actions if not self._reuse(a.name, fingerprints[a.name], reuse_files)]
        finished = 0
        self.progress(stage, 0, len(todo))
        for results in self.executor.run(prepare, setup, split_batches(todo)):
            for result in results:
                name = result.name
                problems = (*result.problems, *map(self.locate, result.findings))
                cached = cache_action(result, fingerprints[name], self.memory.keys, problems)
                self.actions[name] = cached
                self.performed.append(name)
                yield result
            finished += len(results)
            self.progress(stage, finished, len(todo))

    def _reuse(
        self, name: str, fingerprint: bytes, reuse_files: Callable[[str, CachedAction], bool]
    ) -> bool:
        """Take an action over from the last build; False where it must be done."""
        cached = self.memory.actions.get(name)
        if cached is None or cached.fingerprint != fingerprint:
            return False
        if not self.changed.isdisjoint(unpack_reads(cached.reads)):
            return False
        if not reuse_files(name, cached):
            return False
        self.actions[name] = cached
        self.reused.append(name)
        return True


def split_batches(actions: Sequence[Action]) -> list[tuple[Action, ...]]:
    """Batches of actions, those of one group side by side in one batch."""
    dear = [(action,) for action in actions if action.type in _DEAR]
    groups: defaultdict[str, list[Action]] = defaultdict(list)
    for action in actions:
        if action.type not in _DEAR:
            groups[action.group or action.name].append(action)
    batches: list[tuple[Action, ...]] = []
    batch: list[Action] = []
    for group in groups.values():
        batch += group
        if len(batch) >= BATCH:
            batches.append(tuple(batch))
            batch = []
    return [*dear, *batches, tuple(batch)] if batch else [*dear, *batches]
