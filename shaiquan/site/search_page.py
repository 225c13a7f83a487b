"""``/search/``: the page on which a script finds records; without one, all names from A to Z."""

from __future__ import annotations

from collections import Counter, defaultdict

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.fixed_pages import CHANNELS, SEARCH
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.site.frame import SiteFrame
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Card, Cards, Item, Page
from shaiquan.site.tasks import PageTask
from shaiquan.site.wall_list import link_wall_list
from shaiquan.views.cells import field_cell
from shaiquan.views.pinyin import OTHER, initial_of, read_name
from shaiquan.views.values import Fields, Row

#: a site with more names has lists to leaf through instead
_MOST_NAMES = 1000


def plan_search_page(public: PublicCatalog, walls: bool) -> PageTask:
    """The names that the page shows, whom to ask, whether there are ``walls`` with sheets."""
    names = tuple(
        (kind.name, head.id, head.name, head.unit.text if head.unit else "")
        for kind in KINDS
        if kind.section
        for head in public.heads_of(kind.name)
        if head.in_use
    )
    shown = names if len(names) <= _MOST_NAMES else ()
    return PageTask(SEARCH.address, "search", (shown, public.ids_of("channel"), walls))


def make_search_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    names, channels, walls = task.args
    sections = (
        Fields((link_wall_list(),), "墙上的图还有效吗", "wall") if walls else None,
        _list_channels(public, channels) if channels else None,
        _list_letters(names) if names else _list_lists(frame),
    )
    return Page(
        address=task.address,
        layout="search.html",
        title=SEARCH.title,
        frame=frame.page_frame,
        sections=tuple(section for section in sections if section),
        breadcrumb=frame.breadcrumb(),
        description="按名称、拼音、编号、正文搜索本站公开的权力、责任、风险、流程、岗位、机构和制度。",
    )


def _list_channels(public: PublicCatalog, ids: tuple[str, ...]) -> Fields:
    """Whom to ask who finds nothing."""
    rows = tuple(_make_channel_row(public, public.entries[id]) for id in ids)
    return Fields(rows, CHANNELS.title, "ask")


def _make_channel_row(public: PublicCatalog, entry: Entry) -> Row:
    cells = (field_cell(public, entry, name) for name in ("value", "hours"))
    return Row(entry.record.name, tuple(line for cell in cells for line in cell))


def _list_letters(names: tuple[tuple[str, str, str, str], ...]) -> Cards:
    """All names by the letter with which they begin, as they are read; of several equal ones, whose
    each is."""
    letters: defaultdict[str, list[Item]] = defaultdict(list)
    numbers = Counter(name for _, _, name, _ in names)
    for kind, id, name, unit in sorted(names, key=lambda one: (read_name(one[2]), one)):
        label = KIND[kind].label
        remark = f"{label}（{unit}）" if unit and numbers[name] > 1 else label
        letters[initial_of(name)].append(Item(name, KIND[kind].address(id), remark))
    cards = (Card(letter, items=tuple(items)) for letter, items in _sort_letters(letters))
    return Cards(tuple(cards), "全部名称，按拼音", "letters", "letters")


def _sort_letters(letters: dict[str, list[Item]]) -> list[tuple[str, list[Item]]]:
    """A to Z, then what begins with no letter."""
    return sorted(letters.items(), key=lambda pair: (pair[0] == OTHER, pair[0]))


def _list_lists(frame: SiteFrame) -> Cards:
    """The lists of the site, whose pages go on by letter and category."""
    items = tuple(Item(label, address) for label, address in frame.page_frame.navigation)
    return Cards((Card("清单", items=items),), "从清单里找", "letters", "letters")
