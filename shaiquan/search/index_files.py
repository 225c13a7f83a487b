"""The files of the index, and the table that tells the search what it needs beside the rows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from shaiquan.content.suggestions import to_simplified
from shaiquan.content.traditional import make_converter
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.site import Site
from shaiquan.model.terms import OtherEdition, State
from shaiquan.search.characters import collect_characters, list_sounds, list_variants
from shaiquan.search.scripts import write_call
from shaiquan.views.addresses import make_relative, sheet_address

#: the page of the search: links in the index start there
_PAGE = "search/index.html"
#: the index of names, what belongs to it, and the full text, in one file or several
NAMES, TABLE = "search/names.js", "search/table.js"
_TEXTS = "search/text-{}.js"


#: a word of the site, as the traditional edition has it
OwnWords = tuple[tuple[str, str], ...]


def list_own_words(site: Site) -> OwnWords | None:
    """The site's own traditional words; None where it has no traditional edition, and so no index
    in such characters."""
    wanted = OtherEdition.TRADITIONAL in site.editions
    return tuple(site.traditional.items()) if wanted else None


def searched_kinds(public: PublicCatalog) -> tuple[Kind, ...]:
    """The kinds whose records are found: those that have a place on a page."""
    return tuple(kind for kind in KINDS if kind.address("x") and public.ids_of(kind.name))


def name_text_file(number: int) -> str:
    """The file of a part of the full text; the first is 1."""
    return _TEXTS.format(number)


def list_characters(public: PublicCatalog) -> str:
    """The characters of all names that are found."""
    heads = (head for kind in searched_kinds(public) for head in public.heads_of(kind.name))
    return collect_characters(text for head in heads for text in (head.name, head.short))


def write_table(
    public: PublicCatalog,
    characters: str,
    marks: Iterable[tuple[str, str]],
    text_files: int,
    own: OwnWords | None = None,
) -> str:
    """Kinds with their addresses, sounds and forms of the characters, synonyms, the marks of all
    sheets, the files of the full text. With ``own`` words, even none, the table is in traditional
    characters."""
    convert = str if own is None else make_converter(own)
    kinds = sorted(searched_kinds(public), key=_place_of)
    synonyms = [[convert(word) for word in group] for group in _list_synonyms(public)]
    table: dict[str, Any] = {
        "kinds": [_describe_kind(kind, convert) for kind in kinds],
        "sounds": list_sounds(characters),
        "variants": list_variants(characters),
        "synonyms": [*synonyms, *_list_own_spellings(own or ())],
        "marks": [_link(sheet_address(*pair)) for pair in marks],
        "published": convert(State.PUBLISHED.label),
        "withdrawn": convert(State.WITHDRAWN.label),
        "texts": [_link(f"/{name_text_file(n)}") for n in range(1, text_files + 1)],
    }
    return write_call("setTable", table)


def _place_of(kind: Kind) -> tuple[int, int]:
    """Where a kind stands among what is found: as in the navigation, those without a list last."""
    return (kind.section.order if kind.section else sys.maxsize, kind.order)


def _describe_kind(kind: Kind, convert: Callable[[str], str]) -> list[str]:
    """Name, label, address of a record with ``{id}`` for its id; the labels of what is shown."""
    fields = kind.search
    category = kind.model.label_of(fields.category) if fields.category else ""
    level = kind.model.label_of(fields.level) if fields.level else ""
    label, category, level = map(convert, (kind.label, category, level))
    return [kind.name, label, _link(kind.address("{id}")), category, level]


def _list_synonyms(public: PublicCatalog) -> Iterator[list[str]]:
    """A word, then those that are looked for with it."""
    for word, others in public.site.synonyms.items():
        yield [word, *others]


def _list_own_spellings(own: OwnWords) -> Iterator[list[str]]:
    """Words that stand otherwise in the traditional edition: who writes them as they were finds
    them too."""
    yield from ([word, other] for word, other in own if to_simplified(other) != word)


def _link(address: str) -> str:
    return make_relative(address, _PAGE)
