"""What is wrong with a descriptor, in words for whoever writes it; found at import."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shaiquan.kinds.descriptor import Kind, Section
from shaiquan.kinds.fixed_pages import TAKEN_FOLDERS
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.page_parts import BackLinks, Particulars
from shaiquan.model.base import Ref
from shaiquan.model.common import Record
from shaiquan.model.references import find_kinds_at, find_kinds_of_field
from shaiquan.model.shapes import field_shapes, fields_containing, find_nested_part
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of

#: the name of a kind and of a section: a part of addresses and of file names
_NAME = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names that descriptors may use: of kinds and of sections."""

    kinds: frozenset[str]
    sections: frozenset[str]


def find_malformed_parts(kind: Kind) -> Iterator[str]:
    """Parts of another type than they must have: most likely a comma is missing in a tuple."""
    for part in ("index", "columns", "lists", "page", "back_links", "counts", "dates", "summary"):
        if not isinstance(getattr(kind, part), tuple):
            yield f"{part}: a tuple is expected"
    order: Any = kind.order
    if not isinstance(order, int):
        yield "order: a whole number is expected"


def find_faults(kind: Kind, known: KnownNames) -> Iterator[str]:
    """What is missing in a descriptor, and what it names that does not exist."""
    if not _NAME.fullmatch(kind.name):
        yield "name: small letters and _ are expected"
    elif not kind.label:
        yield "no label"
    elif not _is_record_class(kind.model):
        yield f"model: {kind.model!r} is no class of records"
    elif not kind.folder and kind.label in spellings_of(Site):
        yield f"label: {kind.label!r} is a key of site.yml"
    else:
        yield from _find_list_faults(kind, known)
        yield from _find_section_faults(kind, known)
        yield from _find_missing_fields(kind)
        yield from _find_missing_changes(kind)
        yield from _find_beside_faults(kind, known)
        yield from _find_back_link_faults(kind, known)
        yield from _find_unknown_kinds(kind, known)


def _is_record_class(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, Record)


def _find_list_faults(kind: Kind, known: KnownNames) -> Iterator[str]:
    """What its lists lack."""
    if kind.lists and not kind.columns:
        yield "no columns, and its records stand in a list"
    elif kind.columns and kind.lead not in {column.value for column in kind.columns}:
        yield f"lead: no column {kind.lead!r}"
    for place in kind.lists:
        if place.section and place.section not in known.sections:
            yield f"lists: no section {place.section!r}"
        elif not (place.section or kind.section):
            yield "lists: no section, and the kind has none either"


def _find_section_faults(kind: Kind, known: KnownNames) -> Iterator[str]:
    """What its section lacks, and what leads to a section that is not there."""
    if kind.section:
        if not _NAME.fullmatch(kind.section.name):
            yield "section: name: small letters and _ are expected"
        pages = {overview.page.address for overview in OVERVIEWS}
        if kind.section.name in TAKEN_FOLDERS or kind.section.address in pages:
            yield f"section: {kind.section.address} is the address of another page"
        if kind.section.files and kind.section.files not in known.kinds:
            yield f"section: files: no kind {kind.section.files!r}"
    for part in ("home_figure", "card_remark"):
        if getattr(kind, part) and not kind.section:
            yield f"{part}: it leads to a list, and the kind has no section"
    if kind.card_remark and "mechanism" not in kind.index:
        yield "card_remark: 'mechanism' is not in the index"
    if kind.unreleased_at and "disclosure" not in kind.index:
        yield "unreleased_at: 'disclosure' is not in the index: numbers would tell of these records"


def _find_missing_fields(kind: Kind) -> Iterator[str]:
    """Fields that a part of the descriptor names and that the model or the index lacks."""
    fields = frozenset(kind.model.model_fields)
    properties = {name for name in dir(kind.model) if not name.startswith("_")}
    read = [("index", name) for name in kind.index]
    read += [("unreleased_at", kind.unreleased_at)] if kind.unreleased_at else []
    for part, name in read:
        if name not in fields | properties:
            yield f"{part}: {kind.model.__name__} has no field {name!r}"
    for page_part in kind.page:
        for name in page_part.leave_out if isinstance(page_part, Particulars) else ():
            if name not in fields:
                yield f"page: leave_out: {kind.model.__name__} has no field {name!r}"
    for name in kind.search.list_fields():
        if name not in fields:
            yield f"search: {kind.model.__name__} has no field {name!r}"
    for count in kind.counts or ():
        if count.field and count.field not in kind.index:
            yield f"counts: the index has no field {count.field!r}"


def _find_missing_changes(kind: Kind) -> Iterator[str]:
    """The same of its dates and of the sentence about a record."""
    named = [("dates", name) for dated in kind.dates for name in (dated.field, dated.subject)]
    named += [("summary", said.field) for said in kind.summary]
    for part, name in named:
        if name and name not in kind.model.model_fields:
            yield f"{part}: {kind.model.__name__} has no field {name!r}"


def _find_beside_faults(kind: Kind, known: KnownNames) -> Iterator[str]:
    """What is wrong with the files in which its records may stand beside others."""
    beside = kind.beside
    if beside is None:
        return
    if beside.kind not in known.kinds or beside.kind == kind.name:
        yield f"beside: no other kind {beside.kind!r}"
    shape = field_shapes(kind.model).get(beside.parts)
    part = find_nested_part(shape) if shape else None
    if part is None or beside.field not in part.model_fields:
        yield f"beside: {kind.model.__name__} has no {beside.parts}.{beside.field}"
    elif beside.kind not in find_kinds_of_field(part, beside.field):
        yield f"beside: {part.__name__}.{beside.field} never names one"


def _find_back_link_faults(kind: Kind, known: KnownNames) -> Iterator[str]:
    for link in kind.back_links:
        place = f"back_links on {link.on!r}"
        if link.on not in known.kinds:
            yield f"back_links: no kind {link.on!r}"
        for name in (*link.fields, *link.unless):
            named = find_kinds_at(kind.model, name)
            if named is None:
                yield f"{place}: {kind.model.__name__} has no field {name!r}"
            elif link.on not in named:
                yield f"{place}: {kind.model.__name__}.{name} never names one"
        for part in ("by", "among", "not_among"):
            if (name := getattr(link, part)) and name not in kind.index:
                yield f"{place}: {part}: {name!r} is not in the index"
        if not (link.columns or kind.columns):
            yield f"{place}: no columns"
        blanks = {blank for _, blank, _, _ in string.Formatter().parse(link.title) if blank}
        for blank in sorted(blanks - {"count"}):
            yield f"{place}: title: nothing fills {{{blank}}}"


def _find_unknown_kinds(kind: Kind, known: KnownNames) -> Iterator[str]:
    """Kinds that the page or a field names and nobody describes."""
    for part in kind.page:
        for name in part.kinds if isinstance(part, BackLinks) else ():
            if name not in known.kinds:
                yield f"page: no kind {name!r}"
    try:
        fields_containing(kind.model, (Ref,))
    except TypeError as fault:
        yield f"model: {fault}"
    for field in kind.model.model_fields:
        for name in sorted(find_kinds_of_field(kind.model, field) - known.kinds):
            yield f"model: {field} refers to the kind {name!r}, which does not exist"


def find_conflicts(kind: Kind, kinds: Iterable[Kind]) -> Iterator[str]:
    """What another kind has too, and only one may have."""
    others = [other for other in kinds if other is not kind]
    names = {word for other in others for word in (other.name, other.label)}
    for word in (kind.name, kind.label):
        if word in names:
            yield f"another kind is called {word!r}"
    if kind.order in {other.order for other in others}:
        yield f"order: another kind has {kind.order}"
    anchors = {(link.on, link.anchor) for other in others for link in other.back_links}
    for link in kind.back_links:
        if (link.on, link.anchor) in anchors:
            yield f"back_links on {link.on!r}: another kind has the anchor {link.anchor!r}"
    if kind.section:
        sections = (other.section for other in others if other.section)
        yield from _find_section_conflicts(kind.section, sections)


def _find_section_conflicts(section: Section, others: Iterable[Section]) -> Iterator[str]:
    for other in others:
        if other.name == section.name and other != section:
            yield f"another section {section.name!r} exists"
        elif other.name != section.name and other.order == section.order:
            yield f"section: order: another section has {section.order}"
