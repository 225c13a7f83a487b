"""Writes the generated pages of ``docs/``: codes, fields, limits, layouts, allow-lists (edge: reads
layouts, writes docs).

``python -m shaiquan.reference`` writes them; a test compares them with the program.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shaiquan.build.options import PACKAGED
from shaiquan.checks.runner import CHECKS, CODES
from shaiquan.codes import READING_CODES, WALL_CODES
from shaiquan.files.layouts import Templates
from shaiquan.inert.allow_list_page import render_allowed
from shaiquan.kinds.registry import KINDS
from shaiquan.limits import LIMITS
from shaiquan.model.base import Part
from shaiquan.model.common import ID_PATTERN, Record
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    ScalarShape,
    field_shapes,
    list_choices,
)
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of
from shaiquan.model.terms import Term
from shaiquan.problems import Code
from shaiquan.site.layouts_page import render_layouts

_GENERATED = "<!-- 本页由程序生成（make docs），请勿手改。 -->\n"
#: a row of docs/sources.md
_SOURCE_CODE = re.compile(r"\b(?:S[0-4]-\d\d|X-\d\d|C\d)\b")


def render_pages() -> dict[str, str]:
    """File name -> text of each generated page."""
    return {
        "problems.md": render_problems(),
        "fields.md": render_fields(),
        "glossary.md": render_glossary(),
        "limits.md": render_limits(),
        "layouts.md": f"{_GENERATED}\n{_render_layouts()}",
        "allowed.md": f"{_GENERATED}\n{render_allowed(ID_PATTERN)}",
    }


def _render_layouts() -> str:
    templates = Templates(PACKAGED / "layouts")
    return render_layouts(templates, (PACKAGED / "assets" / "site.css").read_text("utf-8"))


def render_limits() -> str:
    """How much may be written at most, and what to do who needs more."""
    rows = (f"| {limit.what} | {limit.most:,} | {limit.mend} |" for limit in LIMITS)
    head = [
        "# 上限",
        "内容再大再深也不会拖垮程序：超过下面任何一个数，就在那一行报 "
        "[over-limit](problems.md#over-limit)，什么也不写"
        "（模板的两个，报 [template](problems.md#template)；图片太大的，只是清晰度低一些）。"
        "这些数都远大于已知最大的网站，正常的内容碰不到；只是手误，或者文件放错了，才会碰到。",
        "| 数什么 | 最多 | 超过了怎么办 |\n| --- | --- | --- |",
    ]
    return "\n".join((_GENERATED, "\n\n".join(head), *rows)) + "\n"


# -- problem codes ------------------------------------------------------------------------------


def render_problems() -> str:
    """Every code with severity, message, mend, source and example."""
    groups: dict[str, Iterable[Code]] = {
        "读不懂的内容": READING_CODES,
        "检查规则": dict.fromkeys(check.code for check in CHECKS),
        "墙上的图": WALL_CODES,
    }
    lines = [
        _GENERATED,
        "# 问题代码",
        "",
        f"共 {len(CODES)} 个。**错误**使生成停止；**提醒**是还不完整，`--strict` 时也算错误；"
        "**提示**只是告知。检查规则和墙上的图（第二、三部分）的轻重可以在 `site.yml` 的 "
        "`严重程度` 里改，注明不能改的除外。“出处”里的编号见 [sources.md](sources.md)。",
        "",
    ]
    for title, codes in groups.items():
        lines += [f"## {title}", ""]
        for code in codes:
            lines += _code_lines(code)
    return "\n".join(lines).rstrip() + "\n"


def _code_lines(code: Code) -> list[str]:
    source = f"，出处 {link_sources(code.source)}" if code.source else ""
    fixed = "，不能改轻重" if code.guards else ""
    message = f"{code.severity.label}{fixed}{source}。{_mark_blanks(code.zh)}"
    lines = [f"### {code.code}", "", message, ""]
    mend = _mark_blanks(code.mend_zh)
    if mend and mend != "〈mend〉":
        lines += [f"改法：{mend}", ""]
    if code.many:
        lines += [f"同一个原因有多处的，只说一次：{_mark_blanks(code.many.zh)}", ""]
    return [*lines, "```yaml", code.example, "```", ""]


def _mark_blanks(template: str) -> str:
    """A message with its blanks marked, ``{name}`` as 〈name〉, and links shown as written."""
    signs = {"{{": "{", "}}": "}", "{": "〈", "}": "〉"}
    text = re.sub(r"\{\{|\}\}|[{}]", lambda match: signs[match[0]], template)
    return re.sub(r"\[[^]]+\]\([^)]+\)", r"`\g<0>`", text)


def link_sources(text: str) -> str:
    """A text in which codes such as S4-19 are links to ``docs/sources.md``; laws stay.

    >>> link_sources("S4-19, 公务员法第四十六条")
    '[S4-19](sources.md#s4-19), 公务员法第四十六条'
    """
    return _SOURCE_CODE.sub(lambda code: f"[{code[0]}](sources.md#{code[0].lower()})", text)


# -- fields -------------------------------------------------------------------------------------


def render_fields() -> str:
    """Every kind with its fields: both names, what to write, default."""
    lines = [
        _GENERATED,
        "# 字段",
        "",
        "键可以写中文名，也可以写英文名。没有写“必填”的可以不写。",
        "",
        "## site.yml",
        "",
        *_field_table(Site),
        "",
    ]
    listed: set[type[Part]] = set()
    for kind in KINDS:
        place = f"`content/{kind.folder}/`" if kind.folder else f"`site.yml` 的 `{kind.label}`"
        lines += [f"## {kind.label}（{kind.name}）", "", f"写在 {place}。", ""]
        lines += [*_field_table(kind.model), ""]
        lines += _nested_lines(kind.model, listed)
    lines += _nested_lines(Site, listed)
    return "\n".join(lines).rstrip() + "\n"


def _nested_lines(part: type[Part], listed: set[type[Part]]) -> list[str]:
    """The parts that a record nests; each part is listed once."""
    lines: list[str] = []
    for name, shape in field_shapes(part).items():
        nested = _nested_part(shape)
        if nested and nested not in listed:
            listed.add(nested)
            lines += [f"### {part.label_of(name)} 里的字段", "", *_field_table(nested), ""]
            lines += _nested_lines(nested, listed)
    return lines


def _nested_part(shape: FieldShape) -> type[Part] | None:
    if isinstance(shape, PartShape):
        return shape.part
    if isinstance(shape, ListShape):
        return _nested_part(shape.item)
    return _nested_part(shape.value) if isinstance(shape, MapShape) else None


def _field_table(part: type[Part]) -> Iterator[str]:
    yield "| 中文 | 英文 | 写什么 | |"
    yield "| --- | --- | --- | --- |"
    for name, label in part.field_labels():
        info = part.model_fields[name]
        words = spellings_of(part)
        other = [word for word in words if words[word] == name and word not in (name, label)]
        spellings = f"（也可写 {'、'.join(other)}）" if other else ""
        options = list_choices(_item_shape(field_shapes(part)[name]))
        about = (info.description or "") + (f"；选项：{'、'.join(options)}" if options else "")
        required = "必填" if info.is_required() else ""
        yield f"| {label}{spellings} | `{name}` | {about} | {required} |"


def _item_shape(shape: FieldShape) -> FieldShape:
    """The shape of the innermost items of a list; any other shape as it is."""
    return _item_shape(shape.item) if isinstance(shape, ListShape) else shape


# -- glossary -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field of a kind or part: where it is written, both names, what to write, its shape."""

    place: str
    label: str
    name: str
    about: str
    shape: FieldShape


def render_glossary() -> str:
    """Kinds, enumerated words and fields in Chinese and English."""
    uses = tuple(_field_uses())
    return (
        "\n".join(
            [
                _GENERATED,
                "# 术语对照",
                "",
                "代码、数据和英文文档里用的英文名称：各类记录、可以选的词、字段。字段按英文名排列；同一个名称"
                "用在几处的，每处有自己的说明。译法不止一种的，列在最后。字段怎么写，见[字段](fields.md)。",
                "",
                *_kind_rows(),
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


def _kind_rows() -> Iterator[str]:
    yield from ("## 记录", "", "| 中文 | English | what it is |", "| --- | --- | --- |")
    for kind in KINDS:
        about = " ".join((kind.model.__doc__ or "").partition(": ")[2].split()).strip(". ")
        about = link_sources(about).replace("``", "`")
        yield f"| {kind.label} | `{kind.name}` | {about} |"


def _term_rows(uses: tuple[FieldUse, ...]) -> Iterator[str]:
    """The words to choose from, by field; words that no field has are given by the program."""
    yield from ("## 选项", "", "| 字段 | 中文 | English | 也可写 |", "| --- | --- | --- | --- |")
    for terms in Term.__subclasses__():
        places = [f"{use.label}（{use.place}）" for use in uses if _terms_of(use.shape) is terms]
        field = "、".join(places) or "程序算出的"
        for term in terms:
            yield f"| {field} | {term.label} | `{term.value}` | {'、'.join(term.spellings[2:])} |"
            field = ""


def _terms_of(shape: FieldShape) -> type | None:
    item = _item_shape(shape)
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
        nested = _nested_part(shape)
        if nested and nested not in listed:
            listed.add(nested)
            yield from _uses_in(nested, f"{place}·{part.label_of(name)}", listed)


def _is_inherited(part: type[Part], name: str) -> bool:
    """Whether a field of a kind is the one that all records have, unchanged."""
    if part is Record or not issubclass(part, Record) or name not in Record.model_fields:
        return False
    own, common = part.model_fields[name], Record.model_fields[name]
    return (own.title, own.description) == (common.title, common.description)


def main() -> None:
    """Write the pages into ``docs/``."""
    folder = Path(__file__).resolve().parent.parent / "docs"
    folder.mkdir(exist_ok=True)
    for name, text in render_pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
