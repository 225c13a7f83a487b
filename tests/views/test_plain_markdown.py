"""Plain blocks are written down as the parser of Markdown writes them."""

from __future__ import annotations

import random

import pytest

from shaiquan.views.markdown import render_with_parser, split_paragraphs
from shaiquan.views.plain_markdown import render_html

WORDS = [
    "第一条　为了规范议事", "书记召集和主持，", "（一）重要措施；", "3 日内补办", "12.5 万元", "2026年", "“一支笔”",
    "见《办法》。", "budget", "a b", "-", "+", "1.", "1. 甲", "2) 乙", "：", "%", "  ", "\u3000", "①",
]  # fmt: skip
ODD = [
    "**重**", "*斜*", "_x_", "`码`", "[甲](a.md)", "[甲](<b c> '题')", "![图](x.png)", "[x]: http://x.cn", "[x]",
    "[甲][x]", "\\*", "&amp;", "&", "<b>粗</b>", "<div>", "</div>", "<a href='x'>", "<https://x.cn>", ">", "|",
    "~~~", "```", "#", "\t", "\u00a0", "\x02", "\x1f", "é", "    码", "http://x.cn/_a_", "{: #x }", "!", "=", "__",
]  # fmt: skip
STARTS = ["", "", "", "", "## ", "#", "###### ", "####### ", "- ", "- ", "* ", "+  ", "-", "1. ", "2. ", " ", "    ",
          "> ", "| ", "- - ", "- # ", "  - ", "    - "]  # fmt: skip
WHOLE = [
    "",
    "",
    "",
    "---",
    "===",
    "***",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "  ",
    "\u3000",
    "- ",
    "#",
    ">",
]


def resolve(target: str) -> str | None:
    return f"/x/{target}" if target.endswith(".md") else None


def generate_text(seed: int) -> str:
    """A text of plain blocks, with others among them as often as the seed has it."""
    chance = random.Random(seed)
    odd = chance.choice([0.0, 0.02, 0.1, 0.3])

    def line() -> str:
        if chance.random() < odd:
            return chance.choice(WHOLE)
        words = WORDS + ODD * (chance.random() < odd)
        return chance.choice(STARTS) + "".join(chance.choices(words, k=chance.randint(1, 4)))

    ends = ["\n", "\n\n", "\n\n", "\n\n\n", "\n \n"]
    return "".join(line() + chance.choice(ends) for _ in range(chance.randint(1, 8)))


def parse(text: str) -> str:
    return render_with_parser(text, resolve)


def parse_nothing(text: str) -> str:
    """So that only plain blocks have HTML."""
    return ""


@pytest.mark.parametrize("first", range(0, 1500, 300))
def test_a_text_is_what_the_parser_makes_of_it(first: int) -> None:
    for seed in range(first, first + 300):
        generated = generate_text(seed)
        for text in (generated, split_paragraphs(generated)):
            assert render_html(text, parse) == parse(text), f"seed {seed}: {text!r}"


def test_characters_of_plain_text_are_written_as_they_are() -> None:
    characters = (chr(code) for code in range(0x21, 0x10000))
    plain = "".join(
        c for c in characters if render_html(f"甲{c}甲", parse_nothing) and not c.isspace()
    )
    assert len(plain) > 20000
    text = "\n\n".join(f"甲{plain[at : at + 200]}" for at in range(0, len(plain), 200))
    assert render_html(text, parse_nothing) == parse(text)


def test_kinds_of_blocks_side_by_side_are_what_the_parser_makes_of_them() -> None:
    kinds = ["甲\n乙", "## 甲", "#甲\n- 乙", "- 甲\n- 乙", "* 甲", "1. 甲", "    码", "> 甲", "[甲](a.md)", "-  **甲**",
             "    - 甲", "---", "甲\n===", "| a |\n| - |\n| 1 |", "- 甲\n## 乙", "甲\n- 乙", "- 甲\n乙"]  # fmt: skip
    for one, two in ((a, b) for a in kinds for b in kinds):
        for gap in ("\n", "\n\n", "\n\n\n"):
            text = gap.join((one, two, "末"))
            assert render_html(text, parse) == parse(text), repr(text)


def test_only_what_is_not_plain_goes_to_the_parser() -> None:
    parsed: list[str] = []

    def note(text: str) -> str:
        parsed.append(text)
        return "…"

    text = "## 总则\n\n第一条　甲。\n\n见[乙](b.md)。\n\n**重**\n\n- 丙\n- 丁\n\n末。"
    assert render_html(text, note) == "<h2>总则</h2>\n<p>第一条　甲。</p>\n…\n<p>末。</p>"
    assert parsed == ["见[乙](b.md)。\n\n**重**\n\n- 丙\n- 丁"]
