"""The search as a reader uses it: from a folder, and below a path under a strict policy."""

from __future__ import annotations

import functools
import http.server
import random
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shaiquan.content.traditional import to_traditional
from tests.conftest import FULL, IS_SAMPLE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例"),
]
SEED = 20261130
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"
PIECES = 500


@pytest.fixture(scope="module")
def strict_address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site served below ``/deep/quanli/``, under a policy."""
    root = tmp_path_factory.mktemp("strict")
    (root / "deep").mkdir()
    (root / "deep" / "quanli").symlink_to(built, target_is_directory=True)

    class Strict(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Strict, directory=str(root))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/deep/quanli"
    server.shutdown()
    server.server_close()


class Searcher:
    """The page of the search, and what the browser says of it."""

    def __init__(self, chromium: Any, base: str, width: int = 1280) -> None:
        self.page = chromium.new_context(viewport={"width": width, "height": 900}).new_page()
        self.base = base
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def go(self, query: str = "") -> None:
        """Open the page with a query string; the full text that it asks for is there on load."""
        self.page.goto(f"{self.base}/search/index.html{query}")

    def search(self, text: str) -> list[str]:
        """The names of the hits that are shown."""
        self.page.locator("#_q").fill(text)
        self.page.keyboard.press("Enter")
        return self.hits()

    def hits(self) -> list[str]:
        return [str(text) for text in self.page.locator(".hit-name").all_inner_texts()]

    def says(self) -> str:
        return str(self.page.locator("#_found").inner_text())

    def options(self, name: str) -> dict[str, int]:
        """The values of a filter, with how many hits each leaves."""
        texts = self.page.locator(f"select[name={name}] option").all_inner_texts()
        pairs = (re.fullmatch(r"(.*)（(\d+)）", text) for text in texts[1:])
        return {pair[1]: int(pair[2]) for pair in pairs if pair}


#: in a quick run the tests that open a window of their own have it from a folder
PLACES = ("folder", "path") if FULL else ("path",)


@pytest.fixture(scope="module", params=PLACES)
def window(
    request: pytest.FixtureRequest, chromium: Any, built: Path, strict_address: str
) -> Iterator[Searcher]:
    """One window for many tests: to open one costs more than to load the page anew."""
    made = Searcher(chromium, built.as_uri() if request.param == "folder" else strict_address)
    yield made
    made.page.context.close()


@pytest.fixture
def searcher(window: Searcher) -> Iterator[Searcher]:
    """The page of the search, loaded anew."""
    window.faults.clear()
    window.requests.clear()
    window.go()
    yield window
    assert window.faults == []
    assert all(url.startswith(window.base) for url in window.requests), "a request to another place"


def test_any_piece_of_a_name_finds_its_record(searcher: Searcher) -> None:
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    names = searcher.page.evaluate("shaiquanSearch.records.map(one => [one.id, one.name])")
    queries = []
    for _ in range(PIECES):
        id, name = chance.choice(names)
        start = chance.randrange(max(1, len(name) - 1))
        piece = name[start : start + chance.randint(2, 6)]
        if any(sign.isalnum() for sign in piece):
            queries.append((piece, id))
    missed = searcher.page.evaluate(
        """(queries) => queries.filter(([query, id]) => !shaiquanSearch.find(
             shaiquanSearch.readQuery(query)).some(([row]) => shaiquanSearch.records[row].id === id))""",
        queries,
    )
    assert len(queries) > PIECES * 0.9
    assert missed == []


def test_a_name_is_found_however_it_is_typed(searcher: Searcher) -> None:
    name = "财政资金的使用审批"
    spellings = ("财政资金", "caizhengzijin", "czzj", "caizzj", "財政資金")
    for text in (*spellings, "ＺＪ－０２", "zj-02", "财政 审批", "审批　财政", "《财政资金》"):
        assert name in searcher.search(text)[:6], text
        marked = searcher.page.locator(".hit").filter(has_text=name).locator("mark")
        assert marked.count() > 0, text


def test_no_word_of_a_long_question_is_left_out(searcher: Searcher) -> None:
    words = ["财政", "资金", "使用", "审批", "财", "政", "资", "金"]
    assert "财政资金的使用审批" in searcher.search(" ".join([*words, "审", "批"]))
    assert searcher.search(" ".join([*words, "审", "没有这个词"])) == []


def test_the_traditional_edition_answers_in_traditional_characters(
    chromium: Any, built: Path
) -> None:
    searcher = Searcher(chromium, f"{built.as_uri()}/zh-hant")
    for asked in ("财政资金", "財政資金", "czzj"):
        searcher.go(f"?q={asked}")
        assert "財政資金的使用審批" in searcher.hits(), asked
        assert searcher.page.locator(".hit-name mark").first.inner_text() == "財政資金"
    searcher.go("?q=招投標")
    assert "招標" in searcher.page.locator("#_also").inner_text()
    shown = searcher.page.locator("#_answer").inner_text()
    assert {sign for sign in shown if to_traditional(sign) != sign} <= {"干", "准"}
    assert searcher.faults == []
    searcher.page.context.close()


def test_a_code_brings_its_record_first(searcher: Searcher) -> None:
    assert searcher.search("zj-02")[0] == "财政资金的使用审批"


def test_characters_in_order_find_a_name_where_nothing_else_does(searcher: Searcher) -> None:
    assert searcher.search("财政用审批") == ["财政资金的使用审批"]
    assert searcher.page.locator(".hit-name mark").all_inner_texts() == ["财政", "用审批"]
    assert "财政资金的使用审批" in searcher.search("财审批")
    assert "按这几个字的先后" in searcher.says()


def test_a_synonym_finds_what_is_written_otherwise(searcher: Searcher) -> None:
    hits = searcher.search("一把手")
    assert any("书记" in hit for hit in hits)
    assert "也按“主要负责人、正职、书记”找了" in searcher.page.locator("#_also").inner_text()


def test_a_hit_in_the_text_shows_the_line_and_leads_to_it(searcher: Searcher) -> None:
    searcher.search("逐项公开")
    line = searcher.page.locator(".hit-text").first
    assert line.locator("mark").all_inner_texts() == ["逐项公开"]
    line.locator("a").click()
    assert "逐项公开" in searcher.page.locator("main").inner_text()


def test_a_hit_says_kind_category_body_and_unit(searcher: Searcher) -> None:
    searcher.search("财政资金的使用审批")
    facts = searcher.page.locator(".hit-facts").first.locator("span").all_inner_texts()
    assert facts[0] == "权力事项"
    assert {"镇党委", "ZJ-02"} <= {*facts}


def test_each_filter_says_how_many_hits_it_leaves(searcher: Searcher) -> None:
    searcher.search("资金")
    for name in ("unit", "body"):
        for value, number in [*searcher.options(name).items()][:3]:
            label = f"{value}（{number}）"
            searcher.page.locator(f"select[name={name}]").select_option(label=label)
            assert searcher.says() == f"找到 {number} 条。", (name, value)
            assert f"{name}=" in searcher.page.url
            searcher.page.locator(f"select[name={name}]").select_option(value="")


def test_kinds_are_chosen_and_the_back_button_leads_back(searcher: Searcher) -> None:
    searcher.search("资金")
    before = searcher.says()
    link = searcher.page.locator("#_kinds a", has_text="权力事项")
    number = link.locator("small").inner_text()
    link.click()
    assert searcher.says() == f"找到 {number} 条。"
    assert "kind=power" in searcher.page.url
    assert len(searcher.hits()) == int(number)
    searcher.page.go_back()
    assert searcher.says() == before


def test_the_back_button_gives_back_each_question_that_was_asked(searcher: Searcher) -> None:
    for text in ("县委", "资金"):
        searcher.page.locator("#_q").fill(text)
        searcher.page.wait_for_url("**?q=*")
        searcher.search(text)
    searcher.page.go_back()
    assert searcher.page.locator("#_q").input_value() == "县委", "though the box has the focus"
    assert "县委" in searcher.hits()[0]
    searcher.page.go_back()
    assert searcher.page.locator("#_q").input_value() == ""
    assert searcher.page.locator("#letters").is_visible()


def test_a_question_is_taken_back_where_the_address_is_a_folder(
    chromium: Any, strict_address: str
) -> None:
    searcher = Searcher(chromium, strict_address)
    searcher.page.goto(f"{strict_address}/search/?q=%E6%9D%83")
    assert searcher.hits()
    searcher.search("")
    assert searcher.page.url.endswith("/search/")
    assert searcher.page.locator("#_answer").is_hidden()
    assert searcher.faults == []
    searcher.page.context.close()


def test_an_address_may_ask_for_what_is_not_there(searcher: Searcher) -> None:
    for query in (
        "?body=组织部",
        "?unit=县委&q=权",
        "?kind=nope&level=nope",
        "?q=%E4%B8&category=x",
    ):
        searcher.go(query)
        assert searcher.hits() == [], query
        assert searcher.page.locator("#_filters select").count() > 0, query


def test_full_text_that_does_not_come_is_not_asked_for_without_end(
    chromium: Any, built: Path
) -> None:
    searcher = Searcher(chromium, built.as_uri())
    searcher.page.route("**/search/text-1.js", lambda route: route.abort())
    searcher.go("?q=%E6%9D%83")
    assert searcher.hits()
    assert sum("text-1.js" in url for url in searcher.requests) == 1
    searcher.page.unroute_all()
    searcher.page.locator("#_texts").click()
    searcher.page.wait_for_function("shaiquanSearch.texts.length > 0")
    assert searcher.page.locator("#_texts").is_hidden()
    searcher.page.context.close()


def test_risks_are_chosen_by_their_level(searcher: Searcher) -> None:
    searcher.go("?kind=risk&level=高")
    facts = searcher.page.locator(".hit-facts").all_inner_texts()
    assert facts
    assert all("等级：高" in text for text in facts)


def test_an_address_of_a_search_can_be_passed_on(searcher: Searcher) -> None:
    searcher.search("资金")
    searcher.page.locator("#_kinds a", has_text="制度").click()
    address, hits = searcher.page.url, searcher.hits()
    searcher.page.goto("about:blank")
    searcher.page.goto(address)
    assert searcher.hits() == hits
    assert searcher.page.locator("#_q").input_value() == "资金"


def test_nothing_found_says_whom_to_ask(searcher: Searcher) -> None:
    assert searcher.search("qqxxzz不存在") == []
    assert searcher.says() == "没有找到“qqxxzz不存在”。"
    assert "县纪委举报电话" in searcher.page.locator("#_none").inner_text()


def test_markup_that_is_typed_stays_text(searcher: Searcher) -> None:
    searcher.search("<img src=x onerror=alert(1)>")
    assert searcher.page.locator("#_search img").count() == 0
    assert "<img" in searcher.says()


def find_mark(built: Path) -> str:
    """The mark of a sheet of the sample, as it is printed."""
    slug = next((built / "v" / "czzj").iterdir()).name.upper()
    return f"{slug[:4]}-{slug[4:]}"


def test_a_mark_leads_to_the_page_that_answers_for_it(searcher: Searcher, built: Path) -> None:
    mark = find_mark(built)
    searcher.page.locator("#_mark").fill(mark.lower().replace("-", " "))
    searcher.page.keyboard.press("Enter")
    searcher.page.wait_for_url("**/v/czzj/**")
    assert mark in searcher.page.locator("main").inner_text()


def test_a_mark_in_the_search_is_known_as_one(searcher: Searcher, built: Path) -> None:
    mark = find_mark(built)
    searcher.search(mark)
    searcher.page.locator("#_typed a").click()
    assert mark in searcher.page.locator("main").inner_text()


def test_a_mark_that_nobody_issued_is_told(searcher: Searcher) -> None:
    searcher.search("2RVT-0000")
    assert "没有发过这个标记" in searcher.page.locator("#_typed").inner_text()
    searcher.go("?mark=2RVT-0000")
    assert "没有发过这个标记" in searcher.page.locator("#_mark_answer").inner_text()


def test_a_reader_needs_the_keyboard_alone(searcher: Searcher) -> None:
    page = searcher.page
    page.locator("#_q").focus()
    page.keyboard.type("caizhengzijin")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "hit-name":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)


def test_the_box_of_every_page_leads_to_the_search(searcher: Searcher) -> None:
    searcher.requests.clear()
    searcher.page.goto(f"{searcher.base}/about/index.html", wait_until="networkidle")
    scripts = {url.rpartition("/")[2] for url in searcher.requests if url.endswith(".js")}
    assert scripts <= {"modes.js"}, "nothing of the search before it is used"
    searcher.page.get_by_role("searchbox").fill("干部")
    searcher.page.keyboard.press("Enter")
    searcher.page.wait_for_url("**/search/index.html?q=*")
    assert searcher.hits()


def test_no_page_but_the_search_has_a_script_of_the_search(built: Path) -> None:
    scripts = {
        path: re.findall(r'<script src="(?:[^"]*/)?([^"/]+)"', path.read_text("utf-8"))
        for path in built.rglob("*.html")
    }
    assert all("modes.js" in names for names in scripts.values())
    searching = {path for path, names in scripts.items() if names != ["modes.js"]}
    assert searching == {*built.glob("search/index.html"), *built.glob("*/search/index.html")}


def test_without_a_script_the_box_leads_to_all_names_from_a_to_z(
    chromium: Any, built: Path
) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto((built / "index.html").as_uri())
    page.get_by_role("searchbox").fill("财政")
    page.get_by_role("button", name="搜索").click()
    assert "/search/index.html?q=" in page.url
    assert "现在没有开" in page.locator("main").inner_text()
    letters = page.locator("#letters h3").all_inner_texts()
    assert letters == sorted(letters, key=lambda letter: (letter == "#", letter))
    page.get_by_role("link", name="财政资金的使用审批", exact=True).click()
    assert page.locator("h1").inner_text() == "财政资金的使用审批"
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_answer_is_wider_than_the_screen(chromium: Any, built: Path, width: int) -> None:
    searcher = Searcher(chromium, built.as_uri(), width)
    for query in ("", "?q=资金", "?q=末位发言", "?q=没有这样的事", "?kind=rule"):
        searcher.go(query)
        assert searcher.page.evaluate("document.documentElement.scrollWidth") <= width, query
    searcher.page.context.close()
