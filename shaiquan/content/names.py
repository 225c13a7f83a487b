"""Which record a word names: by id, by 名称 or by 简称, in the own unit before the site."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from shaiquan.content.raw_records import RawRecord
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.base import Ref, UnresolvedReference


@dataclass(frozen=True, slots=True)
class Named:
    """What the index keeps of a record: enough to resolve and to say where it is."""

    kind: str
    id: str
    name: str
    short: str
    unit: str
    raw: RawRecord

    @property
    def where(self) -> str:
        return f"{self.raw.kind.label} {self.id}（{self.raw.path}）"


def _text(raw: RawRecord, field: str) -> str:
    value = raw.values.get(field)
    return value.strip() if isinstance(value, str) else ""


class Names:
    """The index of all records, good or bad, so that one mistake does not make many."""

    def __init__(self, raws: Iterable[RawRecord]) -> None:
        raws = tuple(raws)
        self._bodies: dict[str, str] = {}
        for raw in raws:
            if raw.kind.name == "body" and (own := _text(raw, "id").lower()):
                for word in (own, _text(raw, "name"), _text(raw, "short")):
                    if word:
                        self._bodies.setdefault(word, own)
        self.all = tuple(self._named(raw) for raw in raws if _text(raw, "id"))
        self._ids = {each.id: each for each in reversed(self.all)}
        self._words: defaultdict[tuple[str, str], list[Named]] = defaultdict(list)
        for each in self.all:
            for word in {each.name, each.short} - {""}:
                self._words[each.kind, word].append(each)
        #: by unit what was resolved before; most words are written many times
        self._met: defaultdict[str, dict[tuple[str, tuple[str, ...]], Ref]] = defaultdict(dict)

    def _named(self, raw: RawRecord) -> Named:
        return Named(
            raw.kind.name,
            _text(raw, "id").lower(),
            _text(raw, "name"),
            _text(raw, "short"),
            self.unit_of(raw),
            raw,
        )

    def unit_of(self, raw: RawRecord) -> str:
        """The id of the body whose record it is; empty where none is given or known."""
        text = _text(raw, "unit")
        found = self._bodies.get(text) or self._bodies.get(text.lower())
        return found or (self._bodies_simplified.get(simplified(text), "") if text else "")

    def within(self, unit: str) -> Within:
        """The resolver for the records of a unit; for those of none, if ``unit`` is empty."""
        return Within(self, unit, self._met[unit])

    def resolve(self, text: str, kinds: tuple[str, ...], unit: str = "") -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises Unresolved."""
        by_id = self._ids.get(text.lower())
        if by_id is not None and by_id.kind in kinds:
            return Ref(by_id.kind, by_id.id, by_id.short or by_id.name)
        found = [each for kind in kinds for each in self._words.get((kind, text), ())]
        found = found or self._in_other_script(text, kinds)
        own = [each for each in found if unit and each.unit == unit]
        found = own or found
        if len(found) == 1:
            return Ref(found[0].kind, found[0].id, text)
        if found:
            raise UnresolvedReference(tuple(each.id for each in found))
        words = {w for each in self.all if each.kind in kinds for w in (each.name, each.short)}
        raise UnresolvedReference(suggestion=suggest_spelling(text, sorted(words - {""})))

    def _in_other_script(self, text: str, kinds: tuple[str, ...]) -> list[Named]:
        """Records whose name is the same word in traditional or simplified characters (S3-01)."""
        word = simplified(text)
        return [each for kind in kinds for each in self._simplified.get((kind, word), ())]

    @functools.cached_property
    def _bodies_simplified(self) -> dict[str, str]:
        return {simplified(word): own for word, own in reversed(self._bodies.items())}

    @functools.cached_property
    def _simplified(self) -> dict[tuple[str, str], list[Named]]:
        found: defaultdict[tuple[str, str], list[Named]] = defaultdict(list)
        for (kind, word), held in self._words.items():
            found[kind, simplified(word)] += held
        return dict(found)


@functools.cache
def _converter() -> Any:
    """Characters only: the phrase tables for Taiwan would turn 运行 into 執行."""
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """A text in simplified characters, for comparing."""
    return text if text.isascii() else str(_converter().convert(text))


@dataclass(frozen=True, slots=True)
class Within:
    """A resolver for the records of one unit (pydantic's ``context``)."""

    names: Names
    unit: str
    #: what was resolved before in the unit
    met: dict[tuple[str, tuple[str, ...]], Ref] = field(default_factory=dict, compare=False)

    def resolve(self, text: str, kinds: tuple[str, ...]) -> Ref:
        """The record of one of ``kinds`` that ``text`` names; raises Unresolved."""
        ref = self.met.get((text, kinds))
        if ref is None:
            ref = self.met[text, kinds] = self.names.resolve(text, kinds, self.unit)
        return ref
