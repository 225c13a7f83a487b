"""What only drawn sheets show: the same in a build and in a check without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shaiquan.content.catalog import Catalog
from shaiquan.content.places import Finding, Location
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.ledger.walls import check_walls, survey_walls
from shaiquan.views.flowcharts import Drawing


def find_wall_faults(
    catalog: Catalog, public: PublicCatalog, drawings: Mapping[str, Drawing]
) -> Iterator[Finding]:
    """Sheets on the walls that should not be there, and sheets that nobody could read."""
    from shaiquan.prints.legibility import check_legibility  # few builds look at sheets anew

    yield from check_walls(catalog, survey_walls(catalog, public, drawings))

    def locate(id: str) -> Location:
        return catalog.entries[id].location("wall")

    yield from check_legibility(public, drawings, locate)
