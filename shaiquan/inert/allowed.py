"""What hostile text may become in an output: everything that is not listed here is left out.

``docs/allowed.md`` is written from these lists. Text of a field is never markup: templates escape
it, DOT and JSON quote it, and Typst reads it as data.
"""

from __future__ import annotations

#: schemes of links that lead out of the site, in Markdown and on pages
LINK_SCHEMES = ("http", "https", "mailto", "tel")
_STARTS = ("https://", "http://", "mailto:", "tel:")

_TEXT = ("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "a")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLES = ("table", "thead", "tbody", "tr", "th", "td", "caption")
_WORDS = ("strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "code")
#: elements of prose; of any other element the words stay, of ``DROPPED`` ones nothing
PROSE_TAGS = frozenset((*_TEXT, *_LISTS, *_TABLES, *_WORDS))
DROPPED_TAGS = frozenset(("script", "style"))
PROSE_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}


def is_outside(target: str) -> bool:
    """Whether a link of a text leads out of the site, by a scheme that is allowed.

    >>> is_outside("https://example.cn/"), is_outside("//host/://"), is_outside("javascript:x")
    (True, False, False)
    """
    return target.lower().startswith(_STARTS)


# -- files of assets/ that a browser opens as a document ----------------------------------------

_BLOCKS = "html head body title meta link style div section article header footer main nav aside"
_MEDIA = "figure figcaption img center details summary address ruby rt rp span font small big"
_MORE = "abbr cite q mark time kbd samp var tfoot col colgroup"
#: elements of an HTML file; in any other a browser may run or load something
HTML_TAGS = PROSE_TAGS | {*_BLOCKS.split(), *_MEDIA.split(), *_MORE.split()}
_PLAIN = "id class lang dir title alt role name content charset style xmlns type media rel target"
_LOOKS = "width height align valign border cellpadding cellspacing bgcolor color face size nowrap"
_CELLS = "colspan rowspan scope headers start value span datetime open http-equiv href src"
#: attributes of HTML, and those that begin with data- and aria-
HTML_ATTRIBUTES = frozenset((*_PLAIN.split(), *_LOOKS.split(), *_CELLS.split()))
#: what a meta element may tell the browser, beside names
META_DIRECTIVES = frozenset(("content-type", "content-language", "x-ua-compatible"))

_SHAPES = "svg g defs symbol use a path rect circle ellipse line polyline polygon image switch view"
_LETTERS = "foreignObject text tspan tref textPath title desc metadata style altGlyph font glyph"
_FACES = "missing-glyph font-face font-face-src font-face-name font-face-uri hkern vkern"
_FLOWS = "flowRoot flowRegion flowPara flowSpan"
_PAINT = (
    "linearGradient radialGradient stop pattern clipPath mask marker filter color-profile cursor"
)
_MOTION = "animate animateColor animateTransform animateMotion set mpath"
#: elements of an SVG file, and those that begin with fe, the steps of a filter; what is HTML in it,
#: as drawing programs write labels, is held against the lists of HTML
SVG_TAGS = frozenset(" ".join((_SHAPES, _LETTERS, _FACES, _FLOWS, _PAINT, _MOTION)).split())
#: attributes that name what is loaded or opened
ADDRESS_ATTRIBUTES = frozenset(("href", "src", "base"))
_PICTURES = ("png", "jpeg", "jpg", "gif", "webp", "avif", "bmp", "x-icon")
#: what an address may hold itself, instead of naming a file
EMBEDDED_PICTURES = tuple(f"data:image/{form}" for form in _PICTURES)
EMBEDDED_IN_STYLE = (
    "data:image/",
    "data:font/",
    "data:application/font",
    "data:application/x-font",
)
