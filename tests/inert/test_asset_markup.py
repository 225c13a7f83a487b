"""HTML, SVG and style sheets that run or load something are found out, plain ones are not."""

from __future__ import annotations

import gzip

import pytest

from shaiquan.inert.asset_markup import MOST_BYTES, find_active

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)
XHTML = "http://www.w3.org/1999/xhtml"


def svg(inside: str, attributes: str = "") -> bytes:
    return SVG.format(attributes, inside).encode()


ACTIVE_SVG = {
    "script": svg("<script>alert(1)</script>"),
    "script of its own prefix": svg('<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>'),
    "script in another file": svg('<script href="x.js"/>'),
    "html script": svg(f'<s:script xmlns:s="{XHTML}">x</s:script>'),
    "html frame": svg(f'<i:iframe xmlns:i="{XHTML}" src="a.html"/>'),
    "onload": svg("", ' onload="alert(1)"'),
    "event in capitals": svg('<g onClick="x"/>'),
    "event in html": svg(f'<foreignObject><p xmlns="{XHTML}" onclick="x">x</p></foreignObject>'),
    "form in html": svg(f'<foreignObject><form xmlns="{XHTML}"/></foreignObject>'),
    "link hidden by an empty one": svg('<a href="javascript:alert(1)" xlink:href="x"/>'),
    "picture hidden by another": svg('<image href="https://a.example/x.png" xlink:href="b.png"/>'),
    "change of an address": svg('<animate attributeName="href" xlink:attributeName="fill"/>'),
    "html link hidden": svg(
        f'<h:a xmlns:h="{XHTML}" xmlns:z="z" href="javascript:alert(1)" z:href="x"/>'
    ),
    "link": svg('<a href="javascript:alert(1)"><text>x</text></a>'),
    "link with tabs": svg('<a xlink:href=" java&#9;script&#10;:alert(1)"><text>x</text></a>'),
    "link to data": svg('<a href="data:text/html,x"><text>x</text></a>'),
    "animated link": svg('<a><animate attributeName="href" values="javascript:x"/></a>'),
    "set xlink link": svg('<set attributeName="xlink:href" to="javascript:x"/>'),
    "set event": svg('<set attributeName="onclick" to="x"/>'),
    "picture elsewhere": svg('<image href="https://example.com/a.png"/>'),
    "picture without scheme": svg('<image href="//example.com/a.png"/>'),
    "picture by backslashes": svg('<image href="\\\\example.com\\a.png"/>'),
    "use elsewhere": svg('<use href="https://example.com/a.svg#x"/>'),
    "use of data": svg('<use href="data:image/svg+xml,x#y"/>'),
    "filter picture": svg('<filter><feImage href="http://example.com/a.png"/></filter>'),
    "base": svg('<g xml:base="https://example.com/"/>'),
    "fill": svg('<rect fill="url(https://example.com/a.svg#x)"/>'),
    "style attribute": svg('<rect style="fill:url( &quot;//example.com/a.svg#x&quot; )"/>'),
    "style escapes": svg(r'<rect style="fill:\75\72l(//example.com/a)"/>'),
    "style import": svg("<style>@import 'https://example.com/a.css';</style>"),
    "style import in cdata": svg("<style><![CDATA[@import url(//example.com/a.css)]]></style>"),
    "style in pieces": svg("<style>*{fill:ur<style/><!-- --><g/>l(//example.com/a)}</style>"),
    "style font": svg("<style>@font-face{src:url(http://example.com/a.woff)}</style>"),
    "entity": b'<!DOCTYPE svg [<!ENTITY x "<script/>">]>' + svg("&x;"),
    "default attribute": b'<!DOCTYPE svg [<!ATTLIST g onload CDATA "x">]>' + svg("<g/>"),
    "stylesheet": b'<?xml-stylesheet href="a.xsl"?>' + svg(""),
    "not well formed": svg("<g>"),
    "cut off": svg("")[:-4],
    "unknown element": svg("<video/>"),
    "utf-16": svg("<script/>").decode().encode("utf-16"),
}


@pytest.mark.parametrize("name", ACTIVE_SVG)
def test_an_svg_that_acts_or_loads_is_found_out(name: str) -> None:
    content = ACTIVE_SVG[name]
    assert find_active("a.svg", content)
    assert find_active("a/B.SVG", content)
    assert find_active("a.svgz", gzip.compress(content))
    assert find_active("a.svgz", content)


@pytest.mark.parametrize(
    "content",
    [
        svg('<rect width="3" fill="url(#a)"/><use xlink:href="#a"/><use href="b.svg#c"/>'),
        svg('<a href="https://example.com/"><text>去</text></a><a href="../index.html"/>'),
        b'<!DOCTYPE svg [<!ENTITY ns_ai "http://ns.example.com/ai/1.0/">]>' + svg("<g/>"),
        svg('<image href="data:image/png;base64,AAAA"/><image href="a.png"/>'),
        svg("<style>@font-face{src:url(a.woff)} a[href^='https://']{fill:url(#b)}</style>"),
        svg(f'<foreignObject><div xmlns="{XHTML}" style="color: red">标注</div></foreignObject>'),
        svg('<animate attributeName="fill" values="red;blue"/><filter><feBlend/></filter>'),
        svg('<metadata xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>图</d:title></metadata>'),
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + svg("<!-- http://x -->"),
        '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16") + svg("").decode().encode("utf-16-le"),
    ],
)  # fmt: skip
def test_a_plain_svg_is_inert(content: bytes) -> None:
    assert find_active("a.svg", content) is None


ACTIVE_HTML = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=x.js></SCRIPT>",
    "<p onclick='alert(1)'>",
    "<body onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://example.com/a.png'>",
    "<img src=//example.com/a.png>",
    "<img src='a.png' srcset='//example.com/a.png 2x'>",
    "<img src='data:image/svg+xml,x'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#x09;script&colon;alert(1)'>x</a>",
    "<a href=' &#1;javascript:alert(1)'>x</a>",
    "<iframe src=a.html></iframe>",
    "<object data=a.swf></object>",
    "<embed src=a.swf>",
    "<base href='https://example.com/'>",
    "<form action='https://example.com/'><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "<link rel=stylesheet href='https://example.com/a.css'>",
    "<style>@import '//example.com/a.css'</style>",
    "<p style='background:url(//example.com/a.png)'>x</p>",
    "<table background='//example.com/a.png'></table>",
    "<svg><script>alert(1)</script></svg>",
    "<math><a href='javascript:x'>x</a></math>",
    "<template><script>x</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    # what one parser reads as one thing, another as another
    '<p title=="x onclick=alert(1) y">',
    "<p title='x'onclick=alert(1)>",
    "<p/onclick=alert(1)>",
    "<p title=`x onclick=alert(1)`>",
    "<p title='<script>'>",
    "<p \"onclick=alert(1)>",
    "<p title=x\vonclick=alert(1)>",
    "<!--><script>x</script>-->",
    "<!-- --!><img src=x onerror=x> -->",
    "<![CDATA[><script>x</script>]]>",
    "<?x ><script>x</script>?>",
    "<title><script>x</script>",
    "<xmp><p title='</xmp><script>x</script>'></xmp>",
    "<img src=x onerror=alert(1)",
    "<x-a>",
]  # fmt: skip


@pytest.mark.parametrize("text", ACTIVE_HTML)
def test_a_page_that_acts_or_loads_is_found_out(text: str) -> None:
    page = f"<!DOCTYPE html>\n<html><head><title>甲</title></head><body>\n{text}"
    for encoding in ("utf-8", "gbk", "utf-8-sig", "utf-16"):
        for name in ("a.html", "A.HTM", "a", "a.txt", "a.docx"):
            found = find_active(name, page.encode(encoding))
            assert found, (encoding, name)
            assert found.line == 3
    xhtml = f'<html xmlns="{XHTML}"><body>{text}</body></html>'
    hidden = text.startswith(("<!-->", "<![CDATA[", "<?"))  # to XML the whole is one thing
    assert bool(find_active("a.xhtml", xhtml.encode())) is not hidden


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8-sig", "utf-16"])
def test_a_plain_page_is_inert(encoding: str) -> None:
    page = (
        "<!DOCTYPE html>\n<html lang='zh'><head><meta charset='x'><title>甲 &lt; 乙</title>\n"
        "<meta http-equiv=Content-Type content='text/html; charset=x'>\n"
        '<link rel="stylesheet" href="site.css"><style>p { color: red; background: url(a.png) }'
        "</style></head>\n<body><!-- <p>说明</p> --><h1 id=a class='b c'>标题</h1>"
        '<p align=center>一 < 二，a<1<br/><img src="a.png" alt="图"><a href="https://example.com/?a=1&amp;b=2"'
        ' target=_blank>去</a> <a href=#a>上</a></p><table border=1 width="100%"><tr><td colspan=2>三'
        "</table></body></html>"
    )
    assert find_active("a.html", page.encode(encoding)) is None
    assert find_active("a", page.encode(encoding)) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mht", b"x"),
        ("a.txt", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
        ("a.xml", b'<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform"/>'),
        ("a.xml", b'<?xml version="1.0" encoding="gb2312"?><a/>'),
        ("a.rss", f'<rss><s xmlns="{XHTML}" onload="x"/></rss>'.encode()),
        ("a", b'<?xml version="1.0"?><s:script xmlns:s="http://www.w3.org/1999/xhtml"/>'),
        ("a", svg("<script/>")),
        ("a.html", b"<p>\x1b$B<\x1b(Bscript>"),
        ("a.html", "<script>".encode("utf-16-le")),
        ("a.css", b"@import 'https://example.com/a.css';"),
        ("a.css", b"p{background:url(//example.com/a.png)}"),
        ("a.css", b"p{background:URL(\n'http://example.com/a.png')}"),
        ("a.css", b"p{background:image-set('//example.com/a.png' 1x)}"),
        ("a.css", b"p{background:image-set('a.png' 1x, '\\9 //example.com/a.png' 2x)}"),
        ("a.css", b"@import ' //example.com/a.css';"),
        ("a.css", b"@import '/\t/example.com/a.css';"),
        ("a.css", b"@import '/\\a /example.com/a.css';"),
        ("a.css", b"@import '/\\\n/example.com/a.css';"),
        ("a.css", b"@import 'https:example.com/a.css';"),
        ("a.css", b"@import 'ht\ttps://example.com/a.css';"),
        ("a.svgz", gzip.compress(b"<svg>" + b" " * MOST_BYTES)),
        ("a.svgz", b"\x1f\x8bx"),
    ],
)
def test_other_files_that_a_browser_opens_are_looked_at_too(name: str, content: bytes) -> None:
    assert find_active(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.js", b"alert('<script>')"),
        ("a.txt", "《<办法>》 <1".encode()),
        ("a.txt", b"<<x>>"),
        ("a.docx", b"PK\x03\x04<script>"),
        ("a.png", b"\x89PNG\r\n<script>"),
        ("a.csv", "名称,说明\n=1,<script>\n".encode()),
        (
            "a.css",
            b"@import 'b.css'; p::before{content:'Note: //'} p{background:image-set('a.png' 1x)}",
        ),
        ("a.css", b"/* (c) https://example.com/ */ a[href^='https://']{background:url(a.png)}"),
        ("a.css", b"p{background:url(data:image/svg+xml,%3Csvg/%3E)}"),
        ("a.xml", b"<list><item>x</item></list>"),
        ("empty", b""),
    ],
)
def test_what_no_browser_runs_is_left_alone(name: str, content: bytes) -> None:
    assert find_active(name, content) is None


def test_it_is_told_where_and_what() -> None:
    active = find_active("a.svg", svg('\n <rect/>\n  <g onclick="x"/>'))
    assert active
    assert (active.what, active.line, active.column) == ("有属性 onclick", 3, 3)
    active = find_active("a.html", b"<p>\n<style>\n p{background:url(//x/)}")
    assert active
    assert (active.what, active.line) == ("引用别处的“//x/”", 3)
