"""Which column of a table is which field of a kind."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Sequence

from shaiquan.importing.headings import tighten
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.spellings import spellings_of

#: columns with the names of sub items; beside them the others name the main item
_SUB_ITEMS = frozenset(("子项名称", "子项", "事项子项", "实施事项", "实施清单"))
_BRACKETS = re.compile(r"[（(【\[].*?[）)】\]]|[:：*＊]")
_UNITS = re.compile(r"(工作日|日|天|小时|个?月|年)")


def find_fields(kind: Kind, cells: Sequence[str]) -> dict[int, str]:
    """Column -> field (its English name) of a row of headings; the first column of a field goes,
    and one with the field's own word before any other.

    >>> from shaiquan.kinds.registry import KIND
    >>> find_fields(KIND["power"], ("序号", "主项名称", "子 项\\n名称", "权力类型", "办件量"))
    {0: 'number', 1: 'main_item', 2: 'name', 3: 'category'}
    >>> find_fields(KIND["duty"], ("责任事项", "责任内容"))
    {0: 'name', 1: 'content'}
    """
    subs = [column for column, text in enumerate(cells) if _bare(text) in _SUB_ITEMS]
    found: dict[int, str] = {subs[0]: "name"} if subs else {}
    own = {word.lower(): name for word, name in spellings_of(kind.model).items()}
    for words in (own, _words_of(kind), {kind.label: "name"}):
        for column, text in enumerate(cells):
            name = words.get(_bare(text), "")
            if name == "name" and subs and "main_item" in kind.model.model_fields:
                name = "main_item"
            if name and column not in (*subs, *found) and name not in found.values():
                found[column] = name
    return dict(sorted(found.items()))


def find_unit(heading: str) -> str:
    """The unit of time that a heading says: 法定时限（工作日）.

    >>> find_unit("法定时限（工作日）"), find_unit("承诺时限")
    ('个工作日', '')
    """
    inside = re.findall(r"[（(]([^（()）]*)[）)]", heading)
    match = _UNITS.search("".join(inside))
    if not match:
        return ""
    unit = match[1]
    return {"工作日": "个工作日", "天": "日", "月": "个月"}.get(unit, unit)


def _bare(heading: str) -> str:
    """A heading without spaces, brackets and signs, in small letters."""
    tight = tighten(heading)
    return (_BRACKETS.sub("", tight) or tight).lower()


@functools.cache
def _words_of(kind: Kind) -> dict[str, str]:
    """What tables call the fields of a kind; what an editor may write goes before the rest."""
    words: dict[str, str] = {}
    fields = kind.model.model_fields
    for word, name in spellings_of(kind.model).items():
        words.setdefault(word.lower(), name)
    own = inspect.get_annotations(kind.model)  # empty for kinds with the common fields alone
    own_first = sorted(fields, key=lambda name: name not in own)
    for name in own_first:
        extra = fields[name].json_schema_extra
        said = extra.get("headings") if isinstance(extra, dict) else None
        for heading in said if isinstance(said, list) else ():
            words.setdefault(str(heading).lower(), name)
    for word in (kind.label, f"{kind.label}名称"):
        words.setdefault(word, "name")
    return words
