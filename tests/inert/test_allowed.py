"""Links of texts lead out of the site by a few schemes alone."""

from __future__ import annotations

import pytest

from shaiquan.inert.allowed import LINK_SCHEMES, is_outside


@pytest.mark.parametrize("scheme", LINK_SCHEMES)
def test_each_scheme_is_an_outside_link_in_any_case(scheme: str) -> None:
    slashes = "//" if scheme.startswith("http") else ""
    assert is_outside(f"{scheme}:{slashes}x")
    assert is_outside(f"{scheme.upper()}:{slashes}x")


@pytest.mark.parametrize(
    "target",
    ["", "//host/://", "mypage.html", "javascript://x", "java\tscript:x", " https://x", "/://x",
     "data:text/html,x", "ftp://x", "\\\\host\\x", "https:x", "x?https://y"],
)  # fmt: skip
def test_nothing_else_is(target: str) -> None:
    assert not is_outside(target)
