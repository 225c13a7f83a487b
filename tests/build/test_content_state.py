"""What is put on the shelf is what is not there yet, and all of it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from tests.build.kept import Keeper

POWERS = "powers/juece.yml"


def names(keeper: Keeper) -> set[str]:
    """What would be kept of the content as it is, beside what is kept already."""
    return {name for name, _ in keeper.whole().values()}


def test_at_first_every_record_is_kept_and_all_its_mentions(warm: Keeper) -> None:
    whole, found = warm.whole(), names(warm)
    assert {f"full/{id}" for id in whole.catalog.entries} <= found
    assert {f"full-back/{id}" for id in whole.catalog.back} <= found
    assert {f"shown-back/{id}" for id in whole.released().back} <= found
    shown = {name for name in found if name.startswith("shown/")}
    assert {"shown/p-06", "shown/rsrm", "shown/p-08"} <= shown
    assert "shown/p-05" not in shown, "it is shown as it is written"


def test_afterwards_only_what_has_changed_is_kept(warm: Keeper) -> None:
    assert names(warm.kept()) == set()
    warm.edit("powers/rencai.yml", "50000 元以上，由", "50000元以上，由")
    # of a file that has changed every record may stand on another line
    assert names(warm) == {f"full/{id}" for id in ("p-05", "p-06", "p-07", "p-09")}


def test_a_record_that_moves_to_another_file_is_kept_anew(warm: Keeper) -> None:
    """A later patch must know which file to read."""
    path = warm.kept().folder / POWERS
    path.rename(path.with_name("other.yml"))
    assert "full/p-01" in names(warm)
    warm.kept().edit("powers/other.yml", "五年规划", "六年规划")
    entry, _ = warm.kept().shelf().record("full", "p-01")
    assert entry.path.endswith("powers/other.yml")


def test_whatever_happens_to_a_record_the_shelf_has_it_as_it_is(warm: Keeper) -> None:
    """Withheld, shown as it is, kept back, and mentioned by whom is shown or is not."""
    warm.kept()
    withheld = "    不公开字段:\n      - {字段: 配合, 依据: 公开条例第十六条（内部事务信息）}\n"
    for old, new in ((withheld, ""), ("    配合: [组织部长]", f"{withheld}    配合: [组织部长]")):
        warm.edit("powers/rencai.yml", old, new)
        _as_it_is(warm)
    warm.edit("risks/fengxian.yml", "编号: fx-03\n", "编号: fx-03\n    状态: 草稿\n")
    _as_it_is(warm)
    warm.edit("risks/fengxian.yml", "    状态: 草稿\n", "")
    _as_it_is(warm)
    warm.as_of += datetime.timedelta(400)
    _as_it_is(warm)


def _as_it_is(keeper: Keeper) -> None:
    whole = keeper.whole()
    keeper.keep(whole)
    shelf, public = keeper.shelf(), whole.released()
    for id in whole.catalog.entries:
        assert shelf.record("full", id)[0] == whole.catalog.entries[id]
        assert shelf.back("full", id) == whole.catalog.back.get(id, ())
    for id in public.entries:
        assert shelf.record("shown", id)[0] == public.entries[id]
        assert shelf.back("shown", id) == public.back.get(id, ())


def test_what_is_kept_after_patches_is_what_is_kept_after_reading_all(plain: Keeper) -> None:
    plain.kept()
    for old, new in (
        ("五年规划", "六年规划"),
        ("配合: [财政局]", "配合: [司法局]"),
        ("六年", "七年"),
    ):
        plain.edit(POWERS, old, new)
        found = plain.patched()
        assert found is not None
        plain.keep(found)
    other = replace(plain, stored={}, snapshot={}).kept()
    assert plain.snapshot == other.snapshot
    assert plain.base() == other.base()
    assert plain.stored.keys() == other.stored.keys()
    _as_it_is(plain)
