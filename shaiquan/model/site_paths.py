"""Pages of the site as an editor names them: /matrix/, /posts/xgw-sj/#duties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from shaiquan.model.packing import CompactPickle
from shaiquan.model.parsed_texts import ParsedText

_PATH = re.compile(r"(?P<address>/(?:[a-z0-9][a-z0-9_-]*/)*)(?:#(?P<anchor>[\w-]+))?")


@dataclass(frozen=True, slots=True)
class SitePath(CompactPickle):
    """The address of a page from the root of the site, and a place on it or nothing."""

    address: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.address}#{self.anchor}" if self.anchor else self.address

    @property
    def id(self) -> str:
        """The last part of the address: of the page of a record its id."""
        return self.address.strip("/").rpartition("/")[2]


def parse_site_path(text: str) -> SitePath:
    """A path as it stands in a browser after the name of the site; ValueError for anything else.

    >>> str(parse_site_path("/posts/xgw-sj#duties"))
    '/posts/xgw-sj/#duties'
    """
    before, mark, anchor = text.strip().partition("#")
    match = _PATH.fullmatch(before.rstrip("/") + "/" + mark + anchor)
    if match is None:
        raise ValueError(text)
    return SitePath(match["address"], match["anchor"] or "")


SitePathField = Annotated[SitePath, ParsedText("bad-site-path", parse_site_path)]
