"""The steps of ``import meeting``: read a table, say what it means, write one file (edge: writes
a file)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shaiquan.checks.checking import check_content
from shaiquan.checks.procedure_types import list_known_gates
from shaiquan.console import Console
from shaiquan.content.catalog import Catalog
from shaiquan.content.loading import LoadedContent
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.importing.cell_values import NamesInContent, join_words
from shaiquan.importing.draft import MEETING, Draft
from shaiquan.importing.headings import MEETING_WORDS, TOPIC_WORDS, tighten
from shaiquan.importing.meeting_draft import (
    ImportedMeeting,
    find_day_of,
    is_day_past,
    write_draft,
)
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.site_defaults import read_defaults, says_published
from shaiquan.importing.table_reading import MeetingTable, read_meeting_table
from shaiquan.importing.table_sources import name_source, read_tables, tell_sheets
from shaiquan.importing.trying import ImportRefused, leave_out_errors
from shaiquan.kinds.registry import KIND, require_index
from shaiquan.model.scalars import parse_date
from shaiquan.problem_texts import escape_signs
from shaiquan.problems import has_errors

require_index("meeting", "type", "at")


def import_meeting(
    content: Path, file: Path, dry_run: bool, as_of: datetime.date, console: Console
) -> int:
    """Write a meeting and its topics from a table. 0: done; 1: nothing was written."""
    try:
        sheets = read_tables(file, console)
        table = read_meeting_table(sheets)
        tell_sheets(sheets, (table.sheet,), console)
        loaded, catalog = load_sound(content, as_of, console)
        facts = _find_facts(table, catalog, as_of)
        inside = f"{KIND['meeting'].folder}/{facts.id}.yml"
        if (content / inside).exists():
            raise ImportRefused(
                f"已经有文件 {content / inside}", f"{content / inside} exists already"
            )
        draft = write_draft(table, facts, _list_names(catalog), escape_signs(name_source(file)))
        publishes = says_published(read_defaults(loaded, KIND["meeting"]))
        draft = replace(draft, site_publishes=publishes)
        draft = leave_out_errors(_leave_out_known(draft, table, catalog), content, inside, as_of)
        _tell(table, facts, draft, console)
        text, _ = draft.render()
        if dry_run:
            console.say(f"什么也没有写。会写成 {content / inside}：", "nothing was written:")
            print(text, end="")
            return 0
        write_new(content / inside, text)
    except (UnreadableTable, ImportRefused) as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    _tell_next(content / inside, draft, console)
    return 0


def load_sound(
    content: Path, as_of: datetime.date, console: Console
) -> tuple[LoadedContent, Catalog]:
    """The content as it is; it must be without errors, else nothing can be told of the table."""
    loaded = check_content(content, as_of=as_of)
    if loaded.catalog is None or has_errors(loaded.problems):
        console.print_problems(loaded.problems)
        raise ImportRefused("先改正内容里的错误", "mend the errors of the content first")
    return loaded, loaded.catalog


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises ImportRefused where it is by now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise ImportRefused(f"已经有文件 {path}", f"{path} exists already") from None


# -- what the content knows -------------------------------------------------------------------


def _list_names(catalog: Catalog) -> NamesInContent:
    def names_of(*kinds: str) -> frozenset[str]:
        heads = [head for kind in kinds for head in catalog.heads_of(kind)]
        return frozenset(name for h in heads for name in (h.id, h.name, h.short_name) if name)

    return NamesInContent(names_of("post", "body"), names_of("power"))


def _find_facts(table: MeetingTable, catalog: Catalog, as_of: datetime.date) -> ImportedMeeting:
    """Raises ImportRefused where the table does not say which meeting it is."""
    day = find_day_of(table)
    try:
        at = parse_date(day)
    except ValueError:
        zh = (
            f"看不出开会的日期（“{day}”），请在表头写  日期：2026-07-13"
            if day
            else ("表头没有开会的日期，请写  日期：2026-07-13")
        )
        raise ImportRefused(zh, "the day of the meeting is missing, or is no date") from None
    type = _find_type(table, catalog)
    name = tighten(table.meeting.get("name", "")) or f"{type}（{at}）"
    for head in catalog.heads_of("meeting"):
        if head.name == name or (head.index["type"] == type and head.index["at"] == at):
            zh = f"已经有这次会议：{head.id}（{head.name}），要改请直接改它"
            raise ImportRefused(zh, f"the meeting is there already: {head.id}")
    body = catalog.site.meeting_types[type].body
    unit = catalog.entries[body.id].record.unit_id
    digits = day.replace("-", "")
    return ImportedMeeting(
        _find_free(catalog, tighten(table.meeting.get("id", "")).lower() or f"hy-{digits}"),
        _name_topics(catalog, table, digits),
        name,
        type,
        catalog.entries[unit].record.short_name if unit in catalog.entries else "",
        day,
        is_day_past(day, as_of),
        frozenset(gate for row in catalog.site.types.values() for gate in list_known_gates(row)),
    )


def _find_free(catalog: Catalog, wanted: str) -> str:
    """The id, or with -2, -3 … where a record has it."""
    ids = (wanted, *(f"{wanted}-{number}" for number in range(2, 1000)))
    return next(id for id in ids if id not in catalog.entries)


def _name_topics(catalog: Catalog, table: MeetingTable, digits: str) -> tuple[str, ...]:
    prefix = f"yt-{digits}"
    while any(f"{prefix}-{number}" in catalog.entries for number in range(1, 100)):
        prefix += "a"
    return tuple(
        tighten(topic.get("id")).lower() or f"{prefix}-{number}"
        for number, topic in enumerate(table.topics, 1)
    )


def _find_type(table: MeetingTable, catalog: Catalog) -> str:
    """The row of 会议类型: as it is written, else the only one that the name can mean."""
    types = tuple(catalog.site.meeting_types)
    said = tighten(table.meeting.get("type", ""))
    if said in types:
        return said
    name = said or tighten(table.meeting.get("name", ""))
    meant = [type for type in types if type.removesuffix("会议") in name]
    longest = [
        type for type in meant if all(type in (o, *meant) and len(type) >= len(o) for o in meant)
    ]
    if len(longest) == 1:
        return longest[0]
    hint = suggest_spelling(said, types) if said else ""
    listed = "、".join(types) or "还没有，请先在 site.yml 里写"
    zh = f"看不出会议类型（“{said}”）{hint}" if said else "表头没有会议类型"
    raise ImportRefused(
        f"{zh}；会议类型有：{listed}", "the type of the meeting is missing or unknown"
    )


def _leave_out_known(draft: Draft, table: MeetingTable, catalog: Catalog) -> Draft:
    """The draft without topics that the content has already: a matter is one record."""
    known = {head.name: head.id for head in catalog.heads_of("topic")}
    for number, topic in enumerate(table.topics, 1):
        if id := known.get(topic.get("name")):
            line = next(n for n, line in enumerate(draft.lines) if line.record == number)
            draft = draft.leave_out(line, f"已有同名议题 {id}，请在它的 审议 里加上这次会议")
    return draft


# -- what is told -----------------------------------------------------------------------------


def _tell(table: MeetingTable, facts: ImportedMeeting, draft: Draft, console: Console) -> None:
    for zh, en in _describe(table, facts):
        console.say(zh, en)
    for line in draft.list_lacking():
        console.say(f"  还缺　{line}", f"  lacking: {line}")


def _describe(table: MeetingTable, facts: ImportedMeeting) -> Iterator[tuple[str, str]]:
    columns = "、".join(TOPIC_WORDS[name][0] for name in table.columns.values())
    sheet = f"工作表“{table.sheet}”" if table.sheet else ""
    zh = f"{sheet}第 {table.heading_row} 行是表头：{columns}"
    yield zh, f"the headings are in row {table.heading_row}: {columns}"
    if unused := [name for name in table.unknown if name not in facts.gates]:
        names = "、".join(unused)
        yield f"没有用到的栏：{names}", f"columns that are not used: {names}"
    yield f"会议：{facts.name}，{facts.type}，{facts.day}", f"meeting: {facts.name}, {facts.day}"
    for name, text in table.meeting.items():
        if name not in ("name", "type", "id"):
            label = MEETING_WORDS[name][0]
            yield f"  {label}：{join_words(text)}", f"  {label}: {text}"
    yield f"议题 {len(table.topics)} 项：", f"topics: {len(table.topics)}"
    for number, topic in enumerate(table.topics, 1):
        said = "，".join(
            f"{TOPIC_WORDS[name][0]} {join_words(text)}"
            for name, text in topic.rows[0].items()
            if name not in ("order", "name", "id")
        )
        more = f"，任务 {len(topic.rows)} 项" if len(topic.rows) > 1 else ""
        yield f"  {number}. {topic.get('name')}：{said}{more}", f"  {number}. {topic.get('name')}"


def _tell_next(path: Path, draft: Draft, console: Console) -> None:
    records = range(MEETING, len(draft.names))
    drafts = sum(draft.is_draft(record) for record in records)
    left = f"；{drafts} 条还缺内容，写成草稿，缺什么写在文件开头" if drafts else ""
    console.say(
        f"已写好 {path}：1 次会议，{len(records) - 1} 项议题{left}。",
        f"wrote {path}: a meeting, {len(records) - 1} topics, {drafts} of them drafts.",
    )
    console.say(
        "接着：对着原表看一遍，补上关口、签批、纪要，再运行 python build.py check",
        "Next: compare it with the table, add what is missing, run python build.py check",
    )
