"""The words that layouts themselves say, from ``layouts/words.yml``."""

from __future__ import annotations

from types import SimpleNamespace

import yaml

from shaiquan import codes
from shaiquan.content.sources import Source
from shaiquan.content.yamltext import parse_yaml, place_of
from shaiquan.files.layouts import Templates
from shaiquan.problems import Bilingual, Problem, Rejected

WORDS_FILE = "words.yml"


def read_words(templates: Templates) -> SimpleNamespace:
    """Each word under its name, for templates; a name that is not there stops at its line.

    Raises Rejected where the file is no list of names and words.
    """
    text = (templates.read(WORDS_FILE) or b"").decode("utf-8", "replace")
    source = Source((templates.folder / WORDS_FILE).as_posix(), "", text, "")
    root = parse_yaml(source, text)
    if isinstance(root, Problem):
        raise Rejected((root,))
    if root is None:
        return SimpleNamespace()
    if not isinstance(root, yaml.MappingNode):
        raise Rejected((_refuse(source, root),))
    words = {}
    for key, value in root.value:
        if not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)):
            raise Rejected((_refuse(source, key),))
        words[key.value] = value.value
    return SimpleNamespace(**words)


def _refuse(source: Source, node: yaml.Node) -> Problem:
    line, column = place_of(node, 1)
    return source.problem_at(codes.TEMPLATE, line, column, why=_NOT_WORDS)


_NOT_WORDS = Bilingual("这里要写成 名字: 话，一行一句", "each line must be a name and its words")
