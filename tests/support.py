"""Helpers of several tests: spoilt sites, the problems of a folder, a loaded catalog."""

from __future__ import annotations

import datetime
import re
import socket
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.content.catalog import Catalog
from shaiquan.content.loading import LoadedContent, add_problems
from shaiquan.content.places import Finding
from shaiquan.content.sources import SUFFIXES
from shaiquan.disclosure.leaks import LeakSearch, make_asset_search, search_asset
from shaiquan.disclosure.release import PublicCatalog, ReleasedCatalog, release
from shaiquan.disclosure.word_forms import WithheldText
from shaiquan.ledger.sheet_status import list_current_sheets
from shaiquan.ledger.walls import check_walls, survey_walls
from shaiquan.model.procedures import Procedure
from shaiquan.problem_texts import as_text, escape_signs
from shaiquan.problems import Problem
from shaiquan.procedures.graph import Graph, graph_of
from shaiquan.views.addresses import EDITION_FOLDERS
from shaiquan.views.flowcharts import draw_procedures
from tests.conftest import FULL

#: how the small site is spoilt, a file for each way: <code>-<number>.txt
BAD_SITES = sorted((Path(__file__).parent / "sites" / "bad").glob("*.txt"))
_SECTION = re.compile(r"^=== (.+)\n", re.MULTILINE)


def read_bad_site(path: Path) -> tuple[dict[str, str | None], list[str]]:
    """The files of a spoilt site, None for one to remove, and the lines of its problems.

    The file has sections: ``=== path`` and a text, ``=== 删去 path``, ``=== 问题``.
    """
    parts = _SECTION.split(path.read_text("utf-8"))[1:]
    files: dict[str, str | None] = {}
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        if name.startswith("删去 "):
            files[name.removeprefix("删去 ")] = None
        else:
            files[name] = text
    problems = files.pop("问题")
    assert problems is not None
    return files, problems.splitlines()


def list_text_files(content: Path) -> list[Path]:
    """The files of a content folder that are text: not those to be handed out."""
    return sorted(path for path in content.rglob("*") if path.suffix in SUFFIXES)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Path from the folder -> bytes of each file in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def withheld(*texts: str) -> list[WithheldText]:
    """Texts that are withheld, from a record of no matter where."""
    return [WithheldText("text", text, "powers/p2.yml") for text in texts]


def find_leaks(path: str, words: str, texts: Iterable[WithheldText]) -> tuple[Problem, ...]:
    """The problems of a file with these words, where these texts are withheld."""
    return LeakSearch(texts).find(path, words)


def find_leaks_in_asset(
    path: str, content: bytes, texts: Iterable[WithheldText]
) -> tuple[Problem, ...]:
    """The problems of an asset, where these texts are withheld."""
    return search_asset(path, content, make_asset_search(texts))


def list_withheld(release: ReleasedCatalog) -> list[str]:
    """The texts and names that a release withholds, without the ids."""
    return [one.text for one in release.withheld_texts if one.type != "id"]


def choose_editions(content: Path, *editions: str) -> None:
    """Let a site have these editions beside the one in simplified characters, and no other."""
    site = content / "site.yml"
    rows = [row for row in site.read_text("utf-8").splitlines() if not row.startswith("版本:")]
    rows += [f"版本: [{', '.join(editions)}]"] if editions else []
    site.write_text("\n".join([*rows, ""]), "utf-8")


def choose_files(built: Path, files: Iterable[Path]) -> list[Path]:
    """All files of the simplified edition; of the others, which have the same templates, a few."""
    own, others = list[Path](), list[Path]()
    for path in files:
        name = path.relative_to(built).as_posix()
        (others if name.startswith(EDITION_FOLDERS) else own).append(path)
    return [*own, *(others if FULL else others[::12])]


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def lines(loaded: LoadedContent, folder: Path) -> list[str]:
    """The first line of each problem, with paths from the folder that holds ``content``."""
    return lines_of(loaded.problems, folder)


def lines_of(problems: Iterable[Problem], folder: Path) -> list[str]:
    """The same of problems alone, with the severity in its short English form."""
    parent = f"{folder.parent.as_posix()}/"
    return [
        escape_signs(
            f"{problem.path}:{problem.line}:{problem.column}: {problem.severity.value}: "
            f"{problem.message()} [{problem.code.code}]"
        ).replace(parent, "")
        for problem in problems
    ]


def add_wall_findings(
    loaded: LoadedContent, as_of: datetime.date, strict: bool = False
) -> LoadedContent:
    """Loaded content with the findings about its walls on a day, if it has no errors."""
    if not loaded.sound or loaded.catalog is None:
        return loaded
    public = release(loaded.catalog, as_of).public
    marks = current_marks(public)
    walls = survey_walls(loaded.catalog, public, marks)
    return add_findings(loaded, check_walls(loaded.catalog, walls, marks), strict)


def add_findings(
    loaded: LoadedContent, findings: Iterable[Finding], strict: bool = False
) -> LoadedContent:
    """``loaded`` with the findings of a later stage as problems."""
    return add_problems(loaded, map(loaded.places.locate, findings), strict)


def current_marks(public: PublicCatalog) -> dict[str, tuple[str, ...]]:
    """Procedure's id -> the marks of its sheets in force."""
    sheets = list_current_sheets(public, draw_procedures(public))
    return {id: sheet.marks for id, sheet in sheets.items()}


def load_catalog(content: Path) -> Catalog:
    """The catalog of a sound content folder."""
    loaded = check_content(content)
    assert loaded.catalog is not None
    assert loaded.sound, [as_text(each) for each in loaded.problems]
    return loaded.catalog


STEPS = """\
编号: l1
名称: 重大事项流程图
事项: [p1]
步骤:
"""


def procedure(content: Path, id: str = "l1") -> tuple[Procedure, Graph]:
    """A procedure of a content folder whose checks need not pass, with its graph."""
    loaded = check_content(content)
    assert loaded.catalog is not None, [as_text(each) for each in loaded.problems]
    record = loaded.catalog.entries[id].record
    assert isinstance(record, Procedure)
    return record, graph_of(record)


class ParsedPage(HTMLParser):
    """The links of a page, what it loads, its ids and tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name == "href" and value is not None:
                loads = tag == "link" and dict(attrs).get("rel") in ("stylesheet", "icon")
                (self.loads if loads else self.links).append(value)
            elif name in ("src", "srcset", "data", "action", "poster") and value:
                self.loads.append(value)
