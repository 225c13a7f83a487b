"""Lists that name the same thing twice: levels, bodies, bases."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from shaiquan.checks.check_types import WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.articles import article_title
from shaiquan.model.base import Citation, Ref
from shaiquan.model.common import Record
from shaiquan.model.terms import Term

#: lists of which another check tells, and those in which a thing may come twice
_ELSEWHERE = frozenset(("joint_deciders", "members"))


@check(
    "value-twice",
    WARNING,
    "S0-11",
    subject=Record,
    zh="“{name}”的{field}里“{value}”写了两次",
    en="{field} of '{name}' has '{value}' twice",
    mend="只写一次；漏了别的，改成漏的那一个",
    mend_en="write it once, or what was meant in its place",
    example="行使层级: [县级, 县级]",
)
def find_values_named_twice(catalog: Catalog, entry: Entry, record: Record) -> Iterator[Violation]:
    for field, values in record.__dict__.items():
        if field in _ELSEWHERE or not isinstance(values, tuple) or len(values) < 2:
            continue
        seen = set[Hashable]()
        for index, value in enumerate(values):
            key, text = _identify(value)
            if key in seen:
                words = {"name": record.name, "field": record.label_of(field), "value": text}
                yield entry.location(field, index), words
            seen |= {key} if key else set()


def _identify(value: object) -> tuple[Hashable, str]:
    """What a value names, however it is written, and its words; None for a text or a part."""
    if isinstance(value, Ref):
        return (value.id, value.text) if value.id else (None, "")
    if isinstance(value, Citation):
        where = article_title(value.article) if value.article else ""
        key = (value.rule.id, value.article, value.tail, value.quote)
        return key, f"《{value.rule.text}》{where}{value.tail}"
    return (value, value.label) if isinstance(value, Term) else (None, "")
