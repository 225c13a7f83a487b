"""Tables of records: columns of the kind, empty ones dropped, long ones made when shown."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Column
from shaiquan.kinds.registry import KIND
from shaiquan.views.tables import (
    LIMIT,
    make_number_table,
    make_record_table,
)
from shaiquan.views.values import LazyRows, Table, words_of
from tests.conftest import MakeSite
from tests.two_powers import release_two_powers

COLUMNS = (Column("id"), Column("name"), Column("code"))


def make_table(public: PublicCatalog, ids: list[str], partial: bool = False) -> Table:
    table = make_record_table(public, KIND["power"], ids, "权力", partial=partial, columns=COLUMNS)
    assert table is not None
    return table


def words(table: Table) -> list[list[str]]:
    return [[words_of(cell) for cell in row.cells] for row in table.rows]


def test_a_table_has_no_column_that_says_nothing(site: MakeSite) -> None:
    table = make_table(release_two_powers(site), ["p2", "p1"])
    assert table.columns == ("编号", "权力事项")
    assert words(table) == [["P2", "小额支出"], ["P1", "重大事项决定"]]


def test_a_table_with_rows_on_other_pages_keeps_all_columns(site: MakeSite) -> None:
    table = make_table(release_two_powers(site), ["p1"], partial=True)
    assert table.columns == ("编号", "权力事项", "事项编码")


def test_there_is_no_table_without_records(site: MakeSite) -> None:
    assert make_record_table(release_two_powers(site), KIND["power"], [], "权力") is None


def test_a_category_that_is_kept_back_is_counted_as_another(site: MakeSite) -> None:
    areas = "领域:\n  - {编号: cw, 名称: 财务}\n"
    draft = "权力类别:\n  - {编号: lb, 名称: 重大事项, 状态: 草稿}\n"
    public = release_two_powers(site, {"catalogues/all.yml": areas + draft})
    link = next(link for link in KIND["power"].back_links if link.by)
    table = make_number_table(public, KIND["power"], link, ["p1", "p2"])
    assert words(table) == [["其他", "2 项"]]


def test_rows_beyond_a_page_are_made_when_they_are_shown(site: MakeSite) -> None:
    roles = "".join(f"  - {{编号: js{n}, 名称: 角色{n}}}\n" for n in range(LIMIT + 1))
    public = release_two_powers(site, {"bodies/roles.yml": f"角色:\n{roles}"})
    ids = [f"js{n}" for n in range(LIMIT + 1)]
    table = make_record_table(public, KIND["role"], ids, "角色", columns=(Column("name"),))
    assert table is not None
    assert isinstance(table.rows, LazyRows)
    assert words(table)[-1] == [f"角色{LIMIT}"]
