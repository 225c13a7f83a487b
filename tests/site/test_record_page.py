"""The page of a record says of every field that is withheld that it is withheld."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.cli import ROOT
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import release
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import WithheldField
from shaiquan.model.rules import Rule
from shaiquan.site.frame import make_frame
from shaiquan.site.page import Page
from shaiquan.site.record_page import make_record_page
from shaiquan.site.tasks import PageTask
from shaiquan.views.addresses import entry_address
from shaiquan.views.flowcharts import draw_procedures

TODAY = datetime.date(2026, 11, 24)
#: fields that a page says nothing of, or that its head says
UNSAID = {"id", "name", "short", "state", "reason", "withdrawn", "disclosure", "withheld"}


@pytest.fixture(scope="module")
def sample() -> Catalog:
    catalog = check_content(ROOT / "content").catalog
    assert catalog is not None
    return catalog


@pytest.fixture(scope="module")
def fullest(sample: Catalog) -> dict[str, dict[str, Entry]]:
    """Kind -> field that a page shows -> a public record in which it says something."""
    public = release(sample, TODAY).public.entries
    found: dict[str, dict[str, Entry]] = {}
    for kind in KINDS:
        if kind.section:
            entries = [
                e for e in sample.entries_of(kind.name) if e.id in public and e.record.in_use
            ]
            for name in sorted(kind.model.model_fields.keys() - UNSAID):
                for entry in entries:
                    if getattr(entry.record, name):
                        found.setdefault(kind.name, {})[name] = entry
                        break
    return found


def basis_of(entry: Entry) -> str:
    """Its own: pages also say what is withheld of others."""
    return f"{entry.id}条例第七千条"


def withhold(entry: Entry, name: str) -> Entry:
    hidden = (WithheldField(field=name, basis=basis_of(entry)),)
    return replace(entry, record=entry.record.model_copy(update={"withheld": hidden}))


def make_record_pages(catalog: Catalog, entries: Iterable[Entry]) -> Iterator[Page]:
    """The pages of records, in the place of those with their ids."""
    changed = {entry.id: entry for entry in entries}
    public = release(replace(catalog, entries={**catalog.entries, **changed}), TODAY).public
    frame, charts = make_frame(public, ()), draw_procedures(public)
    for entry in changed.values():
        task = PageTask(entry_address(entry), "record", (entry.id, (), ()))
        yield make_record_page(public, frame, charts, task)


def test_a_page_says_of_each_withheld_field_that_it_is_withheld(
    sample: Catalog, fullest: dict[str, dict[str, Entry]]
) -> None:
    """A field of each kind at once: a catalog is dear, a page is not."""
    for fields in zip_longest(*(found.items() for found in fullest.values())):
        withheld = [withhold(entry, name) for name, entry in filter(None, fields)]
        for entry, page in zip(withheld, make_record_pages(sample, withheld), strict=True):
            said = re.findall(rf"{WITHHELD}[^{{]*?{basis_of(entry)}", repr(page.sections))
            assert len(said) == 1, entry.record.withheld


def test_the_code_of_an_item_stands_beside_its_number(sample: Catalog) -> None:
    entry = sample.entries_of("power")[0]
    coded = replace(entry, record=entry.record.model_copy(update={"code": "0001-7"}))
    [page] = make_record_pages(sample, [coded])
    assert [*page.facts][:2] == [("编号", entry.id.upper()), ("事项编码", "0001-7")]
    assert "0001-7" not in repr(page.sections)


def test_a_rule_whose_text_is_withheld_or_withdrawn_stays_among_our_own(sample: Catalog) -> None:
    for entry, rule in sample.records_of(Rule):
        hidden = rule.model_copy(
            update={"text": "", "withheld": (WithheldField(field="正文", basis="甲"),)}
        )
        assert not hidden.outside
        assert rule.outside is (rule.text == ""), entry.id
