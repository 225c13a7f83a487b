"""Words in traditional characters."""

from __future__ import annotations

import pytest

from shaiquan.content.suggestions import to_simplified
from shaiquan.content.traditional import EXCEPTIONS, list_spellings, to_traditional
from tests.conftest import ROOT
from tests.support import list_text_files

#: what OpenCC alone, or its tables for Taiwan, would write otherwise, and what they write well
WORDS = """
权力公开透明运行 權力公開透明運行
干部 幹部
不得干预 不得干預
三百里 三百里
方圆十公里 方圓十公里
支路里的步骤 支路裏的步驟
密封后由组织部保管 密封後由組織部保管
不少于余额 不少於餘額
党委制定制度 黨委制定制度
日内制定整改方案 日內制定整改方案
制作并印制 製作並印製
复核 複核
恢复重建 恢復重建
批复和答复 批覆和答覆
核对发票 核對發票
头发 頭髮
台账 臺賬
联系工程系统 聯繫工程系統
没有采纳 沒有採納
书面报告 書面報告
批准 批准
八不准 八不准
数字不准确 數字不準確
标准 標準
无记名表决 無記名表決
签批会签 簽批會簽
抽签 抽籤
公布和发布 公布和發布
一并公开 一併公開
才可以 才可以
只许可 只許可
为群众 為群眾
本人回避并记录 本人迴避並記錄
秘书伪造 秘書偽造
"""


@pytest.mark.parametrize("line", WORDS.strip().splitlines())
def test_a_word_of_the_administration_is_written_as_it_is_in_traditional_characters(
    line: str,
) -> None:
    simplified, traditional = line.split()
    assert to_traditional(simplified) == traditional


def test_words_of_the_site_go_before_all_others_even_longer_ones() -> None:
    own = (("复核", "覆核"), ("镇", "鎭鎭"))
    assert to_traditional("镇里复核干部", own) == "鎭鎭裏覆核幹部"
    assert to_traditional("镇里复核干部") == "鎮裏複核幹部"


def test_the_sample_can_be_read_back_from_traditional_characters() -> None:
    for path in list_text_files(ROOT / "content"):
        text = path.read_text("utf-8")
        assert to_simplified(to_traditional(text)) == to_simplified(text), path


def test_an_exception_means_the_word_that_it_is_made_of() -> None:
    for word, traditional in EXCEPTIONS.items():
        assert to_simplified(traditional) == word


def test_a_spelling_is_listed_where_it_differs() -> None:
    assert [*list_spellings(["党委", "於"])] == [("党委",), ("於", "于")]
