"""What would run or be loaded from elsewhere where a browser opens a file: HTML, SVG, style sheets.

XML is read by expat, as a browser reads it. HTML is not parsed but held against a grammar so narrow
that no browser can read it otherwise: wherever < stands before a letter, a whole tag must follow,
of an element and with attributes that are allowed, and with nothing odd between its quotes.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from shaiquan.inert.allowed import HTML_ATTRIBUTES, HTML_TAGS, META_DIRECTIVES, SVG_TAGS
from shaiquan.inert.asset_addresses import Attributes, find_leaving_addresses, find_leaving_values
from shaiquan.problems import Bilingual


class Active(NamedTuple):
    """What is not inert in a file, and where: line and column count from 1."""

    what: Bilingual
    line: int = 1
    column: int = 1


#: names of files that are looked at, in small letters
HTML_NAMES = (".html", ".htm", ".shtml")
XML_NAMES = (".svg", ".svgz", ".xml", ".xhtml", ".xht", ".xsl", ".xslt", ".rss", ".atom", ".rdf")
ARCHIVE_NAMES = (".mht", ".mhtml")
#: how a file begins that a browser may take for a page, whatever it is called
_LIKE_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|[\x00\s]|\xff\xfe|\xfe\xff)*<[\x00]*[!?/a-zA-Z]")
_LIKE_XML = re.compile(rb"(?:\xef\xbb\xbf|\s)*<(?:\?xml|svg)\b")
_LIKE_ARCHIVE = re.compile(rb"From: <Saved by|MIME-Version:|Snapshot-Content-Location:", re.I)
_SNIFFED = 4096
#: bytes that are unpacked of a .svgz
MOST_BYTES = 2**26

_UNREADABLE = Bilingual("读不懂，不能确认里面没有脚本", "it cannot be read, so it may hold script")
_ARCHIVED = Bilingual("是整页存档，里面可以有脚本", "it is a web archive, which may hold script")
_DECLARED = Bilingual("文件头里自己定义了实体或属性", "its document type declares more than names")
_STYLED = Bilingual("用了 xml-stylesheet", "it has an xml-stylesheet")


def find_active(path: str, content: bytes) -> Active | None:
    """The first thing in a file that is not inert; None for what no browser opens as a page."""
    name, begin = path.lower(), content[:_SNIFFED]
    try:
        if name.endswith(ARCHIVE_NAMES) or _LIKE_ARCHIVE.match(begin):
            return Active(_ARCHIVED)
        if name.endswith(".css"):
            text = _decode(content)
            return next((_place(w, text, at) for w, at in find_leaving_addresses(text)), None)
        if name.endswith(XML_NAMES) or (_LIKE_XML.match(begin) and not _is_html(name)):
            return _check_xml(_unpack(name, content))
        if _is_html(name) or _LIKE_MARKUP.match(begin):
            return next(_check_html(_decode(content)), None)
    except (UnicodeDecodeError, EOFError, OSError, zlib.error):
        return Active(_UNREADABLE)
    return None


def _is_html(name: str) -> bool:
    return name.endswith(HTML_NAMES)


def _unpack(name: str, content: bytes) -> bytes:
    """The XML itself. Raises OSError where it is too large."""
    if not name.endswith(".svgz") or not content.startswith(b"\x1f\x8b"):
        return content
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
        unpacked = file.read(MOST_BYTES + 1)
    if len(unpacked) > MOST_BYTES:
        raise OSError
    return unpacked


def _decode(content: bytes) -> str:
    """Text in which every sign of markup is as a browser sees it, whatever the encoding.

    Only UTF-16 and what shifts with an escape write markup in other bytes than ASCII.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\0" in content or b"\x1b" in content:
        raise UnicodeDecodeError("ascii", content, 0, 1, "shifted")
    return content.decode("utf-8", "replace")


# -- HTML -----------------------------------------------------------------------------------------

_TAG_START = re.compile(r"<([a-zA-Z][\w:-]*)", re.ASCII)
_VALUE = r"""(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+)"""
_ATTRIBUTE = re.compile(rf"""\s+([a-zA-Z][\w:.-]*)(?:\s*=\s*({_VALUE}))?""", re.ASCII)
_TAG_END = re.compile(r"\s*/?>", re.ASCII)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)(?:</style|\Z)", re.DOTALL | re.IGNORECASE)


def _check_html(text: str) -> Iterator[Active]:
    for start in _TAG_START.finditer(text):
        for what in _check_html_tag(text, start):
            yield _place(what, text, start.start())
    for style in _STYLE.finditer(text):
        for what, offset in find_leaving_addresses(style[1]):
            yield _place(what, text, style.start(1) + offset)


def _place(what: Bilingual, text: str, offset: int) -> Active:
    before = text[:offset]
    return Active(what, before.count("\n") + 1, offset - before.rfind("\n"))


def _check_html_tag(text: str, start: re.Match[str]) -> Iterator[Bilingual]:
    attributes: dict[str, str] = {}
    end = start.end()
    while attribute := _ATTRIBUTE.match(text, end):
        name, value = attribute[1].lower(), (attribute[2] or "").strip("\"'")
        yield from [_UNREADABLE] if name in attributes else []  # a browser takes the first
        attributes[name] = html.unescape(value)
        end = attribute.end()
    if not _TAG_END.match(text, end):
        yield _UNREADABLE
    yield from _check_html_element(start[1].lower(), tuple(attributes.items()))


def _check_html_element(tag: str, attributes: Attributes) -> Iterator[Bilingual]:
    if tag not in HTML_TAGS:
        yield _element(tag)
    for name, value in attributes:
        if name not in HTML_ATTRIBUTES and not name.startswith(("data-", "aria-", "xml")):
            yield _attribute(name)
        if name == "http-equiv" and value.strip().lower() not in META_DIRECTIVES:
            yield _attribute(f"{name}={value}")
    yield from find_leaving_values(tag, attributes)


# -- XML ------------------------------------------------------------------------------------------

_XHTML, _SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"
_XSLT = "http://www.w3.org/1999/XSL/Transform"
_XMLNS = " "


class _Found(Exception):
    """Carries what is not inert: no need to read on."""


class _XmlReader:
    """Takes the events of expat down. Raises _Found."""

    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate(namespace_separator=_XMLNS)
        #: the text since a style sheet began, and in how many we are
        self._text: list[str] = []
        self._depth = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._declare_entity
        parser.AttlistDeclHandler = self._declare_attribute
        parser.ProcessingInstructionHandler = self._instruct
        parser.CharacterDataHandler = self._text.append

    def read(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError):  # or an encoding that expat has not
            self._require_nothing([_UNREADABLE])

    def _require_nothing(self, found: Iterable[Bilingual]) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        for what in found:
            raise _Found(Active(what, line, column))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(_XMLNS)
        # two of one local name (href, xlink:href) are both there: which counts is the browser's
        local = tuple((key.rpartition(_XMLNS)[2], value) for key, value in attributes.items())
        self._require_nothing(_check_xml_element(namespace, tag, local))
        if not self._depth:
            self._text.clear()
        self._depth += tag == "style"

    def _end(self, name: str) -> None:
        if name.rpartition(_XMLNS)[2] == "style":
            self._depth -= 1
            self._require_nothing(what for what, _ in find_leaving_addresses("".join(self._text)))

    def _declare_entity(self, _: str, is_parameter: bool, value: str | None, *__: object) -> None:
        """One that stands for an address, as drawing programs have it, is good."""
        plain = value is not None and not {*value} & {"<", "&", "%"}
        self._require_nothing([] if plain and not is_parameter else [_DECLARED])

    def _declare_attribute(self, *_: object) -> None:
        self._require_nothing([_DECLARED])

    def _instruct(self, target: str, _: str) -> None:
        self._require_nothing([_STYLED] if target.startswith("xml-stylesheet") else [])


def _check_xml(content: bytes) -> Active | None:
    try:
        _XmlReader().read(content)
    except _Found as found:
        active: Active = found.args[0]
        return active
    return None


def _check_xml_element(namespace: str, tag: str, attributes: Attributes) -> Iterator[Bilingual]:
    """Elements of other namespaces are data to a browser, but for a style sheet's."""
    if namespace == _XHTML:
        yield from _check_html_element(tag.lower(), attributes)
        return
    if namespace == _XSLT or (
        namespace == _SVG and tag not in SVG_TAGS and not tag.startswith("fe")
    ):
        yield _element(tag)
    for name, value in attributes:
        changed = value.strip().lower() if name == "attributeName" else name.lower()
        if changed.startswith("on") or (name == "attributeName" and changed.endswith("href")):
            yield _attribute(f"{name}={value}" if name == "attributeName" else name)
    yield from find_leaving_values(tag, attributes)


# -- words ----------------------------------------------------------------------------------------


def _element(tag: str) -> Bilingual:
    return Bilingual(f"有 <{tag}>", f"it has <{tag}>")


def _attribute(name: str) -> Bilingual:
    return Bilingual(f"有属性 {name}", f"it has the attribute {name}")
