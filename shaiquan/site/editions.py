"""The editions of a site: in simplified characters, in traditional ones, with a frame in English.

All editions have the same pages, at the same addresses below their folders. What is no page (data,
charts, prints, assets) is there once for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.model.site import Site
from shaiquan.model.terms import OtherEdition
from shaiquan.views.addresses import file_of


@dataclass(frozen=True, slots=True)
class SiteEdition:
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
SIMPLIFIED = SiteEdition("zh-Hans", "简体")


def list_site_editions(site: Site) -> tuple[SiteEdition, ...]:
    """The simplified edition, then those that ``site.yml`` asks for."""
    own = tuple(site.traditional.items())
    others = {
        OtherEdition.TRADITIONAL: SiteEdition(TRADITIONAL_LANG, "繁體", "zh-hant/", own),
        OtherEdition.ENGLISH: SiteEdition(ENGLISH_LANG, "English", "en/"),
    }
    return (SIMPLIFIED, *(others[one] for one in OtherEdition if one in site.editions))
