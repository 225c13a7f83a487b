"""Relative links are those that a path library would write."""

from __future__ import annotations

import posixpath
import random

from shaiquan.views.addresses import make_relative

SEED = 20261125


def test_links_between_pages_are_what_a_path_library_says() -> None:
    rng = random.Random(SEED)

    def file(ending: str) -> str:
        return "/".join([*(rng.choice("abc") for _ in range(rng.randrange(4))), ending])

    for _ in range(500):
        target, page = file("x.svg"), file(rng.choice(("index.html", "x.svg")))
        wanted = posixpath.relpath(target, posixpath.dirname(page) or ".")
        assert make_relative(f"/{target}", page) == wanted, f"seed {SEED}: {target} from {page}"
    print(f"seed {SEED}")


def test_a_folder_is_its_index_and_an_anchor_stays() -> None:
    assert make_relative("/powers/", "powers/dw-01/index.html") == "../index.html"
    assert make_relative("/#top", "index.html") == "#top"
    assert make_relative("/rules/gz/#art-4", "index.html") == "rules/gz/index.html#art-4"
