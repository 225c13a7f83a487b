"""What citizens are told to dial, to write to or to open can be dialled, written to, opened."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import IN_USE, WARNING, Violation, check
from shaiquan.checks.contact_shapes import SHAPES, is_phone
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.bodies import Body, Post
from shaiquan.model.channels import Channel
from shaiquan.model.common import Record
from shaiquan.model.empty_words import is_blank
from shaiquan.model.rules import Rule
from shaiquan.model.terms import ChannelType
from shaiquan.problems import Bilingual

_MENDS = {
    ChannelType.PHONE: Bilingual(
        "写全区号和号码，例如 0571-12345678；还没有的，先不写",
        "write area code and number, or nothing until there is one",
    ),
    ChannelType.EMAIL: Bilingual(
        "写邮箱地址，例如 jubao@example.gov.cn，@ 用半角",
        "write an address such as a@example.gov.cn",
    ),
    ChannelType.WEB: Bilingual(
        "从浏览器里抄下来，例如 https://www.example.gov.cn/",
        "copy it from the browser, with https://",
    ),
}
_PLACE = Bilingual("能找到的地方", "a place to go or to write to")
_OTHER = Bilingual("写真的地址、窗口或者账号；还没有的，先不写", "write the real place, or nothing")


@check(
    "contact-useless",
    WARNING,
    "X-08, S3-17",
    subject=(Channel, Body, Post, Rule),
    states=IN_USE,
    zh="“{name}”的{field}“{value}”不像{what}",
    en="'{value}' ({field} of '{name}') does not look like {what}",
    mend="{mend}",
    mend_en="{mend}",
    example="{编号: qd-jw, 名称: 纪委举报电话, 类型: 电话, 值: 待定}",
)
def find_useless_contacts(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    for field, value, type in _list_contacts(record):
        fits = SHAPES[type](value) if type in SHAPES else not is_blank(value)
        if not fits:
            words = {"name": record.name, "field": record.label_of(field), "value": value}
            what = Bilingual(type.label, type.value) if type in SHAPES else _PLACE
            yield entry.location(field), {**words, "what": what, "mend": _MENDS.get(type, _OTHER)}


def _list_contacts(record: Record) -> Iterator[tuple[str, str, ChannelType]]:
    """The fields of a record with something to dial or to open."""
    if isinstance(record, Channel):
        yield "value", record.value, record.type
    if isinstance(record, Body | Post) and record.phone:
        yield "phone", record.phone, ChannelType.PHONE
    if isinstance(record, Rule) and record.url:
        yield "url", record.url, ChannelType.WEB


@find_useless_contacts.for_whole
def find_useless_site_contacts(catalog: Catalog) -> Iterator[Violation]:
    phone, type = catalog.site.footer.phone, ChannelType.PHONE
    if phone and not is_phone(phone):
        words = {"name": catalog.site.name, "field": type.label, "value": phone}
        what = {"what": Bilingual(type.label, type.value), "mend": _MENDS[type]}
        yield catalog.site_location("footer", "phone"), {**words, **what}
