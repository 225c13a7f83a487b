"""Which papers are printed of a meeting and of a topic, and their addresses (S1-12, S1-18, S1-30).

Told from heads, so that the plan of a build, the pages with the links and the prints agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.content.heads import Head
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import require_index
from shaiquan.model.decision_terms import COMING, MeetingState, Outcome
from shaiquan.queries.linked import list_naming
from shaiquan.queries.registers import Register, find_meeting_state

require_index("meeting", "at", "minutes")
require_index("topic", "meetings", "outcomes", "exempt")

#: form -> its name for readers; the form is the end of the file name
PAPER_NAMES = {"notice": "会议通知和议程", "minutes": "会议纪要", "decision": "决定公告"}

#: under which booklets name the registers of decisions, which stand on no list together
REGISTERS = "decision registers"


def list_papers(public: PublicCatalog) -> Iterator[tuple[str, str]]:
    """(id of the record, form) of every paper."""
    for kind in ("meeting", "topic"):
        for head in public.heads_of(kind):
            yield from ((head.id, form) for form in list_papers_of(public, head))


def list_papers_of(public: PublicCatalog, head: Head) -> tuple[str, ...]:
    """The forms of the papers of a record."""
    if not head.in_use:
        return ()
    if head.kind == "meeting":
        return _list_papers_of_meeting(public, head)
    if head.kind == "topic" and _is_to_be_announced(head):
        return ("decision",)
    return ()


def _list_papers_of_meeting(public: PublicCatalog, head: Head) -> tuple[str, ...]:
    """A notice before the meeting; minutes once there are some and anything to tell."""
    state = find_meeting_state(head, public.as_of)
    if state in COMING:
        return ("notice",)
    has_topics = list_naming(public, head.id, "topic", "deliberations")
    written = state is MeetingState.HELD and head.index["minutes"] and head.index["at"]
    return ("minutes",) if written and has_topics else ()


def _is_to_be_announced(topic: Head) -> bool:
    """Whether a topic was passed, and its decision goes to the public."""
    return Outcome.PASSED.value in topic.index["outcomes"] and not topic.index["exempt"]


def paper_address(id: str, form: str) -> str:
    """The address of a paper of a record.

    >>> paper_address("hy-12", "minutes")
    '/print/hy-12-minutes.pdf'
    """
    return f"/print/{id}-{form}.pdf"


def register_address(register: Register) -> str:
    """The address of the decisions of a body in a year.

    >>> register_address(Register("dw", 2026))
    '/print/register-dw-2026.pdf'
    """
    return f"/print/register-{register.body}-{register.year}.pdf"
