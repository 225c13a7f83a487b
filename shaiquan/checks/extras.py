"""其他要素: columns of one's own are for what no field says."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.common import Record
from shaiquan.model.procedures import Procedure, Step, walk_steps
from shaiquan.model.shapes import Path
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
    own = {column.label: column.label for column in (PAGE, TOTAL)}
    yield from _find_fields(entry, (), record, entry.kind.label, own)
    for path, step in walk_steps(record.steps) if isinstance(record, Procedure) else ():
        yield from _find_fields(entry, path, step, Step.label_of("step"), {})


def _find_fields(
    entry: Entry, path: Path, part: Record | Step, kind: str, columns: dict[str, str]
) -> Iterator[Violation]:
    """What a record or a step says under the words of its fields, or of other columns."""
    if not part.extras:
        return
    fields = {word: part.label_of(name) for word, name in spellings_of(type(part)).items()}
    fields |= columns
    for key in part.extras:
        if key in fields:
            words = {"key": key, "kind": kind, "field": fields[key]}
            yield entry.location(*path, "extras", key), words
