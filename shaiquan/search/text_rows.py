"""What a record says beside its names, line by line: where on its page, under which label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.model.common import RELEASE_FIELDS, Record
from shaiquan.model.procedures import Procedure, Step
from shaiquan.model.record_texts import find_texts
from shaiquan.model.shapes import Path
from shaiquan.procedures.graph import graph_of
from shaiquan.search.scripts import write_rows
from shaiquan.views.cells import make_prose
from shaiquan.views.prose import render_prose, strip_tags

#: fields in the index of names, and those about the release of a record
_LEFT_OUT = RELEASE_FIELDS | {"id", "name", "short", "code", "disclosure", "review", "text"}
#: where an article begins on the page
_ARTICLE = re.compile(r'(?=<(?:p|h[1-6]) id="art-)')
_ANCHOR = re.compile(r'<\w+ id="(art-[^"]+)"')
#: where on the page of a record its Markdown text stands
_TEXT = "text"

#: anchor, label, words
Piece = tuple[str, str, str]


def write_texts(public: PublicCatalog, kind: Kind, ids: Iterable[str]) -> bytes:
    """Records of a kind as a part of the full text, one a line: the id, then its pieces."""
    entries = (public.entries[id] for id in ids)
    rows = ((entry.id, tuple(list_pieces(public, entry))) for entry in entries)
    return write_rows(kind.name, (row for row in rows if row[1]))


def list_pieces(public: PublicCatalog, entry: Entry) -> Iterator[Piece]:
    """The lines of a record: of its fields, its steps, its text."""
    steps: dict[Path, list[str]] = {}
    for path, text in find_texts(entry.record):
        if path[0] in _LEFT_OUT or text == WITHHELD or path == ("extras",) or path[-1] == "column":
            continue  # the names under 其他要素 and of columns are labels
        if path[0] == "steps":
            steps.setdefault(_path_of_step(path), []).append(text)
        else:
            is_extra = path[0] == "extras"
            label = str(path[1]) if is_extra else entry.kind.model.label_of(str(path[0]))
            yield from (("", label, line) for line in text.split("\n") if line.strip())
    if isinstance(entry.record, Procedure):
        yield from _list_steps(entry.record, steps)
    if entry.record.text.strip():
        yield from _list_articles(public, entry)


def _path_of_step(path: Path) -> Path:
    """The path of the step in which a text stands: ``side`` and ``parallel`` hold others."""
    end = 2
    while path[end : end + 1] == ("side",) or path[end : end + 1] == ("parallel",):
        end += 1 if path[end] == "side" else 3
    return path[:end]


def _list_steps(procedure: Procedure, texts: dict[Path, list[str]]) -> Iterator[Piece]:
    nodes = {node.path: node.id for node in graph_of(procedure).nodes}
    label = Step.label_of("step")
    for path, said in texts.items():
        lines = dict.fromkeys(line for text in said for line in text.split("\n") if line.strip())
        yield from ((nodes.get(path, ""), label, line) for line in lines)


def _list_articles(public: PublicCatalog, entry: Entry) -> Iterator[Piece]:
    """The lines of the text as the page has it, each with the article in which it stands."""
    html = render_prose(make_prose(public, entry.record.text), str)
    for part in _ARTICLE.split(html):
        match = _ANCHOR.match(part)
        anchor, label = (match[1], "") if match else (_TEXT, Record.label_of("text"))
        yield from ((anchor, label, line) for line in strip_tags(part).split("\n") if line)
