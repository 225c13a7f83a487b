"""Random edits, one after another, from a seed: the same seed gives the same edits.

Every kind comes up once before any comes up again. A mistake is mended by the edit after it;
an edit that happened to make the content wrong is taken back by the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.warm import drawings, mistakes, moves, records, surroundings
from tests.warm.state import InputState, StateEdit

#: the stages of a build during which a file may be saved, and how many edits are
STAGES = ("读取", "检查", "公开", "规划", "生成", "写入", "记录")
_DURING = 0.25
KINDS = (*records.MAKERS, *moves.MAKERS, *drawings.MAKERS, *surroundings.MAKERS, *mistakes.MAKERS)


class Edits:
    """The edits of a seed. Tell it whether the last build was refused, and it goes on."""

    def __init__(self, seed: int, kinds: Sequence[records.Maker] = KINDS) -> None:
        self._rng, self._kinds = Random(seed), kinds
        self._deck: list[records.Maker] = []
        self._waiting: list[StateEdit] = []
        self._undoing: StateEdit | None = None

    def next(self, state: InputState, refused: bool = False) -> StateEdit:
        """The next edit of ``state``, which is what the one before it left."""
        if not self._waiting and refused and self._undoing:
            self._waiting = [self._undoing]
        if self._waiting:
            self._undoing = None
            return self._waiting.pop(0)
        edit = self._pick(state)
        self._waiting = list(edit.mends)
        self._undoing = edit.undone(state)
        return edit

    def _pick(self, state: InputState) -> StateEdit:
        while True:
            if not self._deck:
                self._deck = self._rng.sample(self._kinds, len(self._kinds))
            maker = self._deck.pop()
            edit = maker(self._rng, state)
            if edit and (edit.alters or maker is surroundings.change_nothing):
                return self._do_during_build(edit)

    def _do_during_build(self, edit: StateEdit) -> StateEdit:
        """Some edits of files are saved while a build is running."""
        plain = edit.files and not (edit.mends or edit.setting or edit.timeless)
        if not plain or self._rng.random() > _DURING:
            return edit
        stage = self._rng.choice(STAGES)
        return replace(edit, words=f"{edit.words}（正在{stage}时）", stage=stage)
