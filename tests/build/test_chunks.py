"""Records are cut in chunks that a change elsewhere leaves as they are."""

from __future__ import annotations

from itertools import chain

from shaiquan.build.chunks import split_ids


def test_one_more_id_changes_one_chunk() -> None:
    ids = [f"p-{number}" for number in range(400)]
    before = [*split_ids(ids)]
    for place in range(0, 400, 7):
        more = [*split_ids([*ids[:place], "new", *ids[place:]])]
        assert len({*more} - {*before}) <= 2, "the chunk that it is in, or that it cuts in two"
        assert [*chain.from_iterable(more)] == [*ids[:place], "new", *ids[place:]]
    assert [*split_ids([])] == []


def test_chunks_are_neither_single_records_nor_everything() -> None:
    sizes = [len(chunk) for chunk in split_ids(f"dw-{number:05}" for number in range(20000))]
    assert 16 < sum(sizes) / len(sizes) < 64
