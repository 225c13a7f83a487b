"""The commands: ``build`` (the default), ``check``, ``serve``, ``print``, ``init`` (edge: reads
the environment)."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from shaiquan import __version__
from shaiquan.console import Console, peak_memory

COMMANDS = ("build", "check", "serve", "print", "init")
ROOT = Path(__file__).resolve().parent.parent
#: office hours of the whole country; a fixed offset needs no time zone data
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: done; 1: the content has errors; 2: wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not any(word in COMMANDS for word in given) and not {"-h", "--help", "--version"} & {*given}:
        given = [*given, "build"]
    options = _parser().parse_args(given)
    console = Console(options.lang, options.format)
    try:
        return int(_run(options, console))
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        console.say(
            f"无法读写：{where}{fault.strerror or fault}", f"cannot read or write: {where}{fault}"
        )
        return 1
    except KeyboardInterrupt:
        console.say("已停止，没有改动网站。", "stopped; the site was not changed.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="晒权：把 content/ 里的清单、流程和制度检查一遍，生成网站 site/。",
        epilog="不写命令就是 build。全部问题代码见 docs/problems.md。",
    )
    parser.add_argument("--version", action="version", version=f"shaiquan {__version__}")
    _add_options(parser, first=True)
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    helps = {
        "build": "读取、检查 content/，生成 site/；有错误就不写",
        "check": "只读取和检查，不写任何文件",
        "serve": "在本机预览，保存后自动刷新；不改动 site/",
        "print": "生成网站，连同全部图纸：挂图 A4—A1、A3 拼图、明白卡、汇编等，写到 site/print/",
        "init": "从示例开始写自己的内容：问单位、渠道等，换上 content/；原来的示例留着",
    }
    for name in COMMANDS:
        command = commands.add_parser(name, help=helps[name], description=helps[name])
        _add_options(command, first=False)
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
            folder = ROOT / ".cache" / "preview"
            command.add_argument(
                "--preview", type=Path, default=folder, metavar="DIR", help="预览写到哪里"
            )
        if name == "print":
            command.add_argument(
                "--archive", action="store_true", help="存档用的 PDF/A-2b，不是网站用的 PDF/UA-1"
            )
            command.add_argument(
                "--register",
                action="store_true",
                help="先把要上墙的图登记到 content/ledger/，请随后提交",
            )
        if name == "init":
            _add_questions(command)
    return parser


def _add_questions(parser: argparse.ArgumentParser) -> None:
    from shaiquan.starting.questions import QUESTIONS

    for each in QUESTIONS:
        said = f"{each.label}（{each.hint}）" + ("，必填" if each.default is None else "")
        parser.add_argument(f"--{each.field}", metavar="TEXT", help=said)
    parser.add_argument("--yes", action="store_true", help="什么也不问，没有写的用默认值")


def _add_options(parser: argparse.ArgumentParser, first: bool) -> None:
    """Global options, accepted before and after the command."""

    def add(name: str, default: object, help: str, **more: object) -> None:
        shown = default if first else argparse.SUPPRESS
        parser.add_argument(name, default=shown, help=help, **more)  # type: ignore[arg-type]

    add("--content", ROOT / "content", "内容文件夹（默认 content）", type=Path, metavar="DIR")
    add("--site", ROOT / "site", "网站写到哪里（默认 site）", type=Path, metavar="DIR")
    add("--layouts", ROOT / "layouts", "网页模板（默认 layouts）", type=Path, metavar="DIR")
    add("--assets", ROOT / "assets", "样式等文件（默认 assets）", type=Path, metavar="DIR")
    add("--format", "text", "问题的格式：text 或 json", choices=("text", "json"))
    add("--lang", "zh", "提示的语言：zh 或 en", choices=("zh", "en"))
    add("--strict", False, "把提醒也当作错误", action="store_true")
    add(
        "--cache",
        None,
        "上一次生成的记录放在哪里（默认在内容文件夹旁的 .cache，可以随时删去）",
        type=Path,
        metavar="DIR",
    )
    add("--jobs", 0, "同时用几个进程（默认每个处理器核心一个）", type=_jobs, metavar="N")
    add(
        "--executor",
        "",
        "在 Dask 集群上生成：dask://主机:端口（见 docs/cluster.zh-CN.md）",
        type=_executor,
        metavar="ADDRESS",
    )
    add("--profile", False, "列出每个阶段用了多少时间", action="store_true")
    add("--as-of", None, "按哪一天计算公开期限（默认今天）", type=_date, metavar="DATE")


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}”不是进程数，请写 0、1、2……")
    return int(text)


def _executor(text: str) -> str:
    from shaiquan.executors.choosing import parse_address

    try:
        return f"dask://{parse_address(text)}" if text else ""
    except ValueError:
        said = f"“{text}”不是集群的地址，请写成 dask://主机:端口，例如 dask://10.0.0.5:8786"
        raise argparse.ArgumentTypeError(said) from None


def _date(text: str) -> datetime.date:
    from shaiquan.model.scalars import parse_date

    try:
        return parse_date(text).first
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-05-07") from None


def today() -> datetime.date:
    """SOURCE_DATE_EPOCH where it is set, else today in China."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), tz=_CHINA).date()
    return datetime.datetime.now(tz=_CHINA).date()


def shown(path: Path) -> Path:
    """A path as problems print it: from the working folder where that is shorter."""
    try:
        return Path(os.path.relpath(path)) if path.is_absolute() else path
    except ValueError:  # another drive
        return path


def _run(options: argparse.Namespace, console: Console) -> int:
    if options.command == "init":
        from shaiquan.starting.command import init

        when = options.as_of or today()
        return init(shown(options.content), vars(options), options.yes, when, console)
    from shaiquan.build.options import Options

    recipe = Options(
        content=shown(options.content),
        site=options.site,
        layouts=shown(options.layouts),
        assets=options.assets,
        as_of=options.as_of or today(),
        strict=options.strict,
        printing=options.command == "print",
        archive=options.command == "print" and options.archive,
        cache=options.cache or options.content.absolute().parent / ".cache",
        jobs=options.jobs,
        executor=options.executor,
    )
    if options.command == "serve":
        from shaiquan.serve import serve

        return serve(recipe, console, options.port, options.preview)
    if options.command == "check":
        return _check(recipe, console)
    done = _build(recipe, console, options.command == "print" and options.register)
    if options.profile:
        console.profile()
    return done


def _check(recipe: object, console: Console) -> int:
    from shaiquan.build.examining import examine_content
    from shaiquan.build.options import Options

    assert isinstance(recipe, Options)
    loaded = examine_content(recipe)
    console.problems(loaded.problems)
    found = console.counted(loaded.problems)
    seconds = console.seconds()
    console.say(f"检查完毕：{found}，{seconds} 秒。", f"checked: {found}, {seconds} s.")
    return 0 if loaded.sound else 1


def _build(recipe: object, console: Console, registering: bool = False) -> int:
    from shaiquan.build.options import Options
    from shaiquan.build.site_build import build_site
    from shaiquan.executors.interface import ExecutorFault
    from shaiquan.problems import Rejected

    assert isinstance(recipe, Options)
    try:
        if registering:
            from shaiquan.build.examining import register_sheets

            _told(register_sheets(recipe), console)
        built = build_site(recipe, console.progress)
    except Rejected as fault:
        console.problems(fault.problems)
        found = console.counted(fault.problems)
        console.say(
            f"没有生成：{found}。原来的网站没有改动。",
            f"nothing was written: {found}. The old site is as it was.",
        )
        return 1
    except ExecutorFault as fault:
        console.say(f"没有生成：{fault.zh}", f"nothing was written: {fault.en}")
        return 1
    console.problems(built.problems)
    if built.cache_reset:
        console.say(f"{built.cache_reset}。", "the cache was of no use and has been made anew.")
    found, seconds, peak = console.counted(built.problems), console.seconds(), peak_memory()
    files, reused = built.written.files, built.written.reused
    console.say(
        f"已生成 {shown(recipe.site)}：{files} 个文件（新写 {files - reused}，沿用 {reused}）；"
        f"{built.kept_back} 条记录未公开；{found}；{seconds} 秒，内存 {peak} MB。",
        f"built {shown(recipe.site)}: {files} files ({files - reused} written, {reused} kept); "
        f"{built.kept_back} records held back; {found}; {seconds} s, {peak} MB.",
    )
    return 0


def _told(entered: tuple[Path, ...], console: Console) -> None:
    """Which sheets were registered."""
    if not entered:
        console.say("登记簿没有变化。", "the ledger is unchanged.")
        return
    listed = "、".join(shown(path).as_posix() for path in entered)
    console.say(
        f"登记了 {len(entered)} 张图，请提交：{listed}", f"registered, please commit: {listed}"
    )
