"""What stands on every page."""

from __future__ import annotations

import pytest

from shaiquan.site.frame import make_frame
from tests.booklets import public
from tests.conftest import MakeSite


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("", "2026年1月5日"),
        ("2025-12-31", "2026年1月5日"),
        ("2026-03-09", "2026年3月9日"),
    ],
)
def test_the_content_is_of_its_last_review_or_of_a_newer_change(
    site: MakeSite, changed: str, said: str
) -> None:
    frame = make_frame(public(site({})), changed=changed)
    assert [row[1] for row in frame.page_frame.footer if row[0] == "内容更新"] == [said]
