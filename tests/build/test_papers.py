"""Papers of meetings and topics in a build: linked where they are printed, made anew alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.build.sites import SiteFolder
from tests.conftest import MakeSite
from tests.papers import decided


def test_papers_are_linked_where_they_are_printed_and_made_anew_alone(
    site: MakeSite, tmp_path: Path
) -> None:
    folder = tmp_path / "place"
    place = SiteFolder.of(folder, site(decided()))
    plain = place.build()
    assert not [name for name in plain.performed if name.startswith(("paper", "register"))]
    files = place.files()
    assert b"/print/" not in files["meetings/hy-1/index.html"]

    place = replace(place, options=replace(place.options, printing=True))
    papers = {"paper hy-1 minutes", "paper hy-2 notice", "paper yt-1 decision", "register dw 2026"}
    assert papers <= set(place.build().performed)
    files = place.files()
    for page, name in (
        ("meetings/hy-1", "hy-1-minutes"),
        ("meetings/hy-2", "hy-2-notice"),
        ("topics/yt-1", "yt-1-decision"),
        ("topics/yt-3", "register-dw-2026"),
        ("bodies/dw", "register-dw-2026"),
        ("topics", "register-dw-2026"),
    ):
        assert f"print/{name}.pdf".encode() in files[f"{page}/index.html"], page
        assert files[f"print/{name}.pdf"].startswith(b"%PDF-")

    place.edit("content/topics/all.yml", "先修管网", "先修管网和路灯")
    assert papers & set(place.build().performed) == {"paper hy-1 minutes", "paper hy-2 notice"}
    place.edit("content/meetings/all.yml", "2026-12-21", "2026-12-22")
    assert papers & set(place.build().performed) == {"paper hy-2 notice"}
    before = place.files()
    assert place.cold().build().performed
    cold = {path: data for path, data in before.items() if path.startswith("print/")}
    made = SiteFolder(folder, replace(place.options, site=folder / "cold")).files()
    assert cold == {path: data for path, data in made.items() if path.startswith("print/")}
