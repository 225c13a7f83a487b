"""The packaged font has the characters that the code relies on."""

from __future__ import annotations

from shaiquan.charts import fonts


def test_the_blocks_that_are_not_looked_up_are_wholly_in_the_font() -> None:
    known = fonts.open_face().getBestCmap()
    for first, last in fonts._COVERED:
        assert [point for point in range(first, last + 1) if point not in known] == []


def test_ordinary_official_text_lacks_nothing() -> None:
    text = "《党委议事规则》第四条：〔2026〕1号，“三重一大”——5%、①②③ ▲1 ◆ ㎡ ℃ Ⅳ 二〇二六年\u3000\n"
    assert fonts.find_missing_glyphs(text) == ()


def test_characters_without_a_glyph_are_named_once_each() -> None:
    assert fonts.find_missing_glyphs("甲\U000f0000乙\ue000\U000f0000") == ("\U000f0000", "\ue000")


def test_rare_characters_of_names_are_drawn() -> None:
    assert fonts.find_missing_glyphs("𠮷㛃䶮镕") == ()
