"""The forms in which a sheet is printed, and their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a build after no change needs none of the model
    from shaiquan.model.procedures import Procedure

#: form -> its name for readers; the form is the end of the file name
FORMS = {
    "a3": "挂图 PDF A3",
    "a4": "A4",
    "a2": "A2",
    "a1": "A1",
    "a3-tiled": "A3 拼图（用 A4 纸打印）",
    "card": "明白卡",
}

#: the forms that ``build`` makes; ``print`` makes all
DEFAULT_FORMS = ("a3",)


def has_card(procedure: Procedure) -> bool:
    """Whether a card of a procedure is printed (S0-14): of each for a wall, and where asked."""
    return procedure.in_use and (procedure.wall or procedure.card)


def list_forms_of(procedure: Procedure, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the forms that are printed of a procedure."""
    if procedure.wall:
        return forms
    return tuple(form for form in forms if form == "card" and has_card(procedure))


class BookletLink(NamedTuple):
    """A booklet: the name of the list on whose page it can be had, its title, its address; of a
    compilation also the id of its unit."""

    page: str
    title: str
    address: str
    unit: str = ""


def form_address(id: str, form: str) -> str:
    """The address of a printed form of a procedure.

    >>> form_address("zdsx", "a3")
    '/print/zdsx-a3.pdf'
    """
    return f"/print/{id}-{form}.pdf"
