"""An editor withholds, withdraws or renames one thing: no good site is refused as a leak."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.conftest import FULL, IS_SAMPLE, ROOT, SMALL
from tests.plausible.edits import CHANGES, Change, PlausibleEdit, make_edit
from tests.plausible.running import TRACEBACK, EditedContent
from tests.support import choose_editions

WARM = ROOT / "tests" / "sites" / "warm"
#: content -> how many edits of it, each built and undone: 2,000 in a full run
_EDITS = {SMALL: 900, WARM: 900} if FULL else {SMALL: 16, WARM: 10}
if IS_SAMPLE and FULL:
    _EDITS[ROOT / "content"] = 200
_SEED = 20261101
#: what no edit of one thing may bring about
_WRONG = frozenset(("leak", "unsearchable", TRACEBACK))


@pytest.mark.parametrize("source", _EDITS, ids=lambda path: path.name)
def test_a_plausible_edit_is_built_or_breaks_a_rule_but_leaks_nothing(
    source: Path, tmp_path: Path
) -> None:
    edited, rng = EditedContent(source, tmp_path), Random(_SEED)
    if not FULL:  # the editions of the small site cost little, those of others most of the time
        choose_editions(edited.content, *(("繁体", "英文") if source == SMALL else ()))
    assert edited.build().codes == frozenset()
    wrong, built = [], 0
    for _ in range(_EDITS[source]):
        edit = next_edit(rng, edited.content)
        result = edited.try_edit(edit)
        built += not result.codes
        if result.codes & _WRONG:
            wrong.append("\n  ".join((edit.words, *result.lines[:3])))
    print(f"{built} of {_EDITS[source]} edits built, seed {_SEED}")
    assert not wrong, "\n".join([f"{len(wrong)} edits refused wrongly", *wrong])
    assert built > _EDITS[source] / 2, "hardly anything was built"


def next_edit(rng: Random, content: Path) -> PlausibleEdit:
    while True:
        if edit := make_edit(rng, content):
            return edit


@pytest.mark.parametrize("change", dict.fromkeys(CHANGES), ids=lambda change: change.__name__)
def test_each_sort_of_edit_comes_up_and_changes_its_file(change: Change) -> None:
    for seed in range(60):
        edit = make_edit(Random(seed), WARM, (change,))
        if edit is not None:
            assert edit.text != edit.path.read_text("utf-8")
            return
    raise AssertionError("it never comes up")
