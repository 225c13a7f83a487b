"""What a paste from Word, WPS, WeChat or a web page does to a line, or to a file."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

#: a line, and what chooses where -> the line as pasted; None where it cannot be spoilt so
Spoil = Callable[[str, random.Random], str | None]
INVISIBLE = "\u200b\u200c\u200d\ufeff\u2060\xad\u200e\u200f\u202a\u202e\u2066\u061c"
BLANKS = "\xa0\u2002\u2003\u2009\u202f"
_WIDE = str.maketrans(
    "0123456789abcdefghijklmnopqrstuvwxyz",
    "０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
)


@dataclass(frozen=True)
class Paste:
    """A way to spoil a line; ``codes``: what may be said of that line."""

    name: str
    spoil: Spoil
    codes: frozenset[str]


def _replace(pattern: str, *instead: str) -> Spoil:
    """Put one of several texts in the place of a match, chosen among all."""

    def spoil(line: str, chance: random.Random) -> str | None:
        matches = [*re.finditer(pattern, line)]
        if not matches:
            return None
        match = chance.choice(matches)
        return line[: match.start()] + match.expand(chance.choice(instead)) + line[match.end() :]

    return spoil


def _insert_invisible(line: str, chance: random.Random) -> str | None:
    at = chance.randint(0, len(line))
    return line[:at] + chance.choice(INVISIBLE) * chance.randint(1, 2) + line[at:]


def _widen(line: str, chance: random.Random) -> str | None:
    matches = [*re.finditer(r"(?<=[ \[第])[0-9a-z]+|[0-9]+(?=[个日年])", line)]
    if not matches:
        return None
    match = chance.choice(matches)
    return line[: match.start()] + match[0].translate(_WIDE) + line[match.end() :]


def _paste(name: str, spoil: Spoil, codes: str = "") -> Paste:
    return Paste(name, spoil, frozenset(codes.split()))


_INDENT = r"^ +(?=\S)"
_COLON = r"(?<=\S): ?(?=\S)"
_VALUE = r"(?<=[^\s{,]: )([^\s\[{\"“][^,}\n]*)$"
#: of lines of YAML
YAML_PASTES = (
    _paste("invisible signs", _insert_invisible, "bom"),
    _paste("blanks of other widths", _replace(" ", *BLANKS)),
    _paste("no-break indent", lambda line, _: line.replace("  ", "\xa0\xa0") if line[:1] == " " else None),
    _paste("full-width indent", _replace(_INDENT, "\u3000", "\u3000\u3000"), "fullwidth-indent"),
    _paste("full-width blank after a colon", _replace(r": (?=\S)", ":\u3000"), "missing-blank fullwidth-colon"),
    _paste("full-width blank after a dash", _replace(r"- (?=\S)", "-\u3000")),
    _paste("blanks at the end", _replace(r"$", " ", "  ", "\u3000", "\xa0", "\t")),
    _paste("more blanks after a colon", _replace(r": (?=\S)", ":  ", ":   ", ": \u3000")),
    _paste("no blank after a colon", _replace(r": (?=\S)", ":"), "missing-blank"),
    _paste("no blank after a dash", _replace(r"- (?=\S)", "-"), "missing-blank"),
    _paste("a blank too many", _replace(r"^(?= *\S)", " "), "yaml-syntax"),
    _paste("a blank too few", _replace(r"^ (?= )", ""), "yaml-syntax"),
    _paste("tab", _replace(_INDENT, "\t", "\t\t"), "tab"),
    _paste("tab after a colon", _replace(r": (?=\S)", ":\t")),
    _paste("full-width colon", _replace(_COLON, "："), "fullwidth-colon"),
    _paste("full-width comma", _replace(r", ", "，", "、"), "fullwidth-comma unknown-reference yaml-syntax bad-value"),
    _paste("comma without a blank", _replace(", ", ",")),
    _paste("opening bracket", _replace(r"\[", "【", "［"), "fullwidth-bracket"),
    _paste("closing bracket", _replace(r"\]$", "】", "］"), "fullwidth-bracket"),
    _paste("brace", _replace(r"\{", "｛"), "fullwidth-bracket"),
    _paste("closing brace", _replace(r"\}$", "｝"), "fullwidth-bracket"),
    _paste("full-width digits", _widen, "bad-id unknown-reference unknown-key"),
    _paste("other dashes", _replace(r"(?<=\d)-|^( *)-(?= )", r"\1－", r"\1—", r"\1–", r"\1−", r"\1‑"), "wrong-dash bad-date bad-id"),
    _paste("bullets", _replace(r"^( *)- ", r"\1• ", r"\1● ", r"\1· ", r"\1* "), "wrong-dash yaml-syntax"),
    _paste("curly quotes", _replace(_VALUE, r"“\1”", r"「\1」"), "name-in-quotes bad-id bad-value bad-date bad-limit unknown-reference unknown-type"),
    _paste("straight quotes", _replace(_VALUE, r'"\1"', r"'\1'")),
    _paste("mixed quotes", _replace(_VALUE, r'"\1”', r'"\1'), "unclosed-quote yaml-syntax"),
    _paste("note behind #", _replace(_VALUE, r"\1 #公开栏", r"\1 #1"), "text-cut"),
    _paste("number", _replace(r"(?<=步骤: )(\S+)", r"1. \1", r"（一）\1", r"第一步：\1", r"①\1"), "act-numbered-twice"),
    _paste("conflict", lambda line, _: f"<<<<<<< HEAD\n{line}\n=======\n{line}x\n>>>>>>> 张三", "merge-conflict"),
)  # fmt: skip
#: of lines of articles
MARKDOWN_PASTES = (
    _paste("invisible signs", _insert_invisible),
    _paste("indent", _replace(r"^", "    ", "\t", "\u3000\u3000", "\xa0" * 4, "  ", "\u2003\u2003", "        ")),
    _paste("blank after the number", _replace("\u3000", " ", "  ", "\xa0", "\t", "\u2003", "\u3000\u3000")),
    _paste("no blank after the number", _replace("\u3000", ""), "glued-article"),
    _paste("full-width digits", lambda line, _: line.replace("第二条", "第２条").replace("第一条", "第１条")),
    _paste("conflict", lambda line, _: f"<<<<<<< HEAD\n{line}\n=======\n{line}x\n>>>>>>> 张三", "merge-conflict"),
)  # fmt: skip
#: a whole file as a program saves it -> what may be said of its first line
ENCODINGS: Mapping[str, tuple[Callable[[str], bytes], frozenset[str]]] = {
    "GBK": (lambda text: text.encode("gb18030"), frozenset(("bad-encoding",))),
    "UTF-16": (lambda text: text.encode("utf-16"), frozenset(("bad-encoding",))),
    "UTF-16 without a mark": (lambda text: text.encode("utf-16-be"), frozenset(("bad-encoding",))),
    "BOM": (lambda text: text.encode("utf-8-sig"), frozenset(("bom",))),
    "CRLF": (lambda text: text.replace("\n", "\r\n").encode(), frozenset()),
    "CR": (lambda text: text.replace("\n", "\r").encode(), frozenset()),
    "CRLF and BOM": (
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        frozenset(("bom",)),
    ),
}
