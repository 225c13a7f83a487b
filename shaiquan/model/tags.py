"""标签: under what a record is looked at beside its kind (三务, 五项核心权力, 三举措, 微权力)."""

from __future__ import annotations

from shaiquan.model.base import define_field
from shaiquan.model.common import Declared, Record


class Tag(Record):
    """标签: a tag of the register; records of all kinds may have it (S2-28, S2-29, S3-34)."""

    group: str = define_field("组", "和哪些标签是一组，例如 三务、五项核心权力", "")
    declared: Declared | None = define_field("声明数", "应有几条发布的记录有这个标签", None)
