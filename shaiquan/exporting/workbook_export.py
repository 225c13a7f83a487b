"""``export xlsx``: lists as workbooks that are edited and imported again (edge: writes files)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.site_build import read_content
from shaiquan.console import Console
from shaiquan.editing.list_kinds import LIST_KIND_WORDS, LIST_KINDS, find_list_kind
from shaiquan.editing.written_records import list_written_records
from shaiquan.exporting.editing_workbook import (
    EditingTable,
    make_editing_table,
    write_editing_workbook,
)
from shaiquan.exporting.export_files import (
    ExportRefused,
    refuse_problems,
    require_unedited,
    write_files,
)
from shaiquan.kinds.descriptor import Kind
from shaiquan.problems import Rejected

#: words for all kinds that have records
_ALL = frozenset(("all", "全部"))


def export_workbooks(options: Options, words: Iterable[str], folder: Path, console: Console) -> int:
    """Write a workbook for each list, with all that its files say. 0: done; 1: nothing was
    written."""
    try:
        kinds = _choose_kinds(words)
        _require_private(folder, options)
        loaded = read_content(options, console.show_progress)
        records = {kind: list(list_written_records(loaded, kind)) for kind in kinds}
        tables = [
            make_editing_table(kind, [raw.values for raw in own])
            for kind, own in records.items()
            if own
        ]
        if not tables:
            raise ExportRefused("这些清单里还没有记录", "these lists have no records")
        files = [(name_workbook(t.kind), write_editing_workbook(t)) for t in tables]
        require_unedited(folder, files, "Excel")
    except Rejected as fault:
        return refuse_problems(fault.problems, console)
    except ExportRefused as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    write_files(folder, files, console)
    _tell(tables, folder, console)
    return 0


def name_workbook(kind: Kind) -> str:
    """The name of the workbook of a kind: 权力事项-编辑.xlsx."""
    return f"{kind.label}-编辑.xlsx"


def _choose_kinds(words: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds that words mean, each once. Raises ExportRefused."""
    chosen: dict[Kind, None] = {}
    for word in words:
        kind = find_list_kind(word)
        if kind is None and word not in _ALL:
            zh = f"“{word}”不能导出来编辑，可以写 all（全部）、{LIST_KIND_WORDS}"
            raise ExportRefused(zh, f"no list '{word}' to export")
        chosen |= dict.fromkeys((kind,) if kind else LIST_KINDS)
    return tuple(chosen)


def _require_private(folder: Path, options: Options) -> None:
    """Raises ExportRefused for a folder that is published: drafts and withheld texts are in it."""
    for public in (options.site, options.assets, options.content, options.layouts):
        if folder.resolve().is_relative_to(Path(public).resolve()):
            zh = f"“{folder}”在“{public}”里，那里的文件会公开；用 --to 写到别处"
            raise ExportRefused(zh, f"{folder} lies in {public}, which is published: use --to")


def _tell(tables: Sequence[EditingTable], folder: Path, console: Console) -> None:
    """How many records, what no column says, and how to go on."""
    for table in tables:
        left = f"；表里没有、导入时不动的栏：{'、'.join(table.left_out)}" if table.left_out else ""
        label, count = table.kind.label, len(table.rows)
        en = f"; without a column, so never changed: {', '.join(table.left_out)}" if left else ""
        console.say(f"{label} {count} 条{left}。", f"{table.kind.name}: {count} records{en}.")
    console.say(
        "这些表给编辑用，草稿、内部的、不公开的内容都在里面：不要公开，不要外传。",
        "these workbooks are for editing: drafts and withheld texts are in them; do not publish.",
    )
    first = tables[0].kind
    command = f"python build.py import {first.name} {(folder / name_workbook(first)).as_posix()}"
    more = "，别的清单也这样" if len(tables) > 1 else ""
    zh = f"改好以后：{command}（先加 --dry-run 看一遍）{more}"
    console.say(zh, f"once edited: {command} --dry-run; then without --dry-run")
