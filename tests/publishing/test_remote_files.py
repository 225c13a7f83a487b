"""The manifest of a server while a release goes there."""

from __future__ import annotations

from shaiquan.files.manifests import MANIFEST, read_digests, render_manifest
from shaiquan.publishing.release import Changes
from shaiquan.publishing.remote_files import render_interim_manifest


def test_the_manifest_meanwhile_names_both_releases_and_is_sure_of_what_stays() -> None:
    new = render_manifest({"a.html": b"1", "b.html": b"2", "c.css": b"3"}, "0", {"as_of": "今"})
    interim = render_interim_manifest(new, Changes(("c.css",), ("b.html", MANIFEST), ("old.html",)))
    digests = read_digests(interim) or {}
    del digests[MANIFEST]
    assert digests == {"a.html": b"1".hex(), "b.html": "", "c.css": "", "old.html": ""}
