"""What tables say of a topic: the meetings before which it came, where it stands."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.topics import Topic
from shaiquan.queries.topic_states import find_state
from shaiquan.views.cells import link_lines
from shaiquan.views.values import Cell, plain


def link_meetings(public: PublicCatalog, entry: Entry) -> Cell:
    """The meetings before which a topic came, a line each."""
    topic = entry.record
    assert isinstance(topic, Topic)
    ids = dict.fromkeys(ref.id for ref in topic.meetings)
    return link_lines(public.entries[id] for id in ids if id in public.entries)


def show_topic_state(public: PublicCatalog, entry: Entry) -> Cell:
    """Where a topic stands on the as-of date."""
    topic = entry.record
    assert isinstance(topic, Topic)
    return plain(find_state(public, topic).label) if topic.in_use else ()
