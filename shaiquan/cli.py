"""A command is read from its words, and run (edge: reads the environment)."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shaiquan.command_line import COMMANDS, ROOT, VERSION_COMMANDS, make_parser
from shaiquan.console import Console
from shaiquan.content.pinned_day import find_day
from shaiquan.executors.collector import collector_off
from shaiquan.files.faults import explain_fault
from shaiquan.program_files import PACKAGED

if TYPE_CHECKING:  # a command loads only the modules that it needs
    import datetime

    from shaiquan.build.options import Options

__all__ = ["COMMANDS", "ROOT", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: done; 1: the content has errors; 2: wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not {*words} & {*COMMANDS, "-h", "--help", "--version"}:
        words.append("build")
    parser = make_parser(words)
    parsed, unknown = parser.parse_known_args(words)
    if unknown:
        parser.error(_explain_unknown(parsed.command, unknown))
    if parsed.command == "init" and parsed.folder:
        parsed.content = parsed.folder / "content"
    inside = parsed.site.absolute().is_relative_to(parsed.content.absolute())
    if inside and parsed.command in ("build", "print", "replace", "post", "publish"):
        parser.error(
            f"--site：网站不能写在内容文件夹“{_relative_path(parsed.content)}”里面，换一个地方"
        )
    if parsed.command == "publish" and parsed.verify and _asks_for_more(parsed):
        parser.error("--verify 只核对：不和名字、--to、--dry-run、--rollback 一起写")
    console = Console(parsed.lang, parsed.format)
    try:
        return _run(parsed, console)
    except OSError as fault:
        where = f"{_relative_path(Path(fault.filename))}：" if fault.filename else ""
        why = explain_fault(fault)
        console.tell_end(f"无法读写：{where}{why}", f"cannot read or write: {where}{why.en}")
        return 1
    except KeyboardInterrupt:
        if parsed.command == "publish":
            console.tell_end(
                "已停止。没有发布完的，再发布一次就接着来。",
                "stopped. Publish again to go on with what is not complete.",
            )
            return 130
        console.tell_end("已停止，没有改动网站。", "stopped; the site was not changed.")
        return 130


def _explain_unknown(command: str, words: Sequence[str]) -> str:
    """What is wrong with words that a command does not take, and what is meant perhaps."""
    listed = "、".join(words)
    if command == "undo":
        how = "undo 后面不写什么，它撤销最后一步；要回到某一版、某一天，要哪个文件：restore 版 文件"
        return f"不认识 {listed}。{how}，有哪些版：history"
    return f"不认识 {listed}"


def _relative_path(path: Path) -> Path:
    """A path as messages show it: from the working folder, except on another drive."""
    try:
        return Path(os.path.relpath(path)) if path.is_absolute() else path
    except ValueError:  # another drive
        return path


def _run(parsed: argparse.Namespace, console: Console) -> int:
    """Run a command; what one does to the content can be undone."""
    content = _relative_path(parsed.content)
    if parsed.command in VERSION_COMMANDS:
        return _run_version_command(parsed, content, console)
    if not _writes_content(parsed):
        return _run_command(parsed, console)
    from shaiquan.version_commands import run_and_keep

    code = run_and_keep(
        content,
        _say_work(parsed),
        console,
        lambda: _run_command(parsed, console),
        before=parsed.command != "init",  # which keeps the old folder itself
    )
    if parsed.command in ("import", "new"):
        _tell_of_sample(content, console)
    return code


def _tell_of_sample(content: Path, console: Console) -> None:
    """Say that what was written stands in the sample: most likely nobody has run init yet."""
    from shaiquan.starting.own_content import is_sample

    if content.is_dir() and is_sample(content):
        zh = f"{content} 还是虚构的示例：写自己的，先运行 python build.py init"
        en = f"{content} is the sample still: for content of your own run init first"
        console.say(f"{zh}（这一步可以撤销：undo）。", f"{en} (undo takes this back).")


def _say_work(parsed: argparse.Namespace) -> str:
    """What a command does to the content, in the words of ``history``."""
    match parsed.command:
        case "import":
            return f"录入 {'粘贴的文字' if str(parsed.file) == '-' else parsed.file.name}"
        case "new":
            return f"新写一条{parsed.kind}"
        case "post":
            return f"张贴 {'、'.join(parsed.charts)}"
        case "review":
            return f"登记审查：{parsed.by.strip()}"
    return {"init": "从示例开始", "print": "登记图纸", "replace": "换图"}[parsed.command]


def _writes_content(parsed: argparse.Namespace) -> bool:
    """Whether the command may write into the content folder."""
    match parsed.command:
        case "print":
            return bool(parsed.register)
        case "review":
            return bool(parsed.by.strip())
        case "import":
            return not parsed.dry_run
        case "new":
            return not parsed.show
    return parsed.command in ("init", "replace", "post")


def _run_version_command(parsed: argparse.Namespace, content: Path, console: Console) -> int:
    from shaiquan import version_commands, version_history

    match parsed.command:
        case "save":
            return version_commands.save(content, " ".join(parsed.words), console)
        case "undo":
            return version_commands.undo(content, console)
        case "restore":
            return version_commands.restore(content, parsed.version, parsed.files, console)
    return version_history.tell_history(content, parsed.which, parsed.all, console)


def _run_command(parsed: argparse.Namespace, console: Console) -> int:
    content, as_of = _relative_path(parsed.content), parsed.as_of or find_day(parsed.content)
    if parsed.command == "init":
        return _init(parsed, as_of, console)
    if parsed.command == "new":
        from shaiquan.starting.new_command import NewRequest, write_new

        given = {"id": parsed.id, "name": parsed.name, "unit": parsed.unit}
        request = NewRequest(parsed.kind, given, parsed.set, parsed.file, parsed.yes, parsed.show)
        return write_new(content, request, as_of, console)
    if parsed.command == "import":
        from shaiquan.importing.choices import run_import

        return run_import(content, parsed, as_of, console)
    options = _make_options(parsed)
    if parsed.command == "serve":
        from shaiquan.serve import serve

        preview = parsed.preview or parsed.content.absolute().parent / ".cache" / "preview"
        return serve(options, console, parsed.port, preview, parsed.open)
    if parsed.command == "export":
        return _export(options, parsed, console)
    if parsed.command == "review":
        return _review(options, parsed, console)
    with collector_off():
        if parsed.command == "check":
            return _check(options, console)
        if parsed.command == "publish":
            return _publish(options, parsed, console)
        code = _make(options, parsed, console)
    if parsed.profile:
        console.print_profile()
    return code


def _export(options: Options, parsed: argparse.Namespace, console: Console) -> int:
    if parsed.form == "docx":
        from shaiquan.exporting.word_export import export_word

        return export_word(options, parsed.what, parsed.to or Path("word"), console)
    from shaiquan.exporting.workbook_export import export_workbooks

    return export_workbooks(options, parsed.what, parsed.to or Path("excel"), console)


def _init(parsed: argparse.Namespace, today: datetime.date, console: Console) -> int:
    from shaiquan.starting.command import init, init_repository

    if parsed.folder:
        folder = _relative_path(parsed.folder)
        return init_repository(folder, vars(parsed), parsed.yes, today, console)
    content = _relative_path(parsed.content)
    return init(content, vars(parsed), parsed.yes, today, console)


def _make_options(parsed: argparse.Namespace) -> Options:
    from shaiquan.build.options import Options

    beside = parsed.content.absolute().parent
    return Options(
        content=_relative_path(parsed.content),
        site=_relative_path(parsed.site),
        layouts=_relative_path(parsed.layouts or beside / "layouts"),
        assets=parsed.assets or _relative_path(beside / "assets"),
        packaged=_relative_path(PACKAGED),
        as_of=parsed.as_of or find_day(parsed.content),
        strict=parsed.strict,
        printing=parsed.command in ("print", "replace", "post"),
        xlsx=parsed.xlsx,
        archive=parsed.command == "print" and parsed.archive,
        cache=parsed.cache or parsed.content.absolute().parent / ".cache",
        jobs=parsed.jobs,
        executor=parsed.executor,
    )


def _check(options: Options, console: Console) -> int:
    from shaiquan.build.site_build import check_site
    from shaiquan.executors.interface import ExecutorFault
    from shaiquan.problems import has_errors

    try:
        problems = check_site(options, console.show_progress)
    except ExecutorFault as fault:
        console.say(f"没有检查：{fault.zh}", f"nothing was checked: {fault.en}")
        return 1
    console.print_problems(problems)
    counts = console.count_problems(problems)
    seconds = console.elapsed_seconds()
    console.say(f"检查完毕：{counts}，{seconds} 秒。", f"checked: {counts}, {seconds} s.")
    return 1 if has_errors(problems) else 0


def _review(options: Options, parsed: argparse.Namespace, console: Console) -> int:
    from shaiquan.reviewer import ReviewRequest, review

    ids = tuple(dict.fromkeys(id.lower() for id in parsed.ids))
    request = ReviewRequest(parsed.by.strip(), parsed.date or options.as_of, ids)
    with collector_off():
        return review(options, request, console)


def _publish(options: Options, parsed: argparse.Namespace, console: Console) -> int:
    if parsed.verify:
        from shaiquan.publishing.verify_command import verify

        return verify(options, parsed.verify, console)
    from shaiquan.publishing.publish_command import PublishRequest, publish

    names = tuple(parsed.names)
    request = PublishRequest(names, parsed.to, parsed.dry_run, parsed.rollback)
    return publish(options, request, console)


def _asks_for_more(parsed: argparse.Namespace) -> bool:
    return bool(parsed.names or parsed.to or parsed.dry_run or parsed.rollback)


def _make(options: Options, parsed: argparse.Namespace, console: Console) -> int:
    """Make the site, and write the ledger before if that is asked for."""
    from shaiquan import making

    if parsed.command in ("replace", "post"):
        where = (parsed.place, parsed.size) if parsed.command == "post" else ()
        charts, day = tuple(parsed.charts), parsed.date or options.as_of
        return making.make_posters(options, console, charts, day, *where)
    return making.make_site(options, console, parsed.command == "print" and parsed.register)
