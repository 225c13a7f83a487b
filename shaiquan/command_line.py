"""The commands, their options, and what may stand there."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from shaiquan import __version__
from shaiquan.program_files import find_site_folder
from shaiquan.usage import ChineseParser

if TYPE_CHECKING:  # a command loads only the modules that it needs
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
    "new": "写一条新的草稿，问几项，其余的列出来备填：new 权力事项",
    "import": "录入已有的文件：import powers 清单.xlsx，import meeting 议题表.xlsx、"
    "import rule 制度.docx",
    "export": "把公开的制度、清单、岗位、会议纪要、流程、权力和责任事项写成 Word 文件："
    "export docx gz-01；把清单写成 Excel，改好再录入：export xlsx powers",
    "publish": "发布：生成、核对网站，送到 site.yml 的 发布 里写的地方：publish 正式",
    "save": "把现在的内容存一版：save 改了什么",
    "undo": "撤销最后一步：一个命令写的，或者最后一次手改的",
    "restore": "恢复到某一版、某一天：restore 12，restore 2026-12-01；后面写文件的，只恢复这些",
    "history": "以前存过的各版，新的在前；后面写文件或者编号的，只看改了它的",
    "init": "从示例开始写自己的内容：问单位、渠道等，换上 content/；原来的示例留着。"
    "后面写文件夹，就在那里另建一个网站，和程序分开",
}
#: those that keep and bring back earlier content
VERSION_COMMANDS = ("save", "undo", "restore", "history")
#: the folder of the content, where no option says it
ROOT = find_site_folder()


def make_parser(words: Collection[str]) -> argparse.ArgumentParser:
    """The parser for a command line of these words.

    Only a command that is among them has its own options: some must load what a build never needs.
    """
    parser = ChineseParser(
        # as it was called: by an installed command, or by the build.py of a site
        prog="shaiquan" if Path(sys.argv[0]).stem == "shaiquan" else "build.py",
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
        if name in words:
            _add_own_options(command, name)
    return parser


def _add_serve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_parse_port, default=8000, metavar="端口", help="端口（默认 8000）"
    )
    parser.add_argument(
        "--preview",
        type=Path,
        metavar="文件夹",
        help="预览写到哪里（默认在内容文件夹旁的 .cache）",
    )
    parser.add_argument("--open", action="store_true", help="预览好了，就打开浏览器")


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


def _add_new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="种类", help="权力事项、责任事项、流程……，也可以写英文名")
    for name, help in (
        ("id", "编号（不写就接着已有的往下排）"),
        ("name", "名称"),
        ("unit", "单位"),
    ):
        parser.add_argument(f"--{name}", default="", metavar="文字", help=help)
    parser.add_argument(
        "--set", action="append", default=[], metavar="字段=值", help="别的字段，可以写几次"
    )
    parser.add_argument(
        "--file", type=Path, metavar="文件", help="加到这个文件里（不写就是新文件）"
    )
    parser.add_argument("--print", action="store_true", dest="show", help="只显示，不写文件")
    parser.add_argument("--yes", action="store_true", help="什么也不问")


def _add_import_options(parser: argparse.ArgumentParser) -> None:
    from shaiquan.importing.choices import DESCRIPTION, parse_what

    files = "表格 .xlsx、.csv，Word 里的表 .docx；制度还可以是 .txt；粘贴的写 -"
    parser.add_argument("what", type=parse_what, metavar="什么", help=DESCRIPTION)
    parser.add_argument("file", type=Path, metavar="文件", help=files)
    parser.add_argument("--dry-run", action="store_true", help="只看读懂了什么，不写文件")
    bodies = "表里有、内容里没有的机构、领域和权力类别也写进去"
    parser.add_argument("--with-bodies", action="store_true", help=bodies)
    rename = "编号一样、名称全不一样的，是改名（不写就当作编号写错了，什么也不写）"
    parser.add_argument("--rename", action="store_true", help=rename)
    gone = "流程：表里没有了的步骤，从内容里去掉（不写就留着，只告诉您）"
    parser.add_argument("--remove-steps", action="store_true", help=gone)


def _add_export_options(parser: argparse.ArgumentParser) -> None:
    forms = "docx（Word 文件，公开的内容）或 xlsx（编辑用的 Excel 文件，全部内容）"
    parser.add_argument("form", choices=("docx", "xlsx"), metavar="格式", help=forms)
    what = "docx：哪几条，写编号或者全称；xlsx：哪几张清单，例如 powers，全部写 all"
    parser.add_argument("what", nargs="+", metavar="什么", help=what)
    to = "写到哪里（默认 word、excel）"
    parser.add_argument("--to", type=Path, metavar="文件夹", help=to)


def _add_publish_options(parser: argparse.ArgumentParser) -> None:
    names = "site.yml 的 发布 里的名字，可以写几个；只有一处的，不用写"
    parser.add_argument("names", nargs="*", metavar="名字", help=names)
    to = "发布到一个文件夹，或者写成一个 .zip，不用先写进 site.yml"
    parser.add_argument("--to", default="", metavar="地方", help=to)
    dry = "只看会发布什么、会退回哪一次：照常生成 site/，什么也不送出去"
    parser.add_argument("--dry-run", action="store_true", help=dry)
    back = "退回前一次发布的（方式是 文件夹 的）"
    parser.add_argument("--rollback", action="store_true", help=back)
    verify = "不发布，只核对：这个网址上的网站和 site/（没有就和它自己的清单）哪里不同"
    parser.add_argument("--verify", default="", metavar="网址", help=verify)


def _add_version_options(parser: argparse.ArgumentParser, name: str) -> None:
    if name == "save":
        parser.add_argument("words", nargs="*", metavar="说明", help="改了什么，给以后的人看")
    if name == "restore":
        parser.add_argument("version", metavar="版", help="版的号数，或者日期（那天最后的样子）")
        # without a default of its own it would count among what must be written
        parser.add_argument("files", nargs="*", default=[], metavar="文件", help="只恢复这几个文件")
    if name == "history":
        parser.add_argument("which", nargs="?", default="", metavar="文件或编号", help="只看它的")
        parser.add_argument("--all", action="store_true", help="全部列出（不写只列最近 30 版）")


def _add_questions(parser: argparse.ArgumentParser) -> None:
    from shaiquan.starting.questions import QUESTIONS

    for question in QUESTIONS:
        required = "，必填" if question.default is None else ""
        help = f"{question.label}（{question.hint}）{required}"
        parser.add_argument(f"--{question.field}", metavar="文字", help=help)
    folder = "在这个新文件夹里建一个网站：内容、模板、样式、build.py 和流水线的文件"
    parser.add_argument("folder", nargs="?", type=Path, metavar="文件夹", help=folder)
    parser.add_argument("--yes", action="store_true", help="什么也不问，没有写的用默认值")


def _add_own_options(parser: argparse.ArgumentParser, name: str) -> None:
    if name in ("replace", "post"):
        _add_poster_options(parser, first=name == "post")
    if name in _OWN_OPTIONS:
        _OWN_OPTIONS[name](parser)
    if name in VERSION_COMMANDS:
        _add_version_options(parser, name)


#: command -> what adds the options that it alone has
_OWN_OPTIONS = {
    "serve": _add_serve_options,
    "print": _add_print_options,
    "review": _add_review_options,
    "new": _add_new_options,
    "import": _add_import_options,
    "export": _add_export_options,
    "publish": _add_publish_options,
    "init": _add_questions,
}


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
    formats = "问题的格式：text；json；github、gitlab 是这两个平台认得的"
    add("--format", "text", formats, choices=("text", "json", "github", "gitlab"))
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
    if not text:
        return ""
    from shaiquan.executors.choosing import parse_address

    try:
        return f"dask://{parse_address(text)}"
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
