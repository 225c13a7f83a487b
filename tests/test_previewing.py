"""What a preview tells of each build."""

from __future__ import annotations

import pytest

from shaiquan.console import Console
from shaiquan.previewing import PreviewReport
from shaiquan.problems import Bilingual, Code, Problem, Severity, problem

BAD = Code("bad", Severity.ERROR, "“{name}”坏了", "'{name}' is bad", "写成 <{name}>", "write it")
ODD = Code("odd", Severity.WARNING, "“{name}”没有张贴", "'{name}' hangs nowhere", "补上", "add")
NOTHING = Bilingual("", "")


def odd(name: str, line: int = 3) -> Problem:
    return problem(ODD, "content/a.yml", line, 1, name=name)


def bad(name: str) -> Problem:
    return problem(BAD, f"content/{name}.yml", 41, 7, name=name)


def test_after_a_save_only_what_is_new_is_told_and_errors_as_long_as_they_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = PreviewReport(Console())

    def read() -> str:
        return capsys.readouterr().err

    report.tell_built((odd("甲"), odd("乙")), NOTHING)
    told = read()
    assert ("甲" in told, "乙" in told, "还有" in told) == (True, True, False)
    report.tell_built((odd("甲", 4), odd("丙", 5)), NOTHING)  # a line was added above
    assert "甲" not in (told := read())
    assert "丙" in told
    assert told.endswith("还有以前说过的：1 处提醒。\n预览已更新。\n")
    for _ in range(2):  # a mistake in reading hides what the checks say
        report.tell_errors((bad("丁"),))
        told = read()
        assert "content/丁.yml:41:7: 错误: “丁”坏了 [bad]" in told
        assert told.endswith("预览没有更新：1 处错误。\n")
    report.tell_built((odd("甲", 4), odd("丙", 5)), Bilingual("缓存重新做过", "reset"))
    assert read() == "还有以前说过的：2 处提醒。\n缓存重新做过。\n预览已更新。\n"
    report.tell_built((), Bilingual("缓存重新做过", "reset"))
    assert read() == "预览已更新。\n"
    report.tell_built((odd("甲"),), NOTHING)  # it was mended in between
    assert "甲" in read()


def test_the_bar_names_file_line_and_mend_of_the_first_errors_and_goes_after_the_mend() -> None:
    report = PreviewReport(Console())
    report.tell_errors((odd("甲"), bad("乙")))
    assert 'role="alert"' in report.bar
    assert "content/乙.yml 第 41 行: “乙”坏了<br>改法: 写成 &lt;乙&gt;" in report.bar
    assert "甲" not in report.bar
    assert "处错误" not in report.bar
    report.tell_errors(tuple(map(bad, "甲乙丙丁戊")))
    assert "还有 2 处错误，见运行预览的窗口" in report.bar
    assert [name in report.bar for name in "丙丁"] == [True, False]
    report.tell_fault(Bilingual("磁盘满了", "the disk is full"))
    assert "预览没有更新：磁盘满了" in report.bar
    report.tell_built((odd("甲"),), NOTHING)
    assert report.bar == ""


def test_the_bar_is_english_with_lang_en() -> None:
    report = PreviewReport(Console("en"))
    report.tell_errors((bad("a"),))
    assert "content/a.yml line 41: &#x27;a&#x27; is bad<br>mend: write it" in report.bar
