"""Links and cells start at the page that is being rendered."""

from __future__ import annotations

from shaiquan.site.page_context import PageContext
from shaiquan.views.values import plain

RULE, OWN = "/rules/gz/#art-1", "/powers/p1/#risks"


def test_links_start_at_the_page_that_was_entered_last() -> None:
    context = PageContext()
    assert context.links.make_link(RULE) == "rules/gz/index.html#art-1"
    context.enter_page("/powers/p1/", in_navigation=False)
    assert context.links.make_link(RULE) == "../../rules/gz/index.html#art-1"
    assert context.links.render_cell(plain("议事规则", RULE)) == (
        '<a href="../../rules/gz/index.html#art-1">议事规则</a>'
    )


def test_a_page_that_is_shown_at_any_address_has_links_from_the_host() -> None:
    context = PageContext()
    context.enter_page("/404.html", in_navigation=False, root="/quanli/")
    assert context.links.make_link(RULE) == "/quanli/rules/gz/index.html#art-1"
    assert context.shared_links.make_link("/assets/site.css") == "/quanli/assets/site.css"
    assert context.links.make_link("#_main") == "#_main"
    assert context.links.make_link("https://example.com/") == "https://example.com/"
    context.enter_page("/powers/p1/", in_navigation=False)
    assert context.links.make_link("/") == "../../index.html"


def test_only_one_address_is_that_of_the_page() -> None:
    context = PageContext()
    context.enter_page("/powers/", in_navigation=True)
    assert context.is_at("/powers/")
    assert not context.is_at("/")
    assert not context.is_at("/powers/p1/")


def test_what_pages_side_by_side_share_has_the_same_links_on_each() -> None:
    context = PageContext()
    links = set()
    for id in ("p1", "p2"):
        context.enter_page(f"/powers/{id}/", in_navigation=False)
        links.add(context.shared_links.make_link(RULE))
        links.add(context.links.make_link(RULE))
        assert context.links.make_link(f"/powers/{id}/#risks") == "#risks"
        assert context.shared_links.make_link(f"/powers/{id}/#risks") != "#risks"
    assert len(links) == 1


def test_a_page_of_the_navigation_shares_nothing() -> None:
    context = PageContext()
    context.enter_page("/powers/p1/", in_navigation=True)
    assert context.shared_links.make_link(OWN) == context.links.make_link(OWN) == "#risks"
