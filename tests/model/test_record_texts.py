"""Every text of a record: with its path, and all in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shaiquan.model.base import Part
from shaiquan.model.bodies import Post
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.model.record_texts import find_texts, join_texts
from tests.conftest import MakeSite
from tests.support import load_catalog


def texts(value: Any) -> Iterator[str]:
    """All texts of a value, by looking at everything in it."""
    if isinstance(value, str) and value:
        yield value
    inner: Any = ()
    if isinstance(value, Part):
        inner = (getattr(value, name) for name in type(value).model_fields)
    elif isinstance(value, dict):
        inner = (item for pair in value.items() for item in pair)
    elif isinstance(value, tuple):
        inner = value
    for item in inner:
        yield from texts(item)


def test_every_text_of_every_record_is_found(site: MakeSite) -> None:
    entries = load_catalog(site({})).entries.values()
    for record in (entry.record for entry in entries):
        found_texts = [text for _, text in find_texts(record)]
        assert found_texts == list(texts(record))
        assert sorted(join_texts(record).text) == sorted("\n".join(found_texts))
    assert {Power, Post, Procedure} <= {type(entry.record) for entry in entries}


def test_a_text_stands_at_the_path_of_its_field(site: MakeSite) -> None:
    for entry in load_catalog(site({})).entries.values():
        for path, text in find_texts(entry.record):
            value: Any = entry.record
            for step in path:
                value = getattr(value, str(step)) if isinstance(value, Part) else value[step]
            assert value == text or text in value
