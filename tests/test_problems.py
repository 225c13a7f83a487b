"""A problem as it is printed: whatever a file name or a line has in it, it is only read."""

from __future__ import annotations

import json
import re

import pytest

from shaiquan.checks.runner import CODES
from shaiquan.codes import BAD_VALUE
from shaiquan.console import Console
from shaiquan.problem_texts import as_text, escape_signs, list_problems, write_json
from shaiquan.problems import Code, Severity, apply_severities, problem

HOSTILE = "a\x1b[2J\r\x07\x9b31m\u202eb\n\u2066\ufeff\udcb8"


def test_no_sign_that_acts_on_a_terminal_is_printed() -> None:
    words = {"field": HOSTILE, "value": HOSTILE, "why": HOSTILE, "mend": HOSTILE}
    text = as_text(problem(BAD_VALUE, HOSTILE, 1, 3, HOSTILE, **words))
    shown = r"a\x1b[2J\r\x07\x9b31m\u202eb\n\u2066\ufeff\udcb8"
    head, excerpt, caret, mend = text.split("\n")
    assert head.startswith(f"{shown}:1:3: 错误: ")
    assert excerpt == f"    {shown}"
    assert caret == "    " + " " * len(r"a\x1b") + "^"
    assert mend == f"    改法: {shown}"
    assert all(sign.isprintable() for line in text.split("\n") for sign in line)


@pytest.mark.parametrize("password", ["mima123", "mi/ma@123"])
@pytest.mark.parametrize("host", ["https://{}host.example/x", "{}host.example:/srv/www"])
def test_a_password_in_an_address_is_not_printed_with_its_line(host: str, password: str) -> None:
    words = dict.fromkeys(("field", "value", "why", "mend"), "")
    line = host.format(f"name:{password}@")
    text = as_text(problem(BAD_VALUE, "site.yml", 1, 3, line, **words))
    assert host.format("name:***@") in text
    assert password not in text


def test_what_a_clerk_writes_is_printed_as_it_is() -> None:
    for text in ("找不到决定主体“党委回”，是不是“党委会”？", "ＡＢ　é𠮷", "a/b.yml:1:1"):
        assert escape_signs(text) == text


#: what a clerk found unnatural, or means nothing to her: bad questions, blanks beside quotation
#: marks, words of programmers
UNNATURAL = re.compile(
    r"是否为|YAML|[\u4e00-\u9fff] “|” [\u4e00-\u9fff]|照手册|大小写不分|请提交|原样提交|去向|warning|error"
)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_messages_are_said_as_one_would_say_them_to_a_clerk(code: Code) -> None:
    assert not UNNATURAL.search(code.zh)
    assert not UNNATURAL.search(code.mend_zh)


def test_months_stand_in_their_order() -> None:
    code = Code("odd", Severity.INFO, "“{time}”没有记录", "'{time}' has no record", "补", "add")
    odd = [problem(code, "a.yml", 3, 1, time=f"{month}月") for month in (10, 9, 2)]
    told = [one.message() for one in apply_severities(odd, {}, strict=False)]
    assert told == ["“2月”没有记录", "“9月”没有记录", "“10月”没有记录"]


def test_json_says_the_same_and_can_be_read() -> None:
    told = [problem(BAD_VALUE, HOSTILE, field="", value="", why="", mend="")]
    document = write_json({"problems": list_problems(told)})
    document.encode()
    assert json.loads(document)["problems"][0]["path"] == HOSTILE
    assert "\x1b" not in document


def test_a_message_with_a_hostile_file_name_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Console().say(f"无法读写：{HOSTILE}", "")
    assert capsys.readouterr().err.count("\n") == 1
