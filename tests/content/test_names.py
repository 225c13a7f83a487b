"""Which record a name means."""

from __future__ import annotations

from shaiquan.checks.checking import check_content
from shaiquan.model.powers import Power
from tests.conftest import MakeSite
from tests.support import lines, load_catalog


def test_a_name_in_traditional_characters_names_the_record_in_simplified_ones(
    site: MakeSite,
) -> None:
    text = "{编号: p2, 名称: 乙, 决定主体: 黨委, 承办: [小鎮黨委], 状态: 草稿}\n"
    power = load_catalog(site({"powers/p2.yml": text})).entries["p2"].record
    assert isinstance(power, Power)
    assert power.decider.id == "dw"
    assert [ref.id for ref in power.handlers] == ["dw"]


def test_a_name_in_simplified_characters_names_the_record_in_traditional_ones(
    site: MakeSite,
) -> None:
    bodies = "机构:\n  - {编号: qw, 名称: 區委常委會}\n"
    power = "{编号: p2, 名称: 乙, 决定主体: 区委常委会, 状态: 草稿}\n"
    content = site({"bodies/qu.yml": bodies, "powers/p2.yml": power})
    assert lines(check_content(content), content) == []


def test_a_word_is_simplified_by_characters_alone(site: MakeSite) -> None:
    from shaiquan.content.suggestions import to_simplified

    assert to_simplified("權力公開透明運行") == "权力公开透明运行"
