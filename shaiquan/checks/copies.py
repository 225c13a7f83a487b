"""Texts that were copied from record to record (S3-06): a duty that fits every power says nothing.

What many records are meant to share stands in 默认, once in a file; records that inherit a text
from there are no copies, but nobody can tell them apart when they are read, so a text counts only
where it is long enough to speak of its own matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from shaiquan.checks.check_types import INFO, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.common import Record
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.terms import State

#: kind -> the type of its records and the fields whose texts are compared
_COMPARED: Mapping[str, tuple[type[Record], tuple[str, ...]]] = {
    "power": (Power, ("limits",)),
    "duty": (Duty, ("content",)),
    "risk": (Risk, ("signs", "controls")),
}
#: so many records with one text are told
_FEWEST = 3
#: letters and digits that a text must have to be compared
_SHORTEST = 8
#: names that are listed
_MOST_NAMES = 7
#: signs, and words that may be moved without saying anything else
_FILLING = re.compile(r"[\W_]+|[的了地得和与及或并且对于将应当要该本其]")


def normalize_copy(text: str, own_names: tuple[str, ...]) -> str:
    """A text without signs, filling words and what the record itself is called.

    >>> normalize_copy("依法、及时地办理“林木采伐”事项，", ("林木采伐",))
    '依法时办理事项'
    """
    for name in own_names:
        text = text.replace(name, "") if name else text
    return _FILLING.sub("", text)


@check(
    "text-copied",
    INFO,
    "S3-06",
    zh="{number} 条{kind}的“{field}”写得一样：{names}",
    en="'{field}' of {number} records says the same: {names}",
    mend="照各自的事项写；本来就该相同的，在 默认 里写一次，或者合成一条",
    mend_en="write what each is about; what is meant to be the same goes into 默认 once",
    example="（三条责任事项的 责任内容 一个字不差）",
)
def find_copied_texts(catalog: Catalog) -> Iterator[Violation]:
    for kind, (model, fields) in _COMPARED.items():
        entries = [e for e in catalog.entries_of(kind) if e.record.state is State.PUBLISHED]
        for field in fields:
            for same in _group_copies(catalog, entries, field):
                names = [entry.record.name for entry in same]
                more = " 等" if len(names) > _MOST_NAMES else ""
                words = {"kind": same[0].kind.label, "field": model.label_of(field)}
                words |= {"names": "、".join(names[:_MOST_NAMES]) + more}
                yield same[0].location(field), {**words, "number": len(names)}


def _group_copies(catalog: Catalog, entries: list[Entry], field: str) -> Iterator[list[Entry]]:
    """Records whose field says the same, in the order of the content."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        text = "；".join(getattr(entry.record, field))
        if len(text) >= _SHORTEST:
            groups[normalize_copy(text, _list_own_names(catalog, entry))].append(entry)
    return (g for text, g in groups.items() if len(text) >= _SHORTEST and len(g) >= _FEWEST)


def _list_own_names(catalog: Catalog, entry: Entry) -> tuple[str, ...]:
    """What the record is called, and the powers that it is about."""
    record = entry.record
    powers = (ref.id for ref in getattr(record, "powers", ()))
    named = [catalog.heads[id].name for id in powers if id in catalog.heads]
    return tuple(sorted({record.name, record.short, *named}, key=len, reverse=True))
