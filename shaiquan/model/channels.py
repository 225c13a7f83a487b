"""渠道: where to complain, written in ``site.yml``."""

from __future__ import annotations

from shaiquan.model.base import define_field
from shaiquan.model.common import Record
from shaiquan.model.terms import ChannelType


class Channel(Record):
    """渠道: a telephone, a letter box, a counter, a site."""

    type: ChannelType = define_field(
        "类型", "电话、信件、来访、网址、电子邮件、微信", ChannelType.PHONE
    )
    value: str = define_field("值", "号码、地址或网址", ..., "号码", "地址")
    hours: str = define_field("时间", "受理时间", "")
    handler: str = define_field("受理", "由谁受理", "")
