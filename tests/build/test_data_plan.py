"""Every row of the open data is made once, and every part is joined."""

from __future__ import annotations

from itertools import chain

from shaiquan.build.data_plan import plan_data_files, plan_rows
from shaiquan.kinds.registry import KIND
from shaiquan.views.linked_data import has_nodes
from tests.build.content_folders import ContentFolder
from tests.build.test_planning import find_uses


def test_every_row_is_made_once_and_every_part_is_joined(warm: ContentFolder) -> None:
    public, _ = warm.read().release()
    uses = find_uses(public)
    actions = {action.name: action for action in plan_rows(public, uses, xlsx=False)}
    rows = [*chain.from_iterable(action.args[1] for action in actions.values())]
    assert sorted(rows) == sorted(public.heads)
    joined = [*plan_data_files(public, uses)]
    assert len({file.path for file in joined}) == len(joined)
    for index in (0, 1, 2):
        made = [*chain.from_iterable(file.actions for file in joined if file.index == index)]
        assert made == [*actions]
    for file in joined:
        kind, _, _, _, own = actions[file.actions[0]].args
        linked = has_nodes(KIND[kind].model)
        assert file.index < 2 + len(own) + linked, "as many parts as the handler makes"


def test_a_workbook_is_planned_for_each_kind_where_it_is_asked_for(warm: ContentFolder) -> None:
    public, _ = warm.read().release()
    actions = plan_rows(public, find_uses(public), xlsx=True)
    books = [action.args[0] for action in actions if action.type == "workbook"]
    assert books == [kind for kind in KIND if public.ids_of(kind)]
