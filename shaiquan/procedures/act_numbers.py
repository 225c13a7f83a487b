"""The number that a step has in the text from which it was pasted: 1. 1、 （一） 第一步 ①."""

from __future__ import annotations

import re

ACT_NUMBER = re.compile(
    r"\d{1,2}[.．、](?!\d)\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}步[，、：:\s]*|[①-⑳]\s*"
)


def drop_act_number(act: str) -> str:
    """An act without its number.

    >>> [drop_act_number(act) for act in ("1. 公示", "（二）表决", "3.5公里内公示")]
    ['公示', '表决', '3.5公里内公示']
    """
    number = ACT_NUMBER.match(act)
    return act[number.end() :] if number else act
