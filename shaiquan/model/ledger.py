"""版本 and 张贴: the words of a printed sheet, and where it hangs (S4-19)."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from shaiquan.model.base import Date, define_field
from shaiquan.model.common import Record
from shaiquan.model.marks import mark_slug, parse_mark, parse_posted_mark
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.procedures import ProcedureRef
from shaiquan.model.terms import PaperSize, SheetCondition

#: label of the line that names who acts
ACTORS_LABEL = "行使主体"
Mark = Annotated[str, ParsedText("bad-mark", parse_mark)]
PostedMark = Annotated[str, ParsedText("bad-mark", parse_posted_mark)]
#: a procedure's id (64 characters at most), a hyphen and a mark
_EDITION_ID = r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}"


def is_edition_id(text: str) -> bool:
    """Whether a text can be the id of any record; that of an edition is the longest."""
    return re.fullmatch(_EDITION_ID, text) is not None


def parse_edition_id(text: str) -> str:
    """The id of any record in small letters. Raises ValueError."""
    if not is_edition_id(text):
        raise ValueError(text)
    return text.lower()


def make_edition_id(procedure: str, mark: str) -> str:
    """The id that an edition of a procedure's sheet must have: ``zdsx-k7qf3m2p``."""
    return f"{procedure}-{mark_slug(mark)}"


class Edition(Record):
    """版本: the words of a sheet, as ``print --register`` entered them."""

    #: whoever scans a sheet on a wall is told its state, even where its words are withdrawn
    stub_fields: ClassVar[frozenset[str]] = frozenset(("procedure", "mark", "registered"))

    id: Annotated[str, ParsedText("bad-id", parse_edition_id)] = define_field(
        "编号", "流程编号-标记，程序写的", essential=True
    )
    name: str = define_field("名称", "可以不写", "")
    procedure: ProcedureRef = define_field("流程", "哪个流程的图", essential=True)
    mark: Mark = define_field("标记", "图上印的标记，例如 K7QF-3M2P", essential=True)
    registered: Date = define_field("登记日期", "哪一天登记的", essential=True)
    lines: tuple[str, ...] = define_field(
        "正文行", "图上的字，一条一行；标记由这些字算出，不要改", ()
    )


class Posting(Record):
    """张贴: which sheet hangs at a place, since when, and until when."""

    name: str = define_field("名称", "可以不写", "")
    procedure: ProcedureRef = define_field("流程", "贴的是哪个流程的图", essential=True)
    mark: PostedMark = define_field(
        "标记", "这张图上印的标记，例如 K7QF-3M2P；从前的图上没有标记的，写 无", essential=True
    )
    place: str = define_field("地点", "贴在哪里，例如 政务服务大厅北墙")
    size: PaperSize = define_field("尺寸", "A4、A3、A2、A1", PaperSize.A3)
    since: Date = define_field("从", "哪一天贴上的", ..., "张贴日期", essential=True)
    until: Date | None = define_field("至", "哪一天撤下的；还贴着就不写", None, "撤下日期")
    checked: Date | None = define_field("核查日期", "最近一次到现场看是哪一天", None)
    condition: SheetCondition | None = define_field("状况", "看到的：完好、破损、丢失", None)
