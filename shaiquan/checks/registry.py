"""A check: one small function with its code, words, mend and source, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from shaiquan.catalog import Catalog
from shaiquan.problems import Code, Severity
from shaiquan.reading.places import Finding, Spot, finding

#: what a check yields: a value that breaks the rule, and the words of the message
Broken = tuple[Spot, Mapping[str, object]]
Rule = Callable[[Catalog], Iterator[Broken]]

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Check:
    """A rule that a publication must keep; it sees drafts and internal records too."""

    code: Code
    rule: Rule

    def __call__(self, catalog: Catalog) -> Iterator[Finding]:
        for spot, words in self.rule(catalog):
            yield finding(self.code, spot, **words)


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
) -> Callable[[Rule], Check]:
    """Make a check of the decorated function; ``row`` names the seed row or the law."""

    def register(rule: Rule) -> Check:
        return Check(Code(code, severity, zh, en, mend, mend_en, row, example), rule)

    return register
