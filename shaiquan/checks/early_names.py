"""Who is to take a post is said nowhere before 任前公示 (X-04, S2-15)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.early_fields import EARLY_FIELDS, has_begun
from shaiquan.disclosure.projection import Released, project_part
from shaiquan.model.record_texts import find_texts
from shaiquan.model.shapes import Path
from shaiquan.model.terms import Scope
from shaiquan.model.topics import Topic

#: one character is in every text
_SHORTEST_NAME = 2


@check(
    "candidate-named-early",
    ERROR,
    "X-04, S2-15",
    subject=Topic,
    states=IN_USE,
    guards=True,
    zh="这里写着“{name}”拟任人选的姓名，任前公示还没有开始，不得公布",
    en="this names a candidate of '{name}', and the notice before the appointment has not begun",
    mend="改写“拟任人选”，姓名只写在 人选 里；任前公示开始了的，写在 公示 里",
    mend_en="name the candidate in 人选 alone, or write the notice in 公示 if it has begun",
    example="{人选: [某某], 决定: 同意某某任职}（没有 任前公示）",
)
def find_candidates_named_early(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    if not topic.candidates or has_begun(topic, catalog.as_of):
        return
    persons = [one.person for one in topic.candidates if len(one.person) >= _SHORTEST_NAME]
    ids = dict.fromkeys((entry.id, *(ref.id for ref in topic.meetings)))
    for shown in (catalog.entries[id] for id in ids if id in catalog.entries):
        for path, text in _list_shown_texts(shown):
            named = any(person in text for person in persons)
            if named and path[0] not in EARLY_FIELDS:
                yield shown.location(*path), {"name": topic.name}


def _list_shown_texts(entry: Entry) -> list[tuple[Path, str]]:
    """The texts of a record that its page would show."""
    if entry.record.disclosure.scope is not Scope.PUBLIC:
        return []
    named = Released(frozenset(mention.target for mention in entry.mentions))
    return find_texts(project_part(entry.record, named, (), {}))
