"""A page as JSON-LD: where it stands on the site, and what it shows.

It is a data block, which no browser runs and no policy forbids. All addresses in it are whole, so
a site without 网址 has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.fixed_pages import OPEN_DATA
from shaiquan.media_types import MEDIA_TYPES
from shaiquan.model.channels import Channel
from shaiquan.model.common import Record
from shaiquan.site.page import Page, PageFrame
from shaiquan.views.addresses import PACKAGE_ADDRESS, data_files, make_absolute
from shaiquan.views.linked_data import CONTEXT, make_contact

#: signs that could end the data block or a line of it, as JSON writes them
_UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
_SCHEMA = {"@vocab": CONTEXT["@vocab"]}


def write_structured_data(page: Page) -> Markup:
    """The JSON-LD of a page, safe between the tags of a script; empty where it has none."""
    if not page.frame.url or page.at_any_depth:
        return Markup()
    graph = [*_trace_path(page), *page.nodes]
    if not graph:
        return Markup()
    context = CONTEXT if page.nodes else _SCHEMA
    document = {"@context": context, "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - no sign of HTML is left


def _trace_path(page: Page) -> Iterator[Mapping[str, Any]]:
    """The breadcrumb and the page itself; the home page has none."""
    if not page.breadcrumb:
        return
    steps = (*page.breadcrumb, (page.title, page.address))
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": title,
            "item": make_absolute(page.frame.url, address),
        }
        for position, (title, address) in enumerate(steps, 1)
    ]
    yield {"@type": "BreadcrumbList", "itemListElement": items}


def describe_publisher(
    public: PublicCatalog, frame: PageFrame, channels: Iterable[str]
) -> Mapping[str, Any]:
    """The unit whose site this is, and where to complain."""
    footer, url = public.site.footer, make_absolute(frame.url, "/")
    records = (public.entries[id].record for id in channels)
    points = [_describe_channel(record) for record in records if record.in_use]
    node = {
        "@type": "GovernmentOrganization",
        "@id": f"{url}#unit",
        "name": footer.host or frame.unit,
        "url": url,
        "address": footer.address,
        "telephone": footer.phone,
        "contactPoint": points,
    }
    return {key: value for key, value in node.items() if value}


def _describe_channel(channel: Record) -> Mapping[str, Any]:
    assert isinstance(channel, Channel)
    return make_contact(channel.name, channel.type, channel.value, channel.hours)


def describe_data(frame: PageFrame, kinds: Iterable[tuple[Kind, int]]) -> Mapping[str, Any]:
    """The open data: a set for each kind, with its files."""
    package = make_absolute(frame.url, PACKAGE_ADDRESS)
    return {
        "@type": "DataCatalog",
        "@id": package,
        "name": f"{frame.name}开放数据",
        "url": make_absolute(frame.url, OPEN_DATA.address),
        "dataset": [_describe_dataset(frame, kind, number) for kind, number in kinds],
    }


def _describe_dataset(frame: PageFrame, kind: Kind, number: int) -> Mapping[str, Any]:
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": MEDIA_TYPES[form.lower()],
            "contentUrl": make_absolute(frame.url, address),
        }
        for form, address in data_files(kind)
    ]
    return {
        "@type": "Dataset",
        "name": f"{frame.unit}{kind.label}",
        "description": f"{frame.name}公开的全部{kind.label}，共 {number} 条，有 CSV 和 JSON。",
        "creator": {"@id": f"{make_absolute(frame.url, '/')}#unit"},
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "distribution": files,
    }
