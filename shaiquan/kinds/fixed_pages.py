"""Pages that a site has whatever its records are, and the folders that no list may take."""

from __future__ import annotations

from typing import NamedTuple


class PageLink(NamedTuple):
    """A link to a page of the site."""

    title: str
    address: str


HOME = PageLink("首页", "/")
ABOUT = PageLink("关于本站", "/about/")
OPEN_DATA = PageLink("开放数据", "/data/")
SEARCH = PageLink("搜索", "/search/")
SITE_MAP = PageLink("站点地图", "/sitemap/")
ACCESSIBILITY = PageLink("无障碍声明", "/accessibility/")
PRIVACY = PageLink("隐私说明", "/privacy/")
FIXED_PAGES = (HOME, ABOUT, OPEN_DATA, SEARCH, SITE_MAP, ACCESSIBILITY, PRIVACY)

#: a part of the page about the site, and a file: other pages link to both
CHANNELS = PageLink("投诉举报", f"{ABOUT.address}#channels")
FEED = PageLink("最近的变化", "/feed.xml")

#: folders of the site that hold no list: those of fixed pages, of files, of another edition
TAKEN_FOLDERS = frozenset(
    (
        *(page.address.strip("/") for page in FIXED_PAGES if page is not HOME),
        "assets",
        "charts",
        "en",
        "print",
        "v",
    )
)
