"""What stands on every page: name, navigation, footer, the way back."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site.page import PageFrame
from shaiquan.views.printed_forms import USUAL

#: section -> (title of its list, kinds in it), in the order of the navigation
SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "powers": ("权力清单", ("power",)),
    "duties": ("责任清单", ("duty",)),
    "risks": ("风险点防控", ("risk",)),
    "procedures": ("运行流程", ("procedure", "procedure_set")),
    "posts": ("岗位分工", ("post",)),
    "bodies": ("机构", ("body", "role")),
    "rules": ("制度依据", ("rule",)),
    "catalogues": ("目录", ("category", "area", "list")),
}
ABOUT = "关于本站"
HOME = "首页"


@dataclass(frozen=True, slots=True)
class Around:
    """The frame of all pages, the way to a page, the printed forms that sheets come in."""

    frame: PageFrame
    forms: tuple[str, ...] = USUAL

    def crumbs(self, section: str = "") -> tuple[tuple[str, str], ...]:
        """The way to a page: from the start, and by the list of a section if the site has it."""
        home = (HOME, "/")
        step = (SECTIONS[section][0], f"/{section}/") if section else home
        return (home, step) if section and step in self.frame.navigation else (home,)


def frame(public: PublicCatalog, forms: tuple[str, ...] = USUAL) -> Around:
    """The frame of the site; lists without a record are not in the navigation."""
    site = public.site
    lists = [
        (name, f"/{section}/")
        for section, (name, kinds) in SECTIONS.items()
        if any(public.ids(kind) for kind in kinds)
    ]
    return Around(
        PageFrame(
            site.name,
            site.unit,
            site.example,
            ((HOME, "/"), *lists, (ABOUT, "/about/")),
            _footer(public),
            site.code,
            site.url,
        ),
        forms,
    )


def _footer(public: PublicCatalog) -> tuple[tuple[str, str, str], ...]:
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
