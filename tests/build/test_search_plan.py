"""Every row of the search is made once, and joined."""

from __future__ import annotations

from itertools import chain

from shaiquan.build.search_plan import plan_index, plan_index_files, split_texts
from shaiquan.build.watching import ReadLog
from shaiquan.build.worker import LazyDrawings
from tests.build.content_folders import ContentFolder
from tests.site.made_pages import make_facts


def test_every_row_of_the_search_is_made_once_and_joined(warm: ContentFolder) -> None:
    public, _ = warm.read().release()
    facts = make_facts(public, LazyDrawings(public, ReadLog()))
    actions = [action for action in plan_index(public, facts) if action.type == "index"]
    rows = [*chain.from_iterable(action.args[1] for action in actions)]
    assert len(rows) == len(set(rows))
    assert {*public.ids_of("power"), *public.ids_of("channel")} <= set(rows)
    hidden = {*public.ids_of("edition"), *public.ids_of("tenure")}
    assert not hidden & set(rows), "no page shows them"
    joined = [*plan_index_files(public)]
    assert len({file.path for file in joined}) == len(joined)
    for index in (0, 1):
        made = [*chain.from_iterable(file.actions for file in joined if file.index == index)]
        assert made == [action.name for action in actions]


def test_the_full_text_is_one_file_until_a_thousand_records_are_in_it() -> None:
    """However few records a chunk has: where it ends is the accident of an id."""
    small = [("topic", (f"t{number}",)) for number in range(1000)]
    assert split_texts([]) == []
    assert split_texts(small) == [small]
    assert [len(file) for file in split_texts([*small, ("topic", ("t1000",))])] == [1000, 1]
