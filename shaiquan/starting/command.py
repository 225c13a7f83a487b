"""The steps of ``init``: refuse, ask, write, say what to do next (edge: reads the terminal)."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from shaiquan.console import Console
from shaiquan.problems import Rejected
from shaiquan.starting.asking import UsageFault, collect_answers
from shaiquan.starting.own_content import OwnContent, fill_starter, is_replaceable, replace_content
from shaiquan.starting.questions import Answers
from shaiquan.starting.site_repository import (
    FolderTaken,
    create_repository,
    find_taken,
    list_repository_files,
)

#: so many files are named
_FEW = 5


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

    def write(answers: Answers) -> None:
        old_folder = replace_content(content, fill_starter(answers, today), today)
        _report_success(content, old_folder, console)

    return _ask_and_write(given, yes, console, write)


def init_repository(
    folder: Path,
    given: Mapping[str, str | None],
    yes: bool,
    today: datetime.date,
    console: Console,
) -> int:
    """Make a repository of a site's own in ``folder``. Exit codes as of :func:`init`."""
    if taken := find_taken(folder, list_repository_files()):
        return _refuse_folder(folder, taken, console)

    def write(answers: Answers) -> None:
        create_repository(folder, fill_starter(answers, today), today)
        _report_repository(folder, console)

    return _ask_and_write(given, yes, console, write)


def _ask_and_write(
    given: Mapping[str, str | None],
    yes: bool,
    console: Console,
    write: Callable[[Answers], None],
) -> int:
    """Collect the answers and write what is made of them; say so where nothing was written."""
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
        write(answers)
    except OwnContent as fault:
        return _refuse(fault.content, console)
    except FolderTaken as fault:
        return _refuse_folder(fault.folder, fault.names, console)
    except Rejected as fault:
        console.print_problems(fault.problems)
        console.say(
            "照这样填，新的内容有上面的问题；什么也没有写，原来的内容没有改动。",
            "so answered, the new content has these problems; nothing was written.",
        )
        return 1
    return 0


def _refuse(content: Path, console: Console) -> int:
    console.say(
        f"{content} 已经是自己的内容（site.yml 里没有写 示例: 是），没有改动。"
        "要另外开始，请用 --content 写一个新文件夹。",
        f"{content} is content of your own already (its site.yml does not say 示例: 是); "
        "nothing was changed. To start anew, name a new folder with --content.",
    )
    return 1


def _refuse_folder(folder: Path, taken: Sequence[str], console: Console) -> int:
    """Say what stands in the way in a folder, and what to do."""
    if folder.exists() and not folder.is_dir():
        console.say(f"{folder} 不是文件夹，换一个名字。", f"{folder} is no folder; name another.")
        return 1
    if "content" in taken:
        console.say(
            f"{folder} 里已经有 content，没有改动。要接着写它，在那个文件夹里运行 "
            "python build.py check；要另建一个网站，换一个文件夹。",
            f"{folder} has content already; nothing was changed. To go on with it, run "
            "python build.py check there; for another site, name another folder.",
        )
        return 1
    few, more = taken[:_FEW], len(taken) > _FEW
    console.say(
        f"{folder} 里已经有 {'、'.join(few)}{' 等' if more else ''}，没有改动。"
        "先把这些移走，或者换一个文件夹。",
        f"{folder} has {', '.join(few)}{' and more' if more else ''} already; nothing was changed. "
        "Move them away, or name another folder.",
    )
    return 1


def _report_repository(folder: Path, console: Console) -> None:
    console.say(
        f"已建好 {folder}：要改的都在它的 content 里，每类记录各有带注释的例子，都是草稿，"
        "不会公布；别的文件见它的 README.md。",
        f"{folder} is ready: its content/ is what you edit, with an example of every kind of "
        "record, all of them drafts; its README.md tells of the other files.",
    )
    console.say(
        "接着：到这个文件夹里，先看 content/site.yml；边改边看：python build.py serve；"
        "检查：python build.py check；说明：docs/manual.zh-CN.md",
        "Next: go there and read content/site.yml. Look at it: python build.py serve; "
        "check it: python build.py check.",
    )


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
