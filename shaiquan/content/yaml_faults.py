"""Why YAML refuses a line, in the words of whoever typed or pasted it.

The parser tells of the line where it was lost, which may be below the one that is wrong. So the
lines there are first searched for common slips.
"""

from __future__ import annotations

import itertools
import re

from shaiquan import codes
from shaiquan.content.sources import Source
from shaiquan.problems import Bilingual, Code, Problem

Slips = tuple[tuple[re.Pattern[str], Code], ...]
#: the words of a key, or of a short text
_WORD = r"[^\W\d_][^\s:：'\"\[\]{},]*"
_NARROW_COLON = re.compile(rf"\s*(?:-\s+)*{_WORD}(?P<sign>:)(?=[^\s:/])")
#: slips that show on their line, in the order in which they are looked for; each has a ``sign``
_SLIPS: Slips = (
    (re.compile(r"[ \t]*(?P<sign>\u3000)"), codes.FULLWIDTH_INDENT),
    (re.compile(r"[ \u3000]*(?P<sign>\t)"), codes.TAB),
    (re.compile(r"\s*(?P<sign>[－—–―−﹣‒•·●○■◆▪]|\*(?=\s))\s*\S"), codes.WRONG_DASH),
    (re.compile(r"\s*(?:-\s+)*(?P<sign>-)(?=[^\s\d-]|-\s)"), codes.MISSING_BLANK),
    (
        re.compile(r"\s*(?:-\s+)*[^\s:：\"'#\[{-][^:：\"']*(?P<sign>：)"),
        codes.FULLWIDTH_COLON,
    ),
    (_NARROW_COLON, codes.MISSING_BLANK),
    (re.compile(rf"[^'\"]*[{{,]\s*{_WORD}(?P<sign>:)(?=[^\s/:])"), codes.MISSING_BLANK),
    (re.compile(r"(?:[^'\"#]*?[:：,\[{-])?\s*(?P<sign>[【［｛])"), codes.FULLWIDTH_BRACKET),
    (re.compile(r"[^'\"]*[\[{].*(?P<sign>[】］｝])\s*$"), codes.FULLWIDTH_BRACKET),
    (re.compile(rf"[^'\"]*[{{][^'\"]*?(?P<sign>，)\s*{_WORD}\s*: "), codes.FULLWIDTH_COMMA),
    (re.compile(r"[^'\"]*[:,\[{-]\s*(?P<sign>\")[^\"]*[”“][^\"]*$"), codes.UNCLOSED_QUOTE),
)
#: slips of which the parser may learn many lines later
_FAR_SLIPS: Slips = (
    (re.compile(r" *(?P<sign>\u3000)[ \u3000]*(?:-\s|[^\s:：]+[:：])"), codes.FULLWIDTH_INDENT),
    (re.compile(r"[^'\"]*[:,\[{-]\s*(?P<sign>\")[^\"]*$"), codes.UNCLOSED_QUOTE),
)

#: libyaml's words -> (why, mend), looked up in order
_FAULTS = (
    ("mapping values are not allowed",
     Bilingual("这一行冒号的位置不对", "the colon is in the wrong place"),
     Bilingual("检查缩进是否对齐；值里本身有“: ”时，给整个值加上引号",
          "align the lines; quote a value that holds ': '")),
    ("could not find expected ':'",
     Bilingual("这一行缺少“: ”", "the line lacks a ': '"),
     Bilingual("写成  名称: 值（英文冒号，后面空一格）", "write  field: value")),
    ("did not find expected key",
     Bilingual("缩进没有对齐", "the lines are not aligned"),
     Bilingual("让同一层的行左边对齐，每层缩进两个空格", "indent each level by two spaces")),
    ("did not find expected '-' indicator",
     Bilingual("列表的“-”没有对齐", "the '-' of a list are not aligned"),
     Bilingual("让同一列表的“-”左边对齐", "align them")),
    ("did not find expected ',' or ']'",
     Bilingual("方括号 [ ] 没有配对，或者缺少逗号", "a [ is not closed, or a comma is missing"),
     Bilingual("补上 ] 或英文逗号", "add the ] or the comma")),
    ("did not find expected ',' or '}'",
     Bilingual("花括号 { } 没有配对，或者缺少逗号", "a { is not closed, or a comma is missing"),
     Bilingual("补上 } 或英文逗号", "add the } or the comma")),
    ("found unexpected end of stream",
     Bilingual("引号没有配对", "a quote is not closed"),
     Bilingual("补上后一个引号（英文引号）", "add the closing quote")),
    ("found unexpected document indicator",
     Bilingual("引号没有配对", "a quote is not closed"),
     Bilingual("补上后一个引号（英文引号）", "add the closing quote")),
    ("found another document",
     Bilingual("一个文件里写了两份（有多余的 ---）", "two documents in one file (a --- too many)"),
     Bilingual("删去 ---，或者拆成两个文件", "drop the --- or split the file")),
    ("did not find expected <document start>",
     Bilingual("文件里有多余的内容", "more than one value in the file"),
     Bilingual("检查缩进和 --- 行", "check the indentation")),
    ("found unknown escape character",
     Bilingual("双引号里有不认识的反斜杠", "an unknown backslash in double quotes"),
     Bilingual("改用单引号，或者把 \\ 写成 \\\\", "use single quotes, or write \\\\")),
    ("found undefined alias",
     Bilingual("以 * 开头的值", "the value begins with *"),
     Bilingual("给整个值加上引号", "quote the value")),
    ("did not find expected alphabetic or numeric character",
     Bilingual("以 * 或 & 开头的值", "the value begins with * or &"),
     Bilingual("给整个值加上引号", "quote the value")),
    ("cannot start any token",
     Bilingual("这个符号不能放在值的开头", "a value cannot begin with this character"),
     Bilingual("给整个值加上引号", "quote the value")),
    ("control characters are not allowed",
     Bilingual("有看不见的控制字符", "there is an invisible control character"),
     Bilingual("删掉这个字符，重新输入这一行", "type the line again")),
)  # fmt: skip


def explain_fault(source: Source, message: str, line: int, column: int) -> Problem:
    """The problem of the line, from 1, at which libyaml stopped with a message."""
    near = (line, *_find_lines_above(source, line))
    if "or ']'" in message or "or '}'" in message or "quoted" in message:
        near = near[:1]  # it begins there
    slips = (find_slip(source, number) for number in near)
    far = (find_slip(source, number, _FAR_SLIPS) for number in range(line, 0, -1))
    if slip := next(filter(None, itertools.chain(slips, far)), None):
        return slip
    if indent := _explain_indent(source, message, line, column):
        return indent
    why, mend = _translate(message)
    return source.problem_at(codes.YAML_SYNTAX, line, column, why=why, mend=mend)


def find_slip(source: Source, number: int, slips: Slips = _SLIPS) -> Problem | None:
    """The first slip that shows on a line, from 1."""
    line = source.line(number)
    for pattern, code in slips:
        if match := pattern.match(line):
            sign = match["sign"]
            return source.problem_at(code, number, match.start("sign") + 1, sign=sign)
    return None


def find_colon_slip(text: str) -> Code | None:
    """What is wrong with the colon of a text that looks like a field; None for any other text."""
    if "：" in text and ": " not in text:
        return codes.FULLWIDTH_COLON
    return codes.MISSING_BLANK if _NARROW_COLON.match(text) else None


def _find_lines_above(source: Source, line: int) -> tuple[int, ...]:
    """The two lines above that say something, the nearest first."""
    above = (number for number in range(line - 1, 0, -1) if _says_something(source.line(number)))
    return tuple(itertools.islice(above, 2))


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


#: the dashes of an item, or blanks; then a key
_FIELD = re.compile(rf"(?P<indent> *(?:- +)*)(?P<key>{_WORD})\s*:(?=\s|$)")


def _explain_indent(source: Source, message: str, line: int, column: int) -> Problem | None:
    """What is said of a line that is not aligned with those above; None where it is."""
    field = _FIELD.match(source.line(line))
    is_value = "mapping values" in message and field is not None and field.end() < column
    if is_value or not any(words in message for words in _OF_INDENTS):
        return None
    if not _count_blanks(source.line(line)) % 2 and (odd := _find_odd_indent(source, line)):
        words = _say_odd(_count_blanks(source.line(odd)))
        return source.problem_at(codes.YAML_SYNTAX, odd, 1, **words)
    above = next(iter(_find_lines_above(source, line)), 0)
    other = _FIELD.match(source.line(above))
    if not field or not other or "-" in field["indent"]:
        return None
    is_at_dash = "expected '-'" in message and len(field["indent"]) == other["indent"].find("-")
    words = _say_no_dash(other["key"]) if is_at_dash else _say_unaligned(other["key"])
    return source.problem_at(codes.YAML_SYNTAX, line, column, **words)


#: of what libyaml says where blanks are missing, or are too many
_OF_INDENTS = ("mapping values", "expected '-' indicator", "<document start>", "expected key")


def _count_blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _find_odd_indent(source: Source, line: int) -> int:
    """The line above, or the first of all, where its indent is no whole number of levels, each
    two blanks; else 0."""
    first = (number for number, text in enumerate(source.lines, 1) if _says_something(text))
    candidates = (*_find_lines_above(source, line)[:1], next(first, 0))
    return next((n for n in candidates if n < line and _count_blanks(source.line(n)) % 2), 0)


def _say_odd(blanks: int) -> dict[str, Bilingual]:
    why = (
        f"这一行缩进了 {blanks} 个空格，和下面的没有对齐",
        f"{blanks} blanks before the line are no level",
    )
    return _why_and_mend(*why, "每层缩进两个空格", "indent each level by two blanks")


def _say_unaligned(key: str) -> dict[str, Bilingual]:
    why = f"这一行和上一行的“{key}”没有对齐", f"the line is not aligned with '{key}' above"
    return _why_and_mend(*why, f"让这一行和“{key}”左边对齐", f"let it begin below '{key}'")


def _say_no_dash(key: str) -> dict[str, Bilingual]:
    why = "这一行前面少了“-”，或者没有对齐", "a '-' is missing before the line, or blanks are"
    mend = f"新的一项，前面写“-”，空一格；不是的，和“{key}”左边对齐"
    mend_en = f"begin an item with a '-' and a blank; else align the line with '{key}'"
    return _why_and_mend(*why, mend, mend_en)


def _why_and_mend(why: str, why_en: str, mend: str, mend_en: str) -> dict[str, Bilingual]:
    return {"why": Bilingual(why, why_en), "mend": Bilingual(mend, mend_en)}


def _translate(message: str) -> tuple[Bilingual, Bilingual]:
    """Why and mend for a message of libyaml."""
    for words, why, mend in _FAULTS:
        if words in message:
            return why, mend
    unknown = Bilingual(
        "写成  名称: 值（英文冒号，后面空一格）；值里有符号的，给整个值加英文引号", "check the line"
    )
    return Bilingual(message, message), unknown
