"""What the Word file of a public record says, by its kind."""

from __future__ import annotations

from dataclasses import replace

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.documents.item_papers import make_item_paper
from shaiquan.documents.procedure_papers import make_procedure_paper
from shaiquan.documents.word_paper import WordBlock, WordImprint, WordPaper
from shaiquan.model.bodies import Post
from shaiquan.model.lists import Listing
from shaiquan.model.meetings import Meeting
from shaiquan.model.numerals import chinese_number
from shaiquan.model.powers import Duty, Power
from shaiquan.model.procedures import Procedure
from shaiquan.model.rules import Rule
from shaiquan.prints.blocks import Heading, Paragraph, convert_table, make_runs
from shaiquan.prints.markdown_blocks import parse_blocks
from shaiquan.prints.meeting_minutes import make_minutes
from shaiquan.prints.positions import make_position_page
from shaiquan.views import list_tables

#: below the title of a paper of the sample
_EXAMPLE = "（示例：全部内容均为虚构）"
#: a table of more columns lies on its side
_MOST_UPRIGHT = 5


def make_paper(public: PublicCatalog, entry: Entry) -> WordPaper | None:
    """The paper of a record; None where it has no form for Word, or was withdrawn. One of a sample
    says that it is one."""
    paper = _make_paper(public, entry) if entry.record.in_use else None
    if paper and public.site.example:
        return replace(paper, notes=(*paper.notes, _EXAMPLE))
    return paper


def _make_paper(public: PublicCatalog, entry: Entry) -> WordPaper | None:
    record = entry.record
    match record:
        case Rule() if record.text:
            day = f"（{record.adopted}{record.issuer}通过）" if record.adopted else ""
            notes = tuple(note for note in (record.number, day) if note)
            return WordPaper(record.name, notes, parse_blocks(record.text, public.counts))
        case Listing():
            table = convert_table(list_tables.make_entry_table(public, entry))
            text = parse_blocks(record.text, public.counts) if record.text else ()
            return WordPaper(record.name, (), (*text, table), len(table.columns) > _MOST_UPRIGHT)
        case Post():
            return _make_position(public, entry)
        case Meeting():
            return _make_minutes(public, entry)
        case Procedure():
            return make_procedure_paper(public, entry)
        case Power() | Duty():
            return make_item_paper(public, entry)
    return None


def _make_position(public: PublicCatalog, entry: Entry) -> WordPaper:
    page = make_position_page(public, "", entry)
    blocks: list[WordBlock] = [Paragraph(make_runs(f"{name}：{text}")) for name, text in page.facts]
    for number, part in enumerate(page.parts, 1):
        blocks.append(Heading(make_runs(f"{chinese_number(number)}、{part.label}"), 1))
        for count, line in enumerate(part.lines, 1):
            before = make_runs(f"{count}. ") if part.numbered else ()
            blocks.append(Paragraph((*before, *line)))
    return WordPaper(f"{page.name}岗位说明书", (), tuple(blocks))


def _make_minutes(public: PublicCatalog, entry: Entry) -> WordPaper | None:
    minutes = make_minutes(public, entry)
    if minutes is None:
        return None
    blocks: list[WordBlock] = [Paragraph(make_runs(minutes.opening))]
    for number, item in enumerate(minutes.items, 1):
        blocks.append(Heading(make_runs(f"{chinese_number(number)}、{item.title}"), 1))
        blocks += [Paragraph(make_runs(text)) for text in (*item.paragraphs, *item.tasks)]
    blocks += [Paragraph(make_runs(f"{line.label}：{line.text}")) for line in minutes.attendance]
    imprint = WordImprint(minutes.copies, *minutes.imprint)
    notes = tuple(note for note in (minutes.number, minutes.issuer, minutes.date) if note)
    return WordPaper(minutes.title, notes, tuple(blocks), imprint=imprint)
