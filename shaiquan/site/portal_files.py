"""Files for those who visit a site by machine: sitemap.xml, robots.txt, feed.xml, _headers.

They hold whole addresses; a site without 网址 has none of the first three.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from markupsafe import escape

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.history.record_changes import ChangeType
from shaiquan.kinds.fixed_pages import FEED
from shaiquan.kinds.registry import KIND
from shaiquan.media_types import find_content_type
from shaiquan.model.site import Site
from shaiquan.queries.changes import DailyChange
from shaiquan.site.change_pages import say_change
from shaiquan.site.editions import list_site_editions
from shaiquan.site.site_dates import SiteDates
from shaiquan.site.tasks import PageTask
from shaiquan.views.addresses import make_absolute, record_address

#: (path, text)
TextFile = tuple[str, str]
#: a sitemap may have 50,000 addresses and 50 MB (sitemaps.org)
_MOST_ADDRESSES = 40_000
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: Chinese law time: the hour of 发布时刻
_ZONE = "+08:00"
#: pages that search engines do not list
_UNLISTED = frozenset(("sheet", "missing"))

#: what a browser may load and do; nothing in a page stands against it
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
#: header -> value, for all files
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "no-cache",
}
#: patterns of the paths whose types hosts may not know
_SPECIAL = ("/data/*.csv", "/data/*.json", "/charts/*.gv", FEED.address)
#: pattern of paths -> header -> value, beside those for all
SPECIAL_HEADERS = {
    pattern: {"Content-Type": find_content_type(pattern.removeprefix("/"))} for pattern in _SPECIAL
}


def list_text_files(
    public: PublicCatalog, tasks: Sequence[PageTask], dates: SiteDates
) -> Iterator[TextFile]:
    """All files of this sort that a site has; ``tasks`` are its pages.

    What the owner keeps under one of the names is his own, and stays.
    """
    made = _make_text_files(public, tasks, dates)
    return (file for file in made if file[0] not in public.site.kept)


def _make_text_files(
    public: PublicCatalog, tasks: Sequence[PageTask], dates: SiteDates
) -> Iterator[TextFile]:
    url = public.site.url
    if url:
        yield "robots.txt", _write_robots(url)
        yield FEED.address[1:], _write_feed(public, dates)
        yield from _write_sitemaps(url, list(_list_addresses(public.site, tasks, dates.days)))
    if public.site.headers:
        yield "_headers", _write_headers()


def _write_robots(url: str) -> str:
    """Everything may be read; pages below ``/v/`` say themselves that they are not to be listed."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {make_absolute(url, '/sitemap.xml')}\n"


def _write_headers() -> str:
    """The rules of static hosts (Cloudflare Pages, Netlify): a path, then its headers."""
    rules = {"/*": HEADERS, **SPECIAL_HEADERS}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in rules.items()
    )


# -- the sitemap --------------------------------------------------------------------------------


def _list_addresses(
    site: Site, tasks: Sequence[PageTask], days: Mapping[str, str]
) -> Iterator[str]:
    """An element for each page that search engines may list, in each edition."""
    editions = list_site_editions(site)
    for task in tasks:
        if task.maker not in _UNLISTED:
            day = days.get(task.args[0], "") if task.maker == "record" else ""
            changed = f"<lastmod>{day}</lastmod>" if day else ""
            for edition in editions:
                place = escape(make_absolute(site.url, edition.address_of(task.address)))
                yield f"<url><loc>{place}</loc>{changed}</url>\n"


def _write_sitemaps(url: str, elements: list[str]) -> Iterator[TextFile]:
    """One file, or an index of several."""
    if len(elements) <= _MOST_ADDRESSES:
        yield "sitemap.xml", _wrap("urlset", elements)
        return
    places = []
    for number, start in enumerate(range(0, len(elements), _MOST_ADDRESSES), 1):
        part = elements[start : start + _MOST_ADDRESSES]
        path = f"sitemap-{number}.xml"
        places.append(f"<sitemap><loc>{escape(make_absolute(url, f'/{path}'))}</loc></sitemap>\n")
        yield path, _wrap("urlset", part)
    yield "sitemap.xml", _wrap("sitemapindex", places)


def _wrap(tag: str, elements: Sequence[str]) -> str:
    return f'{_XML}<{tag} xmlns="{_SITEMAP}">\n{"".join(elements)}</{tag}>\n'


# -- the feed -----------------------------------------------------------------------------------


def _write_feed(public: PublicCatalog, dates: SiteDates) -> str:
    """The newest changes as Atom (RFC 4287)."""
    site, url = public.site, public.site.url
    place, home = make_absolute(url, FEED.address), make_absolute(url, "/")
    newest = dates.changes[0].date if dates.changes else public.as_of.isoformat()
    said = {(one.day, one.id): say_change(one.fields) for one in dates.history}
    entries = "".join(_write_entry(public, change, said) for change in dates.changes)
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{escape(place)}</id>\n<title>{escape(site.name)}：{FEED.title}</title>\n"
        f"<updated>{_stamp(newest, site.clock)}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(place)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(home)}"/>\n'
        f"<author><name>{escape(site.unit)}</name></author>\n{entries}</feed>\n"
    )


def _write_entry(
    public: PublicCatalog, change: DailyChange, said: Mapping[tuple[str, str], str]
) -> str:
    """A change as an entry; its id never changes, however many records it is of.

    ``said``: day and id of a record -> what changed in it.
    """
    url, kind = public.site.url, KIND[change.kind]
    names = "、".join(public.heads[id].name for id in change.ids)
    more = "等" if change.number > len(change.ids) else ""
    what = f"{change.what}：{kind.label}" + (f" {change.number} 项" if change.number > 1 else "")
    title = f"{what}，{names}" if change.number == 1 else what
    list_address = kind.section.address if kind.section else "/"
    address = record_address(kind.name, change.ids[0]) if change.number == 1 else list_address
    id = make_absolute(url, f"{FEED.address}#{change.date}-{kind.name}-{quote(change.what)}")
    words = [(public.heads[id].name, said.get((change.date, id), "")) for id in change.ids]
    if change.what == ChangeType.CHANGED.value:
        names = "\n".join(f"{name}：{what}" for name, what in words)
    return (
        f"<entry>\n<id>{escape(id)}</id>\n<title>{escape(title)}</title>\n"
        f"<updated>{_stamp(change.date, public.site.clock)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(make_absolute(url, address))}"/>\n'
        f"<summary>{escape(names)}{more}</summary>\n</entry>\n"
    )


def _stamp(day: str, clock: str) -> str:
    return f"{day}T{clock}:00{_ZONE}"
