"""One page in the editions of the site, and the links between them."""

from __future__ import annotations

from typing import NamedTuple

from shaiquan.site.editions import SiteEdition
from shaiquan.site.page import PageFrame
from shaiquan.views.addresses import make_absolute, relative_to_edition


class Alternate(NamedTuple):
    """A page in an edition. ``href`` is a link from the page, ``address`` one for other sites:
    the full address, or the same link where ``site.yml`` has no 网址."""

    lang: str
    label: str
    href: str
    address: str
    current: bool


def editions_of_page(frame: PageFrame, address: str) -> tuple[SiteEdition, ...]:
    """The editions that have the page of an address; ``/404.html`` is no page of a folder, and
    there once."""
    return frame.editions if address.endswith("/") else frame.editions[:1]


def list_alternates(frame: PageFrame, address: str, current: SiteEdition) -> tuple[Alternate, ...]:
    """The page of an address in each edition of the site; none if it has only one."""
    editions = editions_of_page(frame, address)
    if len(editions) == 1:
        return ()
    page = current.file_of(address)
    return tuple(
        _make_alternate(frame, edition, address, page, edition == current) for edition in editions
    )


def _make_alternate(
    frame: PageFrame, edition: SiteEdition, address: str, page: str, current: bool
) -> Alternate:
    href = relative_to_edition(address, edition.folder, page)
    full = make_absolute(frame.url, edition.address_of(address)) if frame.url else href
    return Alternate(edition.lang, edition.label, href, full, current)
