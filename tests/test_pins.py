"""The lock files: every package pinned by digest, larger ones with the pins of smaller ones."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT

BUILD, DEVELOP = "requirements.lock", "requirements-dev.lock"
EXTRAS = ("requirements-dask.lock", "requirements-s3.lock")


def read_pins(name: str) -> list[str]:
    return [line for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line]


@pytest.mark.parametrize("name", [BUILD, *EXTRAS, DEVELOP])
def test_every_pin_has_digests_and_no_file_names_a_host(name: str) -> None:
    text, pins = (ROOT / name).read_text("utf-8"), read_pins(name)
    assert len(pins) > 10
    assert all(line.rstrip().endswith("\\") for line in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_has_what_a_build_has_and_the_tests_have_both(extra: str) -> None:
    assert {*read_pins(BUILD)} < {*read_pins(extra)} < {*read_pins(DEVELOP)}
