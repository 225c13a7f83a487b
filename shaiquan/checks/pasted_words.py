"""Signs that came with a paste and are shown to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.common import Record

_OPENING, _CLOSING = "“\"《【「‘'", "”\"》】」’'"
_IN_QUOTES = re.compile(rf"[{_OPENING}][^{_OPENING}{_CLOSING}]+[{_CLOSING}]")


@check(
    "name-in-quotes",
    WARNING,
    "S4-08",
    subject=Record,
    zh="名称连同引号会印在图上、网页上：{name}",
    en="the quotes of the name are shown on sheets and pages: {name}",
    mend="删去前后的引号",
    mend_en="drop the quotes",
    example="名称: “行政处罚流程图”",
)
def find_names_in_quotes(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    for field in ("name", "short"):
        if _IN_QUOTES.fullmatch(name := getattr(record, field)):
            yield entry.location(field), {"name": name}
