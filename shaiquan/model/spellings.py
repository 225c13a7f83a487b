"""What an editor may write as the key of a field: its label, its English name, its aliases."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo


@functools.cache
def spellings_of(part: type[BaseModel]) -> Mapping[str, str]:
    """Every accepted key of a part -> the English name of its field, in the order of the fields.

    Labels and English names go before aliases, and aliases of the class before inherited ones.
    Raises TypeError where a word still means two fields.
    """
    owners: dict[str, str] = {}
    for name, info in part.model_fields.items():
        for word in (info.title or name, name):
            _claim(part, owners, word, name)
    for aliases in _aliases_by_class(part):
        claimed: dict[str, str] = {}
        for word, name in aliases:
            _claim(part, claimed, word, name)
        owners = {**claimed, **owners}
    return {
        word: name
        for name, info in part.model_fields.items()
        for word in (info.title or name, name, *aliases_of(info))
        if owners[word] == name
    }


def aliases_of(info: FieldInfo) -> tuple[str, ...]:
    """The other spellings of a field's label."""
    extra = info.json_schema_extra
    aliases = extra.get("aliases") if isinstance(extra, dict) else ()
    return tuple(map(str, aliases)) if isinstance(aliases, list) else ()


def _claim(part: type[BaseModel], owners: dict[str, str], word: str, name: str) -> None:
    first = owners.setdefault(word, name)
    if first != name:
        raise TypeError(f"{part.__name__}: the word {word} means two fields, {first} and {name}")


def _aliases_by_class(part: type[BaseModel]) -> list[list[tuple[str, str]]]:
    """(alias, name) of the fields of the class itself, then of those of each class above it."""
    groups: list[list[tuple[str, str]]] = []
    remaining = dict(part.model_fields)
    for owner in part.__mro__:
        own = [name for name in inspect.get_annotations(owner) if name in remaining]
        fields = [(name, remaining.pop(name)) for name in own]
        groups.append([(word, name) for name, info in fields for word in aliases_of(info)])
    return groups
