"""What a record quotes of its basis stands on its page, in its data, its booklet and the search."""

from __future__ import annotations

from shaiquan.data.json_values import to_json
from shaiquan.data.table_rows import read_rows
from shaiquan.kinds.descriptor import Column
from shaiquan.model.powers import Power
from shaiquan.prints.citations import make_basis_cell, make_quote_table
from shaiquan.search.text_rows import list_pieces
from shaiquan.site.basis_texts import quote_basis
from shaiquan.views.columns import cell_maker
from shaiquan.views.values import words_of
from tests.conftest import MakeSite
from tests.items import release_item


def test_a_quote_is_on_the_page_in_the_data_the_booklet_and_the_search(site: MakeSite) -> None:
    public = release_item(site)
    entry = public.entries["p1"]
    power = entry.record
    assert isinstance(power, Power)

    section = quote_basis(public, entry)
    assert section
    assert {row.label: words_of(row.cell) for row in section.rows} == {
        "《议事规则》第二条": "重大事项由党委决定。\n看全文",
        "《某某法》第十二条第一款": "从事某某活动，应当经批准。\n官方全文",
        "《某某法》第三条": "审批应当公开。\n官方全文",
    }

    quoted = to_json(public, power.founding_basis[0])
    assert (quoted["article"], quoted["detail"]) == ("12", "第一款")
    assert quoted["quote"] == "从事某某活动，应当经批准。"
    assert "quote" not in to_json(public, power.basis[1])
    rows = [row for table, row in read_rows(public, entry, "", str) if table.endswith("ing_basis")]
    assert [row["quote"] for row in rows] == ["从事某某活动，应当经批准。", "审批应当公开。"]
    assert ("", "设定依据", "审批应当公开。") in list_pieces(public, entry)

    table = make_quote_table(public, [entry], frozenset(("gz",)))
    assert table
    assert len(table.rows) == 2, "what the booklet has in full is not quoted"


def test_lists_and_tables_name_what_founds_a_power_beside_what_it_rests_on(
    site: MakeSite,
) -> None:
    public = release_item(site)
    entry = public.entries["p1"]
    shown = words_of(cell_maker(Column("bases_of_power"))(public, entry))
    law = "《中华人民共和国某某法》"
    assert shown == f"《小镇议事规则》第二条\n{law}第十二条第一款\n{law}第三条"
    lines = make_basis_cell(public, entry).lines
    printed = ["".join(run.text for run in line) for line in lines]
    assert printed == ["《小镇议事规则》第二条", f"{law}第十二条第一款、第三条"]
    links = public.mentions_of["fl"]
    assert {link.field[0] for link in links} == {"founding_basis", "oversight_basis", "fees"}

    hidden = release_item(site, "不公开字段: [{字段: 设定依据, 依据: 条例第十六条}]\n")
    cell = make_basis_cell(hidden, hidden.entries["p1"])
    assert len(cell.lines) == 2, "what is withheld says so"
    assert "审批应当公开" not in str(quote_basis(hidden, hidden.entries["p1"]))


def test_an_article_that_is_quoted_twice_has_both_quotes(site: MakeSite) -> None:
    more = "乙类由县审批。"
    public = release_item(site, f"委托: [{{受托: 办公室, 依据: [《某某法》第三条：{more}]}}]\n")
    section = quote_basis(public, public.entries["p1"])
    assert section
    words = words_of(dict(section.rows)["《某某法》第三条"])
    assert sorted(words.split("\n")) == sorted(("审批应当公开。", more, "官方全文"))
    assert words.endswith("官方全文")
