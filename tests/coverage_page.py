"""Writes ``docs/coverage.md`` from the 机制对照表 of the sample (``python -m tests.coverage_page``).

The lists ``content/catalogues/jizhi-*.yml`` say of every row of ``docs/sources.md`` what it asks
and where the sample shows it. Their column 检查 names the problems whose source is the row: it is
written here, too. A row that no problem names says itself, after 信息, why nothing asks for it,
and has a page at least.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from shaiquan.checks.runner import CODES
from shaiquan.cli import ROOT
from shaiquan.reference import link_sources

#: the texts of docs/sources.md, each with its list
TEXTS = ("s0", "s1", "s2", "s3", "s4", "x")
COVERAGE = ROOT / "docs" / "coverage.md"
_HEAD = """\
<!-- 本页由程序生成（make docs），请勿手改。 -->

# 机制对照表

[材料](sources.md)里的每一句话：说什么，示例在哪一页看得到，违反了报哪一个[问题](problems.md)。
写着“信息”的，只是看得到，没有检查。

Every row of [the sources](sources.md): what it says, where the sample shows it, which
[problems](problems.md) are told when a site breaks it. Written from the lists
`content/catalogues/jizhi-*.yml`; addresses are of the sample's site.
"""


class MechanismRow(NamedTuple):
    row: str
    says: str
    pages: tuple[str, ...]
    #: problems as the list names them, or why there are none
    guards: str


def find_list(text: str) -> Path:
    return ROOT / "content" / "catalogues" / f"jizhi-{text}.yml"


def read_rows(text: str) -> list[MechanismRow]:
    """The rows of the list of one text, as written; none where it is not there yet."""
    path = find_list(text)
    if not path.exists():
        return []
    (listing,) = yaml.safe_load(path.read_text("utf-8"))["清单"]
    return [
        MechanismRow(
            item["条号"], item["内容"], _as_tuple(item.get("在哪里看", [])), item.get("检查", "")
        )
        for item in listing["条目"]
    ]


def _as_tuple(pages: str | list[str]) -> tuple[str, ...]:
    return (pages,) if isinstance(pages, str) else tuple(pages)


def find_guards(row: str) -> list[str]:
    """The codes of the problems that name a row as their source."""
    return [code.code for code in CODES if row in re.findall(r"\w+-\d\d", code.source)]


def fill_guards(text: str) -> str:
    """The text of a list with 检查 of every row that problems name, the line after 条号."""

    def fill(match: re.Match[str]) -> str:
        guards = find_guards(match["row"])
        said = f"{match['indent']}  检查: {'、'.join(guards)}\n" if guards else match["said"]
        return f"{match['head']}{said}"

    head = r"(?P<head>^(?P<indent> *)- 条号: (?P<row>\S+)\n)(?P<said>(?: *检查: .*\n)?)"
    return re.sub(head, fill, text, flags=re.MULTILINE)


def render_coverage() -> str:
    parts = [_HEAD]
    for text in TEXTS:
        rows = read_rows(text)
        if rows:
            parts += [f"\n## {text.upper()}\n", "| 条号 | 说什么 | 在哪里看 | 检查 |"]
            parts += ["| --- | --- | --- | --- |", *map(_render_row, rows)]
    return "\n".join(parts) + "\n"


def _render_row(row: MechanismRow) -> str:
    pages = "、".join(f"`{page}`" for page in row.pages)
    guards = "、".join(f"[{code}](problems.md#{code})" for code in find_guards(row.row))
    return f"| {link_sources(row.row)} | {row.says} | {pages or '—'} | {guards or row.guards} |"


def write_coverage() -> None:
    for path in filter(Path.exists, map(find_list, TEXTS)):
        path.write_text(fill_guards(path.read_text("utf-8")), "utf-8")
    COVERAGE.write_text(render_coverage(), "utf-8")


if __name__ == "__main__":
    write_coverage()
