"""JSON-LD: what a power, a rule and a body are in the words of others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from shaiquan.cli import main
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.views.linked_data import CONTEXT, make_node
from tests.build.content_folders import ContentFolder
from tests.conftest import MakeSite
from tests.warm.harness import BASE


@pytest.fixture
def public(tmp_path: Path) -> PublicCatalog:
    """Of a small site with everything that a site may have."""
    public, _ = ContentFolder(shutil.copytree(BASE, tmp_path / "content")).read().release()
    return public


def link(address: str) -> str:
    return f"https://example.com{address}"


def test_a_power_has_all_that_cpsv_ap_asks_for(public: PublicCatalog) -> None:
    for entry in public.entries_of("power"):
        node = make_node(public, entry, link)
        if not entry.record.in_use:
            assert node is None
            continue
        assert node
        assert node["@id"] == link(f"/powers/{entry.id}/")
        assert "cpsv:PublicService" in node["@type"]
        for term in ("dct:identifier", "dct:title", "dct:description"):
            assert node[term], term
        assert node["cv:hasCompetentAuthority"], "of a power whose decider is public"


def test_every_prefix_is_in_the_context(public: PublicCatalog) -> None:
    nodes = [make_node(public, entry, link) for entry in public.entries.values()]
    terms = {term for node in nodes if node for term in node}
    prefixes = {term.partition(":")[0] for term in terms if ":" in term}
    assert prefixes <= CONTEXT.keys()


def test_what_is_withheld_is_left_out(site: MakeSite, tmp_path: Path) -> None:
    power = (site({}) / "powers" / "p1.yml").read_text("utf-8")
    fields = ("决定主体", "承办", "名称")
    more = [f"{{字段: {field}, 依据: 条例第十六条}}" for field in fields]
    text = f"{power}不公开字段: [{', '.join(more)}]\n"
    content, target = site({"powers/p1.yml": text}), tmp_path / "site"
    assert main(["--content", str(content), "--site", str(target)]) == 0
    document = json.loads((target / "data" / "power.jsonld").read_text("utf-8"))
    (power_node, about) = document["@graph"]
    assert about["@type"] == "Dataset"
    assert power_node["@id"] == "../powers/p1/index.html"
    assert power_node.keys().isdisjoint({"name", "provider", "serviceOperator", "dct:title"})
    assert "依法不予公开" not in json.dumps(document, ensure_ascii=False)
