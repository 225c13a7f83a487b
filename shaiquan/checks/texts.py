"""Texts: links that lead somewhere, counts that exist, nothing secret or personal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan import codes
from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.checks.declared import COUNTS, NAMES
from shaiquan.checks.glyphs import find_invisible
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding, Location, finding
from shaiquan.model.record_texts import RecordText, find_texts
from shaiquan.problems import Bilingual, Code
from shaiquan.queries.counting import list_countable
from shaiquan.views.addresses import text_link_address
from shaiquan.views.markdown import find_counts, find_links
from shaiquan.views.markdown_excess import find_excess


def find_text_faults(catalog: Catalog, entry: Entry) -> Iterator[Finding]:
    """Links that lead nowhere or out of the content, pictures, unknown counts."""
    if entry.record.text:
        yield from _find_faults(catalog, entry.location("text"), entry.record.text)


def find_about_faults(catalog: Catalog) -> Iterator[Finding]:
    """The same in 简介, the text about the site; and a 网址 that QR codes must not lead to."""
    location, text = catalog.site_location("about"), catalog.site.about
    yield from find_invisible(location, text)
    yield from _find_faults(catalog, location, text)
    url = catalog.site.url
    if url and not url.lower().startswith(("https://", "http://")):
        words = {"field": "网址", "value": url, "why": _NO_WEB_ADDRESS, "mend": _WRITE_WEB_ADDRESS}
        yield finding(codes.BAD_VALUE, catalog.site_location("url"), **words)


_NO_WEB_ADDRESS = Bilingual("不是网站的地址", "not the address of a website")
_WRITE_WEB_ADDRESS = Bilingual(
    "写全，以 https:// 或 http:// 开头", "begin with https:// or http://"
)


def _find_faults(catalog: Catalog, location: Location, text: str) -> Iterator[Finding]:
    if excess := tuple(find_excess(text)):
        for limit, line in excess:
            yield finding(codes.OVER_LIMIT, location, line, 1, **limit.words())
        return
    for link in find_links(text) if "](" in text else ():
        code = _link_fault(catalog, link.target, link.is_picture)
        if code:
            yield finding(code, location, link.line, link.column, value=link.target)
    for name, line, column in find_counts(text) if "{{" in text else ():
        if COUNTS.row(catalog, name) is None:
            names = list_countable(NAMES.row(catalog, "") or ())
            yield finding(codes.UNKNOWN_COUNT, location, line, column, name=name, known=names)


def _link_fault(catalog: Catalog, target: str, picture: bool) -> Code | None:
    if picture:
        return codes.PICTURE
    if target.startswith(("../", "/", "file:")) and text_link_address(catalog, target) is None:
        return codes.LINK_OUTSIDE
    return codes.BROKEN_LINK if text_link_address(catalog, target) is None else None


_MARK = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]|★\s*(?:绝密|机密|秘密)|[（(【]\s*(?:绝密|机密|秘密)\s*[）)】]"
)
_IDENTITY = re.compile(
    r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
#: in every personal number, and in hardly any other text
_DIGITS = re.compile(r"\d{11}")


def _find_matches(entry: Entry, pattern: re.Pattern[str]) -> Iterator[tuple[Location, str]]:
    for path, text in find_texts(entry.record):
        if match := pattern.search(text):
            yield entry.location(*path), match[0]


@check(
    "classified-mark",
    ERROR,
    "X-03, 保守国家秘密法",
    subject=RecordText,
    zh="发现密级标志“{mark}”：涉密内容不得录入",
    en="a classification mark '{mark}' was found: classified matter must not be entered",
    mend="立即删去，并请保密部门处理；从 git 历史里也要清除",
    mend_en="remove it, also from the git history, and tell whoever is in charge of secrecy",
    example="正文: 机密★一年",
)
def find_classified_marks(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    for location, mark in _find_matches(entry, _MARK) if "密" in text.text else ():
        yield location, {"mark": mark}


@check(
    "personal-number",
    ERROR,
    "X-04, 政府信息公开条例第十五条",
    subject=RecordText,
    zh="像是个人的{what}“{shown}”，不得公布",
    en="this looks like a personal {what} '{shown}'",
    mend="删去；公开的电话写办公电话",
    mend_en="remove it; publish office numbers only",
    example="电话: （11 位手机号）",
)
def find_personal_numbers(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    if not _DIGITS.search(text.text):
        return
    for what, pattern in (("身份证号", _IDENTITY), ("手机号", _MOBILE)):
        for location, number in _find_matches(entry, pattern):
            yield location, {"what": what, "shown": number[:3] + "…" + number[-2:]}
