"""``docs/glossary.md``: kinds, enumerated words and fields in Chinese and English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Part
from shaiquan.model.common import Record
from shaiquan.model.shapes import (
    FieldShape,
    ScalarShape,
    field_shapes,
    find_item_shape,
    find_nested_part,
)
from shaiquan.model.site import Site
from shaiquan.model.terms import Term


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field of a kind or part: where it is written, both names, what to write, its shape."""

    place: str
    label: str
    name: str
    about: str
    shape: FieldShape


def render_glossary(link_sources: Callable[[str], str]) -> str:
    """The page; ``link_sources`` makes links of the codes of sources in a text."""
    uses = tuple(_field_uses())
    return (
        "\n".join(
            [
                "# 术语对照",
                "",
                "代码、数据和英文文档里用的英文名称：各类记录、可以选的词、字段。字段按英文名排列；同一个名称"
                "用在几处的，每处有自己的说明。译法不止一种的，列在最后。字段怎么写，见[字段](fields.md)。",
                "",
                *_kind_rows(link_sources),
                "",
                *_term_rows(uses),
                "",
                *_use_rows(uses),
                "",
                *_ambiguity_rows(uses),
            ]
        )
        + "\n"
    )


def _kind_rows(link_sources: Callable[[str], str]) -> Iterator[str]:
    yield from ("## 记录", "", "| 中文 | English | what it is |", "| --- | --- | --- |")
    for kind in KINDS:
        about = " ".join((kind.model.__doc__ or "").partition(": ")[2].split()).strip(". ")
        about = link_sources(about).replace("``", "`")
        yield f"| {kind.label} | `{kind.name}` | {about} |"


def _term_rows(uses: tuple[FieldUse, ...]) -> Iterator[str]:
    """The words to choose from, by field; words that no field has are given by the program."""
    yield from ("## 选项", "", "| 字段 | 中文 | English | 也可写 |", "| --- | --- | --- | --- |")
    # Python lists them in the order in which modules were loaded
    for terms in sorted(Term.__subclasses__(), key=lambda terms: terms.__module__):
        places = [f"{use.label}（{use.place}）" for use in uses if _terms_of(use.shape) is terms]
        field = "、".join(places) or "程序算出的"
        for term in terms:
            yield f"| {field} | {term.label} | `{term.value}` | {'、'.join(term.spellings[2:])} |"
            field = ""


def _terms_of(shape: FieldShape) -> type | None:
    item = find_item_shape(shape)
    return item.type if isinstance(item, ScalarShape) and isinstance(item.type, type) else None


def _use_rows(uses: tuple[FieldUse, ...]) -> Iterator[str]:
    """A row for each pair of names, in the order of the English ones."""
    pairs: dict[tuple[str, str], list[FieldUse]] = defaultdict(list)
    for use in uses:
        pairs[use.name, use.label].append(use)
    yield from ("## 字段", "", "| English | 中文 | 说明 |", "| --- | --- | --- |")
    for (name, label), same in sorted(pairs.items()):
        places: dict[str, list[str]] = defaultdict(list)
        for use in same:
            places[use.about].append(use.place)
        about = "<br>".join(f"{'、'.join(where)}：{text}" for text, where in places.items())
        yield f"| `{name}` | {label} | {about} |"


def _ambiguity_rows(uses: tuple[FieldUse, ...]) -> Iterator[str]:
    """Chinese names with several English ones, and English names with several Chinese ones."""
    english: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    chinese: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for use in uses:
        english[use.label][f"`{use.name}`"].append(use.place)
        chinese[f"`{use.name}`"][use.label].append(use.place)
    yield from ("## 一个中文名，几个英文名", "", *_several(english), "")
    yield from ("## 一个英文名，几个中文名", "", *_several(chinese))


def _several(names: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    for name, others in sorted(names.items()):
        if len(others) > 1:
            parts = (f"{other}（{'、'.join(places)}）" for other, places in others.items())
            yield f"- {name}：{'；'.join(parts)}"


def _field_uses() -> Iterator[FieldUse]:
    """Every field that can be written, those that all records have only once."""
    listed: set[type[Part]] = {Record}
    yield from _uses_in(Site, "site.yml", listed)
    yield from _uses_in(Record, "所有记录", listed)
    for kind in KINDS:
        yield from _uses_in(kind.model, kind.label, listed)


def _uses_in(part: type[Part], place: str, listed: set[type[Part]]) -> Iterator[FieldUse]:
    """The fields of a part, then those of the parts nested in it."""
    for name, label in part.field_labels():
        if not _is_inherited(part, name):
            about = part.model_fields[name].description or ""
            yield FieldUse(place, label, name, about, field_shapes(part)[name])
    for name, shape in field_shapes(part).items():
        nested = find_nested_part(shape)
        if nested and nested not in listed:
            listed.add(nested)
            yield from _uses_in(nested, f"{place}·{part.label_of(name)}", listed)


def _is_inherited(part: type[Part], name: str) -> bool:
    """Whether a field of a kind is the one that all records have, unchanged."""
    if part is Record or not issubclass(part, Record) or name not in Record.model_fields:
        return False
    own, common = part.model_fields[name], Record.model_fields[name]
    return (own.title, own.description) == (common.title, common.description)
