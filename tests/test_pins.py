"""The lock files: every package pinned by digest, each file with the pins of the one before."""

from __future__ import annotations

import itertools

import pytest

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dask.lock", "requirements-dev.lock")


def read_pins(name: str) -> list[str]:
    return [line for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line]


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_digests_and_no_file_names_a_host(name: str) -> None:
    text, pins = (ROOT / name).read_text("utf-8"), read_pins(name)
    assert len(pins) > 10
    assert all(line.rstrip().endswith("\\") for line in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_a_worker_has_what_a_build_has_and_the_tests_have_both() -> None:
    for smaller, larger in itertools.pairwise(LOCKS):
        assert {*read_pins(smaller)} < {*read_pins(larger)}, (smaller, larger)
