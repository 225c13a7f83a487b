"""What argparse says by itself, in Chinese: the help of a command, and wrong usage."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from typing import Any, NoReturn

#: what argparse says of wrong usage -> the same in Chinese
_WRONG_USAGE = (
    (r"the following arguments are required: (.*)", r"还要写 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 没有写全，可能是 \2"),
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        r"\1 不能写“\2”，{guess}可以写 \3",
    ),
    (r"argument (.+?): ignored explicit argument .*", r"\1 后面不写值"),
    (r"argument (.+?): not allowed with argument (.*)", r"\1 和 \2 不能一起写"),
    (r"argument (.+?): expected .*", r"\1 后面还要写一个值"),
)


#: from here on a word is close to another, by the signs that they share
_CLOSE = 0.5


class ChineseParser(argparse.ArgumentParser):
    """Its help and its refusals are Chinese; the parsers of its commands have the same class."""

    def __init__(self, **more: Any) -> None:
        super().__init__(add_help=False, formatter_class=_ChineseFormatter, **more)
        self._positionals.title, self._optionals.title = "要写的", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这些说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line: the usage of a command fills a screen."""
        for pattern, words in _WRONG_USAGE:
            if match := re.fullmatch(pattern, message):
                message = match.expand(words).replace("'", "").replace(", ", "、")
                message = message.replace("{guess}", _guess_choice(match), 1)
                break
        else:  # said by ourselves
            message = re.sub(r"^argument (.+?): ", r"\1：", message)
        print(f"命令写错了：{message}。全部写法：{self.prog} --help", file=sys.stderr)
        self.exit(2)


def _guess_choice(match: re.Match[str]) -> str:
    """Which of the words that can be chosen was meant; empty where the fault is another, or none
    is close."""
    if "invalid choice" not in match[0]:
        return ""
    choices = match[3].replace("'", "").split(", ")
    close = difflib.get_close_matches(match[2], choices, 1, _CLOSE)
    return f"您要的是不是 {close[0]}？" if close else ""


class _ChineseFormatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)
