"""The pins of the extra are those of the build and of the tests."""

from __future__ import annotations

from tests.conftest import ROOT


def pinned(name: str) -> set[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return {line.rstrip(" \\") for line in lines if "==" in line}


def test_a_worker_has_what_a_build_has_and_the_tests_have_both() -> None:
    assert pinned("requirements.lock") < pinned("requirements-dask.lock")
    assert pinned("requirements-dask.lock") < pinned("requirements-dev.lock")


def test_every_pin_has_digests_and_no_host_is_named() -> None:
    text = (ROOT / "requirements-dask.lock").read_text("utf-8")
    pins = [line for line in text.splitlines() if "==" in line]
    assert len(pins) > 30
    assert all(line.endswith("\\") for line in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
