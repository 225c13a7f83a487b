"""Writes the generated pages of ``docs/``: codes, fields, limits, layouts, allow-lists (edge: reads
layouts, writes docs).

``python -m shaiquan.reference`` writes them; a test compares them with the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from shaiquan.checks.runner import CHECKS, CODES
from shaiquan.codes import READING_CODES, WALL_CODES
from shaiquan.files.layouts import Templates
from shaiquan.inert.allow_list_page import render_allowed
from shaiquan.json_schemas import render_schemas, render_vscode_settings
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.glossary_page import render_glossary
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.limits import LIMITS
from shaiquan.model.base import Part
from shaiquan.model.common import ID_PATTERN
from shaiquan.model.shapes import field_shapes, find_item_shape, find_nested_part, list_choices
from shaiquan.model.site import Site
from shaiquan.model.spellings import spellings_of
from shaiquan.problems import Code
from shaiquan.program_files import PACKAGED
from shaiquan.site.layouts_page import render_layouts

_GENERATED = "<!-- 本页由程序生成（make docs），请勿手改。 -->\n"
#: a row of docs/sources.md
_SOURCE_CODE = re.compile(r"\b(?:S[0-4]-\d\d|X-\d\d|C\d)\b")


def render_pages() -> dict[str, str]:
    """File name -> text of each generated page."""
    return {
        "problems.md": render_problems(),
        "fields.md": render_fields(),
        "glossary.md": f"{_GENERATED}\n{render_glossary(link_sources)}",
        "limits.md": render_limits(),
        "layouts.md": f"{_GENERATED}\n{_render_layouts()}",
        "allowed.md": f"{_GENERATED}\n{render_allowed(ID_PATTERN)}",
    }


def _render_layouts() -> str:
    templates = Templates(PACKAGED / "layouts")
    assets = PACKAGED / "assets"
    styles = ((assets / name).read_text("utf-8") for name in ("site.css", "search.css"))
    return render_layouts(templates, "".join(styles))


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
    mend = _mark_blanks(code.mend_zh).replace("〈mend〉", "每处不同，照报出来的“改法”那一行做")
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
        lines += [f"## {kind.label}（{kind.name}）", "", f"写在 {place}{_say_beside(kind)}。", ""]
        lines += [*_field_table(kind.model), ""]
        lines += _nested_lines(kind.model, listed)
    lines += _nested_lines(Site, listed)
    return "\n".join(lines).rstrip() + "\n"


def _say_beside(kind: Kind) -> str:
    """In the files of which other kind its records may stand too."""
    other = KIND[kind.beside.kind] if kind.beside else None
    return f"，也可以和{other.label}一起写在 `content/{other.folder}/`" if other else ""


def _nested_lines(part: type[Part], listed: set[type[Part]]) -> list[str]:
    """The parts that a record nests; each part is listed once."""
    lines: list[str] = []
    for name, shape in field_shapes(part).items():
        nested = find_nested_part(shape)
        if nested and nested not in listed:
            listed.add(nested)
            lines += [f"### {part.label_of(name)} 里的字段", "", *_field_table(nested), ""]
            lines += _nested_lines(nested, listed)
    return lines


def _field_table(part: type[Part]) -> Iterator[str]:
    yield "| 中文 | 英文 | 写什么 | |"
    yield "| --- | --- | --- | --- |"
    for name, label in part.field_labels():
        info = part.model_fields[name]
        words = spellings_of(part)
        other = [word for word in words if words[word] == name and word not in (name, label)]
        spellings = f"（也可写 {'、'.join(other)}）" if other else ""
        options = list_choices(find_item_shape(field_shapes(part)[name]))
        about = (info.description or "") + (f"；选项：{'、'.join(options)}" if options else "")
        required = "必填" if info.is_required() else ""
        yield f"| {label}{spellings} | `{name}` | {about} | {required} |"


# -- the manual --------------------------------------------------------------------------------


def list_contents(manual: str) -> str:
    """The manual with the links to its sections, of which those below ## 目录 are listed.

    >>> print(list_contents("# 手册\\n\\n## 目录\\n\\n\\n## 一、检查\\n\\n### 改法 A\\n"))
    # 手册
    <BLANKLINE>
    ## 目录
    <BLANKLINE>
    - [一、检查](#一检查)：[改法 A](#改法-a)
    <BLANKLINE>
    ## 一、检查
    <BLANKLINE>
    ### 改法 A
    <BLANKLINE>
    """
    before, head, rest = manual.partition("\n## 目录\n")
    sections = "\n## ".join(("", *rest.split("\n## ")[1:]))
    lines: list[str] = []
    for level, title in re.findall(r"(?m)^(###?) (.+)$", re.sub(r"(?s)```.*?```", "", sections)):
        link = f"[{title}](#{_make_anchor(title)})"
        if level == "##":
            lines.append(f"- {link}")
        elif lines:
            lines[-1] += f"{'、' if '：[' in lines[-1] else '：'}{link}"
    return f"{before}{head}\n" + "\n".join(lines) + f"\n{sections}"


def _make_anchor(title: str) -> str:
    """The anchor of a heading, as forges make it."""
    return re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-")


def main() -> None:
    """Write the pages into ``docs/``, the list of contents of the manual, the schemas of the
    content files into ``schemas/``."""
    root = Path(__file__).resolve().parent.parent
    manual = root / "docs" / "manual.zh-CN.md"
    manual.write_text(list_contents(manual.read_text("utf-8")), "utf-8")
    settings = {"settings.json": render_vscode_settings()}
    written = {"docs": render_pages(), "schemas": render_schemas(), ".vscode": settings}
    for folder, texts in written.items():
        (root / folder).mkdir(exist_ok=True)
        for name, text in texts.items():
            (root / folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
