"""The editions of a site: in simplified characters, in traditional ones, with a frame in English.

All editions have the same pages, at the same addresses below their folders. What is no page (data,
charts, prints, assets) is there once for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from shaiquan.model.site import Site
from shaiquan.model.terms import OtherEdition
from shaiquan.views.addresses import file_of, relative_to_edition

if TYPE_CHECKING:
    from shaiquan.site.page import PageFrame


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: its language, as HTML names it; what it calls itself; its folder, empty for the
    simplified one. ``words``: the site's own traditional words."""

    lang: str
    label: str
    folder: str = ""
    words: tuple[tuple[str, str], ...] = ()

    def address_of(self, address: str) -> str:
        """The address, from the root of the site, of a page in this edition."""
        return f"/{self.folder}{address.lstrip('/')}"

    def file_of(self, address: str) -> str:
        """The file of a page in this edition."""
        return self.folder + file_of(address)


TRADITIONAL_LANG, ENGLISH_LANG = "zh-Hant", "en"
SIMPLIFIED = Edition("zh-Hans", "简体")


def editions_of(site: Site) -> tuple[Edition, ...]:
    """The simplified edition, then those that ``site.yml`` asks for."""
    own = tuple(site.traditional.items())
    others = {
        OtherEdition.TRADITIONAL: Edition(TRADITIONAL_LANG, "繁體", "zh-hant/", own),
        OtherEdition.ENGLISH: Edition(ENGLISH_LANG, "English", "en/"),
    }
    return (SIMPLIFIED, *(others[one] for one in OtherEdition if one in site.editions))


class Alternate(NamedTuple):
    """A page in an edition. ``href`` is a link from the page, ``address`` one for other sites:
    the full address, or the same link where ``site.yml`` has no 网址."""

    lang: str
    label: str
    href: str
    address: str
    current: bool


def editions_of_page(frame: PageFrame, address: str) -> tuple[Edition, ...]:
    """The editions that have the page of an address; ``/404.html`` is no page of a folder, and
    there once."""
    return frame.editions if address.endswith("/") else frame.editions[:1]


def list_alternates(frame: PageFrame, address: str, current: Edition) -> tuple[Alternate, ...]:
    """The page of an address in each edition of the site; none if it has only one."""
    editions = editions_of_page(frame, address)
    if len(editions) == 1:
        return ()
    page = current.file_of(address)
    return tuple(
        _make_alternate(frame, edition, address, page, edition == current) for edition in editions
    )


def _make_alternate(
    frame: PageFrame, edition: Edition, address: str, page: str, current: bool
) -> Alternate:
    href = relative_to_edition(address, edition.folder, page)
    full = f"{frame.url.rstrip('/')}{edition.address_of(address)}" if frame.url else href
    return Alternate(edition.lang, edition.label, href, full, current)
