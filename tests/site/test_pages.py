"""The pages of sites with long lists: each row on one page, and only that page reads it."""

from __future__ import annotations

import datetime
import pickle
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest

from bench.make_content import main as make_content
from shaiquan.cli import main
from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.site import pages
from shaiquan.site.frame import make_frame
from shaiquan.site.page import Cards
from shaiquan.views.flowcharts import Drawing, draw_procedures
from shaiquan.views.tables import LIMIT
from shaiquan.views.values import Table
from tests.conftest import ROOT, MakeSite
from tests.site.made_pages import make_facts, make_pages, plan_pages
from tests.support import ParsedPage, load_catalog

DAY = datetime.date(2026, 11, 25)
POWERS = 250
#: kinds of which there may be thousands
LONG = frozenset(("power", "duty", "risk", "procedure", "rule"))


def contents(folder: Path, kind: str) -> Path:
    assert make_content([kind, str(folder), "--items", str(POWERS)]) == 0
    return folder


def release_with_charts(content: Path) -> tuple[PublicCatalog, dict[str, Drawing]]:
    public = release(load_catalog(content), DAY).public
    return public, draw_procedures(public)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contents(tmp_path_factory.mktemp("long") / "content", "W2")


@pytest.fixture(scope="module")
def long(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ParsedPage]:
    """Path below the site -> page, of a site with 250 powers."""
    target = tmp_path_factory.mktemp("long-site") / "site"
    assert main(["build", "--content", str(content), "--site", str(target)]) == 0
    files = sorted(target.rglob("*.html"))
    return {
        file.relative_to(target).as_posix(): ParsedPage(file.read_text("utf-8")) for file in files
    }


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> tuple[PublicCatalog, dict[str, Drawing]]:
    """What a site with 250 powers shows, each of them with a chart."""
    return release_with_charts(contents(tmp_path_factory.mktemp("charted") / "content", "W1"))


@pytest.mark.parametrize("address", ["powers/", "division/", "powers/register/", "matrix/"])
def test_every_power_stands_on_one_page_of_each_list(
    long: dict[str, ParsedPage], address: str
) -> None:
    numbers = Counter(
        link
        for path, page in long.items()
        if re.fullmatch(rf"{address}(_\d+/)?index.html", path)
        for link in {re.sub(r"^(\.\./)+", "", link) for link in page.links}
        if re.search(r"p-\d+/index.html$", link)
    )
    assert len(numbers) == POWERS
    assert set(numbers.values()) == {1}


def test_every_link_and_anchor_of_long_lists_leads_somewhere(long: dict[str, ParsedPage]) -> None:
    for path, page in long.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            file, anchor = urldefrag(link)
            if re.match(r"\w+:", link) or re.search(r"\.(csv|json|jsonld|svg|pdf)$", file):
                continue
            here = (Path("/") / path).parent / file
            target = str(here.resolve().relative_to("/")) if file else path
            assert target in long, f"{path}: {link}"
            assert not anchor or anchor in long[target].ids, f"{path}: {link}"


def test_the_home_page_leads_to_the_page_on_which_a_category_begins(
    long: dict[str, ParsedPage],
) -> None:
    links = [link for link in long["index.html"].links if "#lb-" in link]
    assert len(links) == 5  # the first five
    assert links[0].startswith("powers/index.html#")
    assert links[-1].startswith("powers/_2/index.html#")


def test_no_page_has_more_rows_than_the_limit(
    charted: tuple[PublicCatalog, dict[str, Drawing]],
) -> None:
    numbers: dict[str, list[int]] = {}
    for page in make_pages(*charted):
        assert sum(len(part.rows) for part in page.sections if isinstance(part, Table)) <= LIMIT
        if page.pager:
            first = re.sub(r"_\d+/$", "", page.address)
            numbers.setdefault(first, []).append(page.pager.number)
            assert page.pager.of == len(numbers[first]) or page.pager.next
    assert {"/powers/", "/procedures/", "/matrix/", "/division/"} <= set(numbers)
    assert all(of_list == list(range(1, len(of_list) + 1)) for of_list in numbers.values())


def test_cards_and_cells_show_the_first_of_many_and_say_where_all_are(
    charted: tuple[PublicCatalog, dict[str, Drawing]],
) -> None:
    by_address = {page.address: page for page in make_pages(*charted)}
    (four,) = (section for section in by_address["/"].sections if section.id == "mechanisms")
    assert isinstance(four, Cards)
    execution = next(card for card in four.cards if card.title == "执行")
    texts = [item.text for item in execution.items]
    assert len(texts) == 5
    assert [(item.text, item.href) for item in execution.whole] == [("全部流程", "/procedures/")]
    compare = by_address["/bodies/compare/"].sections[0]
    assert isinstance(compare, Cards)
    (many,) = (card for card in compare.cards if len(card.items) == 51)
    assert re.fullmatch("只列出 50 项，其余见.+的网页", many.items[-1].text)
    assert many.items[-1].href == many.href


# -- the plan -----------------------------------------------------------------------------------


class Guarded(Mapping[str, Entry]):
    """Records of which those of long kinds must not be read."""

    def __init__(self, entries: Mapping[str, Entry], kinds: Mapping[str, str]) -> None:
        self.entries, self.kinds = entries, kinds

    def __getitem__(self, id: str) -> Entry:
        assert self.kinds.get(id) not in LONG, f"{id} was read"
        return self.entries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def guarded(public: PublicCatalog) -> PublicCatalog:
    heads = public.heads
    kinds = {id: head.kind for id, head in heads.items()}
    return with_entries(public, Guarded(public.entries, kinds))


def with_entries(public: PublicCatalog, entries: Mapping[str, Entry]) -> PublicCatalog:
    """The catalog with other entries, and what was made of its own."""
    copy = replace(public, entries=entries)
    vars(copy).update(heads=public.heads, mentions_of=public.mentions_of)
    return copy


class Watched(Guarded):
    """Records that notes which of the long kinds were read."""

    def __init__(self, public: PublicCatalog) -> None:
        super().__init__(public.entries, {})
        self.read: set[str] = set()

    def __getitem__(self, id: str) -> Entry:
        self.read.add(id)
        return self.entries[id]


def flat(value: Any) -> Iterator[Any]:
    if type(value) is tuple:
        for item in value:
            yield from flat(item)
    else:
        yield value


def test_the_plan_reads_no_power_and_says_the_same(
    charted: tuple[PublicCatalog, dict[str, Drawing]],
) -> None:
    for public, charts in (charted, release_with_charts(ROOT / "content")):
        facts = make_facts(public, charts)
        assert tuple(pages.plan_pages(guarded(public), facts)) == plan_pages(public, charts)
        guard = guarded(public)
        with pytest.raises(AssertionError, match="was read"):
            guard.entries_of("power")


def test_a_task_is_plain_and_makes_the_page_at_its_address(
    charted: tuple[PublicCatalog, dict[str, Drawing]],
) -> None:
    public, charts = charted
    tasks, frame = plan_pages(public, charts), make_frame(public)
    assert pickle.loads(pickle.dumps(tasks)) == tasks
    assert len({hash(task) for task in tasks}) == len({task.address for task in tasks})
    for task in tasks:
        assert {type(value) for value in flat(task.args)} <= {str, int, bool}
        first, *more = pages.make_pages(public, frame, charts, task)
        assert first.address == task.address
        assert all(page.address.startswith(f"{task.address}_") for page in more)


def test_a_page_of_a_list_reads_no_power_but_those_that_it_shows(
    charted: tuple[PublicCatalog, dict[str, Drawing]],
) -> None:
    public, charts = charted
    powers = set(public.ids_of("power"))
    for task in plan_pages(public, charts):
        if task.maker in ("home", "about", "list") and task.args[0] not in ("duties", "procedures"):
            watched = Watched(public)
            pages.make_pages(with_entries(public, watched), make_frame(public), charts, task)
            assert watched.read & powers <= set(flat(task.args)), task.address


def test_words_of_one_power_change_no_plan(site: MakeSite) -> None:
    content = site({})
    before = plan_pages(*release_with_charts(content))
    power = content / "powers" / "p1.yml"
    power.write_text(power.read_text("utf-8") + "说明: 另外说一句。\n", "utf-8")
    assert plan_pages(*release_with_charts(content)) == before
