"""Names are read as a Chinese reader reads them."""

from __future__ import annotations

import doctest

import pytest

from shaiquan.views import pinyin
from shaiquan.views.pinyin import OTHER, initial_of, read_name, sounds_of
from tests.views.pinyin_words import TABLE, list_words, write_table


def test_the_examples_hold() -> None:
    assert doctest.testmod(pinyin).failed == 0


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("县委常委会", "X"),
        ("行政处罚", "X"),
        ("行长办公会", "H"),
        ("重大决策", "Z"),
        ("重新登记", "C"),
        ("长期规划", "C"),
        ("调整预算", "T"),
        ("调查取证", "D"),
        ("会计核算", "K"),
        ("權力清單", "Q"),
        ("“三重一大”事项", "S"),
        ("Ａ类项目", "A"),
        ("㈠总则", "Y"),
        ("①", OTHER),
        ("2027年预算", OTHER),
        ("……", OTHER),
        ("", OTHER),
        ("ж", OTHER),
    ],
)
def test_a_name_stands_under_the_letter_of_its_first_character(name: str, letter: str) -> None:
    assert initial_of(name) == letter


def test_a_name_is_read_word_by_word() -> None:
    syllables = ("hui", "yi")
    assert read_name("会议") == syllables
    assert read_name("会计（调整）") == ("kuai", "ji", "tiao", "zheng")


def test_sounds_are_letters_that_people_type() -> None:
    letters = {
        letter for code in range(0x4E00, 0x9FFF) for s in sounds_of(chr(code)) for letter in s
    }
    assert letters <= set("abcdefghijklmnopqrstuvwxyz")
    assert sounds_of("女")[0] == "nv"


def test_the_table_has_what_the_dictionary_of_words_says() -> None:
    assert TABLE.read_text("utf-8") == write_table()
    wrong = {word for word, sounds in list_words().items() if read_name(word) != sounds}
    assert not {word for word in wrong if word.isalnum()}
