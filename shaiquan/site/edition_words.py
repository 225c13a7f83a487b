"""What the layouts of an edition say, and what becomes of its finished pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

from shaiquan.content.traditional import make_converter
from shaiquan.files.layouts import Templates
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Part
from shaiquan.model.shapes import field_shapes, find_nested_part
from shaiquan.site.edition_html import convert_words
from shaiquan.site.editions import ENGLISH_LANG, TRADITIONAL_LANG, SiteEdition
from shaiquan.site.english_frame import EnglishFrame, mark_english
from shaiquan.site.words import ENGLISH_FILE, read_pairs, read_words


def read_edition_words(templates: Templates, edition: SiteEdition) -> SimpleNamespace:
    """The words of the layouts in an edition. Raises Rejected, as :func:`read_words`."""
    words = read_words(templates)
    if edition.lang == TRADITIONAL_LANG:
        convert = make_converter(edition.words)
        return SimpleNamespace(**{name: convert(word) for name, word in vars(words).items()})
    if edition.lang == ENGLISH_LANG:
        english = read_pairs(templates, ENGLISH_FILE)
        said = {name: mark_english(english[name]) for name in vars(words) if name in english}
        return SimpleNamespace(**vars(words) | said)
    return words


def make_finish(templates: Templates, edition: SiteEdition) -> Callable[[str], str]:
    """What a page goes through when it has been rendered."""
    if edition.lang == TRADITIONAL_LANG:
        convert = make_converter(edition.words)
        return lambda html: convert_words(html, convert, edition.lang)
    if edition.lang == ENGLISH_LANG:
        written = read_pairs(templates, ENGLISH_FILE)
        return EnglishFrame({**dict(_list_labels()), **written}).translate
    return lambda html: html


def _list_labels() -> Iterator[tuple[str, str]]:
    """(Chinese label, English name) of every kind and every field of one."""
    for kind in reversed(KINDS):
        yield from reversed([*_list_fields(kind.model, frozenset())])
        yield kind.label, _as_words(kind.name)


def _list_fields(part: type[Part], parents: frozenset[type[Part]]) -> Iterator[tuple[str, str]]:
    for name, shape in field_shapes(part).items():
        yield part.label_of(name), _as_words(name)
        inner = find_nested_part(shape)
        if inner and inner not in parents:
            yield from _list_fields(inner, parents | {part})


def _as_words(name: str) -> str:
    """A name of the code as a label: ``self_checked`` is Self checked."""
    return name.replace("_", " ").replace("-", " ").capitalize()
