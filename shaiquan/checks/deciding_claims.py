"""Who decides, as a power, its charts, its list rows and its type say it.

Where two of them disagree, one line is wrong: that which the fewer of the others bear out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.base import Ref
from shaiquan.model.ladders import can_be_held_against, list_ladders, top_tiers
from shaiquan.model.lists import ListEntry, Listing
from shaiquan.model.money import Band, find_band
from shaiquan.model.powers import Power, Tier
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.shapes import Path
from shaiquan.problems import Bilingual
from shaiquan.procedures.graph import Graph, Node, graph_of
from shaiquan.procedures.graph_questions import find_following
from shaiquan.procedures.identity import IdentityKey
from shaiquan.procedures.verdicts import find_deciding


@dataclass(frozen=True, slots=True)
class DecidingChart:
    """A chart with its collective decisions by bodies; those by one person are told apart."""

    entry: Entry
    procedure: Procedure
    graph: Graph
    decisions: tuple[Node, ...]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list that names a power."""

    entry: Entry
    index: int
    row: ListEntry

    @property
    def band(self) -> Band | None:
        return find_band(self.row.threshold)


def actor_field(step: Step) -> str:
    """The field that says who acts; 主体 where none does."""
    fields = ("joint_actors", "any_actors")
    return next((name for name in fields if getattr(step, name)), "actor")


def list_posts_that_suffice(node: Node) -> tuple[tuple[Path, Ref], ...]:
    """The posts, with their fields, of whom one is enough, or who act with no body beside them."""
    step = node.step
    if step is None:
        return ()
    field = actor_field(step)
    posts = [(index, ref) for index, ref in enumerate(step.actors) if ref.kind == "post"]
    if field == "joint_actors" and len(posts) < len(step.actors):
        return ()
    return tuple(((field,) if field == "actor" else (field, index), ref) for index, ref in posts)


def read_chart(entry: Entry) -> DecidingChart:
    """A procedure with its collective decisions."""
    procedure = entry.record
    assert isinstance(procedure, Procedure)
    decisions, bodies = _decisions_of(IdentityKey(procedure))
    return DecidingChart(entry, procedure, graph_of(procedure), decisions, bodies)


@lru_cache(4096)
def _decisions_of(
    procedure: IdentityKey[Procedure],
) -> tuple[tuple[Node, ...], frozenset[str]]:
    """The collective decisions by bodies, and these bodies."""
    decisions = find_deciding(graph_of(procedure.value))
    by_bodies = tuple(node for node in decisions if _list_bodies(node))
    return by_bodies, frozenset(id for node in by_bodies for id in _list_bodies(node))


def _list_bodies(node: Node) -> list[str]:
    """The ids of those who act and are no posts."""
    return [ref.id for ref in node.step.actors if ref.kind != "post"] if node.step else []


def list_powers(catalog: Catalog, refs: Iterable[Ref]) -> list[Power]:
    """The powers in use among those that a procedure or a list row names, as they are today."""
    powers = (catalog.record(ref, Power) for ref in refs)
    return [power.as_on(catalog.as_of) for power in powers if power and power.in_use]


def list_charts(catalog: Catalog, power: str) -> list[DecidingChart]:
    """The charts in use of a power."""
    entries = catalog.entries_naming(power, "procedure", "powers")
    return [read_chart(entry) for entry in entries if entry.record.in_use]


def list_rows(catalog: Catalog, power: str) -> list[ListRow]:
    """The rows of lists in use that name a power and say who decides."""
    rows: list[ListRow] = []
    for mention in catalog.mentions_of.get(power, ()):
        if catalog.heads[mention.source].kind == "list" and mention.field[2:3] == ("powers",):
            row = _read_row(catalog.entries[mention.source], int(mention.field[1]))
            if row.entry.record.in_use and row.row.decider:
                rows.append(row)
    return rows


def rows_of(entry: Entry) -> list[ListRow]:
    """The rows of a list."""
    assert isinstance(entry.record, Listing)
    return [ListRow(entry, index, row) for index, row in enumerate(entry.record.entries)]


def _read_row(entry: Entry, index: int) -> ListRow:
    assert isinstance(entry.record, Listing)
    return ListRow(entry, index, entry.record.entries[index])


# -- what a power allows ---------------------------------------------------------------------


def main_deciders(power: Power) -> set[str]:
    """Who decides what matters most: who approves a top tier, else 决定主体."""
    return {tier.approver.id for tier in top_tiers(power.tiers)} or {power.decider.id}


def allowed_deciders(powers: Iterable[Power]) -> set[str]:
    """Who may decide by these powers: 决定主体, 共同决定主体, 提级, those to whom it is entrusted,
    and who approves a tier."""
    allowed: set[str] = set()
    for power in powers:
        named = (power.decider, *power.joint_deciders, power.escalates)
        allowed |= {ref.id for ref in named if ref} | {tier.approver.id for tier in power.tiers}
        allowed |= ids_of_entrustees(power)
    return allowed


def ids_of_entrustees(power: Power) -> set[str]:
    """Those to whom it is entrusted, as long as that may be."""
    return {end.id for end in power.entrustees}


def covered_tiers(power: Power, band: Band) -> list[Tier]:
    """The tiers of its ladders that a band is made of; none where it is not."""
    covered: list[Tier] = []
    for ladder in list_ladders(power.tiers):
        if ladder.is_comparable and can_be_held_against(ladder.tiers, band):
            tiers = [t for t in ladder.tiers if t.amount.low >= band.low]
            tiers = [tier for tier in tiers if _ends_by(tier.amount, band)]
            lows, highs = {t.amount.low for t in tiers}, {t.amount.high for t in tiers}
            covered += tiers if band.low in lows and band.high in highs else []
    return covered


def _ends_by(one: Band, other: Band) -> bool:
    return other.high is None or (one.high is not None and one.high <= other.high)


# -- whether two of them agree ---------------------------------------------------------------


def chart_agrees(power: Power, chart: DecidingChart) -> bool:
    """Whether a chart lets decide whom the power names; a chart without a decision does."""
    bodies = chart.bodies
    if not bodies or not bodies.isdisjoint({power.decider.id} | ids_of_entrustees(power)):
        return True
    if power.decider.kind == "post":  # one who acts alone, where the rest goes to a body
        acts = any(power.decider.id in node.actors for node in chart.graph.nodes)
        return acts and bodies <= allowed_deciders([power])
    return bool(main_deciders(power) & bodies)


def row_agrees(power: Power, row: ListRow) -> bool:
    """Whether a list row names whom the power names; what it says of money is another check."""
    decider = row.row.decider
    if decider is None:
        return True
    if power.tiers and row.band:
        covered = covered_tiers(power, row.band)
        return not covered or decider.id in {tier.approver.id for tier in covered}
    named = {power.decider.id, *main_deciders(power)}
    return decider.id in named | ({power.escalates.id} if power.escalates else set())


def find_strangers(chart: DecidingChart, allowed: set[str]) -> Iterator[Node]:
    """The decisions by a body that may not decide, unless one that may decides after it."""
    final = {node.id for node in chart.decisions if allowed & {*node.actors}}
    for node in chart.decisions:
        if node.id not in final and not final & find_following(chart.graph, node.id):
            yield node


# -- which of the two is wrong ---------------------------------------------------------------


def is_chart_right(catalog: Catalog, chart: DecidingChart, powers: list[Power]) -> bool:
    """Whether the others bear out a chart with which none of its powers agrees."""
    deciders, bodies = {power.decider.id for power in powers}, chart.bodies
    score = _score(
        {ref.id for ref in find_type(catalog, chart.procedure.type).deciders}, bodies, deciders
    )
    for power in powers:
        for row in list_rows(catalog, power.id):
            named = {row.row.decider.id} if row.row.decider else set[str]()
            score += _score(named, bodies, {power.decider.id})
        for other in list_charts(catalog, power.id):
            if other.entry.id != chart.entry.id:
                score += _score(other.bodies, bodies, {power.decider.id})
    return score > 0 or (score == 0 and any(p.decider.kind == "post" for p in powers))


def is_row_right(catalog: Catalog, row: ListRow, powers: list[Power], power: Power) -> bool:
    """Whether the others bear out a list row with which a power does not agree."""
    others = [one for one in powers if one.id != power.id]
    if any(row_agrees(one, row) for one in others):
        return True
    named = {row.row.decider.id} if row.row.decider else set[str]()
    score = sum(
        _score(chart.bodies, named, {power.decider.id}) for chart in list_charts(catalog, power.id)
    )
    return score > 0


def _score(said: Set[str], ours: Set[str], theirs: Set[str]) -> int:
    """1 where a witness says what we say, -1 where it says what they say, else 0."""
    if said & theirs:
        return -1
    return 1 if said & ours else 0


def deciding_bodies(catalog: Catalog, chart: DecidingChart) -> Set[str]:
    """Who decides by a chart: 议定机构 of its type, else as its powers say."""
    named = {ref.id for ref in find_type(catalog, chart.procedure.type).deciders}
    powers = list_powers(catalog, chart.procedure.powers)
    return named or {id for power in powers for id in main_deciders(power)}


def list_main_decisions(catalog: Catalog, chart: DecidingChart) -> list[Node]:
    """The discussions and votes of those who decide what matters most."""
    deciding = deciding_bodies(catalog, chart) & chart.bodies or chart.bodies
    return [node for node in chart.decisions if deciding & {*node.actors}]


def name_bodies(catalog: Catalog, ids: Iterable[str]) -> str:
    """The names of bodies and posts, for a message."""
    return "、".join(sorted(catalog.heads[id].short_name for id in ids))


def join_claims(claims: Iterable[Bilingual]) -> Bilingual:
    """Several claims as one clause."""
    every = [*dict.fromkeys(claims)]
    return Bilingual("、".join(every), "; ".join(one.en for one in every))
