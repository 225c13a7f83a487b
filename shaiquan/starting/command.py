"""The steps of ``init``: refuse, ask, write, say what to do next (edge: reads the terminal)."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from pathlib import Path

from shaiquan.console import Console
from shaiquan.problems import Rejected
from shaiquan.starting.asking import UsageFault, collect_answers
from shaiquan.starting.own_content import OwnContent, fill_starter, is_replaceable, replace_content


def init(
    content: Path,
    given: Mapping[str, str | None],
    yes: bool,
    today: datetime.date,
    console: Console,
) -> int:
    """Replace the sample by content of one's own. 0: done; 1: nothing written; 2: wrong usage."""
    if not is_replaceable(content):
        return _refuse(content, console)
    try:
        answers = collect_answers(given, not yes and sys.stdin.isatty(), console)
    except UsageFault as fault:
        console.say(f"{fault.why}。什么也没有写。", f"{fault.why.en}. Nothing was written.")
        return 2
    except (EOFError, KeyboardInterrupt) as fault:
        console.say("", "")  # after the question
        console.say("已停止，什么也没有写。", "stopped; nothing was written.")
        return 1 if isinstance(fault, EOFError) else 130
    try:
        old_folder = replace_content(content, fill_starter(answers, today), today)
    except OwnContent:
        return _refuse(content, console)
    except Rejected as fault:
        console.print_problems(fault.problems)
        console.say(
            "照这样填，新的内容有上面的问题；什么也没有写，原来的内容没有改动。",
            "so answered, the new content has these problems; nothing was written.",
        )
        return 1
    _report_success(content, old_folder, console)
    return 0


def _refuse(content: Path, console: Console) -> int:
    console.say(
        f"{content} 已经是自己的内容（site.yml 里没有写 示例: 是），没有改动。"
        "要另外开始，请用 --content 写一个新文件夹。",
        f"{content} is content of your own already (its site.yml does not say 示例: 是); "
        "nothing was changed. To start anew, name a new folder with --content.",
    )
    return 1


def _report_success(content: Path, old_folder: Path | None, console: Console) -> None:
    if old_folder:
        console.say(
            f"原来的示例改名为 {old_folder.name}，留着参考；不要了可以删去。",
            f"the sample is kept as {old_folder.name}; delete it when you need it no more.",
        )
    option = "" if content == Path("content") else f" --content {content}"
    console.say(
        f"已写好 {content}：本单位和渠道审查过、登记了就公布；每类记录各有带注释的例子，"
        "都是草稿，不会公布。",
        f"{content} is ready: the unit and its channels wait for your review; every kind of "
        "record has an example with notes, all of them drafts that are not published.",
    )
    console.say(
        "接着：先看 site.yml；照着例子改，改好一条，把 草稿 改成 发布；不要的删去。"
        f"审查过了，登记：python build.py review{option} --by 审查人",
        "Next: read site.yml; change the examples, 草稿 to 发布 when one is done. "
        f"Reviewed: python build.py review{option} --by NAME",
    )
    console.say(
        f"边改边看：python build.py serve{option}；检查：python build.py check{option}；"
        "说明：docs/manual.zh-CN.md",
        f"Look at it: python build.py serve{option}; check it: python build.py check{option}.",
    )
