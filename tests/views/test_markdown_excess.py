"""Markdown that would take too long or recurse too deeply is found before a parser sees it."""

from __future__ import annotations

import pytest

from shaiquan.limits import MARKDOWN_DEPTH, MARKDOWN_WORK, TEXT, Limit
from shaiquan.prints.markdown_blocks import parse_blocks
from shaiquan.views.markdown_excess import find_excess

_DEEP = "\n".join("    " * level + "- 甲" for level in range(300))


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [
        ("甲" * (TEXT.most + 1), TEXT, 0),
        ("甲\n\n" + "- " * 480 + "乙", MARKDOWN_DEPTH, 2),
        ("> " * 480 + "乙", MARKDOWN_DEPTH, 0),
        ("1. " * 480 + "乙", MARKDOWN_DEPTH, 0),
        ("+ " * 480, MARKDOWN_DEPTH, 0),
        (_DEEP, MARKDOWN_DEPTH, MARKDOWN_DEPTH.most + 1),
        ("甲\n\n" + "[a](" * 10_000, MARKDOWN_WORK, 1),
        ("[" * 10_000, MARKDOWN_WORK, 0),
        ("![" * 10_000, MARKDOWN_WORK, 0),
        ("\\[" * 10_000, MARKDOWN_WORK, 0),
        ("\\" * 300_000, MARKDOWN_WORK, 0),
        ("[a][" * 10_000, MARKDOWN_WORK, 0),
        ("<http://" * 10_000, MARKDOWN_WORK, 0),
        ("***\n" * 10_000, MARKDOWN_WORK, 0),
        ("甲\n===\n" * 10_000, MARKDOWN_WORK, 0),
        ("* * *\n" * 10_000, MARKDOWN_WORK, 0),
    ],
)
def test_what_is_too_much_is_told_with_its_line(text: str, limit: Limit, line: int) -> None:
    assert list(find_excess(text)) == [(limit, line)]


@pytest.mark.parametrize(
    "text",
    [
        "第一条　甲。\n\n" * 10_000,
        "- [甲](gz-01.md)\n" * 10_000,
        "| [甲](gz-01.md) | 乙 |\n" * 5_000,
        "- " * 400,
        "-" * 400,
        " " * 70 + "二〇二六年十一月二十四日",
        "甲\n\n---\n\n" * 10_000,
    ],
)
def test_a_long_text_of_ordinary_blocks_is_not_too_much(text: str) -> None:
    assert list(find_excess(text)) == []


def test_lists_as_deep_as_the_limit_can_be_printed() -> None:
    deepest = MARKDOWN_DEPTH.most
    for text in ("\n".join("    " * n + "- 甲" for n in range(deepest + 1)), "- " * deepest + "甲"):
        assert not [*find_excess(text)]
        assert repr(parse_blocks(text, {})).count("Items") >= deepest


@pytest.mark.parametrize("tag", ["<b>", "<i>甲", "<blockquote>", "<ul><li>"])
def test_tags_in_tags_are_printed_however_deep(tag: str) -> None:
    assert "乙" in repr(parse_blocks(tag * 900 + "乙", {}))
