"""Open data: what others may do with them."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import INFO, Violation, check
from shaiquan.content.catalog import Catalog


@check(
    "data-licence-missing",
    INFO,
    "数据安全法第四十二条",
    zh="没有写开放数据可以怎样使用，别人不敢用",
    en="nothing says what others may do with the open data",
    mend="补写 数据许可:，例如 CC-BY-4.0（注明出处就可以使用）；自己的许可写 名称 和 网址",
    mend_en="add 数据许可, such as CC-BY-4.0, or 名称 and 网址 of a licence of your own",
    example="网址: https://example.gov.cn/quanli/（没有 数据许可）",
)
def find_missing_licence(catalog: Catalog) -> Iterator[Violation]:
    """Only of a site that is to be published: nobody else can get the data of another."""
    if catalog.site.url and catalog.site.licence is None:
        yield catalog.site_location("url"), {}
