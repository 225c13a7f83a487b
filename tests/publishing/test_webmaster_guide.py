"""The webmaster's page says what is true, in both languages, and so do the configurations."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
import yaml

from shaiquan.command_line import make_parser
from shaiquan.media_types import find_media_type
from shaiquan.site.portal_files import HEADERS
from shaiquan.starting.own_content import STARTER
from tests.conftest import ROOT, MakeSite
from tests.support import load_catalog

PAGES = ("webmaster.md", "webmaster.zh-CN.md")
#: the sections of a page that are each about one kind of host
HOSTS = slice(1, 9)
APACHE, IIS = ROOT / "deploy" / "apache.conf", ROOT / "deploy" / "web.config"


def read_page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def list_commands(name: str) -> list[str]:
    return re.findall(r"python build\.py ([^`\n]+)", read_page(name))


def list_places(name: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", read_page(name), re.DOTALL)


def test_both_pages_have_the_same_commands_places_and_sections() -> None:
    english, chinese = PAGES
    assert list_commands(english) == list_commands(chinese)
    assert list_places(english) == list_places(chinese)
    numbers = [len(re.findall("^## ", read_page(page), re.MULTILINE)) for page in PAGES]
    assert numbers[0] == numbers[1] > 12


def test_every_command_of_the_page_can_be_given() -> None:
    for command in list_commands(PAGES[0]):
        words = shlex.split(command.strip())
        make_parser(words).parse_args(words)


def test_the_places_of_the_page_stand_in_a_site_without_a_mistake(site: MakeSite) -> None:
    places: dict[str, object] = {}
    for text in list_places(PAGES[0]):
        places |= yaml.safe_load(text)["发布"]
    settings = yaml.safe_dump({"发布": places}, allow_unicode=True)
    content = site({})
    text = (content / "site.yml").read_text("utf-8")
    site({"site.yml": text + settings})
    assert {*load_catalog(content).site.publish} == {*places}
    asked = {word for command in list_commands(PAGES[0]) for word in command.split()[1:2]}
    assert {*places} <= asked


@pytest.mark.parametrize("page", PAGES)
def test_each_kind_of_host_takes_less_than_ten_lines(page: str) -> None:
    sections = re.split("^## ", read_page(page), flags=re.MULTILINE)[1:]
    for section in sections[HOSTS]:
        fences = re.sub("```.*?```", "", section, flags=re.DOTALL)
        steps = [line for line in fences.splitlines()[1:] if line.strip()]
        assert 0 < len(steps) < 10, section


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitee"])
def test_the_page_names_what_the_workflows_of_the_forges_ask_for(forge: str) -> None:
    text = (STARTER / "forges" / f"{forge}.yml").read_text("utf-8")
    names = {*re.findall(r"SHAIQUAN_\w+", text)}
    for page in PAGES:
        assert names == {*re.findall(r"SHAIQUAN_\w+", read_page(page))}


# -- configurations of servers ------------------------------------------------------------------


def read_apache() -> tuple[dict[str, str], dict[str, str]]:
    """The headers, and suffix -> type."""
    text = APACHE.read_text("utf-8")
    headers = dict(re.findall(r'^\s*Header always set (\S+) "(.*)"$', text, re.MULTILINE))
    types = re.findall(r"^\s*AddType (\S+) (\.\w+)$", text, re.MULTILINE)
    return headers, {suffix: type for type, suffix in types}


def read_iis() -> tuple[dict[str, str], dict[str, str]]:
    root = ElementTree.parse(IIS).getroot()
    headers = {
        each.attrib["name"]: each.attrib["value"]
        for each in root.iter("add")
        if "name" in each.attrib
    }
    maps = [each.attrib for each in root.iter("mimeMap")]
    types = {each["fileExtension"]: each["mimeType"].partition(";")[0] for each in maps}
    assert {*types} == {
        each.attrib["fileExtension"]
        for each in root.iter("remove")
        if "fileExtension" in each.attrib
    }
    return headers, types


@pytest.mark.parametrize("read", [read_apache, read_iis])
def test_a_configuration_sends_the_headers_and_types_of_a_site(
    read: Callable[[], tuple[dict[str, str], dict[str, str]]],
) -> None:
    headers, types = read()
    assert headers == HEADERS
    for suffix, type in types.items():
        assert type == find_media_type(f"a{suffix}")
    text = {".html", ".css", ".js", ".csv", ".gv", ".svg", ".json", ".jsonld", ".xml", ".txt"}
    assert text <= {*types}
