"""The parts of a Word file that are read, and what of it is not (words for telling it)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shaiquan.importing.office_packages import UnreadableTable, check_package
from shaiquan.problems import Bilingual

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{WORD}val"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURE = Bilingual("图片没有读", "pictures were left out")
#: what is not read, and the words in which that is told
LEFT_OUT = {
    f"{WORD}del": Bilingual("修订：删去的字没有读", "tracked deletions were left out"),
    f"{WORD}moveFrom": Bilingual(
        "修订：移走的字只在新的地方读", "moved text is read in its new place"
    ),
    f"{WORD}drawing": _PICTURE,
    f"{WORD}pict": _PICTURE,
    f"{WORD}object": Bilingual("嵌入的对象没有读", "embedded objects were left out"),
    f"{_MARKUP}AlternateContent": Bilingual(
        "图片、文本框没有读", "pictures and text boxes were left out"
    ),
    f"{WORD}footnoteReference": Bilingual("脚注没有读", "footnotes were left out"),
    f"{WORD}endnoteReference": Bilingual("尾注没有读", "endnotes were left out"),
    f"{WORD}commentReference": Bilingual("批注没有读", "comments were left out"),
    f"{WORD}rt": Bilingual("注音没有读", "phonetic guides were left out"),
    f"{WORD}altChunk": Bilingual("嵌入的文件没有读", "embedded documents were left out"),
    f"{WORD}checkBox": Bilingual("勾选框没有读", "check boxes were left out"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": Bilingual(
        "公式没有读", "formulas were left out"
    ),
}
_HIDDEN = Bilingual("隐藏的字也读了", "hidden text was read too")
_NESTED = Bilingual(
    "表格里套着表格：里面的一行写成一行字", "tables within tables were read as lines"
)
_MARGINS = Bilingual("页眉、页脚没有读", "headers and footers were left out")


@dataclass(frozen=True, slots=True)
class WordParts:
    """A Word file: its text, its lists, its styles, and what is told of it already."""

    body: Element
    numbering: Element | None
    styles: Element | None
    told: tuple[Bilingual, ...]


def read_word_parts(data: bytes) -> WordParts:
    """The parts of a ``.docx``. Raises UnreadableTable."""
    check_package(data, "word/document.xml", ".docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()

            def parse(name: str) -> Element | None:
                return ElementTree.fromstring(package.read(name)) if name in names else None  # noqa: S314

            body = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314
            if not body.tag.startswith(WORD):
                zh = "这是“严格 Open XML”格式，请另存为普通的 Word 文档（.docx）"
                raise UnreadableTable(zh, "a strict Open XML file: save it as a plain .docx")
            margins = (parse(n) for n in names if re.fullmatch(r"word/(header|footer)\d*\.xml", n))
            told = (*_list_left_out(body), *([_MARGINS] if any(map(_has_words, margins)) else []))
            numbering, styles = parse("word/numbering.xml"), parse("word/styles.xml")
            return WordParts(body, numbering, styles, told)
    except (ElementTree.ParseError, LookupError, ValueError) as fault:
        zh = "不是完好的 .docx，请用 Word 或 WPS 打开后另存一次"
        raise UnreadableTable(zh, "a broken .docx: open it and save it again") from fault


def _list_left_out(body: Element) -> tuple[Bilingual, ...]:
    tags = {element.tag for element in body.iter()}
    told = [LEFT_OUT[tag] for tag in sorted(tags & {*LEFT_OUT})]
    if body.find(f".//{WORD}r/{WORD}rPr/{WORD}vanish") is not None:
        told.append(_HIDDEN)
    if body.find(f".//{WORD}tc//{WORD}tbl") is not None:
        told.append(_NESTED)
    return tuple(dict.fromkeys(told))


def _has_words(margin: Element | None) -> bool:
    """Whether a header or a footer says more than the number of the page."""
    texts = () if margin is None else (element.text or "" for element in margin.iter(f"{WORD}t"))
    return bool(re.search(r"[^\W\d_]", re.sub("第|页|共", "", "".join(texts))))


def list_children(element: Element, tag: str) -> Iterator[Element]:
    """The children of a tag, those within controls and accepted changes too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in LEFT_OUT and child.tag not in (f"{WORD}tr", f"{WORD}tc"):
            yield from list_children(child, tag)


def find_value(element: Element, path: str, default: str = "") -> str:
    """The value of a property below an element: ``pPr/jc``; the default where it has none."""
    child = element.find("/".join(f"{WORD}{name}" for name in path.split("/")))
    return default if child is None else child.get(VALUE, default)


def read_number(text: str, default: int) -> int:
    """A number of a file, of five digits at most; the default for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
