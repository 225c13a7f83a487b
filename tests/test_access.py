"""What a reader needs who sees little, has no mouse, no script or a small screen, on every kind of page."""

from __future__ import annotations

import mimetypes
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest

from shaiquan.views.addresses import EDITION_FOLDERS
from tests.conftest import FULL, IS_SAMPLE, ROOT

Turn = TypeVar("Turn")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")]
AXE = ROOT / "tests" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
#: mode -> (what the system asks for, the box that is ticked)
MODES: dict[str, tuple[dict[str, Any], str]] = {
    "light": ({}, ""),
    "dark": ({"color_scheme": "dark"}, ""),
    "large": ({}, "#_large"),
    "contrast": ({}, "#_contrast"),
    "dark contrast": ({"color_scheme": "dark"}, "#_contrast"),
    "more contrast": ({"contrast": "more"}, ""),
}
#: each mode on a phone and at a desk
LOOKS = [(mode, viewport) for viewport in (PHONE, DESK) for mode in MODES]
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"
#: sort of fault -> where and what
Faults = dict[str, list[str]]
_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


#: what the quick test looks at in each of the other editions, which have the same templates
IN_EDITIONS = ("about", "posts/balance", "powers", "procedures/zdsx", "rules/gz-04", "search")
#: what only some pages have and stretches them: a chart, a table in a text, a long badge
_STRETCHES = re.compile(
    r'<figure class="chart|<div class="prose[^>]*>(?=(?:(?!</section>).)*<table)|"badge[^>]*>[^<]{9}',
    re.DOTALL,
)


@pytest.fixture(scope="module")
def kinds(built: Path) -> list[str]:
    """A page of each kind: all lists, and of what stands below a list the first of each sort."""
    found: dict[tuple[str, str, frozenset[str]], str] = {}
    wanted = {f"{folder}{name}/index.html" for folder in EDITION_FOLDERS for name in IN_EDITIONS}
    for path in sorted(built.rglob("*.html")):
        name = path.relative_to(built).as_posix()
        if name == "404.html":  # its links start at the host: only a server shows it whole
            continue
        text = path.read_text("utf-8")
        sort = re.search(r'<p class="kicker">([^<]*)|<div class="status ([^"]*)', text)
        stretches = frozenset(match[:7] for match in _STRETCHES.findall(text))
        folder = name.partition("/")[0] if sort and name not in wanted else name
        if name.startswith(EDITION_FOLDERS) and not FULL and name not in wanted:
            continue
        found.setdefault((folder, sort[0] if sort else "", stretches), name)
    assert len(found) > 20
    assert wanted <= {*found.values()}
    return list(found.values())


def turns_of(number: int, turns: Sequence[Turn]) -> Sequence[Turn]:
    """In a quick run a page is looked at in one way, the next one in another: they have the same
    style sheet."""
    return turns if FULL else (turns[number % len(turns)],)


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Any]:
    """A function that opens a browser window of a size and a mode."""
    contexts = []

    def make(viewport: dict[str, int], **options: Any) -> Any:
        contexts.append(chromium.new_context(viewport=viewport, **options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def visit(page: Any, built: Path, name: str, box: str = "") -> None:
    page.goto((built / name).as_uri())
    if box:
        page.check(box)


# -- a page of each kind ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def faults(chromium: Any, built: Path, kinds: list[str]) -> Faults:
    """What is wrong on a page of each kind: each is loaded once, under a strict policy."""
    found: Faults = defaultdict(list)
    context = chromium.new_context(viewport=DESK)

    def answer(route: Any, request: Any) -> None:
        path = built / urlsplit(request.url).path.removeprefix("/deep/")
        type_ = mimetypes.guess_type(path.name)[0] or "text/plain"
        headers = {"Content-Security-Policy": POLICY, "Content-Type": f"{type_}; charset=utf-8"}
        route.fulfill(body=path.read_bytes(), headers=headers)

    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda said: found["refused"].append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda fault: found["refused"].append(f"{page.url}: {fault}"))
    for number, name in enumerate(kinds):
        page.set_viewport_size(DESK)
        page.goto(f"http://site.example/deep/{name}")
        for sort, fault in find_faults(page, number):
            found[sort].append(f"{name}: {fault}")
    context.close()
    return found


def find_faults(page: Any, number: int) -> Iterator[tuple[str, object]]:
    """The sort of each fault of the page that is open at a desk, and what it is."""
    yield from (("drawing", scale) for scale in page.evaluate(_FIND_ODD_DRAWINGS))
    yield from (("cut off", words) for words in page.evaluate(_FIND_CUT_TABLES))
    for scheme in turns_of(number, ("light", "dark")):
        page.emulate_media(color_scheme=scheme)
        yield from (("ring", (scheme, ring)) for ring in page.evaluate(_FIND_WEAK_RINGS))
    for doubled in turns_of(number, (False, True)):
        yield from (("wide", window) for window in find_exceeded_widths(page, doubled))
    if AXE.exists():
        page.evaluate(AXE.read_text("utf-8"))
        for mode, viewport in turns_of(number, LOOKS):
            for fault in find_violations(page, mode, viewport):
                yield "axe", (mode, viewport["width"], *fault)


def find_exceeded_widths(page: Any, doubled: bool) -> Iterator[str]:
    """The windows than which the page is wider: with large print, and where the type is doubled,
    or 320 pixels wide, which are 400 % of a window of 1280."""

    def exceeds(width: int) -> bool:
        page.set_viewport_size({"width": width, "height": 256 if width == 320 else 844})
        return bool(page.evaluate("document.documentElement.scrollWidth") > width)

    if not doubled and exceeds(320):
        yield "320"
    tick(page, "#_large")
    if exceeds(width := 1280 if doubled else 390):
        yield f"large print at {width}"
    tick(page, "#_large")  # else the next page has it too
    if doubled:
        page.evaluate(
            "document.documentElement.style.setProperty('font-size', '200%', 'important')"
        )
        if exceeds(390):
            yield "type of 200 % at 390"
        page.evaluate("document.documentElement.removeAttribute('style')")


def find_violations(page: Any, mode: str, viewport: dict[str, int]) -> list[tuple[str, str]]:
    """What axe, which is loaded, finds in a mode: the rule and an element."""
    options, box = MODES[mode]
    page.set_viewport_size(viewport)
    page.emulate_media(**{"color_scheme": "light", "contrast": "no-preference", **options})
    tick(page, box)
    page.evaluate("scrollTo(0, 0)")  # what looked at the focus has scrolled: a heading stays above
    asked = {"runOnly": _TAGS, "resultTypes": ["violations"], "preload": False}
    result = page.evaluate("asked => axe.run(asked)", asked)
    tick(page, box)
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in result["violations"]]


def tick(page: Any, box: str) -> None:
    """Tick a box, or take the tick away; without a name, none."""
    page.evaluate("box => box && document.querySelector(box).click()", box)


def test_axe_finds_no_violation_up_to_aaa(faults: Faults) -> None:
    if not AXE.exists():
        pytest.skip("没有 axe-core：无障碍检查没有运行（npm ci，在 tests/tools）")
    assert faults["axe"] == []


def test_nothing_is_wider_than_the_screen_however_large_the_type(faults: Faults) -> None:
    assert faults["wide"] == []


def test_at_a_desk_no_table_is_cut_off(faults: Faults) -> None:
    assert faults["cut off"] == []


def test_the_ring_of_the_focus_stands_out_three_to_one(faults: Faults) -> None:
    assert faults["ring"] == []


def test_under_a_strict_policy_nothing_is_refused_and_charts_keep_their_size(
    faults: Faults,
) -> None:
    assert faults["refused"] == []
    assert faults["drawing"] == []


_FIND_CUT_TABLES = """[...document.querySelectorAll('.table:not([tabindex])')]
  .filter(t => t.scrollWidth > t.clientWidth + 1).map(t => t.textContent.slice(0, 40))"""
#: by how much drawings are larger or smaller than they were made
_FIND_ODD_DRAWINGS = """[...document.querySelectorAll("figure[class*=' w-'] svg")]
  .map(e => e.getBoundingClientRect().width / e.viewBox.baseVal.width)
  .filter(scale => scale <= 0.85 || scale >= 1.35)"""
_FIND_WEAK_RINGS = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return c.startsWith('color(srgb')
    ? [m[0]*255, m[1]*255, m[2]*255, m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1]; };
  const light = c => { const f = c.slice(0, 3).map(v => { v /= 255;
    return v <= .03928 ? v/12.92 : Math.pow((v+.055)/1.055, 2.4); });
    return .2126*f[0] + .7152*f[1] + .0722*f[2]; };
  const weak = new Set(), seen = new Set();
  for (const el of document.querySelectorAll('a[href], input, summary, [tabindex]')) {
    const kind = el.closest('svg') ? 'svg' : (el.parentElement.className + el.className + el.localName);
    if (seen.has(kind)) continue; seen.add(kind);
    el.focus({focusVisible: true});
    if (document.activeElement !== el) continue;
    const style = getComputedStyle(el), ring = parse(style.outlineColor);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) { weak.add('no ring ' + kind); continue; }
    let back = null;
    for (let e = el.parentElement; e && !back; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 1) back = c; }
    back = back || parse(getComputedStyle(document.documentElement).backgroundColor);
    const [a, b] = [light(ring), light(back)].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 3) weak.add(kind + ' ' + ((a + .05) / (b + .05)).toFixed(2));
  }
  return [...weak]; }"""


def test_the_current_entry_and_the_badges_keep_a_form_where_the_system_sets_the_colours(
    open_page: Any, built: Path
) -> None:
    page = open_page(DESK, forced_colors="active")
    visit(page, built, "powers/index.html")
    colours = "e => getComputedStyle(e).borderBottomColor"
    current = page.locator(".site-nav a[aria-current]").first.evaluate(colours)
    others = {
        link.evaluate(colours) for link in page.locator(".site-nav a:not([aria-current])").all()
    }
    assert current not in others
    assert (
        page.locator(".badge").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    )


def test_the_steps_of_a_chart_are_reached_by_keyboard_in_the_order_of_the_steps(
    open_page: Any, built: Path
) -> None:
    page = open_page(DESK)
    visit(page, built, "procedures/zdsx/index.html")
    page.locator(".chart-frame").focus()
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert shown == "solid"
    rows = [f"#{row.get_attribute('id')}" for row in page.locator(".steps tbody tr").all()[:4]]
    assert reached == rows


# -- large print, high contrast ---------------------------------------------------------------------


def test_a_reader_chooses_large_print_and_high_contrast_without_a_script(
    open_page: Any, built: Path
) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    visit(page, built, "powers/index.html")
    for label in ("大字", "高对比"):
        page.get_by_label(label).check()
    size = page.locator("html").evaluate("e => getComputedStyle(e).fontSize")
    ink = page.locator("html").evaluate("e => getComputedStyle(e).color")
    assert (size, ink) == ("24px", "rgb(0, 0, 0)")


def test_what_a_reader_chose_holds_on_the_next_page_until_it_is_taken_back(
    open_page: Any, built: Path
) -> None:
    page = open_page(PHONE)
    visit(page, built, "powers/index.html", "#_large")
    visit(page, built, "procedures/zdsx/index.html")
    assert page.is_checked("#_large")
    assert not page.is_checked("#_contrast")
    page.uncheck("#_large")
    visit(page, built, "index.html")
    assert not page.is_checked("#_large")


# -- on a phone -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 390])
def test_every_entry_of_the_navigation_is_on_the_screen(
    open_page: Any, built: Path, width: int
) -> None:
    page = open_page({"width": width, "height": 844})
    visit(page, built, "index.html")
    boxes = [link.bounding_box() for link in page.locator(".site-nav a").all()]
    assert len(boxes) > 5
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert all(box["y"] + box["height"] < 400 for box in boxes)


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_steps_come_before_the_chart(
    open_page: Any, built: Path, script: bool
) -> None:
    page = open_page(PHONE, java_script_enabled=script)
    visit(page, built, "procedures/zdsx/index.html")
    steps, chart = page.locator("#steps").bounding_box(), page.locator(".sort-chart").bounding_box()
    risks = page.locator("#risks").bounding_box()
    assert steps["y"] + steps["height"] <= chart["y"] < chart["y"] + chart["height"] <= risks["y"]
    assert page.locator(".chart-frame svg").is_visible() is not script
    if script:
        page.locator(".fold summary").click()
    type_ = "e => Math.min(...[...e.querySelectorAll('text')].map(t => t.getBBox().height"
    scale = "* e.getBoundingClientRect().width / e.viewBox.baseVal.width))"
    assert page.locator(".chart-frame svg").evaluate(f"{type_} {scale}") >= 12


def test_on_a_narrow_window_a_folded_chart_comes_back_when_it_is_made_wide(
    open_page: Any, built: Path
) -> None:
    page = open_page(PHONE)
    visit(page, built, "procedures/zdsx/index.html")
    page.set_viewport_size(DESK)
    page.locator(".fold summary").click()
    assert page.locator(".chart-frame svg").is_visible()


def test_telephone_numbers_and_mail_addresses_can_be_tapped(open_page: Any, built: Path) -> None:
    page = open_page(PHONE)
    visit(page, built, "about/index.html")
    assert page.locator("#channels a[href^='tel:']").count() >= 1
    assert page.locator("#channels a[href^='mailto:']").count() >= 1
    assert page.locator("footer a[href^='tel:']").count() == 1


#: how many screens of 390 × 844 the lists of the sample may take
SCREENS = {
    "powers/index.html": 13, "matrix/index.html": 14, "division/index.html": 18,
    "powers/register/index.html": 14, "posts/balance/index.html": 4,
    "procedures/zdsx/index.html": 9,
}  # fmt: skip


def test_lists_stay_short_on_a_phone(open_page: Any, built: Path) -> None:
    page = open_page(PHONE)
    for name, most in SCREENS.items():
        visit(page, built, name)
        assert page.evaluate("document.documentElement.scrollHeight") <= most * 844, name


def test_on_a_phone_a_row_of_a_list_says_who_and_leaves_the_rest_to_its_page(
    open_page: Any, built: Path
) -> None:
    page = open_page(PHONE)
    visit(page, built, "powers/index.html")
    row = page.locator(".list tbody tr").first
    assert row.locator("th a").is_visible()
    assert "承办" in [cell.get_attribute("data-label") for cell in row.locator("td:visible").all()]
    assert not row.locator("td[data-label='依据']").is_visible()
    assert row.evaluate("e => e.getBoundingClientRect().height") < 130


def test_at_a_desk_the_head_of_a_table_and_the_chapters_of_a_text_stay_in_sight(
    open_page: Any, built: Path
) -> None:
    page = open_page(DESK)
    visit(page, built, "powers/index.html")
    table = page.locator(".table.list").first
    table.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + 300)")
    assert 0 <= table.locator("thead th").first.bounding_box()["y"] < 60
    visit(page, built, "rules/gz-01/index.html")
    page.locator("#art-9").evaluate("e => e.scrollIntoView()")
    chapters = page.locator(".rail a")
    assert chapters.count() == 4
    assert 0 <= chapters.first.bounding_box()["y"] < 200


# -- on paper ---------------------------------------------------------------------------------------

PRINTED = ("index.html", "powers/register/index.html", "procedures/zdsx/index.html",
           "bodies/compare/index.html", "powers/zj-02/index.html")  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_each_printed_page_has_its_number_the_day_and_more_than_a_title(
    open_page: Any, built: Path, tmp_path: Path, name: str
) -> None:
    import pypdfium2

    page = open_page(PHONE)
    visit(page, built, name)  # on a phone the charts are folded, and printed all the same
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    texts = [re.sub(r"\s", "", sheet.get_textpage().get_text_bounded()) for sheet in document]
    for number, text in enumerate(texts, 1):
        assert f"第{number}页，共{len(texts)}页" in text
        assert "内容截至2026年11月24日" in text
        assert len(text) > 75, (name, number)  # 31 of them at the foot
    if "procedures" in name:
        assert "终止" in texts[1], "the chart"
