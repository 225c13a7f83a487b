"""其他要素: columns of one's own are for what no field says."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.common import Record
from shaiquan.model.spellings import spellings_of
from shaiquan.views.data_tables import PAGE, TOTAL


@check(
    "extra-is-a-field",
    ERROR,
    "S0-11",
    subject=Record,
    zh="其他要素 里的“{key}”是{kind}已有的字段，写在这里检查看不到它，表格里也会有两栏同名",
    en="'{key}' under 其他要素 is a field of {kind}: no check sees it here",
    mend="移到外面一层，直接写 {field}:；意思不同的，换一个栏目名",
    mend_en="write it as the field {field}, or give the column another name",
    example="其他要素: {依据: 某条例第三条}",
)
def find_extras_that_are_fields(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    if not record.extras:
        return
    model = type(record)
    fields = {word: model.label_of(name) for word, name in spellings_of(model).items()}
    fields |= {column.label: column.label for column in (PAGE, TOTAL)}
    for key in record.extras:
        if key in fields:
            words = {"key": key, "kind": entry.kind.label, "field": fields[key]}
            yield entry.location("extras", key), words
