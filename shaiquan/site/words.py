"""The words that layouts themselves say, from ``words.yml`` of each folder of layouts.

An owner's file is laid over the packaged one word by word: it has only what was changed.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from types import SimpleNamespace
from typing import NamedTuple

import yaml

from shaiquan import codes
from shaiquan.content.sources import Source
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.content.yamltext import parse_yaml, place_of
from shaiquan.files.layouts import Layer, Templates
from shaiquan.problems import Bilingual, Problem, Rejected

WORDS_FILE = "words.yml"
#: the words of the frame in English, by name; then those for Chinese labels
ENGLISH_FILE = "words.en.yml"
#: how a layout asks for a word
_USE = re.compile(rb"\bwords\.(\w+)")


class _Word(NamedTuple):
    """A word, and the nodes of its name and its text."""

    text: str
    key: yaml.Node
    value: yaml.Node


def read_words(templates: Templates) -> SimpleNamespace:
    """Each word under its name, for templates; a name that is not there stops at its line.

    Raises Rejected where a file is no list of names and words, or names a word that no layout
    says.
    """
    if problems := tuple(find_word_faults(templates)):
        raise Rejected(problems)
    return SimpleNamespace(**read_pairs(templates, WORDS_FILE))


def read_pairs(templates: Templates, file: str) -> dict[str, str]:
    """The names and words of a file of the layouts, of each name the topmost.

    Raises Rejected where a file is no list of names and words.
    """
    words: dict[str, str] = {}
    for layer in reversed(templates.layers):
        _, own, problems = _read_file(layer, file)
        if problems:
            raise Rejected(tuple(problems))
        words |= {name: word.text for name, word in own.items()}
    return words


def find_word_faults(templates: Templates) -> Iterator[Problem]:
    """What is wrong with the files of words: each against those in the folders below it."""
    known: dict[str, str] = {}
    used = {name.decode() for text in templates.files.values() for name in _USE.findall(text)}
    for layer in reversed(templates.layers):
        source, words, problems = _read_file(layer, WORDS_FILE)
        yield from problems
        if known:
            yield from _compare_words(source, words, known, used)
        known |= {name: word.text for name, word in words.items() if name not in known}
    for layer in reversed(templates.layers):
        source, words, problems = _read_file(layer, ENGLISH_FILE)
        yield from problems
        own = {name: word for name, word in words.items() if name in known}
        yield from _compare_words(source, own, known, used)


def _compare_words(
    source: Source, words: dict[str, _Word], known: dict[str, str], used: set[str]
) -> Iterator[Problem]:
    """Names that nothing says, and texts that have other places to be filled in."""
    for name, word in words.items():
        if name in known:
            expected, found = _list_fields(known[name]), _list_fields(word.text)
            if found != expected:
                yield _tell(source, word.value, _explain_fields(expected))
        elif name not in used:
            hint = suggest_spelling(name, known)
            english = hint.en if isinstance(hint, Bilingual) else ""
            zh = f"没有哪个模板用到“{name}”这句话{hint}"
            why = Bilingual(zh, f"no layout says a word named '{name}'{english}")
            yield _tell(source, word.key, why)


def _list_fields(text: str) -> frozenset[str] | None:
    """The names in braces; None where a brace has no partner."""
    try:
        return frozenset(
            name for _, name, _, _ in string.Formatter().parse(text) if name is not None
        )
    except ValueError:
        return None


def _explain_fields(expected: frozenset[str] | None) -> Bilingual:
    names = [f"{{{name}}}" for name in sorted(expected or ())]
    if not names:
        return Bilingual("这句话里不能有花括号", "this word must have no braces")
    zh = f"这句话里要有 {'、'.join(names)}，不能有别的花括号"
    return Bilingual(zh, f"this word must have {', '.join(names)} and no other braces")


def _read_file(layer: Layer, file: str) -> tuple[Source, dict[str, _Word], list[Problem]]:
    """The words of a folder; none where its file is no list of names and words."""
    text = layer.files.get(file, b"").decode("utf-8", "replace")
    source = Source((layer.folder / file).as_posix(), "", text, "")
    root = parse_yaml(source, text)
    if isinstance(root, Problem):
        return source, {}, [root]
    if root is None:
        return source, {}, []
    if not isinstance(root, yaml.MappingNode):
        return source, {}, [_tell(source, root, _NOT_WORDS)]
    words: dict[str, _Word] = {}
    for key, value in root.value:
        if not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)):
            return source, {}, [_tell(source, key, _NOT_WORDS)]
        if key.value in words or not value.value.strip():
            why = _TWICE if key.value in words else _EMPTY
            return source, {}, [_tell(source, key, why)]
        words[key.value] = _Word(value.value, key, value)
    return source, words, []


def _tell(source: Source, node: yaml.Node, why: Bilingual) -> Problem:
    line, column = place_of(node, 1)
    return source.problem_at(codes.TEMPLATE, line, column, why=why)


_NOT_WORDS = Bilingual("这里要写成 名字: 话，一行一句", "each line must be a name and its words")
_TWICE = Bilingual("这句话写了两次", "this word is there twice")
_EMPTY = Bilingual("这句话是空的；不改的，把这一行删去", "this word is empty; delete the line")
