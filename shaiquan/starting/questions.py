"""The questions of ``init``, each with its option, its default and what it accepts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from shaiquan.problems import Bilingual

Answers = Mapping[str, str]


class UnfitAnswer(ValueError):
    """An answer that is not valid; ``why`` says what to write."""

    def __init__(self, why: Bilingual) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Question:
    """A question. ``field`` is also the option; without a ``default`` it must be answered."""

    field: str
    label: Bilingual
    hint: Bilingual
    parse: Callable[[str], str]
    default: Callable[[Answers], str] | None = None


def parse_answer(question: Question, text: str, before: Answers) -> str:
    """The answer in ``text``, given the answers before; an empty text means the default.

    Raises UnfitAnswer.
    """
    if line := _parse_line(text):
        return question.parse(line)
    if question.default is None:
        raise UnfitAnswer(Bilingual("这一项要填", "this must be answered"))
    return question.default(before)


#: control characters, invisible ones, surrogates, line and paragraph separators
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def _parse_line(text: str) -> str:
    """One line of visible text."""
    text = text.strip()
    if any(unicodedata.category(char) in _INVISIBLE for char in text):
        raise UnfitAnswer(
            Bilingual("有看不见或者读不懂的字，请重新输入", "it has characters that cannot be read")
        )
    return text


def _parse_url(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"\s", text):
        raise UnfitAnswer(
            Bilingual(
                "网址以 https:// 或 http:// 开头", "an address begins with https:// or http://"
            )
        )
    return text


def _parse_site_code(text: str) -> str:
    digits = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise UnfitAnswer(Bilingual("标识码是 10 位数字", "the code has 10 digits"))
    return digits


def _parse_phone(text: str) -> str:
    number = unicodedata.normalize("NFKC", text)
    if len(re.findall(r"[0-9]", number)) < 3:
        raise UnfitAnswer(
            Bilingual("请写电话号码，例如 0000-0000000", "write a number such as 0000-0000000")
        )
    # every command knows the questions for its help, and this takes a tenth of a build after
    # no change to load
    from shaiquan.checks.sensitive_patterns import find_sensitive
    from shaiquan.model.terms import Sensitive

    if find_sensitive(text, Sensitive.MOBILE):
        raise UnfitAnswer(
            Bilingual("这像是手机号；公开的要写办公电话", "publish an office number, no mobile")
        )
    return number


def _parse_email(text: str) -> str:
    if "@" in text and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise UnfitAnswer(
            Bilingual("电子邮件写成 name@example.cn", "write an e-mail as name@example.cn")
        )
    return text


_OPTIONAL = Bilingual("可以不填", "may be left empty")

QUESTIONS = (
    Question(
        "unit",
        Bilingual("单位全称", "full name of the unit"),
        Bilingual("例如 某某县某某局", "such as 某某县某某局"),
        str,
    ),
    Question(
        "short",
        Bilingual("简称", "short name"),
        Bilingual("网页上常用的叫法", "as pages call it"),
        str,
        lambda answers: answers["unit"],
    ),
    Question(
        "name",
        Bilingual("网站名称", "name of the site"),
        Bilingual("网页最上面的大字", "at the top of each page"),
        str,
        lambda answers: f"{answers['short']}权力公开",
    ),
    Question("url", Bilingual("网址", "address of the site"), _OPTIONAL, _parse_url, lambda _: ""),
    Question(
        "code",
        Bilingual("政府网站标识码", "10-digit site code"),
        _OPTIONAL,
        _parse_site_code,
        lambda _: "",
    ),
    Question(
        "phone",
        Bilingual("举报电话", "telephone for complaints"),
        Bilingual("办公电话", "an office number"),
        _parse_phone,
    ),
    Question(
        "email",
        Bilingual("举报信箱或电子邮件", "e-mail or postal address for complaints"),
        _OPTIONAL,
        _parse_email,
        lambda _: "",
    ),
)
