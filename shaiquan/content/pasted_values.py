"""Values that YAML reads without a word, but not as they were pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import yaml

from shaiquan import codes
from shaiquan.content.sources import Source
from shaiquan.content.yamltext import place_of
from shaiquan.problems import Problem

#: a blank and ``#`` begin a comment; whoever writes one goes on with a blank
_CUT = re.compile(r"[ \t]+(?P<lost>#[^\s#].*)")
#: a value on one line with the end of a list, but not its beginning
_LOST_BRACKET = re.compile(
    r"^[ \t]*(?:-[ \t]+)*[^\W\d_][^\s:：'\"\[\]{}#]*:[ \t]+"
    r"[^\[\]{}'\"\n#|>【［｛][^\[\]{}'\"\n#【［｛]*(?P<sign>\])[ \t]*$",
    re.MULTILINE,
)
_WIDE = r"[\u3400-\u9fff\uff08\uff09“”‘’《》]"
_WIDE_END, _WIDE_START = re.compile(rf"{_WIDE}$"), re.compile(_WIDE)
#: a piece of so many characters is part of a sentence rather than a word of a list
_CLAUSE = 8
#: characters of a piece that a message shows
_SHOWN = 12


def find_cut_texts(source: Source, text: str, root: yaml.Node, first_line: int) -> list[Problem]:
    """Where ``#`` ends a plain text of the YAML ``text``, as in 公示 #公开栏."""
    if not _CUT.search(text):
        return []
    problems = []
    for node in _list_plain_scalars(root):
        line, column = node.end_mark.line + first_line, node.end_mark.column
        if node.value and (cut := _CUT.match(source.line(line), column)):
            at = cut.start("lost") + 1
            problems.append(source.problem_at(codes.TEXT_CUT, line, at, lost=cut["lost"].strip()))
    return problems


def find_lost_brackets(source: Source, text: str, first_line: int) -> list[Problem]:
    """Where a list ends that nobody began, as in ``依据: 《甲》第四条, 《乙》第十条]``."""
    problems = []
    for match in _LOST_BRACKET.finditer(text):
        start = match.start("sign")
        line = text.count("\n", 0, start) + first_line
        column = start - text.rfind("\n", 0, start)
        problems.append(source.problem_at(codes.LOST_BRACKET, line, column))
    return problems


def _list_plain_scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The texts without quotes that stand as values, each once."""
    nodes, visited = [root], set[int]()
    while nodes:
        node = nodes.pop()
        if id(node) in visited:  # an alias names it again
            continue
        visited.add(id(node))
        if isinstance(node, yaml.MappingNode):
            nodes += (child for _, child in node.value)
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            yield node


def find_split_sentences(
    source: Source, node: yaml.SequenceNode, first_line: int, sentences: bool
) -> Iterator[Problem]:
    """Items of ``[ ]`` between which a comma stands as in a sentence, without a blank after it.

    Where a field holds ``sentences``, any such comma; among names, as in 材料: [身份证,户口簿], one
    with Chinese on both sides and a clause on one.
    """
    for one, other in pairwise(node.value):
        if one.style or other.style or one.end_mark.index + 1 != other.start_mark.index:
            continue  # a list or a group has its style, True or False, too
        before, after = str(one.value), str(other.value)
        if sentences or _is_clause(before, after):
            line, column = place_of(other, first_line)
            words = {"before": before[-_SHOWN:], "after": after[:_SHOWN]}
            yield source.problem_at(codes.SPLIT_SENTENCE, line, column - 1, **words)


def _is_clause(before: str, after: str) -> bool:
    is_long = max(len(before), len(after)) >= _CLAUSE
    return bool(is_long and _WIDE_END.search(before) and _WIDE_START.match(after))
