"""The parts of a record's page, as a descriptor names them in order."""

from __future__ import annotations

from dataclasses import dataclass

#: what the section of a record's own fields is called
PARTICULARS = "基本信息"
#: what a section that is a flowchart is called
CHART = "流程图"
#: what the section that tells those who apply what to bring, and how long it takes, is called
HANDLING_TITLE = "怎么办理"
#: of a sub item, what stands with its main item alone
AS_MAIN_ITEM_TITLE = "照主项的"
#: what the section with the words of the cited articles is called
BASIS_WORDS = "依据怎么说"
#: what the section about topics of a meeting that are not public is called
UNRELEASED_TOPICS = "不公开的议题"


@dataclass(frozen=True, slots=True)
class Particulars:
    """The fields of the record but those left out, then rows of ``site.record_parts``, by name."""

    leave_out: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """The Markdown text of the record."""

    title: str = "说明"


@dataclass(frozen=True, slots=True)
class BackLinks:
    """Tables of records of these kinds that name this one; those of other kinds follow at the
    end of the page."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Custom:
    """Sections that a function of ``site.record_sections`` makes, by its name; ``titles`` are
    those that they have, so that a site may hide them; ``by_kind``: one for each kind, called as
    it."""

    name: str
    titles: tuple[str, ...] = ()
    by_kind: bool = False


#: in a title: how many there are
COUNTED = "（{count} 项）"
PagePart = Particulars | Text | BackLinks | Custom
