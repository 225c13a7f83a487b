"""Texts that were kept back: no file of the site may say one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.ledger import Edition
from shaiquan.model.record_texts import find_texts
from shaiquan.model.site import Site

#: shorter texts are too common to tell whether one leaked
LEAST_SECRET = 6
#: fields that say nothing of the matter; a mark is printed on paper and its page must answer
_NO_MATTER = frozenset(("id", "mark", "disclosure", "review", "withheld", "reason"))


def secret_texts(catalog: Catalog, shown: Mapping[str, Entry], site: Site) -> tuple[str, ...]:
    """Texts of records and fields that are not ``shown`` and that nothing public says too.

    Editions repeat what other records say, or said once: they make no text public or secret.
    """
    hidden = hidden_texts(catalog, shown)
    said = _said(shown, site) if hidden else ""
    return tuple(line for line in hidden if line not in said)


def hidden_texts(catalog: Catalog, shown: Mapping[str, Entry]) -> tuple[str, ...]:
    """Lines of records and fields that are not ``shown``, whether or not others say them too."""
    return tuple(
        dict.fromkeys(
            line
            for text in _hidden(catalog, shown)
            for line in map(str.strip, text.splitlines())
            if len(line) >= LEAST_SECRET
        )
    )


def _hidden(catalog: Catalog, shown: Mapping[str, Entry]) -> Iterator[str]:
    for id, entry in catalog.entries.items():
        kept = shown.get(id)
        if (kept is None or kept.record is not entry.record) and entry.kind.model is not Edition:
            yield from (
                text for path, text in find_texts(entry.record) if path[0] not in _NO_MATTER
            )


def _said(shown: Mapping[str, Entry], site: Site) -> str:
    """All that the public records say, each text once."""
    records = [entry.record for entry in shown.values() if entry.kind.model is not Edition]
    return "\n".join({text: None for part in (*records, site) for _, text in find_texts(part)})
