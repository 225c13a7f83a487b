"""A check: one small function with its code, words, mend and source, in one place.

A rule is either of one record, and then asked of every record of its type, or of the whole.
A rule of one record depends on nothing but what it reads through the catalog, so whoever
notes what it read knows when it must be asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.places import Finding, Spot, finding
from shaiquan.model.terms import State
from shaiquan.problems import Code, Severity

#: what a rule is given of a record: the record itself, its words, its graph
G = TypeVar("G")
V = TypeVar("V")
#: what a check yields: a value that breaks the rule, and the words of the message
Broken = tuple[Spot, Mapping[str, object]]
CheckRule = Callable[[Catalog, Entry, G], Iterator[Broken]]
WholeRule = Callable[[Catalog], Iterator[Broken]]

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

#: of records in which states a rule is asked
ANY = frozenset(State)
USED = frozenset((State.DRAFT, State.PUBLISHED))
PUBLISHED = frozenset((State.PUBLISHED,))
WITHDRAWN = frozenset((State.WITHDRAWN,))


@dataclass(frozen=True)
class OfRecord(Generic[G]):
    """A rule of one record; it sees drafts and internal records too.

    ``each`` is the type, or the types, that it is asked of: a record type, or what is made
    of a record (``Said``, ``Drawn``).
    """

    code: Code
    rule: CheckRule[G]
    each: type[G] | tuple[type[G], ...]
    states: frozenset[State] = ANY

    def __call__(self, catalog: Catalog, entry: Entry, given: G) -> Iterator[Finding]:
        for spot, words in self.rule(catalog, entry, given):
            yield finding(self.code, spot, **words)

    def also(
        self, each: type[V], states: frozenset[State] = ANY
    ) -> Callable[[CheckRule[V]], OfRecord[V]]:
        """The same code, asked of another type by the decorated function."""
        return lambda rule: OfRecord(self.code, rule, each, states)

    def of_whole(self, rule: WholeRule) -> OfWhole:
        """The same code, asked of the whole by the decorated function."""
        return OfWhole(self.code, rule)


@dataclass(frozen=True)
class OfWhole:
    """A rule that no record can be asked alone. It reads heads, not records, where it can."""

    code: Code
    rule: WholeRule

    def __call__(self, catalog: Catalog) -> Iterator[Finding]:
        for spot, words in self.rule(catalog):
            yield finding(self.code, spot, **words)


Check = OfRecord[Any] | OfWhole


@overload
def check(
    code: str,
    severity: Severity,
    row: str,
    *,
    zh: str,
    en: str,
    mend: str,
    mend_en: str,
    example: str,
) -> Callable[[WholeRule], OfWhole]: ...
@overload
def check(
    code: str,
    severity: Severity,
    row: str,
    *,
    each: type[G] | tuple[type[G], ...],
    states: frozenset[State] = ANY,
    zh: str,
    en: str,
    mend: str,
    mend_en: str,
    example: str,
) -> Callable[[CheckRule[G]], OfRecord[G]]: ...
def check(
    code: str, severity: Severity, row: str, *,
    each: Any = None, states: frozenset[State] = ANY,
    zh: str, en: str, mend: str, mend_en: str, example: str,
) -> Callable[[Any], Check]:  # fmt: skip
    """Make a check of the decorated function; ``row`` names the seed row or the law.

    With ``each`` the function is given the catalog, an entry and what it is asked of;
    without it the catalog alone.
    """
    made = Code(code, severity, zh, en, mend, mend_en, row, example)
    if each is None:
        return lambda rule: OfWhole(made, rule)
    return lambda rule: OfRecord(made, rule, each, states)


@dataclass(frozen=True)
class HeadTable(Generic[V]):
    """A table by key that ``work`` makes of heads and the site alone, once for all records.

    Whoever reads a row says so; it is worked out again when heads change, and what read a
    row that is still the same need not be asked again.
    """

    name: str
    work: Callable[[Records], Mapping[str, V]]

    def row(self, records: Records, key: str) -> V | None:
        records.saw(self.name, key)
        return records.kept(self.work).get(key)
