"""The tiers of a power as ladders: one for each kind of matter, from the lowest tier to the top."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shaiquan.model.money import Band, find_band
from shaiquan.model.powers import Tier


@dataclass(frozen=True, slots=True)
class Ladder:
    """The tiers for some kinds of matters (none: for all), the lowest first.

    Where the amounts can be compared, they say which is lower, else the order that is written.
    """

    applies: tuple[str, ...]
    tiers: tuple[Tier, ...]
    is_comparable: bool

    @property
    def top(self) -> Tier:
        return self.tiers[-1]

    @property
    def amounts(self) -> tuple[Band, ...]:
        return tuple(tier.amount for tier in self.tiers)


def list_ladders(tiers: tuple[Tier, ...]) -> tuple[Ladder, ...]:
    """The ladders of a power; kinds that have the same tiers share one.

    A tier without 适用 belongs to the ladder of every kind.
    """
    kinds = dict.fromkeys(kind for tier in tiers for kind in list_kinds(tier))
    if not kinds:
        return (_make_ladder((), tiers),) if tiers else ()
    by_tiers: dict[tuple[int, ...], list[str]] = {}
    for kind in kinds:
        own = tuple(n for n, t in enumerate(tiers) if not t.applies or kind in list_kinds(t))
        by_tiers.setdefault(own, []).append(kind)
    return tuple(
        _make_ladder(tuple(names), tuple(tiers[n] for n in own)) for own, names in by_tiers.items()
    )


def list_kinds(tier: Tier) -> tuple[str, ...]:
    """The kinds of matters that a tier is for; 货物、服务 are two."""
    return tuple(kind for text in tier.applies for kind in re.split("[、，,和]", text) if kind)


def _make_ladder(applies: tuple[str, ...], tiers: tuple[Tier, ...]) -> Ladder:
    units = {(tier.amount.unit, tier.amount.base) for tier in tiers}
    is_comparable = len(units) == 1 and bool(tiers[0].amount.unit)
    if is_comparable:
        tiers = tuple(sorted(tiers, key=lambda tier: tier.amount.low))
    return Ladder(applies, tiers, is_comparable)


def top_tiers(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The highest tier of each ladder."""
    return tuple(dict.fromkeys(ladder.top for ladder in list_ladders(tiers)))


def sort_tiers(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """All tiers, ladder by ladder, each from the lowest on."""
    return tuple(dict.fromkeys(tier for ladder in list_ladders(tiers) for tier in ladder.tiers))


def is_of_tier(tier: Tier, band: Band) -> bool:
    """Whether a band that is written elsewhere is the amount of a tier.

    Before its amount there may stand a kind (工程50万元以上) or of what it is an amount. What is
    the same for all kinds is so for each.
    """
    if not tier.amount.has_same_range(band):
        return False
    return not (tier.applies or tier.amount.base) or band.base in _names_of(tier)


def is_named_by(tier: Tier, label: str) -> bool:
    """Whether an answer of a chart is a tier: its amount, or its words if it has no number."""
    if not tier.amount.unit:
        return label.strip() == tier.amount.text
    band = find_band(label)
    return band is not None and is_of_tier(tier, band)


def can_be_held_against(tiers: Iterable[Tier], band: Band) -> bool:
    """Whether one of the tiers should be that of a band, as far as can be seen.

    A sum of something that no tier speaks of (累计50万元以上) cannot, unless the tiers are told
    apart by kinds: then it is a kind without tiers.
    """
    same = [tier for tier in tiers if tier.amount.unit == band.unit]
    return any(tier.applies or band.base in _names_of(tier) for tier in same)


def _names_of(tier: Tier) -> tuple[str, ...]:
    return ("", tier.amount.base, *list_kinds(tier))
