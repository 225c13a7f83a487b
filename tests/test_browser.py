"""The pages as people see them, at phone and desk width, from a folder and below a path."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shaiquan.site.portal_files import HEADERS
from tests.conftest import IS_SAMPLE

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "powers/index.html",
    "posts/index.html",
    "rules/index.html",
    "about/index.html",
    "sitemap/index.html",
    "procedures/zdsx/index.html",
    "powers/zj-02/index.html",
    "posts/gw-sj/index.html",
    "rules/gz-01/index.html",
    "procedures/wall/index.html",
)
#: of tests/sites/warm, in the place of those that it does not have
WARM_PAGES = ("powers/p-05/index.html",)


def pages_to_visit(built: Path) -> list[str]:
    """The pages to look at, of those that a site has."""
    pages = [name for name in (*PAGES, *WARM_PAGES) if (built / name).exists()]
    sheets = sorted(built.glob("v/czzj/*/index.html"))  # one in force, one that is replaced
    return [*pages, *(path.relative_to(built).as_posix() for path in sheets)]


@pytest.fixture(scope="module")
def path_address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site served below ``/deep/quanli/``."""
    root = tmp_path_factory.mktemp("served")
    (root / "deep").mkdir()
    (root / "deep" / "quanli").symlink_to(built, target_is_directory=True)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/deep/quanli"
    server.shutdown()
    server.server_close()


def test_no_page_is_wider_than_the_screen_and_text_stands_out(chromium: Any, built: Path) -> None:
    page = chromium.new_context().new_page()
    for name in pages_to_visit(built):
        page.goto((built / name).as_uri())
        for width in (390, 320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, width)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(_FIND_PALE_TEXTS) == [], (name, scheme)
    page.context.close()


_FIND_PALE_TEXTS = """() => {
      const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return c.startsWith('color(srgb')
        ? [m[0]*255, m[1]*255, m[2]*255, m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1]; };
      const lum = c => { const f = c.slice(0,3).map(v => { v /= 255;
        return v <= .03928 ? v/12.92 : Math.pow((v+.055)/1.055, 2.4); });
        return .2126*f[0] + .7152*f[1] + .0722*f[2]; };
      const bad = [];
      for (const el of document.querySelectorAll('body *')) {
        if (el.closest('svg') || ![...el.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
        const box = el.getBoundingClientRect(); if (!box.width || !box.height || box.right < 0) continue;
        let back = null; for (let e = el; e && !back; e = e.parentElement) {
          const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 1) back = c; }
        back = back || parse(getComputedStyle(document.documentElement).backgroundColor);
        let ink = parse(getComputedStyle(el).color), o = 1;
        for (let e = el; e; e = e.parentElement) o *= +getComputedStyle(e).opacity;
        ink = ink.map((v, i) => i < 3 ? v*o + back[i]*(1-o) : v);
        const [a, b] = [lum(ink), lum(back)].sort((x, y) => y - x);
        if ((a + .05) / (b + .05) < 4.5) bad.push(el.className + ': ' + el.textContent.trim().slice(0, 12)
          + ' ' + ((a + .05) / (b + .05)).toFixed(2));
      }
      return [...new Set(bad)]; }"""


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")
def test_the_sample_has_all_pages_that_are_looked_at(built: Path) -> None:
    assert [name for name in PAGES if not (built / name).exists()] == []


@pytest.mark.parametrize("place", ["folder", "path"])
def test_every_page_loads_whole_from_a_folder_and_below_a_path(
    chromium: Any, built: Path, path_address: str, place: str
) -> None:
    base = built.as_uri() if place == "folder" else path_address
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("response", lambda r: errors.append(r.url) if r.status >= 400 else None)
    for name in pages_to_visit(built):
        page.goto(f"{base}/{name}")  # without scripts nothing comes after the load
        assert page.locator("h1").count() == 1
    assert errors == []
    assert all(url.startswith(base) for url in requests), "a request to another place"
    assert any(url.endswith("site.css") for url in requests)
    context.close()


@pytest.fixture(scope="module")
def strict_address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site below ``/quanli/``, served as ``deploy/nginx.conf`` says."""
    root = tmp_path_factory.mktemp("strict")
    (root / "quanli").symlink_to(built, target_is_directory=True)

    class Strict(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def end_headers(self) -> None:
            for name, value in HEADERS.items():
                self.send_header(name, value)
            super().end_headers()

        def send_error(self, code: int, message: str | None = None, _: Any = None) -> None:
            content = (built / "404.html").read_bytes()
            self.send_response(code, message)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

    handler = functools.partial(Strict, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/quanli"
    server.shutdown()
    server.server_close()


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")
def test_nothing_stands_against_the_policy_that_hosts_are_to_send(
    chromium: Any, built: Path, strict_address: str
) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "window.broken = []; document.addEventListener('securitypolicyviolation',"
        " e => window.broken.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));"
    )
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    names = [*pages_to_visit(built), "charts/zdsx.svg"]
    for name in names:
        page.goto(f"{strict_address}/{name}", wait_until="networkidle")
        assert page.evaluate("window.broken") == [], name
    assert failed == []
    for path in ("no/such/page/", "powers/xq-01/no.html"):
        page.goto(f"{strict_address}/{path}", wait_until="networkidle")
        assert page.evaluate("window.broken") == []
        assert page.locator("h1").inner_text() == "没有这个网页"
        assert failed == [f"{strict_address}/{path}"], "the page itself, and nothing that it loads"
        failed.clear()
    page.get_by_role("main").get_by_role("link", name="权力清单").click()
    assert page.url == f"{strict_address}/powers/index.html"
    context.close()


@pytest.mark.skipif(not IS_SAMPLE, reason="content/ 不是示例")
def test_a_reader_goes_from_the_home_page_to_a_step_by_links(chromium: Any, built: Path) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto((built / "index.html").as_uri())
    page.get_by_role("link", name="全部流程").first.click()
    page.get_by_role("link", name="党委重大事项决议事流程图").first.click()
    page.locator("svg a", has_text="合法性审查").first.click()
    assert page.url.endswith("#step-9")
    row = page.locator("tr:target")
    assert "合法性审查" in row.inner_text()
    page.context.close()


def test_links_of_the_navigation_are_large_enough_to_press_on_a_phone(
    chromium: Any, built: Path
) -> None:
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto((built / "index.html").as_uri())
    for box in page.locator(".site-nav a").all():
        assert (box.bounding_box() or {"height": 0})["height"] >= 44
    page.context.close()


def test_chart_text_stays_in_its_box(chromium: Any, built: Path) -> None:
    script = """() => { const bad = [];
      for (const node of document.querySelectorAll('svg g.node')) {
        const shape = node.querySelector('polygon, path, ellipse'); if (!shape) continue;
        const box = shape.getBoundingClientRect();
        for (const text of node.querySelectorAll('text')) { const t = text.getBoundingClientRect();
          if (t.left < box.left - 1 || t.right > box.right + 1) bad.push(text.textContent); } }
      return bad; }"""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    for path in sorted((built / "procedures").glob("*/index.html")):
        page.goto(path.as_uri())
        assert page.evaluate(script) == [], path.parent.name
    page.context.close()
