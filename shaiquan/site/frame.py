"""What stands on every page: name, navigation, footer, breadcrumb."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from shaiquan.content.catalog import Records
from shaiquan.content.reviewing import review_years_of
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import ListPage, Section
from shaiquan.kinds.fixed_pages import (
    ABOUT,
    ACCESSIBILITY,
    CHANNELS,
    FEED,
    HOME,
    OPEN_DATA,
    PRIVACY,
    SITE_MAP,
    PageLink,
)
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.registry import GROUPS, SECTIONS, kinds_in
from shaiquan.model.channels import Channel
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import ChannelType
from shaiquan.site.editions import list_site_editions
from shaiquan.site.footer import list_identifiers
from shaiquan.site.page import PageFrame
from shaiquan.views.addresses import host_of
from shaiquan.views.printed_forms import DEFAULT_FORMS, FORMS, BookletLink

#: the pages that stand in the navigation for several sections
_GROUP_PAGES = {view.page.name: view.page for view in OVERVIEWS if view.page.name in GROUPS}


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """What all pages have in common, the printed forms that sheets come in, the booklets, and for
    how long reviews hold."""

    page_frame: PageFrame
    forms: tuple[str, ...] = DEFAULT_FORMS
    booklets: tuple[BookletLink, ...] = ()
    #: for how many years a review holds; 0: for ever
    review_years: int = 0
    #: the names of the sections that have records
    sections: tuple[str, ...] = ()

    @property
    def has_papers(self) -> bool:
        """Whether the papers of meetings and topics are printed: all is, or the A3 sheets alone."""
        return self.forms == tuple(FORMS)

    def booklets_of(self, page: str, unit: str | None = None) -> tuple[tuple[str, str], ...]:
        """(title, address) of the booklets of a list, or only of a unit among these."""
        own = (b for b in self.booklets if b.page == page and unit in (None, b.unit))
        return tuple((b.title, b.address) for b in own)

    def breadcrumb(self, section: str = "") -> tuple[PageLink, ...]:
        """The links above a page: the home page, and the list of a section if the site has it,
        below the page of its group; or that page alone."""
        own = SECTIONS.get(section)
        group = own.group if own else section
        above = (link_to(_GROUP_PAGES[group]),) if self._has_group(group) else ()
        return (HOME, *above, *((link_to(own),) if own and section in self.sections else ()))

    def _has_group(self, group: str) -> bool:
        return any(section.name in self.sections for section in GROUPS.get(group, ()))

    def breadcrumb_below(self, page: ListPage) -> tuple[PageLink, ...]:
        """The links above a page that stands below a list."""
        return (*self.breadcrumb(page.parent), link_to(page))


def link_to(page: Section | ListPage) -> PageLink:
    return PageLink(page.title, page.address)


def make_frame(
    public: PublicCatalog,
    forms: tuple[str, ...] = DEFAULT_FORMS,
    booklets: tuple[BookletLink, ...] = (),
    changed: str = "",
) -> SiteFrame:
    """The frame of the site; lists without a record are not in the navigation. ``changed``: the
    day of the newest change that is told (ISO), empty without one."""
    site = public.site
    sections = [section for section in SECTIONS.values() if has_records(public, section)]
    lists = dict.fromkeys(link_to(_GROUP_PAGES.get(each.group, each)) for each in sections)
    return SiteFrame(
        PageFrame(
            site.name,
            site.unit,
            site.example,
            (HOME, *lists, ABOUT),
            _list_footer(public, changed),
            site.code,
            site.url,
            host_of(site.url),
            site.clock,
            _find_mistakes_to(public),
            list_site_editions(site),
        ),
        forms,
        booklets,
        review_years_of(site),
        tuple(section.name for section in sections),
    )


def has_records(public: PublicCatalog, section: Section) -> bool:
    """Whether the site has anything for the list of a section."""
    return any(public.ids_of(kind.name) for kind in kinds_in(section))


def _list_footer(public: PublicCatalog, changed: str) -> tuple[tuple[str, str, str], ...]:
    """(label, text, address) of what the footer says."""
    feed = ("订阅", FEED.title, FEED.address)
    rows = (
        *list_identifiers(public.site),
        ("内容更新", _say_content_date(public, changed), ""),
        (OPEN_DATA.title, "全部清单的表格、JSON 和说明", OPEN_DATA.address),
        (SITE_MAP.title, "全部栏目", SITE_MAP.address),
        *((feed,) if public.site.url else ()),
        (ACCESSIBILITY.title, "本站怎样方便各种读者", ACCESSIBILITY.address),
        (PRIVACY.title, "本站不跟踪读者", PRIVACY.address),
    )
    return tuple(row for row in rows if row[1])


def _say_content_date(public: PublicCatalog, changed: str) -> str:
    """The day of the content: no change that the site tells of is newer."""
    days = [*public.derive(_find_last_review)]
    if changed:
        days.append(PartialDate.of_day(datetime.date.fromisoformat(changed)))
    return str(max(days, default=""))


def _find_last_review(records: Records) -> tuple[PartialDate, ...]:
    """The last day on which anything that is shown was reviewed. Not today: each page has it, and
    would be another one every day.

    Read once, before workers begin: each would get a copy of every record. Nothing is noted, since
    the frame is in the inputs of each page.
    """
    reviews = (entry.record.review for entry in records.entries.values())
    days = [review.at for review in reviews if review]
    return (max(days),) if days else ()


def _find_mistakes_to(public: PublicCatalog) -> str:
    """Whom readers tell of mistakes: by the first channel that takes mail, else any of them."""
    channels = [channel for _, channel in public.records_of(Channel)]
    return choose_mistakes_to(channels) or (CHANNELS.address if channels else "")


def choose_mistakes_to(channels: Iterable[Channel]) -> str:
    """The first of these channels that takes mail, as an address; empty if none does."""
    mails = (c.value for c in channels if c.type is ChannelType.EMAIL and "@" in c.value)
    return next((f"mailto:{quote(mail, safe='@')}" for mail in mails), "")
