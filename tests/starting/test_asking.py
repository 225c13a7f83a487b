"""Questions are answered by options, on the terminal or by default."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from shaiquan.cli import main
from shaiquan.model.terms import State
from shaiquan.starting.questions import QUESTIONS
from tests.starting.conftest import ANSWERS, NEEDED, UNIT, TypeLines, init
from tests.support import load_catalog, read_tree


def test_answers_are_given_by_options(sample: Path) -> None:
    more = ["--short", "水务局", "--name", "水务公开", "--url", "https://example.cn/ql/"]
    more += ["--code", "１２３４５ 67890", "--email", "某县某路 1 号"]
    assert init(sample, *NEEDED, *more, "--yes", "--as-of", "2026-05-07") == 0
    catalog = load_catalog(sample)
    site = catalog.site
    assert (site.name, site.unit, site.url) == ("水务公开", UNIT, "https://example.cn/ql/")
    assert (site.code, site.example) == ("1234567890", False)
    unit = catalog.entries["danwei"].record
    assert (unit.name, unit.short, unit.state) == (UNIT, "水务局", State.PUBLISHED)
    assert unit.review is None  # nobody has reviewed it
    settings = (sample / "site.yml").read_text("utf-8")
    assert "审查: {人: 办公室主任, 日期: 2026-05-07}" in settings
    assert '类型: 信件\n    值: "某县某路 1 号"' in settings
    assert catalog.entries["qudao-xx"].record.state is State.PUBLISHED


def test_what_is_left_out_has_a_default(own: Path) -> None:
    catalog = load_catalog(own)
    assert catalog.site.name == f"{UNIT}权力公开"
    assert catalog.entries["danwei"].record.short == UNIT
    assert (catalog.site.url, catalog.site.code) == ("", "")
    assert [channel.id for channel in catalog.entries_of("channel")] == ["qudao-dh"]


def test_answers_are_typed(
    sample: Path, type_lines: TypeLines, capsys: pytest.CaptureFixture[str]
) -> None:
    unread = type_lines(*ANSWERS)
    assert init(sample) == 0
    assert unread == []
    catalog = load_catalog(sample)
    assert (catalog.site.unit, catalog.site.name) == (UNIT, "水务局权力公开")
    assert len(catalog.entries_of("channel")) == 2
    output = capsys.readouterr()
    assert "单位全称（例如 某某县某某局）：" in output.err
    assert "网站名称（直接按回车就是“水务局权力公开”）：" in output.err
    assert output.out == ""


def test_only_what_no_option_answers_is_asked(sample: Path, type_lines: TypeLines) -> None:
    unread = type_lines("0000-1234567", "")
    options = ["--unit", UNIT, "--short", "水务局", "--name", "水务"]
    options += ["--url", "", "--code", "1234567890"]
    assert init(sample, *options) == 1, "an empty option is a question that is asked"
    unread = type_lines("", "0000-1234567", "")
    assert init(sample, *options) == 0
    assert unread == []


def test_with_yes_nothing_is_asked(sample: Path, type_lines: TypeLines) -> None:
    unread = type_lines("never read")
    assert init(sample, *NEEDED, "--yes") == 0
    assert unread == ["never read"]


@pytest.mark.parametrize(
    ("place", "wrong", "why"),
    [
        (0, "", "这一项要填"),
        (0, "某县\x07局", "看不见或者读不懂的字"),
        (0, "某县\udcb0局", "看不见或者读不懂的字"),
        (3, "www.example.cn", "网址以 https:// 或 http:// 开头"),
        (3, "https://[", "网址以 https:// 或 http:// 开头"),
        (4, "12345", "标识码是 10 位数字"),
        (4, "12345678901", "标识码是 10 位数字"),
        (4, "123456789x", "标识码是 10 位数字"),
        (5, "", "这一项要填"),
        (5, "没有", "请写电话号码"),
        (5, "13800138000", "手机号"),
        (6, "a@b", "电子邮件写成"),
    ],
)
def test_after_a_malformed_answer_the_question_is_asked_again(
    sample: Path,
    type_lines: TypeLines,
    capsys: pytest.CaptureFixture[str],
    place: int,
    wrong: str,
    why: str,
) -> None:
    unread = type_lines(*ANSWERS[:place], wrong, *ANSWERS[place:])
    assert init(sample) == 0
    assert unread == []
    assert why in capsys.readouterr().err
    assert load_catalog(sample).site.code == "1234567890"


@pytest.mark.parametrize("wrong", [["--code", "123"], ["--url", "x"], ["--phone", "13800138000"]])
def test_a_malformed_option_is_wrong_usage(
    sample: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    before = read_tree(sample)
    assert init(sample, *NEEDED, *wrong, "--yes") == 2
    assert f"{wrong[0]}：" in capsys.readouterr().err
    assert read_tree(sample) == before


@pytest.mark.parametrize("more", [[], ["--yes"]])
def test_without_a_terminal_it_says_which_options_are_missing(
    sample: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    before = read_tree(sample)
    assert init(sample, *more) == 2
    assert "还缺：单位全称（--unit）、举报电话（--phone）" in capsys.readouterr().err
    assert init(sample, "--unit", UNIT, "--lang", "en", *more) == 2
    assert "missing: telephone for complaints (--phone)" in capsys.readouterr().err
    assert read_tree(sample) == before


def test_questions_are_english_with_lang_en(
    sample: Path, type_lines: TypeLines, capsys: pytest.CaptureFixture[str]
) -> None:
    type_lines("", *ANSWERS)
    assert init(sample, "--lang", "en") == 0
    output = capsys.readouterr().err
    assert "full name of the unit (such as 某某县某某局): " in output
    assert "this must be answered" in output
    assert "name of the site (return for '水务局权力公开'): " in output


@pytest.mark.parametrize("answered", range(len(ANSWERS)))
def test_the_end_of_input_writes_nothing(
    sample: Path, tmp_path: Path, type_lines: TypeLines, answered: int
) -> None:
    before = read_tree(tmp_path)
    type_lines(*ANSWERS[:answered])
    assert init(sample) == 1
    assert read_tree(tmp_path) == before
    assert list(tmp_path.iterdir()) == [sample]


def test_an_interrupt_writes_nothing(
    sample: Path, tmp_path: Path, type_lines: TypeLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def input() -> NoReturn:
        raise KeyboardInterrupt

    before = read_tree(tmp_path)
    type_lines()
    monkeypatch.setattr("builtins.input", input)
    assert init(sample) == 130
    assert read_tree(tmp_path) == before


def test_help_names_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["init", "--help"])
    assert ended.value.code == 0
    help = capsys.readouterr().out
    for option in ("content", "lang", "yes", *(question.field for question in QUESTIONS)):
        assert f"--{option}" in help
