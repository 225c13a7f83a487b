"""What can be imported: a meeting with its topics, or a list of any kind of records."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

from shaiquan.console import Console
from shaiquan.editing.list_kinds import LIST_KIND_WORDS, find_list_kind
from shaiquan.kinds.descriptor import Kind

#: kinds of which a table has one record as a whole
_MEETING = "meeting"
_PROCEDURE = "procedure"
#: of which a Word file or a text is one as a whole, and a table is a list
_RULE, _TABLES = "rule", frozenset((".xlsx", ".csv", ".xls", ".xlsm"))
DESCRIPTION = f"录入什么：meeting（会议），或者清单：{LIST_KIND_WORDS}"


def parse_what(word: str) -> str | Kind:
    """What a word asks for: 会议 is ``meeting``, else a kind of records."""
    if word in (_MEETING, "meetings", "会议"):
        return _MEETING
    kind = find_list_kind(word)
    if kind is None:
        zh = f"“{word}”不能录入，可以写 meeting（会议）、{LIST_KIND_WORDS}"
        raise argparse.ArgumentTypeError(zh)
    return kind


def run_import(
    content: Path, parsed: argparse.Namespace, as_of: datetime.date, console: Console
) -> int:
    """Import what is asked for. 0: done; 1: nothing was written."""
    what: Any = parsed.what
    if what == _MEETING:
        from shaiquan.importing.command import import_meeting

        return import_meeting(content, parsed.file, parsed.dry_run, as_of, console)
    from shaiquan.importing.list_plans import ListRequest

    wishes = (parsed.dry_run, parsed.with_bodies, parsed.rename, parsed.remove_steps)
    request = ListRequest(parsed.file, *wishes)
    if parsed.file.suffix.lower() in _TABLES:
        from shaiquan.importing.edited_command import import_edited, read_editing_workbook

        if table := read_editing_workbook(parsed.file, what):
            return import_edited(content, what, table, request, as_of, console)
    if what.name == _RULE and parsed.file.suffix.lower() not in _TABLES:
        from shaiquan.importing.rule_command import import_rule

        return import_rule(content, parsed.file, parsed.dry_run, as_of, console)
    from shaiquan.importing.list_command import import_list

    if what.name == _PROCEDURE:
        from shaiquan.importing.step_command import import_steps

        return import_steps(content, request, as_of, console)
    return import_list(content, what, request, as_of, console)
