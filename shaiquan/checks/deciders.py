"""Who decides is the same in the power, its list row, its type and its chart (S0-03, S0-38)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.checks.deciding_claims import (
    DecidingChart,
    allowed_deciders,
    chart_agrees,
    find_strangers,
    ids_of_entrustees,
    is_chart_right,
    is_row_right,
    join_claims,
    list_charts,
    list_posts_that_suffice,
    list_powers,
    list_rows,
    main_deciders,
    name_bodies,
    read_chart,
    row_agrees,
    rows_of,
)
from shaiquan.checks.procedure_graphs import UsedGraph
from shaiquan.checks.procedure_types import find_type
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.lists import Listing
from shaiquan.model.powers import Power
from shaiquan.problems import Bilingual
from shaiquan.procedures.graph import Node


@check(
    "decider-contradicted",
    ERROR,
    "S0-03, S0-38, S3-01, S4-06",
    subject=UsedGraph,
    zh="“{power}”的决定主体写的是“{decider}”，而{claims}",
    en="'{power}' is decided by '{decider}', but {claims}",
    mend="由谁决定，权力事项、清单、流程图要一致：改正 决定主体；超出权限才由上级决定的，写 提级",
    mend_en="correct 决定主体, or write 提级 for what goes higher",
    example="决定主体: 书记（它的流程图由常委会表决，集体议决事项目录写的也是常委会）",
)
def find_contradicted_deciders(
    catalog: Catalog, entry: Entry, used: UsedGraph
) -> Iterator[Violation]:
    chart = read_chart(entry)
    for power in list_powers(catalog, used.procedure.powers):
        if not chart_agrees(power, chart):
            yield from _report_contradiction(catalog, entry, power)


@find_contradicted_deciders.for_subject(subject=Listing, states=IN_USE)
def find_deciders_that_lists_contradict(
    catalog: Catalog, entry: Entry, listing: Listing
) -> Iterator[Violation]:
    wrong = {
        power.id: power
        for row in rows_of(entry)
        for power in list_powers(catalog, row.row.powers)
        if not row_agrees(power, row)
    }
    for power in wrong.values():
        yield from _report_contradiction(catalog, entry, power)


def _report_contradiction(catalog: Catalog, entry: Entry, power: Power) -> Iterator[Violation]:
    """At the power, once for all that contradict it: the first of them tells."""
    claims = [*_find_claims_against(catalog, power)]
    if claims and claims[0][0] == entry.id:
        words = {"power": power.name, "decider": power.decider.text}
        said = join_claims(claim for _, claim in claims)
        yield catalog.entries[power.id].location("decider"), {**words, "claims": said}


def _find_claims_against(catalog: Catalog, power: Power) -> Iterator[tuple[str, Bilingual]]:
    """(id, claim) of the charts and lists that name another decider and are right."""
    for chart in list_charts(catalog, power.id):
        if chart_agrees(power, chart):
            continue
        powers = list_powers(catalog, chart.procedure.powers)
        if any(chart_agrees(p, chart) for p in powers) or is_chart_right(catalog, chart, powers):
            name, bodies = chart.procedure.name, name_bodies(catalog, chart.bodies)
            claim = Bilingual(f"“{name}”由“{bodies}”决定", f"'{name}' lets '{bodies}' decide")
            yield chart.entry.id, claim
    for row in list_rows(catalog, power.id):
        if not row_agrees(power, row) and row.row.decider:
            powers = list_powers(catalog, row.row.powers)
            if is_row_right(catalog, row, powers, power):
                name, decider = row.entry.record.name, row.row.decider.text
                claim = Bilingual(f"“{name}”写的是“{decider}”", f"'{name}' names '{decider}'")
                yield row.entry.id, claim


@check(
    "decision-by-another",
    ERROR,
    "S0-03, S0-38, S3-01",
    subject=UsedGraph,
    zh="“{step}”由“{actor}”决定，而{claims}",
    en="'{step}' is decided by '{actor}', but {claims}",
    mend="改正这一步的 主体；先由下级讨论、再由决定主体决定的，把决定主体的那一步补上",
    mend_en="correct 主体, or add the step at which the named body decides",
    example="- 判断: 无记名投票\n  主体: 常委会\n  表决: 无记名（权力事项的决定主体是全委会）",
)
def find_decisions_by_another(
    catalog: Catalog, entry: Entry, used: UsedGraph
) -> Iterator[Violation]:
    chart, powers = read_chart(entry), list_powers(catalog, used.procedure.powers)
    agreeing = [power for power in powers if chart_agrees(power, chart)]
    strangers = [*find_strangers(chart, allowed_deciders(powers))] if powers else []
    if len(agreeing) == len(powers) and not strangers:
        return
    if not agreeing and is_chart_right(catalog, chart, powers):
        return
    # a chart that goes to the higher body alone has no stranger, and is wrong all the same
    wrong = strangers or ([] if agreeing else [*chart.decisions[-1:]])
    claims = join_claims(_list_deciders(powers))
    for node in wrong:
        actor = name_bodies(catalog, node.actors)
        location = entry.location(*node.path, "actor")
        yield location, {"step": node.act, "actor": actor, "claims": claims}


def _list_deciders(powers: list[Power]) -> Iterator[Bilingual]:
    """Who decides by the powers of a chart: each decider once, with a power for example."""
    groups: defaultdict[str, list[Power]] = defaultdict(list)
    for power in powers:
        groups[power.decider.text].append(power)
    for decider, group in groups.items():
        name, more = group[0].short_name, len(group) > 1
        zh = f"“{name}”{f'等{len(group)}项' if more else ''}的决定主体是“{decider}”"
        others = f" and {len(group) - 1} more are" if more else " is"
        yield Bilingual(zh, f"'{name}'{others} decided by '{decider}'")


@check(
    "decider-not-on-chart",
    WARNING,
    "S0-03, S0-38, S2-14",
    subject=UsedGraph,
    zh="“{power}”由“{decider}”决定，它的流程图里没有“{decider}”的一步",
    en="'{power}' is decided by '{decider}', who has no step on its chart",
    mend="画出决定的那一步，主体 写决定主体；由别人决定的，改正 决定主体",
    mend_en="draw the step at which it decides, or correct 决定主体",
    example="决定主体: 党委会（它的流程图里只有 书记审批）",
)
def find_deciders_not_on_charts(
    catalog: Catalog, entry: Entry, used: UsedGraph
) -> Iterator[Violation]:
    if read_chart(entry).bodies:  # whom it names is held against the power by other checks
        return
    for index, ref in enumerate(used.procedure.powers):
        charts = list_charts(catalog, ref.id)
        power = next(iter(list_powers(catalog, [ref])), None)
        if power is None or charts[0].entry.id != entry.id:
            continue
        allowed = {power.decider.id} | main_deciders(power) | ids_of_entrustees(power)
        nodes = [node for chart in charts for node in chart.graph.nodes]
        unknown = any(_acts(node) and not node.actors for node in nodes)
        told = unknown or any(chart.bodies or _must_decide(catalog, chart) for chart in charts)
        if not told and not allowed & {id for node in nodes for id in node.actors}:
            words = {"power": power.short_name, "decider": power.decider.text}
            yield entry.location("powers", index), words


def _must_decide(catalog: Catalog, chart: DecidingChart) -> bool:
    """Whether other checks tell that a chart lacks its collective decision."""
    row = find_type(catalog, chart.procedure.type)
    return bool(row.gates or row.voting)


def _acts(node: Node) -> bool:
    """Whether somebody must act: a step, or a vote."""
    return node.type == "step" or node.is_collective


@check(
    "decided-by-one",
    ERROR,
    "S0-38, S2-14",
    subject=UsedGraph,
    zh="“{step}”是集体决定，主体却是一个岗位“{actor}”",
    en="'{step}' is a collective decision, but its actor is one post, '{actor}'",
    mend="主体 写集体决定的机构，例如 党委会、村民代表会议；由个人审批的，不写 集体决定 和 表决",
    mend_en="name the body that decides; drop 集体决定 and 表决 where one person approves",
    example="- 判断: 无记名投票\n  主体: 书记\n  表决: 无记名",
)
def find_collective_decisions_by_one(
    catalog: Catalog, entry: Entry, chart: UsedGraph
) -> Iterator[Violation]:
    for node in chart.graph.nodes:
        posts = list_posts_that_suffice(node) if node.is_collective else ()
        for field, actor in posts[:1]:
            yield entry.location(*node.path, *field), {"step": node.act, "actor": actor.text}


@check(
    "list-decider-differs",
    ERROR,
    "S4-06",
    subject=Listing,
    states=IN_USE,
    zh="清单里“{text}”的决定主体写的是“{decider}”，而“{power}”的决定主体是“{other}”",
    en="the list gives '{text}' to '{decider}', but '{power}' is decided by '{other}'",
    mend="清单同权力事项、流程图写一样的决定主体",
    mend_en="name in the list who decides by the power and its chart",
    example="条目: [{内容: 县管干部任免, 决定主体: 全委会, 事项: [xq-11]}]（xq-11 由常委会决定）",
)
def find_list_deciders_that_differ(
    catalog: Catalog, entry: Entry, listing: Listing
) -> Iterator[Violation]:
    for row in rows_of(entry):
        powers = list_powers(catalog, row.row.powers) if row.row.decider else []
        for power in powers:
            if row_agrees(power, row) or is_row_right(catalog, row, powers, power):
                continue
            words = {"text": row.row.text, "power": power.short_name}
            assert row.row.decider is not None
            other = name_bodies(catalog, [power.decider.id])
            location = entry.location("entries", row.index, "decider")
            yield location, {**words, "decider": row.row.decider.text, "other": other}
            break  # the row has one line to change


@check(
    "type-decides-otherwise",
    ERROR,
    "S0-03, S1-20",
    subject=UsedGraph,
    zh="“{type}”由“{wanted}”议定，这里由“{found}”决定",
    en="'{type}' is decided by '{wanted}', here by '{found}'",
    mend="改成合适的类型，或者改正 决定主体、主体；类型表 议定机构 漏了这个机构的，补上",
    mend_en="use another type, correct who decides, or add the body to 议定机构 of the type",
    example="类型: 全委会会议（类型表 议定机构: 全委会，图里由常委会表决）",
)
def find_charts_that_types_decide_otherwise(
    catalog: Catalog, entry: Entry, used: UsedGraph
) -> Iterator[Violation]:
    chart = read_chart(entry)
    wanted = {ref.id for ref in find_type(catalog, chart.procedure.type).deciders}
    if not wanted:
        return
    powers = list_powers(catalog, used.procedure.powers)
    tiered = {tier.approver.id for power in powers for tier in power.tiers}
    own = {power.decider.id for power in powers}
    for node in find_strangers(chart, wanted | tiered):
        if not powers or own & {*node.actors}:  # else another check tells of it
            location = entry.location("type") if powers else entry.location(*node.path, "actor")
            yield location, _words_of_type(catalog, chart, wanted, node.actors)
            break


@find_charts_that_types_decide_otherwise.for_subject(subject=Listing, states=IN_USE)
def find_rows_that_types_decide_otherwise(
    catalog: Catalog, entry: Entry, listing: Listing
) -> Iterator[Violation]:
    for row in rows_of(entry):
        decider = row.row.decider
        wanted = {ref.id for ref in find_type(catalog, row.row.type).deciders}
        if not decider or not wanted or decider.id in wanted:
            continue
        powers = list_powers(catalog, row.row.powers)
        if all(row_agrees(power, row) for power in powers):
            words = {"type": row.row.type, "wanted": name_bodies(catalog, wanted)}
            field = "type" if powers else "decider"
            yield entry.location("entries", row.index, field), {**words, "found": decider.text}


def _words_of_type(
    catalog: Catalog, chart: DecidingChart, wanted: set[str], found: Iterable[str]
) -> Mapping[str, object]:
    return {
        "type": chart.procedure.type,
        "wanted": name_bodies(catalog, wanted),
        "found": name_bodies(catalog, found),
    }
