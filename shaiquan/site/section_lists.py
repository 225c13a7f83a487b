"""The list of each section of the site, planned from heads: which records, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind, Section
from shaiquan.kinds.registry import KINDS, SECTIONS, check_functions, kinds_in, list_places
from shaiquan.queries.linked import list_naming
from shaiquan.site.found_functions import find_functions
from shaiquan.site.record_groupings import MakeParts, ids_of, make_records_part
from shaiquan.site.tasks import Facts, ListPart, Outline
from shaiquan.views.addresses import data_files, record_address

PAGES = {name: section.page for name, section in SECTIONS.items()}
#: name that a descriptor gives -> what makes the parts of a list
GROUPINGS: Mapping[str, MakeParts] = find_functions("_groupings", "GROUPINGS")
check_functions(
    "grouping", ((kind, place.grouping) for kind in KINDS for place in kind.lists), GROUPINGS
)


def outline_sections(public: PublicCatalog, facts: Facts) -> Iterator[Outline]:
    """The lists of the sections that have records."""
    for section in SECTIONS.values():
        kinds = kinds_in(section)
        present = [kind for kind in kinds if public.ids_of(kind.name)]
        if present:
            yield Outline(
                section.name,
                tuple(_make_parts(public, facts, section)),
                _count_withheld(public, kinds),
                _choose_data_files(section, present),
                _choose_main(section, present).name,
            )


def _make_parts(public: PublicCatalog, facts: Facts, section: Section) -> Iterator[ListPart]:
    yield from _link_tags(public, section)
    for kind, place in list_places(section):
        yield from GROUPINGS[place.grouping](public, facts, kind, place)
    yield from _list_withdrawn(public, section)


def _link_tags(public: PublicCatalog, section: Section) -> Iterator[ListPart]:
    """The tags that records of the list have: the page of each lists them."""
    rows = tuple(row for tag in public.heads_of("tag") for row in _link_tag(public, section, tag))
    if rows:
        yield ListPart("choices", "按标签", "_by-tag", rows, ("",))


def _link_tag(
    public: PublicCatalog, section: Section, tag: Head
) -> Iterator[tuple[str, str, int, str]]:
    for kind in kinds_in(section):
        if ids := list_naming(public, tag.id, kind.name, "tags"):
            address = f"{record_address(tag.kind, tag.id)}#{kind.file_name}"
            yield "", tag.name, len(ids), address


def _list_withdrawn(public: PublicCatalog, section: Section) -> Iterator[ListPart]:
    """The withdrawn records come last, kind by kind: no other number counts them."""
    kinds = [(kind, _list_out_of_use(public, kind)) for kind in kinds_in(section)]
    withdrawn = [(kind, ids) for kind, ids in kinds if ids]
    for number, (kind, ids) in enumerate(withdrawn):
        title = "已撤回" if len(withdrawn) == 1 else f"已撤回的{kind.label}"
        yield make_records_part(
            kind, title, f"_withdrawn{f'-{kind.file_name}' * (number > 0)}", ids
        )


def _list_out_of_use(public: PublicCatalog, kind: Kind) -> tuple[str, ...]:
    return ids_of(head for head in public.heads_of(kind.name) if not head.in_use)


def _count_withheld(public: PublicCatalog, kinds: tuple[Kind, ...]) -> tuple[tuple[str, str], ...]:
    number = sum(public.unreleased_counts.get(kind.name, 0) for kind in kinds)
    return (("withheld", f"另有 {number} 项依法不予公开。"),) if number else ()


def _choose_data_files(section: Section, present: list[Kind]) -> tuple[tuple[str, str], ...]:
    """The open data that the list offers."""
    return data_files(_choose_main(section, present))


def _choose_main(section: Section, present: list[Kind]) -> Kind:
    """The main kind of a section, else the first with records."""
    main = [kind for kind in present if kind.name == section.files]
    return (main or present)[0]
