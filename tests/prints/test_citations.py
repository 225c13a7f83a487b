"""Bases in print: the articles of a rule together."""

from __future__ import annotations

from shaiquan.model.base import Citation, Ref
from shaiquan.prints.citations import format_citations
from tests.booklets import public
from tests.conftest import MakeSite

RULE = Ref("rule", "gz", "议事规则")


def test_articles_of_one_rule_follow_its_name_once(site: MakeSite) -> None:
    released = public(site({}))
    bases = [Citation(RULE, "1"), Citation(Ref("rule", "x", "条例")), Citation(RULE, "2", "第一款")]
    assert format_citations(released, bases) == ("《小镇议事规则》第一条、第二条第一款", "《条例》")


def test_a_rule_of_the_same_booklet_goes_by_its_short_name(site: MakeSite) -> None:
    assert format_citations(public(site({})), [Citation(RULE, "1")], frozenset({"gz"})) == (
        "《议事规则》第一条",
    )
