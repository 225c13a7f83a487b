"""What stands on every page: name, navigation, footer, the way back."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Section
from shaiquan.kinds.registry import SECTIONS, kinds_in
from shaiquan.site.page import PageFrame
from shaiquan.views.printed_forms import DEFAULT_FORMS

ABOUT = "关于本站"
HOME = "首页"


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """The frame of all pages, the way to a page, the printed forms that sheets come in."""

    page_frame: PageFrame
    forms: tuple[str, ...] = DEFAULT_FORMS

    def breadcrumb(self, section: str = "") -> tuple[tuple[str, str], ...]:
        """The way to a page: from the start, and by the list of a section if the site has it."""
        home = (HOME, "/")
        step = _link_to(SECTIONS[section]) if section else home
        return (home, step) if section and step in self.page_frame.navigation else (home,)


def _link_to(section: Section) -> tuple[str, str]:
    return section.title, section.address


def make_frame(public: PublicCatalog, forms: tuple[str, ...] = DEFAULT_FORMS) -> SiteFrame:
    """The frame of the site; lists without a record are not in the navigation."""
    site = public.site
    lists = [_link_to(section) for section in SECTIONS.values() if has_records(public, section)]
    return SiteFrame(
        PageFrame(
            site.name,
            site.unit,
            site.example,
            ((HOME, "/"), *lists, (ABOUT, "/about/")),
            _list_footer(public),
            site.code,
            site.url,
        ),
        forms,
    )


def has_records(public: PublicCatalog, section: Section) -> bool:
    """Whether the site has anything for the list of a section."""
    return any(public.ids(kind.name) for kind in kinds_in(section))


def _list_footer(public: PublicCatalog) -> tuple[tuple[str, str, str], ...]:
    site, footer = public.site, public.site.footer
    rows = (
        ("主办单位", footer.host or site.unit, ""),
        ("承办单位", footer.operator, ""),
        ("网站标识码", site.code, ""),
        ("备案号", footer.icp, ""),
        ("公安备案号", footer.police, ""),
        ("地址", footer.address, ""),
        ("邮编", footer.postcode, ""),
        ("电话", footer.phone, ""),
        ("开放数据", "本站全部清单的 CSV 和 JSON", "/about/#data"),
    )
    return tuple(row for row in rows if row[1])
