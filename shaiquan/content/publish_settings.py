"""What ``site.yml`` says of publishing, read alone (edge: reads files).

Where a site goes decides what is built, so this is asked before anything else is read.
"""

from __future__ import annotations

from pathlib import Path

from shaiquan.content.file_records import ReadingSeed, read_raw
from shaiquan.content.names import Names, UnitResolver
from shaiquan.content.places import Location
from shaiquan.content.sources import SITE_FILE, ListedFile
from shaiquan.content.validation import validate_part
from shaiquan.model.site import Site

#: the fields that are read
_FIELDS = ("publish", "url", "kept", "severities")
#: what a site must have, so that the others can be validated
_REQUIRED = {"name": SITE_FILE, "unit": SITE_FILE}


def read_publish_settings(content: Path) -> Site | None:
    """A site with 发布, 网址, 保留文件 and 严重程度 alone; None where something is wrong with them.

    The check of all content says what is wrong, and at which place.
    """
    values = read_raw(ReadingSeed(content, {}, b""), ListedFile(SITE_FILE, "")).raw.site
    wanted = {name: values[name] for name in _FIELDS if name in values}
    resolver = UnitResolver(Names(()), "")
    site, _ = validate_part(Site, {**_REQUIRED, **wanted}, resolver, Location(SITE_FILE), "")
    return site
