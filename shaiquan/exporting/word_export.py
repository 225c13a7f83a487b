"""``export docx``: public records as Word files (edge: writes files)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.site_build import read_content
from shaiquan.console import Console
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.disclosure.release import PublicCatalog, release
from shaiquan.documents.papers import make_paper
from shaiquan.documents.word_paper import WordPaper
from shaiquan.exporting.export_files import (
    ExportRefused,
    refuse_problems,
    require_unedited,
    write_files,
)
from shaiquan.problems import Rejected


def export_word(options: Options, ids: Iterable[str], folder: Path, console: Console) -> int:
    """Write a ``.docx`` for each record, of what is public. 0: done; 1: nothing was written."""
    from shaiquan.documents.word_writing import write_word  # python-docx: no other command needs it

    try:
        loaded = read_content(options, console.show_progress)
        assert loaded.catalog is not None
        public = release(loaded.catalog, options.as_of).public
        entries = _choose(ids, loaded.catalog, public)
        files = [(_name_file(entry), write_word(paper)) for entry, paper in _make(public, entries)]
        require_unedited(folder, files, "Word")
    except Rejected as fault:
        return refuse_problems(fault.problems, console)
    except ExportRefused as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    write_files(folder, files, console)
    return 0


def _choose(ids: Iterable[str], catalog: Catalog, public: PublicCatalog) -> list[Entry]:
    """The public records of these ids or names. Raises ExportRefused."""
    known = {entry.record.name: id for id, entry in catalog.entries.items()}
    chosen = []
    for wanted in dict.fromkeys(ids):
        id = wanted.lower() if wanted.lower() in catalog.entries else known.get(wanted, "")
        if not id:
            raise ExportRefused(
                f"没有“{wanted}”这条记录，请写编号或者全称", f"no record '{wanted}'"
            )
        if id not in public.entries:
            zh = f"“{wanted}”没有公开（草稿、内部的不导出）"
            raise ExportRefused(zh, f"'{wanted}' is not public")
        chosen.append(public.entries[id])
    return chosen


def _make(public: PublicCatalog, entries: Iterable[Entry]) -> Iterator[tuple[Entry, WordPaper]]:
    for entry in entries:
        paper = make_paper(public, entry)
        if paper is None:
            can = "能导出的是有正文的制度、清单、岗位、有纪要的会议、流程、权力事项和责任事项"
            zh = f"“{entry.record.name}”不能导出 Word：{can}"
            raise ExportRefused(zh, f"'{entry.id}' has no form for Word")
        yield entry, paper


def _name_file(entry: Entry) -> str:
    """gz-01 党委会议事规则.docx, without signs that Windows forbids."""
    name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]', "", entry.record.name)[:60]
    return f"{entry.id}-{name}.docx"
