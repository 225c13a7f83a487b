"""``docs/allowed.md``: the allow-lists, as they are."""

from __future__ import annotations

from collections.abc import Iterable

from shaiquan.inert import allowed
from shaiquan.inert.asset_markup import ARCHIVE_NAMES, HTML_NAMES, XML_NAMES
from shaiquan.inert.spreadsheet_cells import FORMULA_SIGNS

_PAGE = """\
# 许可的写法

内容里的字，不管是谁写的、写了什么，在网站、数据和印出来的东西里都只是字：不会运行，不会从别处取东西。
办法是只许可下面列出的，别的一律当作普通文字，或者去掉。清单取自程序本身。

## 字段、图上的字

`正文` 和 `site.yml` 的 `简介` 是 Markdown，见下一节。别的字段（名称、步骤、主体、分支、时限、渠道、
页脚……）没有任何写法：`<`、`&`、`#`、`$`、`@`、`\\` 都照样显示。

- 网页：模板自动转义。链接只由程序从编号生成，电话和邮箱的从号码和地址生成。
  脚本只有 `assets/` 和 `search/` 里的文件，没有一页离不开脚本；JSON-LD 只是数据，
  `<`、`>`、`&` 都转义。
- 搜索（`search/*.js`）：字只作为 JSON 字符串。脚本把它们当作文字放进网页，从不当作 HTML。
- 订阅和站点地图（`feed.xml`、`sitemap.xml`）：XML，字都转义，没有 HTML。
- 流程图 `.svg`：转义。没有脚本、事件和外部图片，链接只到本站。
- 流程图 `.gv`：DOT 的引号字符串，引号和反斜杠都转义。图上的字在 Graphviz 的表格标签里，标签只有
  `TABLE` `TR` `TD` `FONT` `B`，没有链接、图片；字本身转义（`<`、`&`、反斜杠）。
- PDF、PNG（Typst）：字作为数据（JSON）交给版式，不会当作 Typst 代码。PDF 里没有动作和脚本，
  链接只到本文件之内。
- `data/*.json`、`data/*.jsonld`：JSON 字符串。
- `data/*.xlsx`：每一格都写成文字，不是公式，没有宏和链接。

## 正文（Markdown）

- 元素：{prose_tags}。别的元素去掉，里面的字留下。
- {dropped_tags} 连同里面的字去掉。
- 属性：{prose_attributes}。别的都去掉；条文的 `id`、`class`，链接的 `rel` 由程序加。
- 链接：到公开的记录（`gz-01.md`）、到本页（`#art-2`），或者以 {schemes} 开头。别的链接只留下文字。
- 图片不许可。

注释 `<!-- -->`、没有用到的链接定义（`[//]: # (…)`）、表格里多出来的格，网页上没有，别处也没有：
数据和书都照网页做。`data/*.json` 里的正文就是网页上的 HTML，`data/*.csv` 里是其中的字。

## 文件名和网址

只由编号组成：`{id_pattern}`。`assets/` 里的文件照原名。`content/` 里的文件名不进网站。

## 表格（CSV）

一格里第一个看得见的字是 {formula_signs}（全角、小号的也算）的，表格软件会当作公式，前面加一个英文
单引号 `'`；以制表符、换行开头的也加。原文就以 `'` 开头的再加一个，所以读数据的人
**每格去掉开头的一个 `'`（有的话）**，就是原来的字。`data/*.json` 里不加；
`data/tables/` 里数、编号和固定的词也不加。

## `assets/` 里的文件

查的是浏览器会打开的：名字以 {names} 结尾的，以及不管叫什么、开头像网页的。
{archives}（整页存档）一律不放。有下面没有列出的，就是问题
[active-asset](problems.md#active-asset)，除非 `site.yml` 的 `放行文件` 列出了它。

不查的：`.js`（没有网页用它就不会运行；程序自己的网页只用 `modes.js`、`search.js`、
`search-page.js`），PDF 和办公文件里面的宏。

- HTML 的元素：{html_tags}。
- HTML 的属性：{html_attributes}，以及 `data-`、`aria-` 开头的；一个标签里不许可重复。
- `http-equiv`：{directives}。
- SVG 的元素：{svg_tags}，以及 `fe` 开头的；里面的 HTML 照上面。
- SVG 的属性：不许可 `on` 开头的；`attributeName` 不许可指链接和事件。
- 地址（{addresses}）：本站的相对地址，或者 {pictures}。`<a>` 的还可以是上面正文许可的外部链接。
- 样式里的地址（`url()`、`@import`）：本站的相对地址，或者 {in_style}。
- XML：不许可自己定义的实体、`xml-stylesheet` 和 XSLT。
- 读不懂的不放。
"""


def render_allowed(id_pattern: str) -> str:
    """The page. ``id_pattern``: what an id may be, of which file names are made."""
    attributes = sorted(
        f"<{tag} {name}>" for tag, names in allowed.PROSE_ATTRIBUTES.items() for name in names
    )
    return _PAGE.format(
        prose_tags=_list(allowed.PROSE_TAGS),
        dropped_tags=_list(allowed.DROPPED_TAGS),
        prose_attributes=_list(attributes),
        schemes=_list(f"{scheme}:" for scheme in allowed.LINK_SCHEMES),
        id_pattern=id_pattern,
        formula_signs=_list(FORMULA_SIGNS),
        names=_list((*HTML_NAMES, *XML_NAMES, ".css")),
        archives=_list(ARCHIVE_NAMES),
        html_tags=_list(allowed.HTML_TAGS),
        html_attributes=_list(allowed.HTML_ATTRIBUTES),
        directives=_list(allowed.META_DIRECTIVES),
        svg_tags=_list(allowed.SVG_TAGS),
        addresses=_list(allowed.ADDRESS_ATTRIBUTES),
        pictures=_list(allowed.EMBEDDED_PICTURES),
        in_style=_list(allowed.EMBEDDED_IN_STYLE),
    )


def _list(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in sorted(words))
