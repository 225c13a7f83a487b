"""Examples that name examples which are gone are left out, and told in one line a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from tests.conftest import MakeSite
from tests.support import lines

POWERS = """\
- {编号: q1, 名称: 示例决定, 决定主体: 示例会议, 状态: 草稿}
- {编号: q2, 名称: 示例使用, 决定主体: 党委, 状态: 草稿}
- {编号: q3, 名称: 示例任免, 决定主体: 示例会议, 状态: 草稿}
"""
DUTY = "编号: z1\n名称: 示例责任\n事项: [示例决定]\n状态: 草稿\n"


@pytest.fixture
def content(site: MakeSite) -> Path:
    return site({"powers/li.yml": POWERS, "duties/li.yml": DUTY})


def test_what_names_a_missing_example_is_left_out_with_all_that_names_it(content: Path) -> None:
    loaded = check_content(content)
    assert lines(loaded, content) == [
        "content/duties/li.yml:2:5: info: 例子“示例责任”还没有改，它提到的例子已经改掉或者删去了，"
        "这次先不看它 [example-left]",
        "content/powers/li.yml:1:16: info: 例子“示例决定”、“示例任免”还没有改，"
        "它提到的例子已经改掉或者删去了，这次先不看它 [example-left]",
    ]
    assert loaded.catalog is not None
    assert loaded.catalog.entries.keys() & {"q1", "q2", "q3", "z1"} == {"q2"}


def test_with_the_example_back_all_are_read_again(content: Path) -> None:
    body = "编号: b1\n名称: 示例会议\n类型: 党委\n状态: 草稿\n"
    (content / "bodies" / "li.yml").write_text(body, "utf-8")
    loaded = check_content(content)
    assert not [line for line in lines(loaded, content) if "example-left" in line]
    assert loaded.catalog is not None
    assert {"q1", "q2", "q3", "z1"} <= loaded.catalog.entries.keys()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("名称: 示例决定", "名称: 大事的决定"),  # a record of one's own
        ("决定主体: 示例会议, 状态: 草稿}\n- {编号: q2", "决定主体: 示例会议}\n- {编号: q2"),
        (
            "决定主体: 示例会议, 状态: 草稿}\n- {编号: q2",
            "决定主体: 党为, 状态: 草稿}\n- {编号: q2",
        ),
    ],
)
def test_a_record_of_ones_own_and_a_misspelt_name_are_errors(
    content: Path, old: str, new: str
) -> None:
    assert old in POWERS
    (content / "powers" / "li.yml").write_text(POWERS.replace(old, new), "utf-8")
    (found,) = [line for line in lines(check_content(content), content) if ": error: " in line]
    assert "powers/li.yml:1:" in found
    assert "[unknown-reference]" in found
