"""The records that the content has, as they are written (edge: reads files)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.loading import LoadedContent
from shaiquan.content.raw_records import read_records
from shaiquan.content.raw_types import RawRecord
from shaiquan.content.sources import load_text
from shaiquan.kinds.descriptor import Kind


def list_written_records(loaded: LoadedContent, kind: Kind) -> Iterator[RawRecord]:
    """The records of a kind with what their files say of all, in the order of the files."""
    for source in loaded.sources:
        if source.folder == kind.folder:
            records = read_records(load_text(source)).records
            yield from (raw for raw in records if raw.kind is kind)
