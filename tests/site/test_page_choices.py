"""The site chooses the columns of its lists and the parts of its pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shaiquan.content.catalog import Catalog
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.kinds.registry import KIND, KINDS, list_parts
from shaiquan.model.site import PageChoice
from shaiquan.site.page import Page
from shaiquan.site.record_page import _title_of
from shaiquan.views.cells import COMMON
from shaiquan.views.column_choices import list_column_choices
from shaiquan.views.flowcharts import draw_procedures
from shaiquan.views.tables import make_record_table
from shaiquan.views.values import Fields, Table, words_of
from tests.conftest import ROOT
from tests.site.made_pages import make_page, make_pages
from tests.support import load_catalog
from tests.warm.state import DAY


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(ROOT / "content")


def choose(catalog: Catalog, kind: str, **choice: tuple[str, ...]) -> PublicCatalog:
    """The public catalog of a site that has chosen."""
    choices = {kind: PageChoice().model_copy(update=choice)}
    site = catalog.site.model_copy(update={"page_choices": choices})
    return release(replace(catalog, site=site), DAY).public


def list_powers(public: PublicCatalog) -> Table:
    table = make_record_table(public, KIND["power"], public.ids_of("power")[:5], "权力")
    assert table is not None
    return table


def test_a_list_has_the_columns_that_the_site_names_in_their_order(catalog: Catalog) -> None:
    chosen = choose(catalog, "权力事项", columns=("决定主体", "权力事项", "类别"))
    table = list_powers(chosen)
    assert table.columns == ("决定主体", "权力事项", "类别")
    assert table.lead == 1
    usual = list_powers(choose(catalog, "责任事项", columns=("责任事项",)))
    names = [words_of(row.cells[1]) for row in table.rows]
    assert names == [words_of(row.cells[usual.lead]) for row in usual.rows]


def test_the_name_heads_the_rows_whatever_is_chosen(catalog: Catalog) -> None:
    for columns in (("决定主体",), ("名称", "决定主体")):
        table = list_powers(choose(catalog, "权力事项", columns=columns))
        assert (table.columns, table.lead) == (("权力事项", "决定主体"), 0)
    hidden = list_powers(choose(catalog, "权力事项", hidden=("权力事项", "依据", "编号")))
    assert hidden.columns[0] == "权力事项"
    assert not {"依据", "编号"} & {*hidden.columns}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.columns], ids=lambda k: k.name)
def test_every_name_that_may_be_chosen_gives_a_column(catalog: Catalog, kind: object) -> None:
    chosen = KIND[getattr(kind, "name", "")]
    public = choose(catalog, chosen.label, columns=tuple(list_column_choices(chosen)))
    ids = public.ids_of(chosen.name)[:20]
    table = make_record_table(public, chosen, ids, "", partial=True)
    if ids:
        assert table is not None
        columns = {*list_column_choices(chosen).values()}
        assert len(table.columns) == len(columns)
        assert [row.cells for row in table.rows]


def labels_of(page: Page) -> set[str]:
    rows = (row for section in page.sections if isinstance(section, Fields) for row in section.rows)
    return {row.label for row in rows} | {_title_of(section) for section in page.sections}


def test_what_is_hidden_stands_neither_in_the_list_nor_on_the_page(catalog: Catalog) -> None:
    usual = make_page(choose(catalog, "岗位"), "/powers/zj-02/")
    out = {"风险点", "监督", "流程图"}
    assert out < labels_of(usual)
    public = choose(catalog, "权力事项", hidden=tuple(out))
    page = make_page(public, "/powers/zj-02/")
    assert labels_of(page) == labels_of(usual) - out
    assert "风险点" not in list_powers(public).columns
    other = make_page(public, "/risks/" + public.ids_of("risk")[0] + "/")
    assert "责任人" in labels_of(other) or "等级" in labels_of(other), "another kind is as it was"


def test_a_page_from_which_everything_is_hidden_says_nothing_twice(catalog: Catalog) -> None:
    """A withheld field that is hidden with its section does not come back at the end."""
    kind = KIND["power"]
    public = choose(catalog, "权力事项", hidden=(*list_column_choices(kind), *list_parts(kind)))
    about = {label for name, label in kind.model.field_labels() if name in COMMON}
    for id in public.ids_of("power"):
        labels = labels_of(make_page(public, f"/powers/{id}/"))
        assert labels <= {"公开信息", "不公开字段", *about, *_computed_labels()}, id


def _computed_labels() -> set[str]:
    return {"责任领导", "投诉举报", "基本信息"}


def test_every_section_of_a_page_has_a_name_by_which_it_can_be_hidden(catalog: Catalog) -> None:
    """But those that say how the record is released, and the entries of a list."""
    public = release(catalog, DAY).public
    always = {"公开信息", "不公开字段", ""}
    for page in make_pages(public, draw_procedures(public)):
        if page.record is not None:
            (kind,) = (k for k in KINDS if k.label == page.kicker)
            whole = (s for s in page.sections if s.id != "entries" and "（续）" not in _title_of(s))
            titles = {_title_of(section) for section in whole}
            fields = {label for _, label in kind.model.field_labels()}
            assert titles <= {*list_parts(kind), *fields, *always}, page.address


# -- the record and the sections by name ----------------------------------------------------------


def test_a_layout_is_given_the_public_values_of_a_record_by_label(catalog: Catalog) -> None:
    page = make_page(release(catalog, DAY).public, "/powers/zj-02/")
    assert page.layout == "power.html"
    assert page.record is not None
    assert words_of(page.record["名称"]) == page.title
    rows = {row.label: row.cell for row in page.named["particulars"].rows}  # type: ignore[union-attr]
    assert page.record["决定主体"] == rows["决定主体"]
    assert not {"正文", "例外", "不公开字段"} & {*page.record}


def test_no_value_of_a_record_that_is_withheld_is_given(catalog: Catalog) -> None:
    public = release(catalog, DAY).public
    withheld = [
        (id, path[0]) for id, paths in public.withheld.items() for path in paths if len(path) == 1
    ]
    labels = {id: dict(public.entries[id].kind.model.field_labels()) for id, _ in withheld}
    seen = 0
    for page in make_pages(public, draw_procedures(public)):
        id = page.address.rstrip("/").rpartition("/")[2]
        for name in (name for other, name in withheld if other == id and page.record):
            if (label := labels[id].get(str(name))) and page.record and label in page.record:
                seen += 1
                assert "依法不予公开" in words_of(page.record[label]), (id, label)
    assert seen


def test_the_record_of_a_stub_can_be_asked_for_everything(catalog: Catalog) -> None:
    public = release(catalog, DAY).public
    stubs = [e for e in public.entries.values() if not e.record.in_use and e.kind.section]
    assert stubs
    for entry in stubs:
        page = make_page(public, entry.kind.address(entry.id))
        assert page.record is not None
        assert words_of(page.record["名称"])
        assert all(isinstance(cell, tuple) for cell in page.record.values())


def test_sections_are_found_by_their_names(catalog: Catalog) -> None:
    page = make_page(release(catalog, DAY).public, "/procedures/zdsx/")
    assert page.named["chart"].sort == "chart"
    assert page.named["steps"] in page.sections
    assert "nowhere" not in page.named
