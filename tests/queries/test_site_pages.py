"""Pages of the site that a list names."""

from __future__ import annotations

import pytest

from shaiquan.model.site_paths import parse_site_path
from shaiquan.queries.site_pages import find_page_title
from tests.conftest import MakeSite
from tests.support import load_catalog


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/matrix", "五有一化"),
        ("/bodies/dw/#powers", "党委"),
        ("/supervision/jg-xian-2026/", "执行和监督"),
        ("/about/#channels", "关于本站"),
        ("/power/", None),
    ],
)
def test_a_page_is_called_by_its_title_and_that_of_a_record_by_its_name(
    site: MakeSite, path: str, title: str | None
) -> None:
    assert find_page_title(load_catalog(site({})), parse_site_path(path)) == title
