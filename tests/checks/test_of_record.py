"""What is wrong with one record is asked alone, and follows from what was read on the way."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from shaiquan.checks import checking, runner
from shaiquan.checks.checking import check_content
from shaiquan.content.catalog import Catalog, Entry, Records
from shaiquan.content.heads import Head
from shaiquan.content.places import Finding
from shaiquan.content.resolving import find_mentions
from shaiquan.model.terms import State
from shaiquan.queries.relations import answered, governors, leaders
from tests.conftest import IS_SAMPLE, ROOT, MakeSite
from tests.support import sections

V = TypeVar("V")
Notes = set[tuple[str, str]]
BAD = sorted((ROOT / "tests" / "sites" / "bad").glob("*.txt"))

#: sites of which a record is wrong, or is not, because of another
RELATED = [
    "area-governed-twice-1", "area-without-governor-1", "body-below-itself-1",
    "branch-without-tier-1", "cites-repealed-1", "core-rule-missing-1", "core-rule-twice-1",
    "declared-number-1", "high-risk-without-step-1", "leader-without-power-1",
    "post-unfilled-1", "posting-twice-1", "posting-unregistered-1", "power-held-twice-1",
    "power-numbering-1", "power-says-no-risk-1", "power-unnumbered-1", "power-without-leader-1",
    "procedure-behind-rule-1", "self-check-missing-1", "set-not-linked-1", "set-out-of-order-1",
    "unknown-count-1",
]  # fmt: skip


class Noting(Mapping[str, V]):
    """A mapping that notes which of its rows are read, and when all are."""

    def __init__(self, name: str, held: Mapping[str, V], notes: Notes) -> None:
        self.name, self.held, self.notes = name, held, notes

    def __getitem__(self, key: str) -> V:
        self.notes.add((self.name, key))
        return self.held[key]

    def __iter__(self) -> Iterator[str]:
        self.notes |= {(self.name, key) for key in self.held}
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


@dataclass(frozen=True, eq=False)
class Watched(Catalog):
    """A catalog that notes what is read of it; tables are made of the plain one."""

    plain: Catalog
    notes: Notes

    @functools.cached_property
    def heads(self) -> Mapping[str, Head]:
        return Noting("heads", self.plain.heads, self.notes)

    def kept(self, work: Callable[[Records], V]) -> V:
        return self.plain.kept(work)

    def saw(self, table: str, key: str) -> None:
        self.notes.add((table, key))


def watched(plain: Catalog) -> Watched:
    notes: Notes = set()
    entries, back = Noting("entries", plain.entries, notes), Noting("back", plain.back, notes)
    return Watched(plain.site, entries, back, plain.site_path, plain, notes)


def read_of(catalog: Catalog, entry: Entry) -> tuple[Counter[Finding], Notes]:
    """What is wrong with a record, and what was read to know it."""
    seen = watched(catalog)
    found = Counter(runner.check_record(seen, entry))
    return found, seen.notes | {("entries", entry.id)}


def rows(catalog: Catalog, notes: Notes) -> dict[tuple[str, str], object]:
    """What stands in a catalog where another was read."""
    plain: dict[str, Callable[[str], object]] = {
        "entries": catalog.entries.get,
        "heads": catalog.heads.get,
        "back": catalog.back.get,
        "governors": governors(catalog).get,
        "leaders": leaders(catalog).get,
        "answered": functools.partial(answered, catalog),
        **{n: functools.partial(each.row, catalog) for n, each in runner.TABLES.items()},
    }
    return {(table, key): plain[table](key) for table, key in notes}


def neighbours(catalog: Catalog) -> Iterator[tuple[str, Catalog]]:
    """The catalog with one record changed, or gone: a state, a name, a field emptied."""
    for id, entry in catalog.entries.items():
        if id not in catalog.back:
            entries = {other: each for other, each in catalog.entries.items() if other != id}
            yield id, Catalog(catalog.site, entries, find_mentions(entries), catalog.site_path)
        fields = type(entry.record).model_fields
        updates: list[dict[str, object]] = [{"state": state} for state in State]
        updates += [{"name": other.record.name} for other in catalog.of(entry.kind.name)]
        updates += [{n: info.default} for n, info in fields.items() if not info.is_required()]
        for update in updates:
            record = entry.record.model_copy(update=update)
            if record != entry.record:
                entries = {**catalog.entries, id: replace(entry, record=record)}
                yield id, Catalog(catalog.site, entries, find_mentions(entries), catalog.site_path)


def sample() -> Catalog:
    loaded = check_content(ROOT / "content")
    assert loaded.catalog is not None
    return loaded.catalog


@pytest.mark.parametrize("case", BAD, ids=lambda path: path.stem)
def test_all_that_is_wrong_is_wrong_with_a_record_or_with_the_whole(
    case: Path, site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = sections(case.read_text("utf-8"))
    changes.pop("问题")
    run, told = runner.check_catalog, list[Counter[Finding]]()

    def asked(catalog: Catalog) -> Iterator[Finding]:
        alone = Counter(each for e in catalog.entries.values() for each in read_of(catalog, e)[0])
        told.append(alone + Counter(runner.check_whole(catalog)))
        found = [*run(catalog)]
        told.append(Counter(found))
        yield from found

    monkeypatch.setattr(checking, "check_catalog", asked)
    check_content(site(changes))
    assert told[:1] == told[1:]


@pytest.mark.parametrize("case", RELATED)
def test_what_is_wrong_with_a_record_changes_only_with_what_was_read(
    case: str, site: MakeSite
) -> None:
    changes = sections((BAD[0].parent / f"{case}.txt").read_text("utf-8"))
    changes.pop("问题")
    catalog, told = check_content(site(changes)).catalog, set[str]()
    assert catalog is not None
    before = {id: read_of(catalog, entry) for id, entry in catalog.entries.items()}
    noted = {id: rows(catalog, notes) for id, (_, notes) in before.items()}
    for changed, after in neighbours(catalog):
        for id in after.entries.keys() - {changed}:
            found, (known, notes) = (
                Counter(runner.check_record(after, after.entries[id])),
                before[id],
            )
            if found != known:
                told |= {each.code.code for each in (found - known) + (known - found)}
                assert rows(after, notes) != noted[id], (changed, id, found, known)
    assert case.rpartition("-")[0] in told


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")
def test_a_text_is_read_for_its_own_record_and_those_that_need_it_alone() -> None:
    catalog = sample()
    for power in catalog.of("power"):
        _, notes = read_of(catalog, power)
        whole = {key for table, key in notes if table == "entries"}
        assert {catalog.entries[id].kind.name for id in whole - {power.id}} <= {"body", "post"}


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")
def test_the_rules_of_the_whole_read_heads_and_rows_alone() -> None:
    seen = watched(sample())
    assert list(runner.check_whole(seen)) == []
    assert {table for table, _ in seen.notes} == {"heads", "counts"}
