"""The generated pages of ``docs/``: problem codes, fields, glossary (edge: writes docs).

``python -m shaiquan.reference`` writes them; a test holds that they are up to date.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shaiquan.checks import CHECKS, CODES
from shaiquan.codes import READING_CODES, WALL_CODES
from shaiquan.kinds.registry import KINDS
from shaiquan.model.base import Part
from shaiquan.model.shapes import (
    FieldShape,
    ListShape,
    MapShape,
    PartShape,
    ScalarShape,
    choices,
    fields,
)
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of
from shaiquan.problems import Code

_MADE = "<!-- 本页由程序生成（make docs），请勿手改。 -->\n"


def pages() -> dict[str, str]:
    """File name -> text of each generated page."""
    return {"problems.md": problems(), "fields.md": all_fields(), "glossary.md": glossary()}


def problems() -> str:
    """Every code with severity, message, mend, source and example."""
    lines = [
        _MADE,
        "# 问题代码",
        "",
        f"共 {len(CODES)} 个。**错误**使生成停止；**提醒**是还不完整，`--strict` 时也算错误；"
        "**提示**只是告知。检查规则和墙上的图（第二、三部分）的轻重可以在 `site.yml` 的 "
        "`严重程度` 里改。",
        "",
        "## 读不懂的内容",
        "",
    ]
    for code in READING_CODES:
        lines += _code(code)
    lines += ["## 检查规则", ""]
    for code in dict.fromkeys(check.code for check in CHECKS):
        lines += _code(code)
    lines += ["## 墙上的图", ""]
    for code in WALL_CODES:
        lines += _code(code)
    return "\n".join(lines).rstrip() + "\n"


def _code(code: Code) -> list[str]:
    source = f"，出处 {code.row}" if code.row else ""
    found = [f"### {code.code}", "", f"{code.severity.label}{source}。{_shown(code.zh)}", ""]
    mend = _shown(code.mend_zh)
    if mend and mend != "〈mend〉":
        found += [f"改法：{mend}", ""]
    return [*found, "```yaml", code.example, "```", ""]


def _shown(template: str) -> str:
    """A message with its blanks marked: ``{name}`` becomes 〈name〉."""
    return template.replace("{{", "\0").replace("}}", "\1").replace("{", "〈").replace(
        "}", "〉"
    ).replace("\0", "{").replace("\1", "}")  # fmt: skip


def all_fields() -> str:
    """Every kind with its fields: both names, what to write, default."""
    lines = [_MADE, "# 字段", "", "键可以写中文名，也可以写英文名。没有写“必填”的可以不写。", ""]
    lines += ["## site.yml", "", *_table(Site), ""]
    seen: set[type[Part]] = set()
    for kind in KINDS:
        where = f"`content/{kind.folder}/`" if kind.folder else "`site.yml` 的 `渠道`"
        lines += [
            f"## {kind.label}（{kind.name}）",
            "",
            f"写在 {where}。",
            "",
            *_table(kind.model),
            "",
        ]
        lines += _parts(kind.model, seen)
    lines += _parts(Site, seen)
    return "\n".join(lines).rstrip() + "\n"


def _parts(part: type[Part], seen: set[type[Part]]) -> list[str]:
    """The parts that a record nests, each told once."""
    lines: list[str] = []
    for name, shape in fields(part).items():
        inner = _inner(shape)
        if inner and inner not in seen:
            seen.add(inner)
            lines += [f"### {part.label_of(name)} 里的字段", "", *_table(inner), ""]
            lines += _parts(inner, seen)
    return lines


def _inner(shape: FieldShape) -> type[Part] | None:
    if isinstance(shape, PartShape):
        return shape.part
    if isinstance(shape, ListShape):
        return _inner(shape.item)
    return _inner(shape.value) if isinstance(shape, MapShape) else None


def _table(part: type[Part]) -> Iterator[str]:
    yield "| 中文 | 英文 | 写什么 | |"
    yield "| --- | --- | --- | --- |"
    for name, label in part.known():
        info = part.model_fields[name]
        spellings = [word for word, field in spellings_of(part).items() if field == name]
        also = [word for word in spellings if word not in (name, label)]
        more = f"（也可写 {'、'.join(also)}）" if also else ""
        words = choices(_leaf(fields(part)[name]))
        said = (info.description or "") + (f"；选项：{'、'.join(words)}" if words else "")
        yield f"| {label}{more} | `{name}` | {said} | {'必填' if info.is_required() else ''} |"


def _leaf(shape: FieldShape) -> FieldShape:
    return (
        shape
        if isinstance(shape, ScalarShape)
        else _leaf(shape.item)
        if isinstance(shape, ListShape)
        else shape
    )


def glossary() -> str:
    """Domain terms, each translated one way only."""
    lines = [_MADE, "# 术语对照", "", "每个词只有一种译法；代码、数据和英文文档都用它。", ""]
    lines += ["| 中文 | English | 说明 |", "| --- | --- | --- |"]
    rows: dict[str, tuple[str, str]] = {}
    for kind in KINDS:
        rows[kind.label] = (kind.name, (kind.model.__doc__ or "").partition(": ")[2].strip(". "))
    parts: list[type[Part]] = [Site, *(kind.model for kind in KINDS)]
    for part in parts:
        for name, label in part.known():
            rows.setdefault(label, (name, part.model_fields[name].description or ""))
    lines += [
        f"| {label} | {name} | {' '.join(said.split())} |" for label, (name, said) in rows.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    folder = Path(__file__).resolve().parent.parent / "docs"
    folder.mkdir(exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
