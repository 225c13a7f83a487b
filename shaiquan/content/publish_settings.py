"""What ``site.yml`` says of publishing, read alone (edge: reads files).

Where a site goes decides what is built, so this is asked before anything else is read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shaiquan.content.file_records import ReadingSeed, read_raw
from shaiquan.content.names import Names, UnitResolver
from shaiquan.content.places import Location
from shaiquan.content.sources import SITE_FILE, ListedFile
from shaiquan.content.validation import validate_part
from shaiquan.model.publish_targets import PublishTarget
from shaiquan.model.site import Site

#: what a site must have, so that the fields below can be validated
_REQUIRED = {"name": SITE_FILE, "unit": SITE_FILE}


@dataclass(frozen=True)
class PublishSettings:
    """发布, 网址, 保留文件 and 严重程度 of ``site.yml``, by the names of their fields."""

    publish: Mapping[str, PublishTarget]
    url: str
    kept: tuple[str, ...]
    severities: Mapping[str, str]


def read_publish_settings(content: Path) -> PublishSettings | None:
    """The settings; None where something is wrong with them: the check of all content says what,
    and at which place."""
    values = read_raw(ReadingSeed(content, {}, b""), ListedFile(SITE_FILE, "")).raw.site
    names = [field.name for field in dataclasses.fields(PublishSettings)]
    wanted = {name: values[name] for name in names if name in values}
    resolver = UnitResolver(Names(()), "")
    site, _ = validate_part(Site, {**_REQUIRED, **wanted}, resolver, Location(SITE_FILE), "")
    if site is None:
        return None
    return PublishSettings(site.publish, site.url, site.kept, site.severities)
