"""Parts that are the same on many pages are rendered once, and only where they are the same."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from shaiquan.site.page_context import Here
from shaiquan.views.values import plain


class Part:
    """A part of a layout that links to addresses; ``rendered`` says on which pages."""

    def __init__(self, here: Here, *targets: str) -> None:
        self.here, self.targets = here, targets
        self.rendered: list[str] = []

    def __call__(self) -> Markup:
        self.rendered.append(self.here.address)
        return Markup(" ").join(self.here.link(each) for each in self.targets)

    def on(self, address: str, *shown: str) -> str:
        self.here.stand(address)
        return str(self.here.once("part", *shown, caller=self))


def test_pages_side_by_side_share_a_part() -> None:
    part = Part(Here(), "/", "/rules/")
    assert part.on("/powers/a/") == "../../index.html ../../rules/index.html"
    assert part.on("/powers/b/") == part.on("/powers/a/")
    assert part.on("/rules/a/") == "../../index.html ../index.html"
    assert part.on("/") == "index.html rules/index.html"
    assert part.rendered == ["/powers/a/", "/rules/a/", "/"]


def test_a_page_whose_own_folder_a_part_links_to_has_it_rendered_for_itself() -> None:
    part = Part(Here(), "/rules/", "/powers/b/#x")
    assert part.on("/powers/a/") == "../../rules/index.html ../b/index.html#x"
    assert part.on("/powers/b/") == "../../rules/index.html #x"
    assert part.on("/powers/c/") == part.on("/powers/a/")
    assert part.rendered == ["/powers/a/", "/powers/b/"]


@pytest.mark.parametrize("first", ["/powers/", "/rules/", "/about/"])
def test_the_order_of_pages_makes_no_difference(first: str) -> None:
    part = Part(Here(), "/powers/", "/rules/gz-01/")
    part.on(first)
    assert part.on("/rules/") == "../powers/index.html gz-01/index.html"
    assert part.on("/powers/") == "index.html ../rules/gz-01/index.html"
    assert part.on("/about/") == "../powers/index.html ../rules/gz-01/index.html"


def test_a_part_is_rendered_again_for_what_else_it_shows() -> None:
    part = Part(Here(), "/")
    assert part.on("/powers/a/", "powers") == part.on("/powers/b/", "risks")
    assert part.rendered == ["/powers/a/", "/powers/b/"]


def test_cells_and_parts_within_a_part_count_among_its_links() -> None:
    here = Here()
    inner = Part(here, "/powers/b/")

    def outer() -> Markup:
        return here.cell(plain("甲", "/powers/c/")) + here.once("inner", caller=inner)

    found = {}
    for each in "abca":
        here.stand(f"/powers/{each}/")
        found[each] = str(here.once("outer", caller=outer))
    assert found["a"] == '<a href="../c/index.html">甲</a>../b/index.html'
    assert found["b"] == '<a href="../c/index.html">甲</a>index.html'
    assert found["c"] == '<a href="index.html">甲</a>../b/index.html'
