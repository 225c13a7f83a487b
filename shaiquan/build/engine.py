"""Does what must be done anew and takes the rest from the last build.

An action is done again where its own words, what it depends on or anything that it read has
changed, or where what it made is not there any more as it was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shaiquan.build.actions import ALWAYS, Action, Done, Result
from shaiquan.build.makers import prepare
from shaiquan.build.memory import Memory, remembered, unpacked
from shaiquan.build.options import Progress
from shaiquan.build.workshop import Seed
from shaiquan.content.places import Finding
from shaiquan.executors.interface import Executor
from shaiquan.problems import Problem

#: actions that a worker gets at once: enough that handing over costs nothing
BATCH = 24


def _nowhere(finding: Finding) -> Problem:
    raise AssertionError(finding)


@dataclass
class Engine:
    """The work of one build. ``performed`` and ``reused`` are names, for whoever asks why."""

    memory: Memory
    executor: Executor
    progress: Progress
    locate: Callable[[Finding], Problem] = _nowhere
    changed: frozenset[int] = frozenset()
    done: dict[str, Done] = field(default_factory=dict)
    performed: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)

    def notice(self, keys: Iterable[str]) -> None:
        """From now on nothing that has read one of ``keys`` is taken from the last build."""
        self.changed |= self.memory.keys.some((*keys, ALWAYS))

    def perform(
        self,
        actions: Sequence[Action],
        seed: Seed,
        stage: str,
        keeps: Callable[[str, Done], bool] = lambda _name, _done: True,
    ) -> Iterator[Result]:
        """The results of the actions that had to be done, as they come.

        ``keeps`` is asked last whether what an action made is still there; where it says so,
        it has taken it over.
        """
        prints = {each.name: each.fingerprint() for each in actions}
        todo = [each for each in actions if not self._taken(each, prints[each.name], keeps)]
        finished = 0
        self.progress(stage, 0, len(todo))
        for results in self.executor.run(prepare, seed, batches(todo)):
            for each in results:
                problems = (*each.problems, *map(self.locate, each.findings))
                print = prints[each.name]
                self.done[each.name] = remembered(each, print, self.memory.keys, problems)
                self.performed.append(each.name)
                yield each
            finished += len(results)
            self.progress(stage, finished, len(todo))

    def _taken(self, action: Action, print: bytes, keeps: Callable[[str, Done], bool]) -> bool:
        old = self.memory.done.get(action.name)
        if old is None or old.fingerprint != print:
            return False
        if not self.changed.isdisjoint(unpacked(old.reads)) or not keeps(action.name, old):
            return False
        self.done[action.name] = old
        self.reused.append(action.name)
        return True


def batches(actions: Sequence[Action]) -> list[tuple[Action, ...]]:
    """Actions in the order in which they share most, a handful at once."""
    near: defaultdict[str, list[Action]] = defaultdict(list)
    for each in actions:
        near[each.near or each.name].append(each)
    found: list[tuple[Action, ...]] = []
    batch: list[Action] = []
    for group in near.values():
        batch += group
        if len(batch) >= BATCH:
            found.append(tuple(batch))
            batch = []
    return [*found, tuple(batch)] if batch else found
