#!/usr/bin/env python3
"""Measure the search of a site that is built: ``python -m bench.searching SITE [--slow 4]``.

How large the index is, how long the page needs until it answers, how long an answer takes: from
the words to the hits on the page, in Chromium from the folder, its processor slowed as many times
as a cheap phone is slower (the best of three, since a machine does other things too). Random pieces
of names (all must be found), pinyin in full and by first letters, two words.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: pieces of names are of two to four characters
_LENGTHS = (2, 3, 4)
_SEED = 7
_ASK = """async (queries) => {
  const times = [], missed = [];
  for (const [query, id] of queries) {
    history.replaceState(null, "", "index.html?q=" + encodeURIComponent(query));
    let best = Infinity;
    for (let n = 0; n < 3; n++) {
      const start = performance.now();
      dispatchEvent(new Event("popstate"));
      best = Math.min(best, performance.now() - start);
    }
    times.push(best);
    const hits = shaiquanSearch.find(shaiquanSearch.readQuery(query));
    if (!hits.some(([row]) => shaiquanSearch.records[row].id === id)) missed.push(query);
    await new Promise(requestAnimationFrame);
  }
  return [times, missed];
}"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.searching", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a site that is built")
    parser.add_argument("--slow", type=float, default=4, help="how many times slower")
    parser.add_argument("--queries", type=int, default=200, help="of each sort")
    options = parser.parse_args(arguments)
    print(describe_sizes(options.site / "search"))
    print(measure_answers(options.site, options.slow, options.queries))
    return 0


def describe_sizes(folder: Path) -> str:
    """The files of the index, compressed."""
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in folder.glob("*.js")}
    texts = sum(size for name, size in sizes.items() if name.startswith("text-"))
    names = sizes["names.js"] + sizes["table.js"]
    return f"index {names / 1024:.0f} KB, full text {texts / 1024:.0f} KB (gzip)"


def measure_answers(site: Path, slow: float, number: int) -> str:
    """A line for each sort of query: median, 95 of 100, the longest."""
    from playwright.sync_api import sync_playwright

    lines = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
        page.goto((site / "search" / "index.html").as_uri())
        timing = page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
        lines.append(f"slowed {slow:g} times: page ready after {timing['loadEventEnd']:.0f} ms")
        for name, make in _SORTS.items():
            queries = _choose_queries(page, make, number)
            page.evaluate(_ASK, queries[:3])  # what only the first needs
            times, missed = page.evaluate(_ASK, queries)
            lines.append(_describe(name, times, missed))
        browser.close()
    return "\n".join(lines)


def _choose_queries(
    page: Any, make: Callable[[random.Random, str, dict[str, str]], str], number: int
) -> list[tuple[str, str]]:
    """Queries with the record that each must find."""
    names = page.evaluate("shaiquanSearch.records.map(one => [one.id, one.name])")
    sounds = page.evaluate("shaiquanSearch.sounds.flatMap((s, n) => s ? [[n, s[0]]] : [])")
    first = {chr(code): sound for code, sound in sounds}
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    long_enough = [pair for pair in names if len(pair[1]) >= max(_LENGTHS)]
    chosen = (chance.choice(long_enough) for _ in range(number))
    return [(make(chance, name, first), id) for id, name in chosen]


def _cut(chance: random.Random, name: str, _: dict[str, str]) -> str:
    length = chance.choice(_LENGTHS)
    start = chance.randrange(len(name) - length + 1)
    return name[start : start + length]


def _spell(chance: random.Random, name: str, sounds: dict[str, str]) -> str:
    return "".join(sounds.get(one, one) for one in _cut(chance, name, sounds))


def _shorten(chance: random.Random, name: str, sounds: dict[str, str]) -> str:
    return "".join(sounds.get(one, one)[0] for one in _cut(chance, name, sounds))


def _pair(chance: random.Random, name: str, sounds: dict[str, str]) -> str:
    return f"{_cut(chance, name, sounds)} {_cut(chance, name, sounds)}"


_SORTS = {"pieces of names": _cut, "pinyin": _spell, "first letters": _shorten, "two words": _pair}


def _describe(name: str, times: list[float], missed: list[str]) -> str:
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    took = f"median {statistics.median(times):.1f} ms, 95 % under {late:.1f} ms"
    return f"{name}: {took}, {len(times) - len(missed)} of {len(times)} found"


if __name__ == "__main__":
    sys.exit(main())
