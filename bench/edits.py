"""What an editor changes between two builds, and what must then stand in the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bench.workload import Power, Workload


@dataclass(frozen=True, slots=True)
class Edit:
    """The changed workload, the words that are new, the power whose page has them.

    ``listed``: the list of all powers has them too.
    """

    made: Workload
    words: str
    power: str
    listed: bool = False


def text(made: Workload, run: int) -> Edit:
    """A sentence more in the Markdown of one power."""
    words = f"第{run + 1}次修改后，办理结果另行公布。"
    index = _index(made, run)
    changed = replace(made.powers[index], text=f"{made.powers[index].text}\n{words}\n")
    return Edit(_with(made, index, changed), words, changed.id)


def name(made: Workload, run: int) -> Edit:
    """Another name for one power, which its lists show."""
    index = _index(made, run + 50)
    words = f"{made.powers[index].name}（第{run + 1}次修订）"
    changed = replace(made.powers[index], name=words)
    return Edit(_with(made, index, changed), words, changed.id, listed=True)


def shared(made: Workload, run: int) -> Edit:
    """Another name for a rule in the list of outside rules, which a seventh of the powers cite."""
    index = next(n for n, rule in enumerate(made.rules) if not rule.articles) + run % 5
    words = f"{made.rules[index].name}（第{run + 1}次修正）"
    rules = list(made.rules)
    rules[index] = replace(rules[index], name=words)
    citing = [power for power in made.powers if any(rule == index for rule, _ in power.basis)]
    return Edit(replace(made, rules=tuple(rules)), words, citing[-1].id)


def _index(made: Workload, run: int) -> int:
    return (37 * (run + 1)) % len(made.powers)


def _with(made: Workload, index: int, power: Power) -> Workload:
    return replace(made, powers=(*made.powers[:index], power, *made.powers[index + 1 :]))


EDITS: dict[str, Callable[[Workload, int], Edit]] = {"text": text, "name": name, "shared": shared}
