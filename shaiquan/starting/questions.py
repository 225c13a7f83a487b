"""What ``init`` asks: each question once, with its option, its default and what it accepts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from shaiquan.problems import Both

Answers = Mapping[str, str]


class UnfitAnswer(ValueError):
    """An answer that cannot be taken; ``why`` tells what to write."""

    def __init__(self, why: Both) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Question:
    """One thing to be told. ``field`` is also the option; no ``default``: it must be answered."""

    field: str
    label: Both
    hint: Both
    accept: Callable[[str], str]
    default: Callable[[Answers], str] | None = None


def answer(question: Question, text: str, before: Answers) -> str:
    """What ``text`` answers, given the answers before; nothing written means the default.

    Raises Unfit.
    """
    if bare := _line(text):
        return question.accept(bare)
    if question.default is None:
        raise UnfitAnswer(Both("这一项要填", "this must be answered"))
    return question.default(before)


#: control characters, invisible ones, halves of characters, line and paragraph separators
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def _line(text: str) -> str:
    """One line of text that a file and a page can hold."""
    text = text.strip()
    if any(unicodedata.category(c) in _UNSEEN for c in text):
        raise UnfitAnswer(
            Both("有看不见或者读不懂的字，请重新输入", "it has characters that cannot be read")
        )
    return text


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"\s", text):
        raise UnfitAnswer(
            Both("网址以 https:// 或 http:// 开头", "an address begins with https:// or http://")
        )
    return text


def _code(text: str) -> str:
    digits = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise UnfitAnswer(Both("标识码是 10 位数字", "the code has 10 digits"))
    return digits


#: as ``checks.texts`` tells a private number
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def _phone(text: str) -> str:
    number = unicodedata.normalize("NFKC", text)
    if len(re.findall(r"[0-9]", number)) < 3:
        raise UnfitAnswer(
            Both("请写电话号码，例如 0000-0000000", "write a number such as 0000-0000000")
        )
    if _MOBILE.search(number):
        raise UnfitAnswer(
            Both("这像是手机号；公开的要写办公电话", "publish an office number, no mobile")
        )
    return number


def _email(text: str) -> str:
    if "@" in text and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise UnfitAnswer(
            Both("电子邮件写成 name@example.cn", "write an e-mail as name@example.cn")
        )
    return text


_OPTIONAL = Both("可以不填", "may be left empty")

QUESTIONS = (
    Question(
        "unit", Both("单位全称", "full name of the unit"),
        Both("例如 某某县某某局", "such as 某某县某某局"), str,
    ),
    Question(
        "short", Both("简称", "short name"),
        Both("网页上常用的叫法", "as pages call it"), str, lambda told: told["unit"],
    ),
    Question(
        "name", Both("网站名称", "name of the site"),
        Both("网页最上面的大字", "at the top of each page"), str,
        lambda told: f"{told['short']}权力公开",
    ),
    Question("url", Both("网址", "address of the site"), _OPTIONAL, _url, lambda _: ""),
    Question("code", Both("政府网站标识码", "10-digit site code"), _OPTIONAL, _code, lambda _: ""),
    Question(
        "phone", Both("举报电话", "telephone for complaints"),
        Both("办公电话", "an office number"), _phone,
    ),
    Question(
        "email", Both("举报信箱或电子邮件", "e-mail or postal address for complaints"),
        _OPTIONAL, _email, lambda _: "",
    ),
)  # fmt: skip
