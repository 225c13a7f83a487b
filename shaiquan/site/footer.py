"""The footer of a government site (政府网站发展指引): who runs it, its numbers, where to report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from shaiquan.inert.allowed import is_outside
from shaiquan.model.site import Footer, Site
from shaiquan.views.contacts import dial

#: where the numbers of a site are looked up, and where its mistakes are reported
_ICP = "https://beian.miit.gov.cn/"
_POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code="
_MISTAKES = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html"
#: (label, text, address)
FooterRow = tuple[str, str, str]


def list_identifiers(site: Site) -> tuple[FooterRow, ...]:
    """(label, text, address) of each row, without those for which ``site.yml`` has nothing."""
    footer, label = site.footer, Footer.label_of
    rows = (
        (label("host"), footer.host or site.unit, ""),
        (label("operator"), footer.operator, ""),
        (label("address"), footer.address, ""),
        (label("postcode"), footer.postcode, ""),
        (label("phone"), footer.phone, dial(footer.phone)),
        ("政府网站标识码", site.code, ""),
        (label("icp"), footer.icp, _ICP),
        (label("police"), footer.police, _link_police(footer.police)),
        *_list_reports(site),
    )
    return tuple(row for row in rows if row[1])


def _list_reports(site: Site) -> Iterator[FooterRow]:
    """The marks of a government site that lead to the places where they are checked."""
    if is_outside(site.footer.office):
        yield "党政机关网站标识", "查验", site.footer.office
    if site.code:
        query = f"site_code={quote(site.code)}&url={quote(site.url, safe='')}"
        yield "政府网站找错", "我为政府网站找错", f"{_MISTAKES}?{query}"


def _link_police(number: str) -> str:
    """Where the number of the police is looked up: by its digits."""
    digits = "".join(re.findall("[0-9]", number))
    return _POLICE + digits if digits else ""
