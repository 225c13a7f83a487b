"""Texts that are withheld: no file of the site may say one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.ledger import Edition
from shaiquan.model.record_texts import find_texts
from shaiquan.model.site import Site

#: shorter texts are too common to tell whether one leaked
SHORTEST_TEXT = 6
#: fields that say nothing of the matter; a mark is on paper, and its page must be found
_FORMAL_FIELDS = frozenset(("id", "mark", "disclosure", "review", "withheld", "reason"))


def find_withheld_texts(
    catalog: Catalog, public: Mapping[str, Entry], site: Site
) -> tuple[str, ...]:
    """Texts of what is not in ``public``, and that nothing public says too.

    Editions repeat what other records say, or said once: they make no text public or withheld.
    """
    unreleased = find_unreleased_texts(catalog, public)
    public_text = _join_texts(public, site) if unreleased else ""
    return tuple(text for text in unreleased if text not in public_text)


def find_unreleased_texts(catalog: Catalog, public: Mapping[str, Entry]) -> tuple[str, ...]:
    """Lines of records and fields that are not in ``public``, whether or not others say them."""
    return tuple(
        dict.fromkeys(
            line
            for text in _list_unreleased(catalog, public)
            for line in map(str.strip, text.splitlines())
            if len(line) >= SHORTEST_TEXT
        )
    )


def _list_unreleased(catalog: Catalog, public: Mapping[str, Entry]) -> Iterator[str]:
    """The texts of each record that is not public as it stands."""
    for id, entry in catalog.entries.items():
        released = public.get(id)
        whole = released is not None and released.record is entry.record
        if not whole and entry.kind.model is not Edition:
            yield from (
                text for path, text in find_texts(entry.record) if path[0] not in _FORMAL_FIELDS
            )


def _join_texts(public: Mapping[str, Entry], site: Site) -> str:
    """All that the public records say, each text once."""
    records = [entry.record for entry in public.values() if entry.kind.model is not Edition]
    return "\n".join({text: None for part in (*records, site) for _, text in find_texts(part)})
