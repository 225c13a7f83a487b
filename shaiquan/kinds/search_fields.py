"""By what the search finds the records of a kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """What the search knows of a record beside what all have: names, id, code, unit, state, texts.

    Each names fields. ``bodies``: whoever is named there, in parts below too; those named first are
    shown beside the hit. ``category``: the record by whose name hits can be chosen. ``level``: a
    term, such as that of a risk. ``codes``: by which else it is found. ``state``: what a published
    record is said to be instead; a name of ``search.name_rows.STATES`` where no field says it.
    """

    bodies: tuple[str, ...] = ()
    category: str = ""
    level: str = ""
    codes: tuple[str, ...] = ()
    state: str = ""

    def list_fields(self) -> tuple[str, ...]:
        """The fields that it names."""
        single = (self.category, self.level)
        return (*self.bodies, *filter(None, single), *self.codes)


#: of a kind that is found by what all have
NAMES_ALONE = Search()
