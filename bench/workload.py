"""The workloads as plain records, from which our content and the peers' is written.

W1: powers, each with a procedure of 10 steps (2 decisions, 2 returns). W2: powers without one.
W3: few powers, and topics in meetings (``bench.meetings``).
With them what the checks require: two risks for each power (one for five powers), a duty for
ten powers, a department for two hundred, eighteen rules, seven categories with a leader each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench import words
from bench.meetings import PlainMeeting, PlainTopic, make_meetings, make_topics
from bench.words import TextGenerator

#: how many powers, or topics, unless said otherwise
ITEMS = {"W1": 1_000, "W2": 10_000, "W3": 10_000}
MIN_ITEMS = 70
#: the powers that the topics of W3 exercise
TOPIC_POWERS = 700
ARTICLES = 24


@dataclass(frozen=True, slots=True)
class PlainRule:
    """An own rule with articles, or an outside rule without."""

    id: str
    name: str
    short: str
    mechanism: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainRisk:
    id: str
    name: str
    level: str
    domain: str
    signs: tuple[str, ...]
    controls: tuple[str, ...]
    found: str
    keeper: int
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainDuty:
    id: str
    name: str
    content: tuple[str, ...]
    basis: tuple[str, ...]
    misdeed: str
    keeper: int
    leader: int
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainStep:
    """A step; ``exits`` are (label, number of the step) of a decision, the second a return."""

    type: str
    act: str
    actor: str
    limit: int = 0
    paper: str = ""
    risk: str = ""
    exits: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PlainPower:
    id: str
    name: str
    category: int
    area: str
    department: int
    partner: int
    limits: tuple[str, ...]
    #: (number of the rule, article)
    basis: tuple[tuple[int, int], ...]
    channel: int
    risks: tuple[int, int]
    reason: str
    text: str
    steps: tuple[PlainStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Workload:
    """All records of a site of the benchmark."""

    kind: str
    departments: tuple[str, ...]
    rules: tuple[PlainRule, ...]
    risks: tuple[PlainRisk, ...]
    duties: tuple[PlainDuty, ...]
    powers: tuple[PlainPower, ...]
    meetings: tuple[PlainMeeting, ...] = ()
    topics: tuple[PlainTopic, ...] = ()

    def cite(self, basis: tuple[int, int]) -> str:
        """A basis as an editor writes it."""
        rule, article = basis
        return f"《{self.rules[rule].short}》第{words.numeral(article)}条"


def make_workload(kind: str, items: int = 0, seed: int = 1) -> Workload:
    """Make a workload of a size; the same seed gives the same workload."""
    items = items or ITEMS[kind]
    if items < MIN_ITEMS:
        raise ValueError(f"at least {MIN_ITEMS} items")
    if kind == "W3":
        base = make_workload("W2", min(items, TOPIC_POWERS), seed)
        meetings = make_meetings(items)
        topics = make_topics(seed, meetings, len(base.powers), len(base.departments))
        return replace(base, kind=kind, meetings=meetings, topics=tuple(topics)[:items])
    departments = tuple(map(words.department_name, range(max(7, -(-items // 200)))))
    half = -(-items // 10)
    powers = tuple(_make_power(kind, seed, number, items, departments) for number in range(items))
    return Workload(
        kind,
        departments,
        tuple(_make_rules(seed)),
        tuple(
            _make_risk(seed, number, half, len(departments), powers) for number in range(2 * half)
        ),
        tuple(_make_duty(seed, number, len(departments), powers) for number in range(half)),
        powers,
    )


def _make_power(
    kind: str, seed: int, number: int, items: int, departments: tuple[str, ...]
) -> PlainPower:
    texts = TextGenerator(kind, seed, number)
    row, category = divmod(number, len(words.CATEGORIES))
    half = -(-items // 10)
    own = number * len(departments) // items
    rules = texts.random.sample(range(_RULES), texts.random.choice((2, 3)))
    power = PlainPower(
        id=f"p-{number + 1:05}",
        name=power_name(category, row),
        category=category,
        area=words.AREAS[2 * category + row % 2],
        department=own,
        partner=(own + 1 + texts.random.randrange(len(departments) - 1)) % len(departments),
        limits=(texts.clause(), texts.clause()),
        basis=tuple((rule, texts.random.randint(1, ARTICLES)) for rule in rules),
        channel=texts.random.randrange(len(words.DECIDERS)),
        risks=(number // 10, half + number % half),
        reason=texts.pick(words.REASONS) if kind == "W2" else "",
        text=texts.markdown(),
    )
    return replace(power, steps=_make_steps(texts, power, departments)) if kind == "W1" else power


def power_name(category: int, row: int) -> str:
    objects, actions = tuple(words.CATEGORIES.values())[category]
    row, which = divmod(row, len(objects))
    town, action = divmod(row, len(actions))
    return words.town_name(town) + objects[which] + actions[action]


def _make_steps(
    texts: TextGenerator, power: PlainPower, departments: tuple[str, ...]
) -> tuple[PlainStep, ...]:
    """Ten steps. A third of the procedures have two actors, the others four and so lanes."""
    own, decider = departments[power.department], words.DECIDERS[power.category]
    few = power.category % 3 == 0
    asking, helping = (own, own) if few else ("申请单位", departments[power.partner])
    actors = (asking, own, own, own, own, helping, decider, own, own, "")
    first, second = (f"fx-{risk + 1:05}" for risk in power.risks)
    backs = {3: texts.random.choice((1, 2)), 6: texts.random.choice((2, 4))}
    steps = []
    for index, (act, actor) in enumerate(zip(texts.acts(), actors, strict=True)):
        type = "开始" if index == 0 else "结束" if index == 9 else "步骤"
        step = PlainStep(type, act, actor, risk={4: first, 8: second}.get(index, ""))
        if index in backs:
            yes, no = words.answers_to(act)
            step = replace(step, type="判断", exits=((yes, index + 1), (no, backs[index])))
        elif type == "步骤":
            paper = texts.pick(words.PAPERS) if texts.random.random() < 0.6 else ""
            step = replace(step, limit=texts.random.randint(1, 7), paper=paper)
        steps.append(step)
    return tuple(steps)


_RULES = len(words.OWN_RULES) + len(words.OUTSIDE_RULES)


def _make_rules(seed: int) -> Iterator[PlainRule]:
    for number, (name, short, mechanism) in enumerate(words.OWN_RULES, 1):
        texts = TextGenerator("rule", seed, number)
        articles = tuple(texts.sentence() for _ in range(ARTICLES))
        yield PlainRule(f"gz-{number:02}", name, short, mechanism, articles)
    for number, (name, short) in enumerate(words.OUTSIDE_RULES, 1):
        yield PlainRule(f"fg-{number:02}", name, short)


def _make_risk(
    seed: int, number: int, half: int, departments: int, powers: tuple[PlainPower, ...]
) -> PlainRisk:
    """Ten powers in a row share a risk; so do those that stand a tenth of the whole apart."""
    texts = TextGenerator("risk", seed, number)
    on = powers[10 * number : 10 * number + 10] if number < half else powers[number - half :: half]
    return PlainRisk(
        id=f"fx-{number + 1:05}",
        name=texts.risk(),
        level=texts.pick(("高", "中", "中", "低")),
        domain="人财物事"[number % 4],
        signs=(texts.misdeed(), texts.misdeed()),
        controls=(texts.control(), texts.control()),
        found=("组织排查", "自查", "纪委协查", "案例分析")[number % 4],
        keeper=number % departments,
        powers=tuple(power.id for power in on),
    )


def _make_duty(
    seed: int, number: int, departments: int, powers: tuple[PlainPower, ...]
) -> PlainDuty:
    texts = TextGenerator("duty", seed, number)
    on = powers[10 * number : 10 * number + 10]
    short = words.OWN_RULES[number % len(words.OWN_RULES)][1]
    return PlainDuty(
        id=f"zr-{number + 1:05}",
        name=texts.control(),
        content=(texts.clause(), texts.clause()),
        basis=(f"《{short}》第{words.numeral(texts.random.randint(1, ARTICLES))}条",),
        misdeed=texts.misdeed(),
        keeper=number % departments,
        leader=number % len(words.LEADERS),
        powers=tuple(power.id for power in on),
    )
