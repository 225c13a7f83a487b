"""The two workloads as plain records, which our content and that of the peers are written from.

W1: powers each with a procedure of 10 steps (2 decisions, 2 returns). W2: powers without one.
Beside the powers stand what the checks ask for: a risk to five powers (two at each), a duty
to ten, a department to two hundred, eighteen rules, seven categories with a leader each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench import words
from bench.words import Words

#: how many powers unless said otherwise
ITEMS = {"W1": 1_000, "W2": 10_000}
LEAST = 70
ARTICLES = 24


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of our own with articles, or one of somebody else's without."""

    id: str
    name: str
    short: str
    mechanism: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
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
class Duty:
    id: str
    name: str
    content: tuple[str, ...]
    basis: tuple[str, ...]
    misdeed: str
    keeper: int
    leader: int
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step; ``exits`` are (label, number of the step) of a decision, the second a return."""

    sort: str
    act: str
    actor: str
    limit: int = 0
    paper: str = ""
    risk: str = ""
    exits: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Power:
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
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Workload:
    """Everything that a site of the benchmark says."""

    kind: str
    departments: tuple[str, ...]
    rules: tuple[Rule, ...]
    risks: tuple[Risk, ...]
    duties: tuple[Duty, ...]
    powers: tuple[Power, ...]

    def cites(self, basis: tuple[int, int]) -> str:
        """A basis as an editor writes it."""
        rule, article = basis
        return f"《{self.rules[rule].short}》第{words.numeral(article)}条"


def workload(kind: str, items: int = 0, seed: int = 1) -> Workload:
    """W1 or W2 of the given size, the same for the same seed."""
    items = items or ITEMS[kind]
    if items < LEAST:
        raise ValueError(f"at least {LEAST} items")
    departments = tuple(map(words.department, range(max(7, -(-items // 200)))))
    half = -(-items // 10)
    powers = tuple(_power(kind, seed, number, items, departments) for number in range(items))
    return Workload(
        kind,
        departments,
        tuple(_rules(seed)),
        tuple(_risk(seed, number, half, len(departments), powers) for number in range(2 * half)),
        tuple(_duty(seed, number, len(departments), powers) for number in range(half)),
        powers,
    )


def _power(kind: str, seed: int, number: int, items: int, departments: tuple[str, ...]) -> Power:
    drawn = Words(kind, seed, number)
    row, category = divmod(number, len(words.CATEGORIES))
    half = -(-items // 10)
    own = number * len(departments) // items
    rules = drawn.random.sample(range(_RULES), drawn.random.choice((2, 3)))
    power = Power(
        id=f"p-{number + 1:05}",
        name=_name(category, row),
        category=category,
        area=words.AREAS[2 * category + row % 2],
        department=own,
        partner=(own + 1 + drawn.random.randrange(len(departments) - 1)) % len(departments),
        limits=(drawn.clause(), drawn.clause()),
        basis=tuple((rule, drawn.random.randint(1, ARTICLES)) for rule in rules),
        channel=drawn.random.randrange(len(words.DECIDERS)),
        risks=(number // 10, half + number % half),
        reason=drawn.one(words.REASONS) if kind == "W2" else "",
        text=drawn.markdown(),
    )
    return replace(power, steps=_steps(drawn, power, departments)) if kind == "W1" else power


def _name(category: int, row: int) -> str:
    objects, actions = tuple(words.CATEGORIES.values())[category]
    row, which = divmod(row, len(objects))
    town, action = divmod(row, len(actions))
    return words.place(town) + objects[which] + actions[action]


def _steps(drawn: Words, power: Power, departments: tuple[str, ...]) -> tuple[Step, ...]:
    """Ten steps. A third of the procedures have two actors, the others four and so lanes."""
    own, decider = departments[power.department], words.DECIDERS[power.category]
    few = power.category % 3 == 0
    asking, helping = (own, own) if few else ("申请单位", departments[power.partner])
    actors = (asking, own, own, own, own, helping, decider, own, own, "")
    first, second = (f"fx-{risk + 1:05}" for risk in power.risks)
    backs = {3: drawn.random.choice((1, 2)), 6: drawn.random.choice((2, 4))}
    steps = []
    for index, (act, actor) in enumerate(zip(drawn.acts(), actors, strict=True)):
        sort = "开始" if index == 0 else "结束" if index == 9 else "步骤"
        step = Step(sort, act, actor, risk={4: first, 8: second}.get(index, ""))
        if index in backs:
            yes, no = words.answers(act)
            step = replace(step, sort="判断", exits=((yes, index + 1), (no, backs[index])))
        elif sort == "步骤":
            paper = drawn.one(words.PAPERS) if drawn.random.random() < 0.6 else ""
            step = replace(step, limit=drawn.random.randint(1, 7), paper=paper)
        steps.append(step)
    return tuple(steps)


_RULES = len(words.OWN_RULES) + len(words.OUTSIDE_RULES)


def _rules(seed: int) -> Iterator[Rule]:
    for number, (name, short, mechanism) in enumerate(words.OWN_RULES, 1):
        drawn = Words("rule", seed, number)
        articles = tuple(drawn.sentence() for _ in range(ARTICLES))
        yield Rule(f"gz-{number:02}", name, short, mechanism, articles)
    for number, (name, short) in enumerate(words.OUTSIDE_RULES, 1):
        yield Rule(f"fg-{number:02}", name, short)


def _risk(seed: int, number: int, half: int, departments: int, powers: tuple[Power, ...]) -> Risk:
    """Ten powers in a row share a risk; so do those that stand a tenth of the whole apart."""
    drawn = Words("risk", seed, number)
    on = powers[10 * number : 10 * number + 10] if number < half else powers[number - half :: half]
    return Risk(
        id=f"fx-{number + 1:05}",
        name=drawn.risk(),
        level=drawn.one(("高", "中", "中", "低")),
        domain="人财物事"[number % 4],
        signs=(drawn.misdeed(), drawn.misdeed()),
        controls=(drawn.control(), drawn.control()),
        found=("组织排查", "自查", "纪委协查", "案例分析")[number % 4],
        keeper=number % departments,
        powers=tuple(power.id for power in on),
    )


def _duty(seed: int, number: int, departments: int, powers: tuple[Power, ...]) -> Duty:
    drawn = Words("duty", seed, number)
    on = powers[10 * number : 10 * number + 10]
    short = words.OWN_RULES[number % len(words.OWN_RULES)][1]
    return Duty(
        id=f"zr-{number + 1:05}",
        name=drawn.control(),
        content=(drawn.clause(), drawn.clause()),
        basis=(f"《{short}》第{words.numeral(drawn.random.randint(1, ARTICLES))}条",),
        misdeed=drawn.misdeed(),
        keeper=number % departments,
        leader=number % len(words.LEADERS),
        powers=tuple(power.id for power in on),
    )
