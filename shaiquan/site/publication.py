"""What the page of a record says of its publication: when, by whom, under which words."""

from __future__ import annotations

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.rules import Rule
from shaiquan.model.scalars import PartialDate
from shaiquan.queries.changes import find_publication_day
from shaiquan.site.list_sections import Drawings
from shaiquan.site.page import Publication
from shaiquan.views.addresses import chart_address
from shaiquan.views.summaries import list_keywords


def describe_publication(
    public: PublicCatalog, entry: Entry, charts: Drawings, since: PartialDate | None = None
) -> Publication:
    """What the page of a record says; ``since``: when it was published, if not as that says."""
    record = entry.record
    day = since.first if since else find_publication_day(record)
    unit = public.heads.get(record.unit_id)
    source = unit.name if unit else ""
    return Publication(
        published=day.isoformat() if day else "",
        source=source,
        author=_find_author(record) or source,
        keywords=list_keywords(entry),
        image=_find_image(entry, charts),
    )


def _find_author(record: object) -> str:
    """Who wrote a rule; of other records nobody but their unit is known."""
    issuer = record.issuer if isinstance(record, Rule) else ""
    return "" if issuer == WITHHELD else issuer


def _find_image(entry: Entry, charts: Drawings) -> str:
    """The chart as a picture, which every site has of what hangs on a wall."""
    drawn = entry.record.in_use and entry.id in charts
    return chart_address(entry.id, "png") if drawn and charts[entry.id].procedure.wall else ""
