"""What a page of the site shows, as frozen plain values: the declared input of a layout.

A page holds addresses from the site's root (``/powers/dw-01/``) and Markdown, not HTML:
making links relative, prose into HTML and charts into pictures is the layout's part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from shaiquan.kinds.registry import SECTIONS
from shaiquan.site.editions import SIMPLIFIED, SiteEdition
from shaiquan.views.addresses import make_absolute
from shaiquan.views.contacts import dial
from shaiquan.views.values import Cell, Chart, ViewSection


@dataclass(frozen=True, slots=True)
class Status:
    """The answer of a page in one word: 现行.

    Tones: ``in-force``, ``replaced``, ``ended``; each has a shape of its own beside its colour.
    ``ways`` are links (label, address), the one that most readers want first.
    """

    sort: ClassVar[str] = "status"
    tone: str
    word: str
    text: str
    mark: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    title: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a card: a link with a small remark; ``id`` is its anchor."""

    text: str
    href: str
    remark: str = ""
    id: str = ""

    @property
    def number(self) -> str:
        """The link that dials the remark, if that is a telephone number."""
        return dial(self.remark)


@dataclass(frozen=True, slots=True)
class Card:
    """A box of the home page: heading, a sentence, numbers and links.

    ``whole`` are the lists of which the items are the first. ``asks_mark``: it has a box for the
    mark that is printed on a sheet.
    """

    title: str
    lead: str = ""
    href: str = ""
    items: tuple[Item, ...] = ()
    more: tuple[Item, ...] = ()
    whole: tuple[Item, ...] = ()
    asks_mark: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """Boxes in a grid; ``tasks`` and ``mechanisms`` are the four and four of the home page."""

    sort: ClassVar[str] = "cards"
    cards: tuple[Card, ...]
    title: str = ""
    id: str = ""
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers in a row: (number, label, address)."""

    sort: ClassVar[str] = "figures"
    figures: tuple[tuple[int, str, str], ...]
    title: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Links in a row to the parts of a list or to letters; ``current`` is the address of one."""

    sort: ClassVar[str] = "choices"
    items: tuple[Item, ...]
    title: str = ""
    id: str = ""
    current: str = ""


@dataclass(frozen=True, slots=True)
class ShareBar:
    """How many of how many, shown as a bar, with the list that both are counted in."""

    label: str
    part: int
    whole: int
    address: str

    @property
    def percent(self) -> int:
        """In whole per cent."""
        return count_percent(self.part, self.whole)


def count_percent(part: int, whole: int) -> int:
    """A share in whole per cent, rounded down so that 100 means all of it.

    >>> count_percent(63, 64), count_percent(64, 64), count_percent(0, 0)
    (98, 100, 0)
    """
    return 100 * part // whole if whole else 0


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares below a heading; the ``note`` says what they mean and of which day they are."""

    sort: ClassVar[str] = "shares"
    shares: tuple[ShareBar, ...]
    title: str = ""
    id: str = ""
    note: str = ""


PageSection = ViewSection | Cards | Choices | Figures | Shares | Status


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark above the page: ``withdrawn``, ``repealed``, ``draft``, ``withheld``, ``info``."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The links through a list in several pages, this being page ``number`` of ``of``.

    ``previous`` and ``next`` are empty where there is none. ``numbers`` are pages to go to,
    (0, "") standing for those left out. ``contents`` says on which page each section begins:
    (title, page, address); where another page says it, ``overview`` leads there.
    """

    number: int
    of: int
    previous: str
    next: str
    numbers: tuple[tuple[int, str], ...]
    contents: tuple[tuple[str, int, str], ...] = ()
    overview: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The records before and after one in its list: (name, address), empty where there is none."""

    previous: tuple[str, str] = ("", "")
    next: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands on every page: the site's name, navigation, footer.

    ``mistakes_to``: who is told of a mistake, where a page names nobody: a ``mailto:`` address, or
    that of the channels; empty where there is none.
    """

    name: str
    unit: str
    example: bool
    #: (label, address) of the main navigation
    navigation: tuple[tuple[str, str], ...]
    #: (label, text, address) of the footer
    footer: tuple[tuple[str, str, str], ...]
    code: str = ""
    url: str = ""
    #: the host of the address: SiteDomain of 网页标签规范
    domain: str = ""
    #: at which time of the day what is new appears: ``09:00``
    clock: str = "00:00"
    mistakes_to: str = ""
    #: the simplified edition, then the others that the site has
    editions: tuple[SiteEdition, ...] = (SIMPLIFIED,)


@dataclass(frozen=True, slots=True)
class Publication:
    """What the page of a record says of itself to machines (网页标签规范).

    ``published`` is the day on which it was published, ISO; ``image`` an address.
    """

    published: str = ""
    source: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    image: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its layout and all that it shows.

    ``layout`` is a file of ``layouts/``, such as ``power.html``; where there is none, the page has
    that of all pages.
    """

    address: str
    layout: str
    title: str
    frame: PageFrame
    sections: tuple[PageSection, ...] = ()
    #: the type of page, shown small above the title
    kicker: str = ""
    lead: str = ""
    breadcrumb: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    #: the list that the page belongs to: the current entry of the navigation
    section: str = ""
    #: (label, text) shown small beside the title: id, short name, date
    facts: tuple[tuple[str, str], ...] = ()
    description: str = ""
    #: the column of the site to which the page belongs: its own title where it is one
    column: str = ""
    #: of the page of a record
    publication: Publication | None = None
    #: what it shows, in JSON-LD
    nodes: tuple[Mapping[str, Any], ...] = ()
    #: whether its links must work at any depth, below the address of the site
    at_any_depth: bool = False
    #: the same as files: (label, address)
    files: tuple[tuple[str, str], ...] = ()
    #: how the page is printed: empty (A4 upright) or ``landscape``
    sheet: str = ""
    #: whether search engines list the page
    listed: bool = True
    #: the links to the other pages of a long list
    pager: Pager | None = None
    #: of a record those beside it in its list
    neighbours: Neighbours | None = None
    #: who is told of a mistake on the page, if not whom the frame names
    mistakes_to: str = ""
    #: of the page of a record: its public values by label, as cells
    record: Mapping[str, Cell] | None = None

    @property
    def navigation_section(self) -> str:
        """The part of the site whose entry of the navigation is current: its section, or the group
        in which that stands."""
        section = SECTIONS.get(self.section)
        return section.group or self.section if section else self.section

    @property
    def named(self) -> Mapping[str, PageSection]:
        """The sections by their ids; the first flowchart is ``chart``."""
        named = reversed([section for section in self.sections if section.id])
        return {"chart" if isinstance(s, Chart) else s.id: s for s in named}

    @property
    def mistake_link(self) -> str:
        """Where a reader tells of a mistake; a letter has the page's title and address in it."""
        to = self.mistakes_to or self.frame.mistakes_to
        return write_letter(to, self) if to.startswith("mailto:") else to


def write_letter(to: str, page: Page) -> str:
    """A ``mailto:`` address with a letter begun about a mistake on a page."""
    name = " ".join((*(text for _, text in page.facts[:1]), page.title))
    where = make_absolute(page.frame.url, page.address)
    body = f"网页：{name}\r\n{where}\r\n\r\n哪里不对：\r\n\r\n应当是：\r\n"
    return f"{to}?subject={quote(f'纠错：{name}')}&body={quote(body)}"
