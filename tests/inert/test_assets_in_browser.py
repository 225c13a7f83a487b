"""What passes for an inert asset is inert in a real browser, however its pieces are put together."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from shaiquan.inert.asset_markup import find_active
from tests.conftest import FULL
from tests.inert.browser_probe import probe
from tests.inert.payloads import AWAY, BREAKOUTS, ELEMENTS, RUN, SCHEMES
from tests.inert.test_asset_markup import ACTIVE_HTML, ACTIVE_SVG

pytestmark = pytest.mark.browser
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
#: what tells parsers apart: quotes, ends, comments, blanks that only some take for blanks
ODD = [
    '"', "'", "`", ">", "<", "/", "/>", "=", "==", " ", "\n", "\t", "\v", "\f", "\r", "&#0;", "&quot;", "&gt", "-->", "--!>", "<!--", "<!-->",
    "<!", "<?", "?>", "<![CDATA[", "]]>", "</", "</p>", "</style>", "</title>", "<title>", "<style>", "<p", "<p title=", "<img", " src=x",
    f" onerror={RUN}", f" onclick={RUN}", " title='", ' alt="', f" href={AWAY}", "<br>", "<a", "</a>", "<table><td", "<noscript>", "\\",
    f"*{{background:url({AWAY})}}", "url(", f"@import'{AWAY}'", "/*", "*/", "\\75rl(", ")", ";", "é", "甲",
]  # fmt: skip
PLAIN = ["<p>甲</p>", "<img src='a.png' alt='甲'>", "<a href='b.html'>乙</a>", "<table border=1><tr><td>x</table>",
         "<style>p{color:red}</style>", "<b>x</b>", "<!-- x -->", "<br/>"]  # fmt: skip
PLAIN_SVG = ["<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>甲</p></foreignObject>", "<g/>", "<g>", "</g>", "<text>甲</text>", "<a href='b.svg'><text>x</text></a>", "<style>g{fill:red}</style>", "<!-- x -->",
             "<image href='data:image/png;base64,AA=='/>", "<style>", "</style>", "<![CDATA[", "]]>"]  # fmt: skip


def make_page(chance: random.Random) -> bytes:
    pieces = PLAIN * 3 + ODD + chance.sample(ELEMENTS + BREAKOUTS + ACTIVE_HTML, 9)
    text = "".join(chance.choices(pieces, k=chance.randint(1, 7)))
    return f"<!DOCTYPE html><title>x</title><body>{text}".encode(
        chance.choice(["utf-8", "gbk", "utf-16"]), "replace"
    )


def make_drawing(chance: random.Random) -> bytes:
    hostile = [part.partition(b">")[2].decode("utf-8", "replace") for part in ACTIVE_SVG.values()]
    attributes = [f"href='{scheme}'" for scheme in SCHEMES] + [
        f"fill='url({AWAY})'",
        f"onload='{RUN}'",
        "id='a'",
    ]
    tags = ["g", "rect", "use", "image", "animate", "set", "a", "style", "feImage", "script", "p"]
    made = [f"<{chance.choice(tags)} {chance.choice(attributes)}/>" for _ in range(6)]
    text = "".join(
        chance.choices(PLAIN_SVG * 3 + made + ODD[-16:] + hostile, k=chance.randint(1, 6))
    )
    return f"<svg {SVG}>{text}</svg>".encode()


@pytest.mark.parametrize(("name", "make"), [("a.html", make_page), ("a.svg", make_drawing)])
def test_what_passes_runs_nothing_and_asks_nobody(
    tmp_path: Path, chromium: Any, name: str, make: Any
) -> None:
    passed, found = 0, {}
    with probe(chromium, tmp_path) as browser:
        for seed in range(200_000 if FULL else 1000):
            content = make(random.Random(seed))
            if not find_active(name, content):
                (tmp_path / name).write_bytes(content)
                passed += 1
                if did := browser.run(name):
                    found[seed] = (content, did)
            if passed == (1500 if FULL else 40):
                break
    assert found == {}
    assert passed >= 40


def test_most_of_what_is_refused_would_have_run(tmp_path: Path, chromium: Any) -> None:
    """The mash is hostile indeed, and would be seen."""
    ran = 0
    with probe(chromium, tmp_path) as browser:
        for number, text in enumerate(ACTIVE_HTML):
            name = f"{number}.html"
            (tmp_path / name).write_text(f"<!DOCTYPE html><body>{text}", "utf-8")
            ran += bool(browser.run(name))
    assert ran >= len(ACTIVE_HTML) / 3
