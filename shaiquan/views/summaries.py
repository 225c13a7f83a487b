"""A record in a sentence, and the words under which it is looked for: for search engines and feeds.

The sentence is made of the fields that the descriptor of the kind names; of a kind that names none,
of those that its table shows. What is withheld is left out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind, Said
from shaiquan.model.base import Ref
from shaiquan.views.cells import field_cell
from shaiquan.views.values import words_of

#: search engines show about 80 Chinese characters; who shares a page a few more
_LONGEST, _LONGEST_VALUE = 160, 60
_MOST_KEYWORDS = 8


def summarize(public: PublicCatalog, entry: Entry) -> str:
    """What a record is, in a sentence: 重大决策（权力事项）：由常委会决定，县委办承办。"""
    record, kind = entry.record, entry.kind
    about = f"{record.name}（{kind.label}）"
    if not record.in_use:
        return f"{about}：已撤回。"
    said = "，".join(_say_fields(public, entry, _list_said(kind)))
    text = _shorten(f"{about}：{said}" if said else about, _LONGEST)
    return text if text.endswith("…") else f"{text}。"


def _say_fields(public: PublicCatalog, entry: Entry, parts: Iterable[Said]) -> Iterator[str]:
    for part in parts:
        words = words_of(field_cell(public, entry, part.field))
        if words and WITHHELD not in words:
            text = "；".join(line.strip().rstrip("。；") for line in words.splitlines())
            yield part.pattern.format(_shorten(text, _LONGEST_VALUE))


@functools.cache
def _list_said(kind: Kind) -> tuple[Said, ...]:
    """What the descriptor says, else the columns of the table that are fields."""
    fields = kind.model.model_fields
    columns = (column.value for column in kind.columns if column.value in fields)
    return kind.summary or tuple(
        Said(name, f"{kind.model.label_of(name)}：{{}}")
        for name in columns
        if name not in ("id", "name")
    )


def list_keywords(entry: Entry) -> tuple[str, ...]:
    """Its names, its kind and the records that its head names."""
    record, head = entry.record, entry.head
    named = (ref.text for value in head.index.values() for ref in _find_refs(value))
    words = (record.name, record.short, entry.kind.label, *named)
    return tuple(dict.fromkeys(word for word in words if word))[:_MOST_KEYWORDS]


def _find_refs(value: object) -> Iterator[Ref]:
    """The references in a field that the public may follow."""
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Ref) and item.id:
            yield item


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
