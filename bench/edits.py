"""What an editor changes between two builds, and what the site must then show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bench.workload import PlainPower, Workload


@dataclass(frozen=True, slots=True)
class Edit:
    """The changed workload, the new words, the power whose page shows them.

    ``listed``: the list of all powers shows them too.
    """

    workload: Workload
    words: str
    power: str
    listed: bool = False


def edit_text(workload: Workload, run: int) -> Edit:
    """Add a sentence to the Markdown of one power."""
    words = f"第{run + 1}次修改后，办理结果另行公布。"
    index = _pick_index(workload, run)
    changed = replace(workload.powers[index], text=f"{workload.powers[index].text}\n{words}\n")
    return Edit(_replace_power(workload, index, changed), words, changed.id)


def edit_name(workload: Workload, run: int) -> Edit:
    """Rename one power, which lists show too."""
    index = _pick_index(workload, run + 50)
    words = f"{workload.powers[index].name}（第{run + 1}次修订）"
    changed = replace(workload.powers[index], name=words)
    return Edit(_replace_power(workload, index, changed), words, changed.id, listed=True)


def edit_shared_rule(workload: Workload, run: int) -> Edit:
    """Rename an outside rule that a seventh of the powers cite."""
    index = next(n for n, rule in enumerate(workload.rules) if not rule.articles) + run % 5
    words = f"{workload.rules[index].name}（第{run + 1}次修正）"
    rules = list(workload.rules)
    rules[index] = replace(rules[index], name=words)
    citing = [power for power in workload.powers if any(rule == index for rule, _ in power.basis)]
    return Edit(replace(workload, rules=tuple(rules)), words, citing[-1].id)


def _pick_index(workload: Workload, run: int) -> int:
    return (37 * (run + 1)) % len(workload.powers)


def _replace_power(workload: Workload, index: int, power: PlainPower) -> Workload:
    powers = (*workload.powers[:index], power, *workload.powers[index + 1 :])
    return replace(workload, powers=powers)


EDITS: dict[str, Callable[[Workload, int], Edit]] = {
    "text": edit_text,
    "name": edit_name,
    "shared": edit_shared_rule,
}
