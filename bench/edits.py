"""What an editor changes between two builds, and what the site must then show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench.workload import PlainPower, Workload


@dataclass(frozen=True, slots=True)
class Edit:
    """The changed workload, the new words, the record whose page shows them.

    ``listed``: the list of all records of the section shows them too.
    """

    workload: Workload
    words: str
    record: str
    listed: bool = False
    section: str = "powers"


def edit_text(workload: Workload, run: int) -> Edit:
    """Add a sentence to the Markdown of one power, or to what was decided of a topic."""
    words = f"第{run + 1}次修改后，办理结果另行公布。"
    if workload.topics:
        index = _pick_index(workload.topics, run)
        topic = workload.topics[index]
        return _edit_topic(workload, index, words, decision=topic.decision + words)
    index = _pick_index(workload.powers, run)
    changed = replace(workload.powers[index], text=f"{workload.powers[index].text}\n{words}\n")
    return Edit(_replace_power(workload, index, changed), words, changed.id)


def edit_name(workload: Workload, run: int) -> Edit:
    """Rename one power or topic, which lists show too."""
    if workload.topics:
        index = _pick_index(workload.topics, run + 50)
        words = f"{workload.topics[index].name}（第{run + 1}次修订）"
        return _edit_topic(workload, index, words, name=words)
    index = _pick_index(workload.powers, run + 50)
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


def _pick_index(records: Sequence[object], run: int) -> int:
    return (37 * (run + 1)) % len(records)


def _edit_topic(workload: Workload, index: int, words: str, **fields: str) -> Edit:
    topic = replace(workload.topics[index], **fields)  # type: ignore[arg-type]
    topics = (*workload.topics[:index], topic, *workload.topics[index + 1 :])
    changed = replace(workload, topics=topics)
    return Edit(changed, words, topic.id, listed="name" in fields, section="topics")


def _replace_power(workload: Workload, index: int, power: PlainPower) -> Workload:
    powers = (*workload.powers[:index], power, *workload.powers[index + 1 :])
    return replace(workload, powers=powers)


EDITS: dict[str, Callable[[Workload, int], Edit]] = {
    "text": edit_text,
    "name": edit_name,
    "shared": edit_shared_rule,
}
