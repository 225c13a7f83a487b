"""What is public of a record, field by field, as plain values with a digest each (X-03).

The values depend on what an editor means alone: not on the order of keys, on how a date is
written, or on the program's own way to keep a record. So a digest holds over its versions.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.common import Record
from shaiquan.model.deliberations import Deliberation
from shaiquan.model.files import AttachedFile, FilePath
from shaiquan.model.named_files import path_of_link
from shaiquan.model.scalars import PartialDate
from shaiquan.model.shapes import Path
from shaiquan.model.terms import Term
from shaiquan.model.text_links import find_links

#: the key of the line; who reviewed; what is told by 原因; what no page shows; what changes with
#: the day, though nobody changed anything
LEFT_OUT = frozenset(("id", "review", "state", "exemptions", "force"))
#: of a part: how the public topics of a meeting are numbered changes with other records
_LEFT_OUT_OF_PARTS: Mapping[type[Part], str] = {Deliberation: "order"}
_NOTHING: tuple[Any, ...] = (None, "", [], {})


class _Around(NamedTuple):
    """What a value is seen with: the paths of withheld fields, and the files to be handed out."""

    withheld: Container[Path]
    files: Mapping[str, AttachedFile]


def digest_public_fields(
    record: Record, withheld: Container[Path], files: Mapping[str, AttachedFile]
) -> dict[str, str]:
    """Label -> digest of each field that says something and is not ``withheld``.

    ``record`` is as it is shown, so that it mentions nothing that is not. A field that names one
    of the ``files`` changes with it.
    """
    around = _Around(withheld, files)
    return {
        record.label_of(name): _digest(value)
        for name, value in _list_fields(record, (), around)
        if name not in LEFT_OUT
    }


def _digest(value: Any) -> str:
    """40 bits in eight letters and digits."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).digest()
    return base64.b32encode(data).decode().lower()


def _list_fields(part: Part, path: Path, around: _Around) -> list[tuple[str, Any]]:
    """Name and plain value of each field that says something else than its default."""
    values, fields = part.__dict__, type(part).model_fields
    shown = (
        (name, _plain(values[name], (*path, name), around))
        for name, field in fields.items()
        if values[name] != field.default
        and (*path, name) not in around.withheld
        and name != _LEFT_OUT_OF_PARTS.get(type(part))
    )
    return [(name, value) for name, value in shown if value not in _NOTHING]


def _plain(value: Any, path: Path, around: _Around) -> Any:
    """A value as JSON has it: a record by its id; nothing where a mention is left out."""
    if isinstance(value, str):
        return _plain_text(value.replace("\r\n", "\n"), around)
    if isinstance(value, FilePath):
        return [str(value), *_digests_of(around, (str(value),))]
    if isinstance(value, Ref):
        return value.id
    if isinstance(value, Citation):
        return [value.rule.id, value.article, value.tail, *filter(None, (value.quote,))]
    if isinstance(value, Part):
        return dict(_list_fields(value, path, around))
    if isinstance(value, tuple):
        items = (_plain(item, (*path, index), around) for index, item in enumerate(value))
        return [item for item in items if item != ""]
    if isinstance(value, dict):
        return {key: _plain(item, (*path, key), around) for key, item in value.items()}
    return _plain_scalar(value)


def _plain_text(text: str, around: _Around) -> Any:
    """A text, with the files that it links to."""
    linked = (path_of_link(link.target) for link in find_links(text))
    digests = _digests_of(around, dict.fromkeys(linked))
    return [text, *digests] if digests else text


def _digests_of(around: _Around, paths: Iterable[str]) -> list[str]:
    return [around.files[path].digest for path in paths if path in around.files]


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, Term):
        return value.value
    if isinstance(value, PartialDate):
        return value.iso
    return value if value is None or isinstance(value, bool | int) else str(value)
