"""Words in traditional characters, from simplified ones."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from shaiquan.content.suggestions import to_simplified

#: Where OpenCC chooses another character than the administration does: a character that has one
#: form in nearly all its words, then the words that have the other. Simplified, traditional.
_WORDS = """
为 為   众 眾   群 群   启 啟   秘 秘   伪 偽   布 布   核 核
回避 迴避   表决 表決   才 才   后 後   皇后 皇后   太后 太后
王后 王后   后妃 后妃   里 裏   公里 公里   里程 里程   邻里 鄰里
里弄 里弄   千里 千里   百里 百里   十里 十里   万里 萬里   故里 故里
里长 里長   只 只   船只 船隻   只身 隻身   只字 隻字   签 簽
标签 標籤   书签 書籤   抽签 抽籤   中签 中籤   不准 不准   不准确 不準確
不准时 不準時   制定 制定   制度 制度   编制 編制   采纳 採納   采购 採購
采取 採取   采用 採用   采集 採集
"""
EXCEPTIONS: Mapping[str, str] = dict(zip(_WORDS.split()[::2], _WORDS.split()[1::2], strict=True))
#: a key that every record has, or the site: one of them is in each file
_TRADITIONAL_KEY = re.compile(r"(?:編號|名稱)[\"']?[ \t]*:")
#: stands in no text
_BETWEEN = "\x1e"


def to_traditional(text: str, own: Iterable[tuple[str, str]] = ()) -> str:
    """A text in traditional characters; ``own`` are words of the site that go before all others.

    >>> to_traditional("干部任免后，不准干预采购；无记名表决")
    '幹部任免後，不准干預採購；無記名表決'
    >>> to_traditional("复核台账", (("复核", "覆核"),))
    '覆核臺賬'
    """
    return make_converter(tuple(own))(text)


def list_spellings(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each text as it is written; as it reads in simplified characters, also after it was in
    traditional ones. Most texts have one spelling.

    >>> [*list_spellings(("党委", "黨委", "锺先生"))]
    [('党委',), ('黨委', '党委'), ('锺先生', '钟先生')]
    """
    simplified = to_simplified(_BETWEEN.join(texts))
    ways = (simplified, to_simplified(to_traditional(simplified)))
    pieces = (way.split(_BETWEEN) for way in ways)
    return (tuple(dict.fromkeys(spellings)) for spellings in zip(texts, *pieces, strict=True))


def read_simplified(text: str) -> str:
    """The text of a content file as it is read: in simplified characters where its keys are
    traditional ones. Each character keeps its place, so that problems point where they should.

    >>> read_simplified("編號: gb-01\\n名稱: 幹部任免"), read_simplified("名称: 幹部")
    ('编号: gb-01\\n名称: 干部任免', '名称: 幹部')
    """
    if not _TRADITIONAL_KEY.search(text):
        return text
    simplified = to_simplified(text)
    return simplified if len(simplified) == len(text) else "".join(map(_simplify_sign, text))


def _simplify_sign(sign: str) -> str:
    return to_simplified(sign)[:1] or sign


@functools.lru_cache(8)
def make_converter(own: tuple[tuple[str, str], ...] = ()) -> Callable[[str], str]:
    """The function that converts with these words of a site."""
    words = {**EXCEPTIONS, **dict(own)}
    longest_first = sorted(words, key=len, reverse=True)
    find_exceptions = re.compile("|".join(map(re.escape, longest_first))).finditer

    def convert(text: str) -> str:
        converted, end = _convert(text), 0
        pieces: list[str] = []
        for match in find_exceptions(text):
            pieces += (converted[end : match.start()], words[match[0]])
            end = match.end()
        return "".join((*pieces, converted[end:]))

    return convert


def _convert(text: str) -> str:
    """By characters and words, each character in its old place: a sign for a sign."""
    if text.isascii():
        return text
    converted = str(_opencc().convert(text))
    if len(converted) != len(text):
        converted = "".join(str(_opencc().convert(sign))[:1] or sign for sign in text)
    return converted


@functools.cache
def _opencc() -> Any:
    """Characters and their phrases; the tables for Taiwan would turn 运行 into 執行."""
    import opencc

    return opencc.OpenCC("s2t")
