"""交易: what goes through the public exchange, and where (S2-22)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from shaiquan.model.base import Part, define_field

#: what goes through the public exchange, and how else it is called (S2-22)
TRANSACTIONS: Mapping[str, tuple[str, ...]] = {
    "招投标": ("工程招投标", "工程建设招投标", "招标投标"),
    "政府采购": (),
    "土地出让": ("土地使用权出让", "国有土地使用权出让"),
    "产权交易": ("国有产权交易", "集体产权交易"),
}


class Transaction(Part):
    """交易: one of the four that go through the public exchange (S2-22)."""

    shorthand: ClassVar[str] = "form"

    form: str = define_field("种类", "招投标、政府采购、土地出让、产权交易")
    platform: str = define_field("平台", "在哪里交易，例如 县公共资源交易中心", "")
    number: str = define_field("编号", "项目编号", "")
