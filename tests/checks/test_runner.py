"""Each record is checked alone, and the result depends only on what was read for it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from shaiquan.checks import runner
from shaiquan.content.catalog import Catalog, Entry, Mention, Records
from shaiquan.content.heads import Head
from shaiquan.content.loading import load_content
from shaiquan.content.places import Finding
from shaiquan.model.powers import Power
from shaiquan.model.terms import State
from shaiquan.queries import relations
from tests.conftest import FULL, IS_SAMPLE, ROOT, MakeSite
from tests.support import BAD_SITES, load_catalog, read_bad_site

Row = TypeVar("Row")
#: (table, key) of what was read
Reads = set[tuple[str, str]]

#: bad sites where a record is wrong because of another
RELATED = [
    "adopts-unreleased-1", "adopts-withdrawn-1", "power-of-another-level-1",
    "area-governed-twice-1", "area-without-governor-1", "attendee-without-tenure-1",
    "body-below-itself-1", "branch-without-tier-1", "cites-repealed-1", "core-rule-missing-1", "core-rule-twice-1",
    "decider-contradicted-2", "decision-by-another-1", "declared-number-1",
    "head-acts-in-forbidden-area-1", "high-risk-without-step-1", "leader-without-power-1",
    "list-amount-differs-1", "list-decider-differs-1", "meeting-without-power-1",
    "member-unaccounted-1", "post-unfilled-1", "posting-twice-1", "power-held-twice-1",
    "power-numbering-1", "power-says-no-risk-1", "power-unnumbered-1", "power-without-leader-1",
    "procedure-behind-rule-1", "required-attendee-missing-1",
    "self-check-missing-1", "set-not-linked-1", "set-out-of-order-1",
    "tier-approver-differs-2", "unknown-count-1",
]  # fmt: skip


class RecordingMapping(Mapping[str, Row]):
    """A mapping that records which rows are read; iterating reads all."""

    def __init__(self, name: str, rows: Mapping[str, Row], reads: Reads) -> None:
        self.name, self.rows, self.reads = name, rows, reads

    def __getitem__(self, key: str) -> Row:
        self.reads.add((self.name, key))
        return self.rows[key]

    def __iter__(self) -> Iterator[str]:
        self.reads |= {(self.name, key) for key in self.rows}
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, eq=False)
class RecordingCatalog(Catalog):
    """A catalog that records what is read; its tables are made from the plain catalog."""

    plain: Catalog
    reads: Reads

    @functools.cached_property
    def heads(self) -> Mapping[str, Head]:
        return RecordingMapping("heads", self.plain.heads, self.reads)

    @functools.cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        return RecordingMapping("back", self.plain.mentions_of, self.reads)

    def derive(self, work: Callable[[Records], Row]) -> Row:
        return self.plain.derive(work)

    def note_row(self, table: str, key: str) -> None:
        self.reads.add((table, key))


def record_reads(plain: Catalog) -> RecordingCatalog:
    reads: Reads = set()
    entries = RecordingMapping("entries", plain.entries, reads)
    paths = plain.site_path, plain, reads
    return RecordingCatalog(plain.site, entries, plain.as_of, *paths, files=plain.files)


def check_record(catalog: Catalog, entry: Entry) -> tuple[Counter[Finding], Reads]:
    """What is wrong with a record, and what was read to find it."""
    recording = record_reads(catalog)
    findings = Counter(runner.check_record(recording, entry))
    return findings, recording.reads | {("entries", entry.id)}


def read_rows(catalog: Catalog, reads: Reads) -> dict[tuple[str, str], object]:
    """The values of a catalog at keys that were read of another."""
    tables: dict[str, Callable[[str], object]] = {
        "entries": catalog.entries.get,
        "heads": catalog.heads.get,
        "back": catalog.mentions_of.get,
        **{name: make_rows(catalog).get for name, make_rows in relations.TABLES.items()},
        **{name: functools.partial(table.row, catalog) for name, table in runner.TABLES.items()},
    }
    return {(table, key): tables[table](key) for table, key in reads}


def change_one_record(catalog: Catalog) -> Iterator[tuple[str, Catalog]]:
    """The catalog without a record, or with another state, name or empty field of a record."""
    for id, entry in catalog.entries.items():
        if id not in catalog.mentions_of:
            entries = {other: entry for other, entry in catalog.entries.items() if other != id}
            yield id, replace(catalog, entries=entries)
        fields = type(entry.record).model_fields
        updates: list[dict[str, object]] = [{"state": state} for state in State]
        updates += [{"name": other.record.name} for other in catalog.entries_of(entry.kind.name)]
        updates += [{n: info.default} for n, info in fields.items() if not info.is_required()]
        for update in updates:
            record = entry.record.model_copy(update=update)
            if record != entry.record:
                entries = {**catalog.entries, id: replace(entry, record=record)}
                yield id, replace(catalog, entries=entries)


#: in a quick run one site of each code
SITES = BAD_SITES if FULL else [path for path in BAD_SITES if path.stem.endswith("-1")]


@pytest.mark.parametrize("case", SITES, ids=lambda path: path.stem)
def test_checking_records_alone_and_the_whole_finds_everything(case: Path, site: MakeSite) -> None:
    catalog = load_content(site(read_bad_site(case)[0])).catalog
    if catalog is None:  # it cannot be read, so it is not checked
        return
    findings = Counter(runner.check_whole(catalog))
    for entry in catalog.entries.values():
        findings += check_record(catalog, entry)[0]
    assert findings == Counter(runner.check_catalog(catalog))


@pytest.mark.parametrize("case", RELATED)
def test_findings_about_a_record_change_only_with_what_was_read(case: str, site: MakeSite) -> None:
    files, _ = read_bad_site(BAD_SITES[0].with_name(f"{case}.txt"))
    catalog = load_content(site(files)).catalog
    assert catalog is not None
    before = {id: check_record(catalog, entry) for id, entry in catalog.entries.items()}
    rows = {id: read_rows(catalog, reads) for id, (_, reads) in before.items()}
    changed_codes: set[str] = set()
    for changed, after in change_one_record(catalog):
        for id in after.entries.keys() - {changed}:
            old, reads = before[id]
            new = Counter(runner.check_record(after, after.entries[id]))
            if new != old:
                changed_codes |= {finding.code.code for finding in (new - old) + (old - new)}
                assert read_rows(after, reads) != rows[id], (changed, id, new, old)
    assert case.rpartition("-")[0] in changed_codes


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")
def test_checking_a_power_reads_no_other_records_than_bodies_posts_and_quoted_rules() -> None:
    catalog = load_catalog(ROOT / "content")
    for power, record in catalog.records_of(Power):
        _, reads = check_record(catalog, power)
        quoted = {cited.rule.id for cited in record.bases if cited.quote}
        others = {key for table, key in reads if table == "entries"} - {power.id, *quoted}
        assert {catalog.entries[id].kind.name for id in others} <= {"body", "post"}


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")
def test_checks_of_the_whole_read_heads_and_tables_alone() -> None:
    """But the one that compares texts."""
    catalog = load_catalog(ROOT / "content")
    recording = record_reads(catalog)
    assert list(runner.check_whole(recording)) == []
    tables = {table for table, _ in recording.reads} - {"entries"}
    assert tables == {"heads", "counts", "is publishing", "dues of meeting types"}
    whole = {catalog.heads[key].kind for table, key in recording.reads if table == "entries"}
    assert whole == {"power", "duty", "risk"}
