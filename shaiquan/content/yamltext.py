"""YAML text to nodes with their place; every syntax error is a problem.

No guessing: a scalar stays text until the record type says what it is (``0012``, ``NO``,
``1_000``). Anchors, tags and merge keys are refused: an editor never needs them.
"""

from __future__ import annotations

import yaml

from shaiquan import codes
from shaiquan.content.sources import Source
from shaiquan.content.yaml_faults import explain_fault
from shaiquan.limits import YAML_DEPTH, YAML_VALUES, Limit
from shaiquan.problems import Problem

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
        mark = _choose_mark(fault)
        line = (mark.line if mark else 0) + first_line
        column = (mark.column if mark else 0) + 1
        return explain_fault(source, fault.problem or str(fault), line, column)
    except yaml.reader.ReaderError as fault:
        before = text[: fault.position] if isinstance(fault.position, int) else ""
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        return explain_fault(source, fault.reason, line + first_line, column)


def _choose_mark(fault: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where what is wrong begins: not where the parser found out, which may be lines below."""
    problem, context = str(fault.problem), str(fault.context)
    unclosed = "or ']'" in problem or "or '}'" in problem or "quoted scalar" in context
    without_colon = "could not find expected ':'" in problem
    return fault.context_mark if unclosed or without_colon else fault.problem_mark


def place_of(node: yaml.Node, first_line: int) -> tuple[int, int]:
    """Line and column of a node, counted from 1."""
    return node.start_mark.line + first_line, node.start_mark.column + 1


def has_plain_tag(node: yaml.Node) -> bool:
    return node.tag in _PLAIN_TAGS.values()
