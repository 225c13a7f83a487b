"""YAML text to nodes with their place; every syntax error is a problem.

No guessing: a scalar stays text until the record type says what it is (``0012``, ``NO``,
``1_000``). Anchors, tags and merge keys are refused: an editor never needs them.
"""

from __future__ import annotations

import re

import yaml

from shaiquan import codes
from shaiquan.content.sources import Source
from shaiquan.limits import YAML_DEPTH, YAML_VALUES, Limit
from shaiquan.problems import Bilingual, Problem

_PLAIN_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _TooMuch(yaml.MarkedYAMLError):
    """The text has more values than the limit, or they are nested more deeply; where it has."""

    def __init__(self, limit: Limit, around: yaml.Node | None) -> None:
        super().__init__()
        self.limit, self.around = limit, around


#: looked up for every value
_MOST_DEEP, _MOST_VALUES = YAML_DEPTH.most, YAML_VALUES.most


class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """A loader that takes every scalar as text and so matches no patterns.

    It asks here before and after each value, and recurses in between: in C, where a stack that is
    too small ends the process without a word.
    """

    _depth = _values = 0

    def resolve(self, kind: type[yaml.Node], *_: object) -> str:
        return _PLAIN_TAGS[kind]

    def descend_resolver(self, above: yaml.Node | None, _: object) -> None:
        """No tag is guessed from where a value stands."""
        self._depth = depth = self._depth + 1
        self._values = values = self._values + 1
        if depth > _MOST_DEEP or values > _MOST_VALUES:
            raise _TooMuch(YAML_DEPTH if depth > _MOST_DEEP else YAML_VALUES, above)

    def ascend_resolver(self) -> None:
        self._depth -= 1


_COLON = re.compile(r"\s*(?:-\s+)*[^\s:：\"'#\[{-][^:：\"']*(：)")

#: libyaml's words -> (why, mend), looked up in order
_FAULTS = (
    ("mapping values are not allowed",
     Bilingual("这一行冒号的位置不对", "the colon is in the wrong place"),
     Bilingual("检查缩进是否对齐；值里本身有“: ”时，给整个值加上引号",
          "align the lines; quote a value that holds ': '")),
    ("could not find expected ':'",
     Bilingual("这一行缺少“: ”", "the line lacks a ': '"),
     Bilingual("写成  名称: 值（英文冒号，后面一个空格）", "write  field: value")),
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


def parse_yaml(source: Source, text: str, first_line: int = 1) -> yaml.Node | Problem | None:
    """The root node of ``text``, whose first line is line ``first_line`` of the source.

    None where the text holds nothing but comments.
    """
    try:
        return yaml.compose(text, Loader)
    except _TooMuch as fault:
        place = place_of(fault.around, first_line) if fault.around else (first_line, 1)
        return source.problem_at(codes.OVER_LIMIT, *place, **fault.limit.words())
    except yaml.MarkedYAMLError as fault:
        unclosed = "or ']'" in str(fault.problem) or "or '}'" in str(fault.problem)
        quoted = "quoted scalar" in str(fault.context)
        mark = fault.context_mark if unclosed or quoted else fault.problem_mark
        line = (mark.line if mark else 0) + first_line
        return _syntax_problem(
            source, fault.problem or str(fault), line, (mark.column if mark else 0) + 1
        )
    except yaml.reader.ReaderError as fault:
        before = text[: fault.position] if isinstance(fault.position, int) else ""
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        return _syntax_problem(source, fault.reason, line + first_line, column)


_CONFLICT = Bilingual("合并时的冲突还没有解决", "a merge conflict is not resolved")
_RESOLVE = Bilingual(
    "留下要的一边，删去 <<<<<<<、=======、>>>>>>> 三行；审查登记里冲突的几行全部删去，再审查一次",
    "keep the side that is meant, delete the three lines of marks; in the reviews delete all of it",
)


def _syntax_problem(source: Source, message: str, line: int, column: int) -> Problem:
    marks = [number for number, row in enumerate(source.lines, 1) if row.startswith("<<<<<<< ")]
    if marks:
        return source.problem_at(codes.YAML_SYNTAX, marks[0], 1, why=_CONFLICT, mend=_RESOLVE)
    if colon := _find_fullwidth_colon(source, line):
        return source.problem_at(codes.FULLWIDTH_COLON, *colon)
    if tab := _find_tab(source, line):
        return source.problem_at(codes.TAB, *tab)
    for words, why, mend in _FAULTS:
        if words in message:
            return source.problem_at(codes.YAML_SYNTAX, line, column, why=why, mend=mend)
    return source.problem_at(
        codes.YAML_SYNTAX,
        line,
        column,
        why=message,
        mend=Bilingual("照手册的例子核对这一行", "check the line"),
    )


def _find_fullwidth_colon(source: Source, line: int) -> tuple[int, int] | None:
    """Line and column of a full-width colon on the line or one of the two before it."""
    for number in range(line, max(0, line - 3), -1):
        text = source.line(number)
        if (match := _COLON.match(text)) and ": " not in text[: match.start(1)]:
            return number, match.start(1) + 1
    return None


def _find_tab(source: Source, line: int) -> tuple[int, int] | None:
    for number in (line, line - 1, line + 1):
        text = source.line(number)
        indent = text[: len(text) - len(text.lstrip())]
        if "\t" in indent:
            return number, indent.index("\t") + 1
    return None


def has_fullwidth_colon(text: str) -> bool:
    """Whether a scalar looks like a field with a full-width colon."""
    return "：" in text and ": " not in text


def place_of(node: yaml.Node, first_line: int) -> tuple[int, int]:
    """Line and column of a node, counted from 1."""
    return node.start_mark.line + first_line, node.start_mark.column + 1


def has_plain_tag(node: yaml.Node) -> bool:
    return node.tag in _PLAIN_TAGS.values()
