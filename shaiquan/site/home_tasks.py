"""What most readers come for, as four questions of the home page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.fixed_pages import CHANNELS
from shaiquan.kinds.overviews import COMPARISON, DIVISION, WALL
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.kinds.sections import BODIES, POSTS, POWERS, PROCEDURES
from shaiquan.model.channels import Channel
from shaiquan.model.terms import ChannelType
from shaiquan.queries.channels import group_channels
from shaiquan.queries.powers import group_powers_by_category, say_count
from shaiquan.queries.relations import group_by_unit, sort_heads_of
from shaiquan.site.frame import has_records
from shaiquan.site.tasks import PlainValues

require_index("procedure", "wall")

#: so many categories of powers
_FEW_CATEGORIES = 5
#: of each unit so many channels stand on the card
_FEW_CHANNELS = 2
#: so many procedures, those on walls first
_FEW_PROCEDURES = 5


def plan_task_cards(
    public: PublicCatalog, overviews: frozenset[str], categories: Mapping[str, str]
) -> tuple[PlainValues, ...]:
    """The cards of the questions for which the site has an answer: title, lead, address, items,
    ways, whether there is a box for a mark.

    ``overviews``: the names of those that the site has; ``categories`` (id -> address): where the
    powers of each begin.
    """
    return (
        *_ask_who_decides(public, overviews, categories),
        *_ask_how(public),
        *_ask_where_to_complain(public),
        *_ask_whether_in_force(overviews, public.site.has_qr),
    )


def _ask_who_decides(
    public: PublicCatalog, overviews: frozenset[str], categories: Mapping[str, str]
) -> Iterator[PlainValues]:
    if not has_records(public, POWERS):
        return
    ways = (
        ("按类别", POWERS.address, True),
        ("按部门", DIVISION.page.address, DIVISION.page.name in overviews),
        ("按会议", COMPARISON.page.address, COMPARISON.page.name in overviews),
        ("按岗位", POSTS.address, has_records(public, POSTS)),
        ("按机构", BODIES.address, has_records(public, BODIES)),
    )
    more = tuple((text, address) for text, address, there in ways if there)
    items = tuple(_list_categories(public, categories))[:_FEW_CATEGORIES]
    yield "谁有权管", "一件事由谁决定、谁承办", POWERS.address, items, more, False


def _list_categories(public: PublicCatalog, starts: Mapping[str, str]) -> Iterator[PlainValues]:
    """权力类别 with their numbers of powers, linked to the list; of several units, whose."""
    powers = group_powers_by_category(public)
    units = group_by_unit(public, sort_heads_of(public, "category"))
    for categories in units.values():
        for head in categories:
            own = powers.get(head.id, ())
            if own and head.id in starts:
                unit = f"{head.unit.text} · " if head.unit and len(units) > 1 else ""
                yield head.name, starts[head.id], f"{unit}{say_count(public, own)}"


def _ask_how(public: PublicCatalog) -> Iterator[PlainValues]:
    if has_records(public, PROCEDURES):
        heads = [head for head in public.heads_of("procedure") if head.in_use]
        first = sorted(heads, key=lambda head: not head.index["wall"])[:_FEW_PROCEDURES]
        items = tuple((head.name, KIND["procedure"].address(head.id)) for head in first)
        lead = "分几步、每步谁做、多久办完"
        more = (("全部流程", PROCEDURES.address),)
        yield "怎么办", lead, PROCEDURES.address, items, more, False


def _ask_where_to_complain(public: PublicCatalog) -> Iterator[PlainValues]:
    items = tuple(
        (public.heads[id].name, KIND["channel"].address(id), _say_number(public, id, unit))
        for unit, ids in group_channels(public).items()
        for id in ids[:_FEW_CHANNELS]
    )
    if items:
        more = (("全部渠道", CHANNELS.address),)
        yield "到哪里投诉", "电话、信箱、窗口，由谁受理", CHANNELS.address, items, more, False


def _say_number(public: PublicCatalog, id: str, unit: str) -> str:
    """The number of a telephone, which is short; of another channel whose it is."""
    channel = public.entries[id].record
    assert isinstance(channel, Channel)
    return channel.value if channel.type is ChannelType.PHONE else unit


def _ask_whether_in_force(overviews: frozenset[str], has_qr: bool) -> Iterator[PlainValues]:
    if WALL.page.name in overviews:
        lead = "扫图上的二维码，或者输入图上印的标记" if has_qr else "输入图上印的标记"
        more = ((WALL.link, WALL.page.address),)
        yield "墙上的图还有效吗", lead, WALL.page.address, (), more, True
