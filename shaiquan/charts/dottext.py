"""Statements of the DOT language: https://graphviz.org/doc/info/lang.html."""

from __future__ import annotations

import re

#: a name or a number needs no quotes, unless it is a word of the language
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|-?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)")
_KEYWORDS = frozenset(("node", "edge", "graph", "digraph", "subgraph", "strict"))


def quoted(text: str) -> str:
    """Text as an identifier that says just this: neither markup nor escapes mean anything in it.

    >>> print(quoted("s1"), quoted("step-1"), quoted("甲乙"), quoted("node"), quoted('"'))
    s1 "step-1" "甲乙" "node" "\\""
    """
    if _BARE.fullmatch(text) and text.lower() not in _KEYWORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def statement(subject: str, attributes: dict[str, str]) -> str:
    """A node, an edge or ``graph`` with its attributes in their order."""
    if not attributes:
        return subject
    listed = " ".join([f"{name}={quoted(value)}" for name, value in attributes.items()])
    return f"{subject} [{listed}]"
