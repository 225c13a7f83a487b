"""Ladders of tiers, made by chance and without fault, in many wordings; and how to spoil them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from shaiquan.model.numerals import chinese_number

#: a value, and whether the tier below has it too
Cut = tuple[int, bool]
#: whether the cut is the lower end, whether the value belongs to the tier above -> wordings
_LOW = {
    False: ("{}以上", "{}起", "不低于{}", "{}（含）以上", "{}及以上"),
    True: ("超过{}", "{}（不含）以上", "高于{}"),
}
_HIGH = {
    False: ("不满{}", "{}（不含）以下", "低于{}"),
    True: ("{}以下", "{}以内", "不超过{}", "{}（含）以下"),
}
#: how a number is written: in yuan, in another money, as a multiple, in percent
_WRITERS: tuple[tuple[Callable[[int], str], ...], ...] = (
    (lambda n: f"{n}元", lambda n: f"{n:,}元", lambda n: f"{chinese_number(n)}元"),
    (lambda n: f"{n}万元", lambda n: f"{chinese_number(n)}万元"),
    (lambda n: f"{n}万美元",),
    (lambda n: f"月低保标准{n}倍", lambda n: f"{n}倍月低保标准"),
    (lambda n: f"净资产的{n}%", lambda n: f"净资产{n}％"),
)


@dataclass
class MadeLadder:
    """Cuts from the lowest on, and how their numbers are written."""

    rng: Random
    kind: str = ""
    cuts: list[Cut] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.writers = self.rng.choice(_WRITERS)
        values = sorted(self.rng.sample(range(2, 95), self.rng.randint(1, 4)))
        self.cuts = [(value * 10, self.rng.random() < 0.5) for value in values]

    def list_ends(self) -> list[tuple[Cut | None, Cut | None]]:
        """The two ends of each tier."""
        return [*zip([None, *self.cuts], [*self.cuts, None], strict=True)]

    def write(self, ends: list[tuple[Cut | None, Cut | None]]) -> list[dict[str, str]]:
        """The tiers with their amounts in words; the last is decided by a body."""
        rows = [{"金额": self._say(low, high), "审批": "副书记"} for low, high in ends]
        rows[-1] |= {"审批": "党委", "集体": "是"}
        return [row | ({"适用": self.kind} if self.kind else {}) for row in rows]

    def _say(self, low: Cut | None, high: Cut | None) -> str:
        first = self._word(_LOW, low) if low else ""
        second = self._word(_HIGH, high) if high else ""
        if not (first and second):
            return first or second
        is_parted = first.endswith(("上", "起")) or second.startswith(("不", "低"))
        return first + self.rng.choice(("", "、", "，", "且")[not is_parted :]) + second

    def _word(self, words: dict[bool, tuple[str, ...]], cut: Cut) -> str:
        value, below = cut
        return self.rng.choice(words[below]).format(self.rng.choice(self.writers)(value))
