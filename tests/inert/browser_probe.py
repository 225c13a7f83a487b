"""Opens the files of a folder in a real browser and tells what ran, and what was asked for.

Scripts are allowed. A policy that allows only files of the site is reported on: so what a script
does is seen, and that there was one at all. The frame's own script and two boxes are no finding.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ORIGIN = "http://site.example"
_POLICY = (
    "default-src 'self'; script-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; "
    "form-action 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:"
)
#: runs before anything of the page
_WATCH = """
window.seen = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch'])
  window[name] = (...given) => { window.seen.push(name + ' ' + given); };
document.addEventListener('securitypolicyviolation', event =>
  window.seen.push(event.violatedDirective + ' ' + event.blockedURI));
"""
_LOOK = r"""() => {
  const found = [...window.seen], ids = new Set();
  const forbidden = new Set(('script iframe frame frameset object embed applet base form input button select '
    + 'textarea template noscript foreignObject animate set video audio source math marquee portal xmp '
    + 'plaintext handler').split(' '));
  const addresses = new Set('href src srcset data action formaction poster background ping xlink:href'.split(' '));
  const own = new Set(document.querySelectorAll('.modes input[type=checkbox], .modes + script[src$="assets/modes.js"]'));
  for (const element of document.querySelectorAll('*')) {
    if (element.closest('.site-head form.site-search, .hero form.search-box, .tasks form.search-box')) continue;  // ours
    if (!own.has(element) && forbidden.has(element.localName)) found.push('<' + element.localName + '>');
    if (element.localName === 'meta' && element.httpEquiv) found.push('<meta http-equiv>');
    if (element.localName === 'link' && !['stylesheet', 'icon'].includes(element.rel)) found.push('<link>');
    if (element.localName === 'style' && !element.closest('svg')) found.push('<style>');
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) found.push(attribute.name);
      if (addresses.has(attribute.name)) {
        const target = attribute.value.replace(/[\x00-\x20]/g, '');
        if (/^[a-z][a-z0-9+.-]*:/i.test(target) && !/^(https?|mailto|tel):/i.test(target)) found.push(target);
        if (/^[/\\]{2}/.test(target)) found.push(target);
        if (element.localName !== 'a' && /^https?:/i.test(target)) found.push(target);
      }
    }
    if (element.id && ids.has(element.id)) found.push('twice #' + element.id);
    ids.add(element.id);
  }
  return found;
}"""


class BrowserProbe:
    """One page of a browser, opened again and again."""

    def __init__(self, context: Any, folder: Path) -> None:
        self._folder, self._asked = folder, list[str]()
        context.route("**/*", self._answer)
        context.add_init_script(_WATCH)
        self._page = context.new_page()
        self._page.on("dialog", lambda dialog: dialog.dismiss())

    def open(self, path: str) -> list[str]:
        """What a file did that it must not do, what it asked for, and what it holds."""
        return [*self._visit(path, _LOOK), *(f"asked for {url}" for url in self._asked)]

    def run(self, path: str) -> list[str]:
        """What a file did that it must not do, and what it asked other hosts for."""
        away = (url for url in self._asked if not url.startswith(f"{ORIGIN}/"))
        return [*self._visit(path, "window.seen"), *(f"asked for {url}" for url in away)]

    def list_elements(self, path: str, *selectors: str) -> list[list[str]]:
        """The names of the elements of a page for each selector, once its scripts have run, and
        what else they did than to run: the policy reports each of our own."""
        own = "window.seen.filter(s => !/^script-src-elem http:..site.example.(assets|search).[\\w-]+.js$/.test(s))"
        names = "[...new Set([...document.querySelectorAll(s)].map(e => e.localName))]"
        return self._visit(path, f"{[*selectors]!r}.map(s => [...{names}, ...{own}])")

    def _visit(self, path: str, script: str) -> list[Any]:
        from playwright.sync_api import Error

        self._asked.clear()
        try:
            self._page.goto(f"{ORIGIN}/{path}", wait_until="load")
            found: list[Any] = self._page.evaluate(script)
        except Error as fault:  # the page has left for another
            found = [str(fault)]
        return found

    def _answer(self, route: Any, request: Any) -> None:
        path = self._folder / unquote(urlsplit(request.url).path).lstrip("/")
        if not request.url.startswith(f"{ORIGIN}/") or not path.is_file():
            self._asked.append(request.url)
            route.abort()
            return
        type_ = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = {
            "Content-Security-Policy-Report-Only": _POLICY,
            "Content-Type": f"{type_}; charset=utf-8",
        }
        route.fulfill(body=path.read_bytes(), headers=headers)


@contextmanager
def probe(chromium: Any, folder: Path) -> Iterator[BrowserProbe]:
    """A probe of the files below ``folder``."""
    context = chromium.new_context()
    yield BrowserProbe(context, folder)
    context.close()
