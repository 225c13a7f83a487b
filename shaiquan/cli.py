"""The commands: ``build`` (the default), ``check``, ``serve``, ``print``, ``replace``, ``post``,
``review``, ``import``, ``init`` (edge: reads the environment)."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shaiquan import __version__
from shaiquan.console import Console
from shaiquan.content.pinned_day import find_day
from shaiquan.executors.collector import collector_off
from shaiquan.files.faults import explain_fault
from shaiquan.usage import ChineseParser

if TYPE_CHECKING:  # a command loads only the modules that it needs
    from shaiquan.build.options import Options
    from shaiquan.model.terms import PaperSize

#: command -> what its help says
COMMANDS = {
    "build": "读取、检查 content/，生成 site/；有错误就不写",
    "check": "只读取和检查，不写任何文件",
    "serve": "在本机预览，保存后自动刷新；不改动 site/",
    "print": "生成网站，连同全部图纸：挂图 A4—A1、A3 拼图、明白卡、汇编等，写到 site/print/",
    "replace": "换图：登记、印好新图，旧的张贴写上撤下日期，新的张贴写好，告诉您去哪里换",
    "post": "第一次张贴：登记、印好图，写好一条张贴",
    "review": "看审查以后改了什么；加 --by 审查人，登记为已经审查（写 content/reviews.yml）",
    "import": "从表格录入一次会议和它的议题，写进 content/meetings/：import meeting 表格.xlsx",
    "init": "从示例开始写自己的内容：问单位、渠道等，换上 content/；原来的示例留着",
}
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: done; 1: the content has errors; 2: wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not {*words} & {*COMMANDS, "-h", "--help", "--version"}:
        words.append("build")
    parser = _make_parser()
    parsed = parser.parse_args(words)
    inside = parsed.site.absolute().is_relative_to(parsed.content.absolute())
    if inside and parsed.command in ("build", "print", "replace", "post"):
        parser.error(
            f"--site：网站不能写在内容文件夹“{_relative_path(parsed.content)}”里面，换一个地方"
        )
    console = Console(parsed.lang, parsed.format)
    try:
        return _run_command(parsed, console)
    except OSError as fault:
        where = f"{_relative_path(Path(fault.filename))}：" if fault.filename else ""
        why = explain_fault(fault)
        console.say(f"无法读写：{where}{why}", f"cannot read or write: {where}{why.en}")
        return 1
    except KeyboardInterrupt:
        console.say("已停止，没有改动网站。", "stopped; the site was not changed.")
        return 130


def _make_parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="build.py",
        description="晒权：把 content/ 里的清单、流程和制度检查一遍，生成网站 site/。",
        epilog="不写命令就是 build。全部问题代码见 docs/problems.md。",
    )
    version = f"shaiquan {__version__}"
    parser.add_argument("--version", action="version", version=version, help="显示版本")
    _add_options(parser, first=True)
    commands = parser.add_subparsers(title="命令", dest="command", metavar="命令", required=True)
    for name, help in COMMANDS.items():
        command = commands.add_parser(name, help=help, description=help)
        _add_options(command, first=False)
        if name == "serve":
            _add_serve_options(command)
        if name == "print":
            _add_print_options(command)
        if name in ("replace", "post"):
            _add_poster_options(command, first=name == "post")
        if name == "review":
            _add_review_options(command)
        if name == "import":
            _add_import_options(command)
        if name == "init":
            _add_questions(command)
    return parser


def _add_serve_options(parser: argparse.ArgumentParser) -> None:
    folder = ROOT / ".cache" / "preview"
    parser.add_argument(
        "--port", type=_parse_port, default=8000, metavar="端口", help="端口（默认 8000）"
    )
    parser.add_argument(
        "--preview", type=Path, default=folder, metavar="文件夹", help="预览写到哪里"
    )


def _add_print_options(parser: argparse.ArgumentParser) -> None:
    archive = "存档用的 PDF/A-2b，不是网站用的 PDF/UA-1"
    register = "先把要上墙的图登记到 content/ledger/：登记过的才可以张贴"
    parser.add_argument("--archive", action="store_true", help=archive)
    parser.add_argument("--register", action="store_true", help=register)


def _add_poster_options(parser: argparse.ArgumentParser, first: bool) -> None:
    charts = "流程的编号、名称或者简称" + ("" if first else "；不写就是全部该换、该撤的")
    parser.add_argument("charts", nargs="+" if first else "*", metavar="流程", help=charts)
    if first:
        parser.add_argument("--place", required=True, metavar="地点", help="贴在哪里")
        parser.add_argument(
            "--size",
            type=_parse_size,
            default="A3",
            metavar="尺寸",
            help="A4、A3、A2、A1（默认 A3）",
        )
    day = "贴上的日期" if first else "换图的日期"
    parser.add_argument("--date", type=_parse_date, metavar="日期", help=f"{day}（默认今天）")


def _add_review_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="编号", help="只看、只登记这几条；不写就是全部")
    parser.add_argument("--by", default="", metavar="审查人", help="审查的人或岗位；不写就只看")
    parser.add_argument("--date", type=_parse_date, metavar="日期", help="审查日期（默认今天）")


def _add_import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("meeting",), metavar="meeting", help="录入什么：一次会议")
    parser.add_argument("file", type=Path, metavar="表格", help=".xlsx 或 .csv（UTF-8、GB18030）")
    parser.add_argument("--dry-run", action="store_true", help="只看读懂了什么，不写文件")


def _add_questions(parser: argparse.ArgumentParser) -> None:
    from shaiquan.starting.questions import QUESTIONS

    for question in QUESTIONS:
        required = "，必填" if question.default is None else ""
        help = f"{question.label}（{question.hint}）{required}"
        parser.add_argument(f"--{question.field}", metavar="文字", help=help)
    parser.add_argument("--yes", action="store_true", help="什么也不问，没有写的用默认值")


def _add_options(parser: argparse.ArgumentParser, first: bool) -> None:
    """Global options, accepted before and after the command."""

    def add(name: str, default: object, help: str, **more: object) -> None:
        if not first:  # else it would overwrite what was given before the command
            default = argparse.SUPPRESS
        parser.add_argument(name, default=default, help=help, **more)  # type: ignore[arg-type]

    add("--content", ROOT / "content", "内容文件夹（默认 content）", type=Path, metavar="文件夹")
    add("--site", ROOT / "site", "网站写到哪里（默认 site）", type=Path, metavar="文件夹")
    own = "盖在程序自带的上面（默认是内容文件夹旁的"
    add("--layouts", None, f"自己的网页模板，{own} layouts）", type=_parse_folder, metavar="文件夹")
    add("--assets", None, f"自己的样式等文件，{own} assets）", type=_parse_folder, metavar="文件夹")
    add("--format", "text", "问题的格式：text 或 json", choices=("text", "json"))
    add("--lang", "zh", "提示的语言：zh 或 en", choices=("zh", "en"))
    add("--xlsx", False, "每张清单另存一份 Excel 文件（site/data/*.xlsx）", action="store_true")
    add("--strict", False, "把提醒也当作错误", action="store_true")
    cache = "上一次生成的记录放在哪里（默认在内容文件夹旁的 .cache，可以随时删去）"
    add("--cache", None, cache, type=Path, metavar="文件夹")
    add("--jobs", 0, "同时用几个进程（默认每个处理器核心一个）", type=_parse_jobs, metavar="个数")
    add(
        "--executor",
        "",
        "在 Dask 集群上生成：dask://主机:端口（见 docs/cluster.zh-CN.md）",
        type=_parse_executor,
        metavar="地址",
    )
    add("--profile", False, "列出每个阶段用了多少时间", action="store_true")
    add("--as-of", None, "按哪一天计算公开期限（默认今天）", type=_parse_date, metavar="日期")


def _parse_port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 1 到 65535 的数")
    return int(text)


def _parse_folder(text: str) -> Path:
    """A folder that must be there: else the packaged files alone would be used, in silence."""
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"没有“{text}”这个文件夹")
    return Path(text)


def _parse_jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}”不是进程数，请写 0、1、2……")
    return int(text)


def _parse_executor(text: str) -> str:
    from shaiquan.executors.choosing import parse_address

    try:
        return f"dask://{parse_address(text)}" if text else ""
    except ValueError:
        why = f"“{text}”不是集群的地址，请写成 dask://主机:端口，例如 dask://10.0.0.5:8786"
        raise argparse.ArgumentTypeError(why) from None


def _parse_size(text: str) -> PaperSize:
    from shaiquan.model.terms import PaperSize

    try:
        return PaperSize[text.upper()]
    except KeyError:
        raise argparse.ArgumentTypeError(f"“{text}”不是尺寸，请写 A4、A3、A2 或 A1") from None


def _parse_date(text: str) -> datetime.date:
    from shaiquan.model.scalars import parse_date

    try:
        return parse_date(text).first
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-05-07") from None


def _relative_path(path: Path) -> Path:
    """A path as messages show it: from the working folder, except on another drive."""
    try:
        return Path(os.path.relpath(path)) if path.is_absolute() else path
    except ValueError:  # another drive
        return path


def _run_command(parsed: argparse.Namespace, console: Console) -> int:
    content, as_of = _relative_path(parsed.content), parsed.as_of or find_day(parsed.content)
    if parsed.command == "init":
        from shaiquan.starting.command import init

        return init(content, vars(parsed), parsed.yes, as_of, console)
    if parsed.command == "import":
        from shaiquan.importing.command import import_meeting

        return import_meeting(content, parsed.file, parsed.dry_run, as_of, console)
    options = _make_options(parsed)
    if parsed.command == "serve":
        from shaiquan.serve import serve

        return serve(options, console, parsed.port, parsed.preview)
    if parsed.command == "review":
        return _review(options, parsed, console)
    with collector_off():
        if parsed.command == "check":
            return _check(options, console)
        code = _make(options, parsed, console)
    if parsed.profile:
        console.print_profile()
    return code


def _make_options(parsed: argparse.Namespace) -> Options:
    from shaiquan.build.options import PACKAGED, Options

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


def _make(options: Options, parsed: argparse.Namespace, console: Console) -> int:
    """Make the site, and write the ledger before if that is asked for."""
    from shaiquan import making

    if parsed.command in ("replace", "post"):
        where = (parsed.place, parsed.size) if parsed.command == "post" else ()
        charts, day = tuple(parsed.charts), parsed.date or options.as_of
        return making.make_posters(options, console, charts, day, *where)
    return making.make_site(options, console, parsed.command == "print" and parsed.register)
