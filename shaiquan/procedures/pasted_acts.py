"""What an act has from where it was pasted: a number, as 1. （一） 第一步 or ①, and quotes."""

from __future__ import annotations

import re

from shaiquan.model.quotes import drop_quotes

ACT_NUMBER = re.compile(
    r"\d{1,2}[.．、](?!\d)\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}步[，、：:\s]*|[①-⑳]\s*"
)


def simplify_act(act: str) -> str:
    """An act without its number and without quotes, as others may name it.

    >>> [simplify_act(act) for act in ("1. 公示", "（二）表决", "“公示”", "3.5公里内公示")]
    ['公示', '表决', '公示', '3.5公里内公示']
    """
    number = ACT_NUMBER.match(act)
    return drop_quotes(act[number.end() :] if number else act)
