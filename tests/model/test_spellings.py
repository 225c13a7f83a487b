"""Which field a key means: a label goes before any alias, and no word means two fields."""

from __future__ import annotations

import pytest

from shaiquan.content.node_reader import NodeReader
from shaiquan.content.sources import Source
from shaiquan.content.yamltext import parse_yaml
from shaiquan.model.base import Part, define_field
from shaiquan.model.common import Record


class Meeting(Record):
    """会议: its 日期 is also an alias of 撤回日期, which every record has."""

    date: str = define_field("日期", "哪天开的")
    place: str = define_field("地点", "在哪里开", "", "会场", "投诉举报")


class Section(Part):
    """Its alias 标题 is the label of the field below."""

    body: str = define_field("内容", "写什么", "", "标题", "heading")
    heading: str = define_field("标题", "怎样称呼", "")


def read(part: type[Part], text: str) -> dict[str, object]:
    """The values of a mapping by English names; every key must be known."""
    source = Source("a.yml", "", text, "")
    node = parse_yaml(source, text)
    assert node is not None
    reader = NodeReader(source, text, 1)
    values = reader.read_part(node, part, (), "")  # type: ignore[arg-type]
    assert reader.problems == []
    return values


def test_a_label_goes_before_an_inherited_alias() -> None:
    assert read(Meeting, "日期: 周一\n撤回日期: 2026-01-06\n") == {
        "date": "周一",
        "withdrawn": "2026-01-06",
    }


def test_an_alias_yields_to_the_label_and_the_name_of_another_field() -> None:
    assert read(Section, "标题: 甲\n内容: 乙\n") == {"heading": "甲", "body": "乙"}
    assert read(Section, "heading: 甲\n") == {"heading": "甲"}


def test_an_own_alias_goes_before_an_inherited_one() -> None:
    assert read(Meeting, "投诉举报: 礼堂\n投诉: 电话\n") == {"place": "礼堂", "complaint": ["电话"]}


def test_an_alias_holds_where_no_field_has_it_as_a_label() -> None:
    assert read(Record, "日期: 2026-01-06\n") == {"withdrawn": "2026-01-06"}


def test_two_fields_of_one_label_are_refused() -> None:
    with pytest.raises(TypeError, match="Twice: the word 名目 means two fields, first and second"):

        class Twice(Part):
            first: str = define_field("名目", "")
            second: str = define_field("名目", "")


def test_a_label_that_an_inherited_field_has_is_refused() -> None:
    with pytest.raises(TypeError, match="Own: the word 简称 means two fields, short and title"):

        class Own(Record):
            title: str = define_field("简称", "")


def test_a_label_that_is_the_name_of_another_field_is_refused() -> None:
    with pytest.raises(TypeError, match="Named: the word unit means two fields, unit and office"):

        class Named(Record):
            office: str = define_field("unit", "")


def test_an_alias_of_two_own_fields_is_refused() -> None:
    with pytest.raises(TypeError, match="Both: the word 处所 means two fields, place and venue"):

        class Both(Record):
            place: str = define_field("地点", "", "", "处所")
            venue: str = define_field("会场", "", "", "处所")


def test_a_field_defined_anew_may_keep_its_label() -> None:
    class Optional(Record):
        name: str = define_field("名称", "可以不写", "", "全称")

    assert read(Optional, "全称: 甲\n") == {"name": "甲"}
