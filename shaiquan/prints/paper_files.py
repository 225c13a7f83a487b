"""The printed papers of meetings and topics: notice, minutes, decision, register."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.press import ACCESSIBLE
from shaiquan.prints.decision_registers import make_register
from shaiquan.prints.decision_sheets import make_decision_sheet
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.meeting_minutes import make_minutes
from shaiquan.prints.meeting_notices import make_notice
from shaiquan.queries.registers import Register
from shaiquan.views.addresses import file_of
from shaiquan.views.printed_papers import list_papers_of, paper_address, register_address

#: form -> its data; the template has the name of the form
_MAKERS: Mapping[str, Callable[[PublicCatalog, Entry], object | None]] = {
    "notice": make_notice,
    "minutes": make_minutes,
    "decision": make_decision_sheet,
}


def make_paper(
    public: PublicCatalog, id: str, form: str, standard: str = ACCESSIBLE
) -> PrintFile | None:
    """A paper of a meeting or a topic; None where it has none in this form."""
    if form not in list_papers_of(public, public.heads[id]):
        return None
    data = _MAKERS[form](public, public.entries[id])
    document = Print(f"{form}.typ", data, standard)
    return PrintFile(file_of(paper_address(id, form)), document) if data else None


def make_register_file(
    public: PublicCatalog, register: Register, standard: str = ACCESSIBLE
) -> PrintFile | None:
    """The register of a body and a year; None where nothing is entered in it."""
    data = make_register(public, register)
    document = Print("register.typ", data, standard)
    return PrintFile(file_of(register_address(register)), document) if data else None
