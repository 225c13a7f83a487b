"""What a check is: one small function, with its code and its texts in one place.

The function is named ``find_`` and what it finds, in the plural: ``find_powers_without_basis``.
A check is either of one record, and then runs for each record of its type, or of the whole
content. A check of one record depends only on what it reads through the catalog, so whoever
notes what it read knows when it must run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, overload

from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.places import Finding, Location, finding
from shaiquan.model.terms import State
from shaiquan.problems import CauseTexts, Code, Severity

#: what a check looks at: a record, or what is made of one (its words, its graph)
Subject = TypeVar("Subject")
Other = TypeVar("Other")
RowValue = TypeVar("RowValue")
#: the value that breaks a rule, and the words of the message; where many records break it for
#: one cause, also the value that is the cause
Violation = tuple[Location, Mapping[str, object]] | tuple[Location, Mapping[str, object], Location]
RecordRule = Callable[[Catalog, Entry, Subject], Iterator[Violation]]
WholeRule = Callable[[Catalog], Iterator[Violation]]

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

#: the states of the records that a check looks at
ANY = frozenset(State)
IN_USE = frozenset((State.DRAFT, State.PUBLISHED))
PUBLISHED = frozenset((State.PUBLISHED,))
WITHDRAWN = frozenset((State.WITHDRAWN,))


@dataclass(frozen=True)
class RecordCheck(Generic[Subject]):
    """A check of one record. It sees drafts and internal records too.

    ``subject`` is the type, or the types, that it looks at: a record type, or what is made of
    a record (``RecordText``, ``UsedGraph``).
    """

    code: Code
    rule: RecordRule[Subject]
    subject: type[Subject] | tuple[type[Subject], ...]
    states: frozenset[State] = ANY

    def __call__(self, catalog: Catalog, entry: Entry, subject: Subject) -> Iterator[Finding]:
        for violation in self.rule(catalog, entry, subject):
            yield _finding_of(self.code, violation)

    def for_subject(
        self, subject: type[Other] | tuple[type[Other], ...], states: frozenset[State] = ANY
    ) -> Callable[[RecordRule[Other]], RecordCheck[Other]]:
        """Make a check with the same code, but of another subject."""
        return lambda rule: RecordCheck(self.code, rule, subject, states)

    def for_whole(self, rule: WholeRule) -> WholeCheck:
        """Make a check with the same code, but of the whole content."""
        return WholeCheck(self.code, rule)


@dataclass(frozen=True)
class WholeCheck:
    """A check of the whole content. It reads heads, not records, where it can."""

    code: Code
    rule: WholeRule

    def __call__(self, catalog: Catalog) -> Iterator[Finding]:
        for violation in self.rule(catalog):
            yield _finding_of(self.code, violation)


def _finding_of(code: Code, violation: Violation) -> Finding:
    location, words, *causes = violation
    found = finding(code, location, **words)
    return replace(found, cause=causes[0]) if causes else found


Check = RecordCheck[Any] | WholeCheck


@overload
def check(
    code: str,
    severity: Severity,
    source: str,
    *,
    zh: str,
    en: str,
    mend: str,
    mend_en: str,
    example: str,
    many: CauseTexts | None = None,
) -> Callable[[WholeRule], WholeCheck]: ...
@overload
def check(
    code: str,
    severity: Severity,
    source: str,
    *,
    subject: type[Subject] | tuple[type[Subject], ...],
    states: frozenset[State] = ANY,
    guards: bool = False,
    zh: str,
    en: str,
    mend: str,
    mend_en: str,
    example: str,
    many: CauseTexts | None = None,
) -> Callable[[RecordRule[Subject]], RecordCheck[Subject]]: ...
def check(
    code: str,
    severity: Severity,
    source: str,
    *,
    subject: Any = None,
    states: frozenset[State] = ANY,
    guards: bool = False,
    zh: str,
    en: str,
    mend: str,
    mend_en: str,
    example: str,
    many: CauseTexts | None = None,
) -> Callable[[Any], Check]:
    """Make a check of the decorated function. ``source`` names the seed row or the law.

    With a ``subject`` the function takes the catalog, an entry and the subject; without one
    the catalog alone. The severity of one that ``guards`` what may be shown cannot be changed.
    ``many`` is said once where many violations have one cause.
    """
    made = Code(code, severity, zh, en, mend, mend_en, source, example, guards, many)
    if subject is None:
        return lambda rule: WholeCheck(made, rule)
    return lambda rule: RecordCheck(made, rule, subject, states)


@dataclass(frozen=True)
class HeadTable(Generic[RowValue]):
    """Rows by key that ``make_rows`` makes of heads and the site alone, once for all records.

    Reading a row is noted. After a change of heads the table is made again; checks whose rows
    are the same need not run again.
    """

    name: str
    make_rows: Callable[[Records], Mapping[str, RowValue]]

    def row(self, records: Records, key: str) -> RowValue | None:
        """Read a row, and note that it was read; None where there is none."""
        records.note_row(self.name, key)
        return records.derive(self.make_rows).get(key)
