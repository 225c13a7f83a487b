"""The manifest of a site of ours is known as one, and no other file is."""

from __future__ import annotations

import json

import pytest

from shaiquan.files.manifests import list_own_files, render_manifest


def test_a_manifest_lists_every_file_and_itself() -> None:
    manifest = render_manifest({"a": b"\1", "资料/b": b"\2"}, "1.0", {"as_of": "2026-11-25"})
    assert list_own_files(manifest) == frozenset({"a", "资料/b", "manifest.json"})
    assert json.loads(manifest) == {
        "generator": "shaiquan 1.0",
        "as_of": "2026-11-25",
        "files": {"a": "01", "资料/b": "02"},
    }


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b'{"name": "An app", "icons": [], "files": {}}',
        b'{"generator": "shaiquanx 1", "files": {}}',
        b'{"generator": "shaiquan 1"}',
        b'{"generator": ["shaiquan"], "files": {}}',
        b'["shaiquan"]',
        b"[" * 100_000,
        b"\xff",
        render_manifest({"a": b"\1"}, "1.0", {})[:-4],
    ],
)
def test_whatever_else_is_called_so_is_not_ours(other: bytes) -> None:
    assert list_own_files(other) is None
