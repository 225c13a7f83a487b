"""All kinds, in reading order: every descriptor in a module of this room.

A new module is found by itself; nothing here has to be touched for it.
"""

from __future__ import annotations

import copyreg
import importlib
import pkgutil
from collections.abc import Iterable, Iterator

import shaiquan.kinds
from shaiquan.kinds.descriptor import Kind, KindError, ListPlace, Section
from shaiquan.kinds.descriptor_checks import (
    KnownNames,
    find_conflicts,
    find_faults,
    find_malformed_parts,
)
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.page_parts import BASIS_WORDS, COUNTED, PARTICULARS, Custom, Particulars, Text
from shaiquan.model.base import Citation
from shaiquan.model.shapes import fields_containing

#: the modules of this room that hold no descriptor
_WITHOUT_DESCRIPTOR = frozenset(
    (
        *("descriptor", "descriptor_checks", "page_parts", "registry"),
        *("fixed_pages", "glossary_page", "overviews", "search_fields", "sections"),
    )
)


def _read_descriptors() -> Iterator[Kind]:
    for module in pkgutil.iter_modules(shaiquan.kinds.__path__):
        if module.name not in _WITHOUT_DESCRIPTOR:
            values = vars(importlib.import_module(f"shaiquan.kinds.{module.name}")).values()
            kinds = [value for value in values if isinstance(value, Kind)]
            if not kinds:
                raise KindError(f"kinds/{module.name}.py: no descriptor, no Kind(...)")
            yield from kinds


def check_kinds(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """The kinds in order. Raises KindError for a fault of one, or where two contradict."""
    kinds = tuple(kinds)
    for kind in kinds:
        for fault in find_malformed_parts(kind):
            raise KindError(f"kind {kind.name!r}: {fault}")
    ordered = tuple(sorted(kinds, key=lambda kind: kind.order))
    sections = {kind.section.name: kind.section for kind in ordered if kind.section}
    known = KnownNames(frozenset(kind.name for kind in ordered), frozenset(sections))
    for kind in ordered:
        for fault in (*find_faults(kind, known), *find_conflicts(kind, ordered)):
            raise KindError(f"kind {kind.name!r}: {fault}")
    return ordered


KINDS = check_kinds(dict.fromkeys(_read_descriptors()))
KIND = {kind.name: kind for kind in KINDS}


def _list_kinds_of(folder: str) -> tuple[Kind, ...]:
    """The kinds whose folder it is, then those that may stand beside them."""
    own = tuple(kind for kind in KINDS if kind.folder == folder)
    names = {kind.name for kind in own}
    return own + tuple(kind for kind in KINDS if kind.beside and kind.beside.kind in names)


#: folder -> kinds that may be written there, the first being the one meant by default
FOLDERS = {
    folder: _list_kinds_of(folder)
    for folder in dict.fromkeys(kind.folder for kind in KINDS if kind.folder)
}
#: a key of ``site.yml`` -> the kind whose records stand below it
SITE_KINDS = {
    word: kind for kind in KINDS if not kind.folder for word in (kind.label, f"{kind.name}s")
}
#: name -> section, in the order of the navigation
SECTIONS = {
    section.name: section
    for section in sorted(
        {kind.section for kind in KINDS if kind.section}, key=lambda section: section.order
    )
}


#: overview -> the sections for which it stands in the navigation, where they have records
GROUPS = {
    overview.page.name: sections
    for overview in OVERVIEWS
    if (sections := tuple(s for s in SECTIONS.values() if s.group == overview.page.name))
}


def unpickle_kind(name: str) -> Kind:
    return KIND[name]


#: a kind is one object in each process, so only its name is pickled
copyreg.pickle(Kind, lambda kind: (unpickle_kind, (kind.name,)))


def find_kind_by_word(word: str, among: tuple[Kind, ...] = KINDS) -> Kind | None:
    """The kind that an editor calls ``word``: 权力事项, power or powers."""
    for kind in among:
        if word in (kind.label, kind.name) or (word == kind.folder and kind is among[0]):
            return kind
    return None


def kinds_in(section: Section) -> tuple[Kind, ...]:
    """The kinds whose pages are in a section."""
    return tuple(kind for kind in KINDS if kind.section == section)


def list_places(section: Section) -> tuple[tuple[Kind, ListPlace], ...]:
    """The parts of the list of a section, in order."""
    places = [(kind, place) for kind in KINDS for place in kind.places_in(section)]
    return tuple(sorted(places, key=lambda pair: pair[1].order))


def list_parts(kind: Kind) -> tuple[str, ...]:
    """The titles of the sections that a page of the kind may have, without numbers."""
    return tuple(dict.fromkeys(_list_titles(kind)))


def _list_titles(kind: Kind) -> Iterator[str]:
    for part in kind.page:
        if isinstance(part, Particulars):
            yield PARTICULARS
        elif isinstance(part, Text) and part.title:
            yield part.title
        elif isinstance(part, Custom):
            yield from part.titles
            yield from (other.label for other in KINDS if part.by_kind)
    if fields_containing(kind.model, (Citation,)):
        yield BASIS_WORDS
    for link in (link for other in KINDS for link in other.back_links if link.on == kind.name):
        yield link.title.replace(COUNTED, "")


def require_index(name: str, *fields: str) -> None:
    """Said by a module that reads these fields of the heads of a kind.

    Raises KindError, when the module is imported, where the index of the kind lacks one.
    """
    for field in fields:
        if field not in KIND[name].index:
            raise KindError(f"kind {name!r}: index: {field!r} is missing, and lists read it")


def check_functions(what: str, names: Iterable[tuple[Kind, str]], functions: Iterable[str]) -> None:
    """Raises KindError unless descriptors name all functions of a table and no others.

    ``what`` says what the names are called, such as a column; ``names`` has each with its kind.
    """
    unused = dict.fromkeys(functions)
    known = frozenset(unused)
    for kind, name in names:
        if name not in known:
            raise KindError(f"kind {kind.name!r}: {what} {name!r}: nothing makes it")
        unused.pop(name, None)
    for name in unused:
        raise KindError(f"{what} {name!r}: no descriptor asks for it")


def check_overviews(outlines: Iterable[str]) -> None:
    """Raises KindError unless each page of the whole has an outline and stands in a section."""
    missing = dict.fromkeys(outlines)
    for page in (overview.page for overview in OVERVIEWS):
        if page.name not in missing:
            raise KindError(f"overview {page.name!r}: no outline, or another one has the name")
        missing.pop(page.name)
        for section in (page.section, page.parent):
            if section and section not in SECTIONS and section not in GROUPS:
                raise KindError(f"overview {page.name!r}: no section {section!r}")
    for name in missing:
        raise KindError(f"outline {name!r}: no overview has it")
