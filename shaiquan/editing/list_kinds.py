"""The kinds of which a table has a record in each row."""

from __future__ import annotations

from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS, find_kind_by_word

#: a meeting is a table as a whole; the others are made by a meeting, by charts, or by ``post``
_WITHOUT_LIST = frozenset(("meeting", "topic", "procedure_set", "posting", "edition"))
LIST_KINDS = tuple(kind for kind in KINDS if kind.folder and kind.name not in _WITHOUT_LIST)
#: what they are called: ``powers（权力事项）``
LIST_KIND_WORDS = "、".join(f"{kind.name}（{kind.label}）" for kind in LIST_KINDS)


def find_list_kind(word: str) -> Kind | None:
    """The kind that a word means: its name, its label, its folder, or several of it."""
    kind = find_kind_by_word(word) or next(
        (k for k in LIST_KINDS if word in (k.folder, f"{k.name}s", k.file_name)), None
    )
    return kind if kind in LIST_KINDS else None
