"""The page of a record says of every field that is withheld that it is withheld."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

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

BASIS = "条例第七千条"
TODAY = datetime.date(2026, 11, 24)
#: fields that a page says nothing of, or that its head says
UNSAID = {"id", "name", "short", "state", "reason", "withdrawn", "disclosure", "withheld"}
WITH_PAGES = [kind.name for kind in KINDS if kind.section]


@pytest.fixture(scope="module")
def sample() -> Catalog:
    catalog = check_content(ROOT / "content").catalog
    assert catalog is not None
    return catalog


def make_page(catalog: Catalog, entry: Entry) -> Page:
    """The page of a record, in the place of the one with its id."""
    changed = replace(catalog, entries={**catalog.entries, entry.id: entry})
    public = release(changed, TODAY).public
    charts = draw_procedures(public)
    task = PageTask(entry_address(entry), "record", (entry.id,))
    return make_record_page(public, make_frame(public, ()), charts, task)


def fullest(catalog: Catalog, kind: str, name: str) -> Entry | None:
    """A public record of a kind in which a field says something."""
    public = release(catalog, TODAY).public.entries
    entries = (e for e in catalog.entries_of(kind) if e.id in public and e.record.in_use)
    return next((entry for entry in entries if getattr(entry.record, name)), None)


@pytest.mark.parametrize("kind", WITH_PAGES)
def test_a_page_says_of_each_withheld_field_that_it_is_withheld(sample: Catalog, kind: str) -> None:
    model = next(one.model for one in KINDS if one.name == kind)
    for name in model.model_fields.keys() - UNSAID:
        if entry := fullest(sample, kind, name):
            hidden = (WithheldField(field=name, basis=BASIS),)
            record = entry.record.model_copy(update={"withheld": hidden})
            page = make_page(sample, replace(entry, record=record))
            said = re.findall(rf"{WITHHELD}[^{{]*?{BASIS}", repr(page.sections))
            assert len(said) == 1, (name, entry.id)


def test_the_code_of_an_item_stands_beside_its_number(sample: Catalog) -> None:
    entry = sample.entries_of("power")[0]
    coded = replace(entry, record=entry.record.model_copy(update={"code": "0001-7"}))
    page = make_page(sample, coded)
    assert [*page.facts][:2] == [("编号", entry.id.upper()), ("事项编码", "0001-7")]
    assert "0001-7" not in repr(page.sections)


def test_a_rule_whose_text_is_withheld_or_withdrawn_stays_among_our_own(sample: Catalog) -> None:
    for entry, rule in sample.records_of(Rule):
        hidden = rule.model_copy(
            update={"text": "", "withheld": (WithheldField(field="正文", basis="甲"),)}
        )
        assert not hidden.outside
        assert rule.outside is (rule.text == ""), entry.id
