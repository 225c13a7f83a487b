"""What a government site says of itself: its address, its numbers, who runs it (政府网站发展指引).

A site of examples is no portal: of what it lacks nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from shaiquan.checks.check_types import INFO, WARNING, Violation, check
from shaiquan.checks.portal_numbers import (
    is_icp_number,
    is_police_number,
    is_site_code,
    province_of_code,
    province_of_icp,
    province_of_police,
)
from shaiquan.content.catalog import Catalog
from shaiquan.model.site import Footer, Site
from shaiquan.problems import Bilingual
from shaiquan.views.addresses import host_of

_SOURCE = "国办发〔2017〕47号"
#: hosts of government sites
_GOVERNMENT = (".gov.cn", ".政务", ".政务.cn")
_CONAC = "https://bszs.conac.cn/"


@check(
    "site-without-address",
    INFO,
    _SOURCE,
    zh="site.yml 没有网址：{missing}都没有生成",
    en="site.yml has no 网址, so these are left out: {missing}",
    mend="有了正式网址，写 网址: https://……，写到本站的文件夹为止",
    mend_en="once there is an address, write 网址: https://…, down to the folder of the site",
    example="示例: 否（没有 网址）",
)
def find_missing_address(catalog: Catalog) -> Iterator[Violation]:
    if not catalog.site.url and not catalog.site.example:
        yield catalog.site_location("name"), {"missing": _NEEDS_ADDRESS}


_NEEDS_ADDRESS = Bilingual(
    "sitemap.xml、robots.txt、404.html、订阅、网页的规范网址和结构化数据",
    "sitemap.xml, robots.txt, 404.html, the feed, canonical addresses, JSON-LD",
)


@check(
    "portal-number-missing",
    WARNING,
    _SOURCE,
    zh="政府网站（{host}）还没有写：{missing}",
    en="the government site {host} lacks: {missing}",
    mend="标识码写在 site.yml 里，其余写在 页脚 里；还没有批下来的，批下来再写",
    mend_en="write 标识码 into site.yml, the others into its 页脚",
    example="网址: https://www.example.gov.cn/（没有 标识码）",
)
def find_missing_numbers(catalog: Catalog) -> Iterator[Violation]:
    site, host = catalog.site, host_of(catalog.site.url)
    if site.example or not host.endswith(_GOVERNMENT):
        return
    wanted = {"标识码": site.code}
    wanted |= {Footer.label_of(name): getattr(site.footer, name) for name in _IN_FOOTER}
    missing = [label for label, text in wanted.items() if not text]
    if missing:
        yield catalog.site_location("url"), {"host": host, "missing": "、".join(missing)}


#: what the footer of a government site must name
_IN_FOOTER = ("host", "icp", "police", "office", "phone")


@check(
    "portal-number-malformed",
    WARNING,
    _SOURCE,
    zh="“{value}”不像{what}",
    en="'{value}' is no {what}",
    mend="照批准的号码写，例如 {like}",
    mend_en="copy the number as it was given, for example {like}",
    example='标识码: "28"',
)
def find_malformed_numbers(catalog: Catalog) -> Iterator[Violation]:
    for place, value, is_right, what, like in _list_numbers(catalog.site):
        if value and not is_right(value):
            words = {"value": value, "what": what, "like": like}
            yield catalog.site_location(*place), words


_Number = tuple[tuple[str, ...], str, Callable[[str], bool], Bilingual, str]


def _list_numbers(site: Site) -> Iterator[_Number]:
    """Each number: its place, whether it has the right shape, what it is, an example."""
    footer = site.footer
    code = Bilingual("政府网站标识码：10 位数字，或者 bm 加 8 位", "code of a government site")
    yield ("code",), site.code, is_site_code, code, "3201020001"
    icp = Bilingual("ICP 备案号", "ICP number")
    yield ("footer", "icp"), footer.icp, is_icp_number, icp, "苏ICP备05012345号-1"
    police = Bilingual("公安备案号", "number of the police")
    yield ("footer", "police"), footer.police, is_police_number, police, _POLICE_LIKE
    office = Bilingual("党政机关网站标识的查验网址", "address of the mark of an office")
    yield (
        ("footer", "office"),
        footer.office,
        _is_conac,
        office,
        _CONAC_LIKE,
    )


_POLICE_LIKE = "苏公网安备 32010202010001号"
_CONAC_LIKE = f"{_CONAC}sitename?method=show&id=…"


def _is_conac(address: str) -> bool:
    return address.startswith(_CONAC) and " " not in address


@check(
    "portal-numbers-disagree",
    WARNING,
    _SOURCE,
    zh="网站的几个号码不是一个省的：{found}",
    en="the numbers of the site are of several provinces: {found}",
    mend="多半是从别的网站抄来没有改：逐个核对标识码、备案号、公安备案号",
    mend_en="most likely some were copied from another site: look at each of them",
    example='标识码: "5001070012"（重庆），备案号: 黑ICP备05000000号（黑龙江）',
)
def find_disagreeing_numbers(catalog: Catalog) -> Iterator[Violation]:
    site, footer = catalog.site, catalog.site.footer
    places = {
        "标识码": province_of_code(site.code),
        Footer.label_of("icp"): province_of_icp(footer.icp),
        Footer.label_of("police"): province_of_police(footer.police),
    }
    known = {label: province for label, province in places.items() if province}
    if len(set(known.values())) > 1:
        found = "、".join(f"{label} {province}" for label, province in known.items())
        yield catalog.site_location("code" if site.code else "footer"), {"found": found}


@check(
    "site-address-unusable",
    WARNING,
    _SOURCE,
    zh="网址“{value}”不能写进二维码和网页：{why}",
    en="the address '{value}' cannot be used: {why}",
    mend="只写到本站的文件夹，例如 https://www.example.gov.cn/qlgk/",
    mend_en="write it down to the folder of the site: https://www.example.gov.cn/qlgk/",
    example="网址: https://www.example.gov.cn/qlgk/index.html?from=wx",
)
def find_unusable_address(catalog: Catalog) -> Iterator[Violation]:
    url = catalog.site.url
    if url.lower().startswith(("https://", "http://")) and (why := _explain_unusable(url)):
        yield catalog.site_location("url"), {"value": url, "why": why}


def _explain_unusable(url: str) -> Bilingual | None:
    if not host_of(url):
        return Bilingual("没有主机名", "there is no host")
    if "@" in urlsplit(url).netloc:
        return Bilingual(
            "带着用户名或者密码，谁都看得见", "everybody would see the user's name or password"
        )
    if any(sign in url for sign in "?#") or any(map(str.isspace, url)):
        return Bilingual("带着问号、井号或者空格", "it has a question mark, a # or a blank")
    if url.lower().endswith((".html", ".htm")):
        return Bilingual("是一个网页，不是文件夹", "it is a page, not a folder")
    return None
