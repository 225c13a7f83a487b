"""The commands: exit codes, options before and after, languages, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shaiquan.cli import main
from shaiquan.files.clock import today
from tests.conftest import MakeSite

#: a duty without accountability: a warning
WARNING = {"duties/d1.yml": "编号: d1\n名称: 如实记录\n事项: [p1]\n"}


def test_check_writes_nothing(site: MakeSite, tmp_path: Path) -> None:
    content = site({})
    before = sorted(tmp_path.rglob("*"))
    assert main(["check", "--content", str(content)]) == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_options_are_taken_before_and_after_the_command(site: MakeSite) -> None:
    content = str(site(WARNING))
    assert main(["check", "--content", content]) == 0
    assert main(["check", "--content", content, "--strict"]) == 1
    assert main(["--strict", "--content", content, "check"]) == 1


def test_a_site_may_give_a_code_another_severity(site: MakeSite) -> None:
    content = site(WARNING)
    settings = (content / "site.yml").read_text("utf-8")
    site({"site.yml": settings + "严重程度: {duty-without-accountability: 错误}\n"})
    assert main(["check", "--content", str(content)]) == 1
    site({"site.yml": settings + "严重程度: {duty-without-accountability: 提示}\n"})
    assert main(["check", "--content", str(content), "--strict"]) == 0


def test_problems_go_to_standard_error_and_json_to_standard_output(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    content = str(site(WARNING))
    main(["check", "--content", content])
    text = capsys.readouterr()
    assert text.out == ""
    assert "duties/d1.yml:2:5: 提醒: 责任事项“如实记录”没有追责情形" in text.err
    main(["check", "--content", content, "--format", "json"])
    json_output = capsys.readouterr()
    (row,) = json.loads(json_output.out)["problems"]
    assert (row["line"], row["column"], row["code"]) == (2, 5, "duty-without-accountability")
    assert json_output.err == ""


def test_messages_are_english_with_lang_en(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--lang", "en", "check", "--content", str(site(WARNING))])
    errors = capsys.readouterr().err
    assert "warning: the duty '如实记录' has no accountability" in errors
    assert "mend: add 追责情形" in errors


@pytest.mark.parametrize("wrong", [["--nonsense"], ["check", "--lang", "fr"], ["--as-of", "soon"]])
def test_wrong_usage_ends_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["post"], "还要写 流程、--place。全部写法：build.py post --help"),
        (["imprt", "powers"], "命令 不能写“imprt”，您要的是不是 import？可以写 build、check、"),
        (["xyz"], "命令 不能写“xyz”，可以写 build、check、"),
        (["undo", "foo"], "不认识 foo。undo 后面不写什么，它撤销最后一步；"),
        (["check", "--nonsense"], "不认识 --nonsense"),
        (["check", "--content"], "--content 后面还要写一个值"),
        (["check", "--s", "site"], "--s 没有写全，可能是 --site、--strict"),
        (["init", "--yes=1"], "--yes 后面不写值"),
        (["serve", "--port=0"], "--port：“0”不是端口"),
        (["build", "--site=content/site"], "--site：网站不能写在内容文件夹“content”里面"),
        (["check", "--layouts=no, where"], "--layouts：没有“no, where”这个文件夹"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    wrong: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(wrong)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"命令写错了：{words}")
    assert "argument" not in line


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["serve"], ["print"]])
def test_help_names_every_option(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    help = capsys.readouterr().out
    for option in ("--content", "--site", "--format", "--lang", "--strict", "--as-of"):
        assert option in help
    for english in ("usage", "options", "arguments", "show "):
        assert english not in help


def test_the_command_is_build_by_default(site: MakeSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert main(["--content", str(site({})), "--site", str(target)]) == 0
    assert (target / "index.html").exists()


def test_a_folder_with_other_files_is_refused_with_a_message(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter").write_text("mine")
    options = ["--content", str(site({})), "--site", str(tmp_path / "documents")]
    assert main(["build", *options]) == 1
    assert "里面有别的东西：letter [foreign-folder]" in capsys.readouterr().err
    assert (tmp_path / "documents" / "letter").read_text() == "mine"


def test_today_is_the_date_that_the_environment_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767200400")  # 2026-01-01 01:00 in China
    assert today().isoformat() == "2026-01-01"


@pytest.mark.parametrize("spec", ["tcp://10.0.0.5:8786", "dask://10.0.0.5", "10.0.0.5:8786"])
def test_a_wrong_address_of_a_cluster_is_wrong_usage(
    site: MakeSite, capsys: pytest.CaptureFixture[str], spec: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--content", str(site({})), "--executor", spec])
    assert stopped.value.code == 2
    assert f"“{spec}”不是集群的地址，请写成 dask://主机:端口" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["99999", "0", "-1", "abc", "８０", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["serve", f"--port={port}"])
    assert f"“{port}”不是端口" in capsys.readouterr().err
