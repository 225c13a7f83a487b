"""The numbers of a built site that are links, and how many rows stand where they lead."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.views.addresses import EDITION_FOLDERS

#: 承办 15 项, 20 项, 3 处: what a number that counts records looks like
COUNT = re.compile(r"(?:^|[^\d.])(\d+) (?:项|处)$")
#: the parts of a long list, or letters
CHOICES = "section sort-choices"
#: the tags of the records of a list, which leave out those without any
BY_TAG = "_by-tag"
#: the figures of the home page by their names
FIGURES = {kind.home_figure: kind for kind in KINDS if kind.home_figure}


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A number on a page, where it leads to, and the kind that it counts, if it says so."""

    page: str
    words: str
    number: int
    file: Path
    anchor: str
    kind: str = ""


class BuiltSite:
    """The pages of a built site, parsed once each; links are looked for on those that are chosen."""

    def __init__(self, root: Path, choose: Callable[[str], bool] = lambda _: True) -> None:
        self.root, self._choose = root.resolve(), choose

    def find_counted_links(self) -> Iterator[CountedLink]:
        """In the simplified edition: the others say the same."""
        for file in sorted(self.root.rglob("*.html")):
            page = file.relative_to(self.root).as_posix()
            if page.startswith(EDITION_FOLDERS) or not self._choose(page):
                continue
            for item in parse(file).iter("li"):
                remark, link = item.find("small"), item.find("a")
                if link is not None and (found := COUNT.search(words_of(remark))):
                    there, anchor = follow(file, link)
                    yield CountedLink(page, words_of(item), int(found[1]), there, anchor)
            for link in parse(file).iterfind(".//td//a"):
                if (words := words_of(link)).isdigit():
                    yield CountedLink(page, words, int(words), *follow(file, link))
            for link in parse(file).iter("a"):
                words = words_of(link)
                figure = link.find("b")
                if figure is not None and (kind := FIGURES.get(words_of(link.find("span")))):
                    there, anchor = follow(file, link)
                    number = int(words_of(figure))
                    yield CountedLink(page, words, number, there, anchor, kind.file_name)
                elif found := COUNT.search(words):
                    there, anchor = follow(file, link)
                    yield CountedLink(page, words, int(found[1]), there, anchor)

    def count_target(self, link: CountedLink) -> int:
        """How many records stand where a number leads to."""
        only = self._read_ids(link.kind) if link.kind else None
        return self._count(link.file, link.anchor, only)

    def _read_ids(self, kind: str) -> frozenset[str]:
        with (self.root / "data" / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            return frozenset(row["编号"].lower() for row in csv.DictReader(file))

    def _count(self, file: Path, anchor: str, only: frozenset[str] | None) -> int:
        if not anchor:
            return self._count_page(file, only)
        (target,) = (element for element in parse(file).iter() if element.get("id") == anchor)
        if target.tag in ("section", "div"):
            parts = (e for page in list_pages(file) for e in parse(page).iter(target.tag))
            return sum(count_rows(part, only) for part in parts if part.get("id") == anchor)
        # where the section begins on another page, its line in the contents is there
        return self._count(*follow(file, next(target.iter("a"))), only)

    def _count_page(self, file: Path, only: frozenset[str] | None) -> int:
        """The records of a list, of all its pages: withdrawn ones are not counted anywhere."""
        choices = [
            section
            for section in parse(file).iter("section")
            if section.get("class") == CHOICES and section.get("id") != BY_TAG
        ]
        if choices and not any(a.get("aria-current") for s in choices for a in s.iter("a")):
            links = (item.find("a") for s in choices for item in s.iter("li") if is_counted(item))
            return sum(read_number(link) for link in links)
        sections = (s for page in list_pages(file) for s in parse(page).iter("section"))
        return sum(
            count_rows(section, only)
            for section in sections
            if not (section.get("id") or "").startswith("_withdrawn")
        )


def is_counted(item: Element) -> bool:
    return not (item.get("id") or "").startswith("_withdrawn")


def words_of(element: Element | None) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip() if element is not None else ""


def read_number(element: Element | None) -> int:
    found = COUNT.search(words_of(element))
    return int(found[1]) if found else 0


def count_rows(section: Element, only: frozenset[str] | None) -> int:
    """The rows of a section; in a table of numbers, what these add up to.

    A section of the records of a kind, as the page of a tag has them, is no such table.
    """
    by_kind = section.get("id") in KIND
    rows = [row for body in section.iter("tbody") for row in body.findall("tr")]
    if only is not None:
        return sum(row_id(row) in only for row in rows)
    numbers = [COUNT.fullmatch(words_of(list(row)[-1])) for row in rows]
    if by_kind or not all(numbers):
        return len(rows)
    return sum(int(found[1]) for found in numbers if found)


def row_id(row: Element) -> str:
    """The id of the record that heads a row."""
    link = row.find("th//a")
    return (
        (link.get("href") or "").removesuffix("/index.html").rpartition("/")[2]
        if link is not None
        else ""
    )


def list_pages(file: Path) -> Iterator[Path]:
    """The page and those that its pager goes on to."""
    while True:
        yield file
        following = parse(file).find(".//nav[@class='pager']//a[@rel='next']")
        if following is None:
            return
        file, _ = follow(file, following)


def follow(file: Path, link: Element) -> tuple[Path, str]:
    """The file and the anchor to which a link leads."""
    target, _, anchor = (link.get("href") or "").partition("#")
    return ((file.parent / target.partition("?")[0]).resolve() if target else file), anchor


@functools.lru_cache(1 << 14)
def parse(file: Path) -> Element:
    tree: Element = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    return tree
