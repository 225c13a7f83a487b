"""Links to pages of the site that a list names."""

from __future__ import annotations

import pytest

from shaiquan.model.site_paths import parse_site_path
from shaiquan.views.page_links import link_page
from tests.conftest import MakeSite
from tests.support import load_catalog


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/matrix", "五有一化"),
        ("/bodies/dw/#powers", "党委"),
        ("/supervision/jg-xian-2026/", "执行和监督"),
        ("/about/#channels", "关于本站"),
    ],
)
def test_a_page_is_called_by_its_title_and_that_of_a_record_by_its_name(
    site: MakeSite, path: str, title: str
) -> None:
    named = parse_site_path(path)
    catalog = load_catalog(site({}))
    assert link_page(catalog, named) == (title, str(named), "")
