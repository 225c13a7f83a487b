"""Where the current sheet of each chart for a wall is found, once a release is published (edge:
reads files)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from shaiquan.publishing.release import Release
from shaiquan.views.addresses import make_absolute
from shaiquan.views.printed_forms import form_address

_SHEET = re.compile(r"print/(.+)-a3\.pdf")
#: where the release says how procedures are called
_NAMES = "data/tables/procedure.csv"


@dataclass(frozen=True)
class CurrentSheetLink:
    """A procedure by its id and name, and the address of its sheet; without 网址, from the root."""

    procedure: str
    name: str
    address: str


def list_current_links(release: Release, url: str) -> tuple[CurrentSheetLink, ...]:
    """The sheets for walls that are in a release; ``url`` is the address of the site."""
    matches = (_SHEET.fullmatch(path) for path in sorted(release.files))
    ids = [match[1] for match in matches if match]
    names = _read_names(release) if ids else {}
    return tuple(
        CurrentSheetLink(id, names.get(id, id), make_absolute(url, form_address(id, "a3")))
        for id in ids
    )


def _read_names(release: Release) -> Mapping[str, str]:
    if _NAMES not in release.files:
        return {}
    text = (release.folder / _NAMES).read_text("utf-8-sig")
    return {row["id"]: row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))}
