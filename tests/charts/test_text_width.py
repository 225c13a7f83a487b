"""The table of widths says what the font says."""

from __future__ import annotations

import pytest

from shaiquan.charts.text_width import BOLD, REGULAR, advance_in_font, width_of


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_the_widths_of_latin_letters_and_of_the_dash_are_those_of_the_font(weight: int) -> None:
    for character in (*map(chr, range(0x20, 0x7F)), "—"):
        assert width_of(character, weight) == pytest.approx(
            advance_in_font(character, weight), abs=0.0006
        ), character


@pytest.mark.parametrize("characters", ["晒权，。《》（）：；", "“”‘’…·•▲→←↑↓×±§‰", "①②③④⑤⑥⑦⑧⑨⑩"])
def test_signs_taken_for_full_width_are_full_width(characters: str) -> None:
    for character in characters:
        assert advance_in_font(character, REGULAR) == 1.0, character
        assert width_of(character, BOLD) == 1.0, character


def test_a_sign_between_the_two_is_asked_of_the_font() -> None:
    assert width_of("°C") == pytest.approx(advance_in_font("°", REGULAR) + 0.638, abs=0.001)
