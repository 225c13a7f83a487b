"""Tags: those of a group, such as the five core powers, are all used (S2-28)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import PUBLISHED, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.tags import Tag
from shaiquan.queries.tagged import list_tagged


@check(
    "tag-unused",
    WARNING,
    "S2-28, S2-29, S3-34",
    subject=Tag,
    states=PUBLISHED,
    zh="“{group}”里的标签“{name}”一条记录也没有用",
    en="no record has the tag '{name}' of {group}",
    mend="在属于它的记录里写 标签: [{name}]；真的没有的，删去这个标签，或者删去它的 组",
    mend_en="write it under 标签 of the records, or drop the tag or its 组",
    example="标签:\n  - {编号: bq-jc, 名称: 经济决策权, 组: 五项核心权力}",
)
def find_unused_tags(catalog: Catalog, entry: Entry, tag: Tag) -> Iterator[Violation]:
    if tag.group and not list_tagged(catalog, entry.id):
        yield entry.location("name"), {"group": tag.group, "name": tag.name}
