"""What is withheld: texts, names and ids that no file of the site may say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.disclosure.word_forms import TextFinder, WithheldText, strip_signs
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Citation, Part, Ref
from shaiquan.model.ledger import Edition
from shaiquan.model.record_texts import find_texts
from shaiquan.model.shapes import Path, find_field
from shaiquan.model.site import Site
from shaiquan.model.terms import Term

#: shorter texts are too common to tell whether one leaked, unless one stands alone as a name
SHORTEST_TEXT = 6
#: one character is in every file
_SHORTEST_NAME = 2
#: fields that say nothing of the matter; a mark is on paper, and its page must be found
_FORMAL_FIELDS = frozenset(
    ("id", "mark", "disclosure", "review", "withheld", "exemptions", "reason")
)
_NAMES = ("name", "short")
#: who is to take a post, as short as names are
_CANDIDATES, _PERSON = "candidates", "person"


def find_withheld_texts(
    catalog: Catalog, public: Mapping[str, Entry], site: Site, public_ids: Iterable[str] = ()
) -> tuple[WithheldText, ...]:
    """What is not in ``public``, and what nothing public says too.

    Editions repeat what other records say, or said once: they make no text public or withheld.
    ``public_ids`` are ids that are known though their records are not public.
    """
    withheld = tuple(dict.fromkeys(_list_withheld(catalog, public)))
    if not withheld:
        return ()
    known = {*public, *public_ids}
    bare = {one.text: strip_signs(one.text) for one in withheld if one.type != "id"}
    said = TextFinder(bare.values()).find(join_public_words(public, site))
    return tuple(
        one
        for one in withheld
        if (one.text not in known if one.type == "id" else bare[one.text] not in said)
    )


def join_public_words(public: Mapping[str, Entry], site: Site) -> str:
    """All that the public records say and that the program says of any, in the form in which
    texts are compared: each once."""
    records = (entry.record for entry in public.values() if entry.kind.model is not Edition)
    words = dict.fromkeys(_list_vocabulary())
    for part in (*records, site):
        words |= dict.fromkeys(_list_words(part))
    return "\n".join(map(strip_signs, words))


def _list_withheld(catalog: Catalog, public: Mapping[str, Entry]) -> Iterator[WithheldText]:
    """What each record says that is not public as it stands, but for editions."""
    for id, entry in catalog.entries.items():
        released = public.get(id)
        if entry.kind.model is Edition or (released and released.record is entry.record):
            continue
        if released is None:
            yield WithheldText("id", id, _describe_place(entry, ("id",)))
        shown = {text for _, text in find_texts(released.record)} if released else set()
        for path, text in find_texts(entry.record):
            if path[0] not in _FORMAL_FIELDS and text not in shown:
                yield from _list_lines(entry, path, text)


def _list_lines(entry: Entry, path: Path, text: str) -> Iterator[WithheldText]:
    """The lines of a text that are long enough; a short name, too."""
    origin = _describe_place(entry, path)
    for line in map(str.strip, text.splitlines()):
        length = len(strip_signs(line))
        if length >= SHORTEST_TEXT:
            yield WithheldText("text", line, origin)
        elif length >= _SHORTEST_NAME and _is_name(path):
            yield WithheldText("name", line, origin)


def _is_name(path: Path) -> bool:
    return path[0] in _NAMES or (path[0] == _CANDIDATES and path[-1] == _PERSON)


def _describe_place(entry: Entry, path: Path) -> str:
    """The record and the field, for whoever wrote them."""
    label, _ = find_field(entry.kind.model, path)
    return f"{entry.path} {entry.kind.label} {entry.id} {label}"


def _list_words(value: Any) -> Iterator[str]:
    """Whatever a page may say of a value."""
    if isinstance(value, Part | tuple | dict):
        for inner in _list_inner_values(value):
            yield from _list_words(inner)
    elif isinstance(value, Citation):
        yield f"{value.rule.text}{value.tail}"
        yield value.quote
    elif isinstance(value, Ref):
        yield value.text
    elif value is not None and not isinstance(value, bool | Term):
        yield str(value)


def _list_inner_values(value: Part | tuple[Any, ...] | dict[Any, Any]) -> Iterable[Any]:
    if isinstance(value, Part):
        return value.__dict__.values()
    return (*value, *value.values()) if isinstance(value, dict) else value


def _list_vocabulary() -> Iterator[str]:
    """The program's own words: what any site says."""
    for kind in KINDS:
        yield kind.label
        yield kind.section.title if kind.section else ""
        for _, label in kind.model.field_labels():
            yield label
    for term in Term.__subclasses__():
        yield from (member.label for member in term)
