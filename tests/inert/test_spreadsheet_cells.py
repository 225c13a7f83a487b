"""No cell is a formula, and the text can be had back."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from shaiquan.inert.spreadsheet_cells import FORMULA_SIGNS, defuse_cell

ALL = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]


def test_a_sign_of_any_width_is_kept_as_text() -> None:
    signs = [sign for sign in ALL if unicodedata.normalize("NFKC", sign)[:1] in [*FORMULA_SIGNS]]
    assert {"=", "＝", "＋", "－", "＠", "﹦"} < set(signs)
    assert [sign for sign in signs if defuse_cell(f"{sign}1+1") != f"'{sign}1+1"] == []


def test_what_cannot_be_seen_before_a_sign_does_not_hide_it() -> None:
    unseen = [char for char in ALL if unicodedata.category(char) in ("Cf", "Cc", "Zs", "Zl", "Zp")]
    assert {"\u200b", "\ufeff", "\u3000", "\u202e", "\xad"} < set(unseen)
    assert [char for char in unseen if defuse_cell(f"甲{char}=1") != f"甲{char}=1"] == []
    assert [char for char in unseen if not defuse_cell(f"{char}=1").startswith("'")] == []


@pytest.mark.parametrize(
    "text", ["", "甲", "'甲", "''", "=1", "'=1", "-5", "\t甲", "a=b", "（=1）"]
)
def test_a_reader_who_takes_one_apostrophe_off_has_the_text(text: str) -> None:
    assert defuse_cell(text).removeprefix("'") == text
