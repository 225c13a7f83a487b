"""``/sitemap/``: all columns of the site and what stands in them; ``/404.html``, which leads there.

Both are made from the plan of the other pages, so neither reads a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import ListPage
from shaiquan.kinds.fixed_pages import ABOUT, CHANNELS, FEED, HOME, OPEN_DATA, SITE_MAP
from shaiquan.site.frame import SiteFrame
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Card, Cards, Item, Page
from shaiquan.site.tasks import PageTask, PlainValues
from shaiquan.views.record_links import first_few

#: shown by the host in place of a page that is not there
MISSING = "/404.html"
_HOME_LEAD = "全部清单的数字，四项机制，上墙的流程图。"


#: a list or overview of the site, (title, address) of its parts
MapEntry = tuple[ListPage, Sequence[tuple[str, str]]]


def plan_site_map(public: PublicCatalog, columns: Iterable[MapEntry]) -> PageTask:
    cards: list[PlainValues] = [(HOME.title, _HOME_LEAD, HOME.address, ())]
    cards += [
        (page.title, page.lead, page.address, tuple(_shorten(parts, page.address)))
        for page, parts in columns
    ]
    channels = (CHANNELS,) if public.ids_of("channel") else ()
    others = (*channels, OPEN_DATA, *((FEED,) if public.site.url else ()))
    cards.append((ABOUT.title, "", ABOUT.address, tuple(map(tuple, others))))
    return PageTask(SITE_MAP.address, "site-map", tuple(cards))


def _shorten(parts: Sequence[tuple[str, str]], address: str) -> Iterator[PlainValues]:
    """(title, address) of the parts of a list; of many the first few and how many there are."""
    few = first_few(parts)
    yield from few
    if len(few) < len(parts):
        yield f"全部 {len(parts)} 个部分", address


def make_site_map(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    cards = tuple(
        Card(title, lead, address, tuple(Item(*part) for part in parts))
        for title, lead, address, parts in task.args
    )
    return Page(
        address=task.address,
        layout="page.html",
        title=SITE_MAP.title,
        frame=frame.page_frame,
        sections=(Cards(cards, "全部栏目", "columns", "columns"),),
        breadcrumb=frame.breadcrumb(),
        description=f"{frame.page_frame.name}的全部栏目。",
        column=SITE_MAP.title,
    )


def has_missing_page(public: PublicCatalog) -> bool:
    """Whether the page can be made: its links need 网址. One of the owner's own stays."""
    return bool(public.site.url) and MISSING[1:] not in public.site.kept


def plan_missing_page() -> PageTask:
    return PageTask(MISSING, "missing")


def make_missing_page(
    public: PublicCatalog, frame: SiteFrame, charts: Drawings, task: PageTask
) -> Page:
    """What a host shows at any address where nothing is; so its links start at the host."""
    ways = [Item(*link) for link in (HOME, SITE_MAP, CHANNELS)]
    ways += [Item(title, address) for title, address in frame.page_frame.navigation[1:]]
    return Page(
        address=task.address,
        layout="page.html",
        title="没有这个网页",
        frame=frame.page_frame,
        sections=(Cards((Card("从这里找", items=tuple(ways)),), "可以去的地方", "ways"),),
        lead="网址可能写错了一个字。公开过的网页不会换地方：已经撤回的，网页还在，写明原因。",
        breadcrumb=(HOME,),
        listed=False,
        at_any_depth=True,
    )
