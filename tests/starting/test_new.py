"""The command ``new``: a draft with the next id, in a new file or in one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.content.next_ids import propose_id
from shaiquan.kinds.registry import KIND, KINDS
from shaiquan.starting.record_text import (
    NoPlace,
    add_record,
    list_asked,
    render_record,
)
from tests.conftest import MakeSite
from tests.starting.conftest import NEEDED, TypeLines, init
from tests.support import load_catalog

OLD = "# 说明\n权力事项:   # 清单\n- 编号: ql-01\n  名称: '一'\n  决定主体: 党委\n  状态: 草稿\n\n# 尾注\n"


def new(content: Path, *options: str) -> int:
    return main(["new", "--content", str(content), "--as-of", "2026-11-24", *options])


def test_it_writes_a_draft_with_the_next_id_and_explains_every_other_field(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({"powers/a.yml": OLD})
    before = check_content(content).problems
    needed = ["--yes", "--name", "新的权力：第二项", "--set", "决定主体=党委"]
    assert new(content, "power", *needed, "--print") == 0
    shown = capsys.readouterr().out
    assert not (content / "powers" / "ql-02.yml").exists()
    assert new(content, "权力事项", *needed) == 0
    assert "还是虚构的示例：写自己的，先运行 python build.py init" in capsys.readouterr().err
    text = (content / "powers" / "ql-02.yml").read_text("utf-8")
    assert text == shown
    for _, label in KIND["power"].model.field_labels():
        assert label in text
    entry = load_catalog(content).entries["ql-02"]
    assert (entry.record.name, entry.record.state.label) == ("新的权力：第二项", "草稿")
    errors = [p for p in check_content(content).problems if p.severity.label == "错误"]
    assert not errors, before
    assert new(content, "power", *needed, "--id", "ql-02") == 2
    assert "编号“ql-02”已经有了，可以用 ql-03" in capsys.readouterr().err


def test_it_adds_to_a_file_and_keeps_every_other_byte(site: MakeSite) -> None:
    content = site({"powers/a.yml": OLD})
    path = content / "powers" / "a.yml"
    path.write_bytes(OLD.replace("\n", "\r\n").encode())
    assert (
        new(content, "power", "--yes", "--name", "二", "--set", "决定主体=党委", "--file", "a.yml")
        == 0
    )
    text = path.read_bytes().decode()
    assert "\n" not in text.replace("\r\n", "")
    assert text.startswith(OLD.replace("\n", "\r\n"))
    assert [row["编号"] for row in yaml.safe_load(text)["权力事项"]] == ["ql-01", "ql-02"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["quanli"], "没有“quanli”这一类，可以写：机构、"),
        (["权利事项"], "是不是“权力事项”？可以写：机构、"),
        (["posting"], "张贴由 python build.py post 写"),
        (["channel"], "渠道写在 site.yml 里"),
        (["power", "--name", "二"], "还缺：决定主体"),
        (["power", "--set", "决定主体"], "写成 字段=值"),
        (
            ["power", "--id", "nul"],
            "编号“nul”不能用，Windows 不能用这个名字做文件名；可以用 p2",
        ),
        (["power", "--id", "甲"], "不能用作网址"),
        (["power", "--set", "决定主休=党委"], "没有“决定主休”这个字段，是不是“决定主体”？"),
        (["power", "--set", "决定主体：党委"], "还缺：名称"),
        (["power", "--name", "二", "--set", "决定主体=党委", "--file", "../site.yml"], "要写在"),
    ],
)
def test_it_refuses_in_words_and_writes_nothing(
    site: MakeSite, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    content = site({})
    before = {path: path.read_bytes() for path in content.rglob("*.yml")}
    assert new(content, "--yes", *options) == 2
    assert told in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in content.rglob("*.yml")}


def test_an_id_that_is_there_is_asked_for_again_and_all_else_until_it_is_given(
    site: MakeSite, capsys: pytest.CaptureFixture[str], type_lines: TypeLines
) -> None:
    content = site({"powers/a.yml": OLD})
    left = type_lines("ql-01", "", "", "二", "党委")
    assert new(content, "权力事项") == 0
    assert not left
    told = capsys.readouterr().err
    assert "编号“ql-01”已经有了，可以用 ql-02。" in told
    assert told.count("名称（全称；必填）：") == 2
    assert (content / "powers" / "ql-02.yml").exists()


def test_an_answer_that_cannot_stand_is_asked_for_again_with_the_mend(
    site: MakeSite, capsys: pytest.CaptureFixture[str], type_lines: TypeLines
) -> None:
    content = site({})
    left = type_lines("权力一", "CON", "wall", "ql-01", "修路", "党尾", "党委")
    assert new(content, "权力事项") == 0
    assert not left
    told = capsys.readouterr().err
    for words in (
        "编号“权力一”不能用作网址：只用英文字母、数字和 - _，以字母或数字开头；可以用 p2。",
        "编号“CON”不能用，Windows 不能用这个名字做文件名；可以用 p2。",
        "编号“wall”留给别的网页用了；可以用 p2。",
        "找不到决定主体“党尾”，是不是“党委”？",
    ):
        assert words in told
    assert "决定主体: 党委\n" in (content / "powers" / "ql-01.yml").read_text("utf-8")


def test_what_is_typed_is_left_with_the_end_of_the_input(
    site: MakeSite, capsys: pytest.CaptureFixture[str], type_lines: TypeLines
) -> None:
    content = site({})
    type_lines("ql-01", "修路")
    assert new(content, "权力事项") == 1
    assert "已停止，什么也没有写。" in capsys.readouterr().err
    assert not (content / "powers" / "ql-01.yml").exists()


def test_a_rule_is_markdown_with_the_place_for_its_articles(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    assert new(content, "制度", "--yes", "--name", "公车管理办法", "--id", "gz-9") == 0
    path = content / "rules" / "gz-9.md"
    head, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n")
    assert "# 正文:" not in head
    assert body.startswith("## 第一章　总则\n\n第一条　")
    rule = load_catalog(content).entries["gz-9"].record
    assert (rule.name, rule.state.label) == ("公车管理办法", "草稿")
    assert new(content, "制度", "--yes", "--name", "二", "--file", "gz-9.md") == 2
    assert "一个 .md 文件只写一部" in capsys.readouterr().err


def test_each_new_file_names_its_schema_where_that_is(tmp_path: Path) -> None:
    schemas = tmp_path / "schemas"
    schemas.mkdir()
    for name in ("site", "powers"):
        (schemas / f"{name}.json").write_text("{}")
    content = tmp_path / "content"
    assert init(content, *NEEDED) == 0
    line = "# yaml-language-server: $schema={}schemas/{}.json\n"
    assert (content / "site.yml").read_text("utf-8").startswith(line.format("../", "site"))
    powers = line.format("../../", "powers")
    assert (content / "powers" / "quanli.yml").read_text("utf-8").startswith(powers)
    assert (content / "duties" / "zeren.yml").read_text("utf-8").startswith("# 责任事项的例子")
    assert new(content, "power", "--yes", "--name", "二", "--set", "决定主体=danwei") == 0
    assert (content / "powers" / "ql-02.yml").read_text("utf-8").startswith(powers)


def test_what_would_be_an_error_is_told_at_its_place_and_not_written(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    content = site({})
    assert new(content, "power", "--yes", "--name", "二", "--set", "决定主体=党尾") == 1
    assert "党尾" in capsys.readouterr().err
    assert not (content / "powers" / "power-01.yml").exists()


def test_ids_follow_the_pattern_that_most_have() -> None:
    power = KIND["power"]
    assert propose_id(power.name, ["ql-07", "ql-08", "x1"], ["ql-09"]) == "ql-10"
    assert propose_id(power.name, [], []) == "power-01"


def test_the_text_of_every_kind_is_yaml_with_its_fields() -> None:
    for kind in KINDS:
        values = {"id": "a-1"} | {field.name: "甲, 乙: #" for field in list_asked(kind)}
        record = yaml.safe_load(render_record(kind, values))
        assert record["编号"] == "a-1"
        assert record["状态"] == "草稿"
        for name, field in kind.model.model_fields.items():
            assert not field.is_required() or kind.model.label_of(name) in record, kind.name


def test_a_file_without_the_section_gets_one() -> None:
    post, body = KIND["post"], KIND["body"]
    added = add_record("机构:\n  - 编号: a", post, (body, post), "编号: b\n")
    assert yaml.safe_load(added) == {"机构": [{"编号": "a"}], "岗位": [{"编号": "b"}]}


def test_a_section_with_nothing_in_it_gets_its_first_record() -> None:
    post, body = KIND["post"], KIND["body"]
    head, tail = "机构:\n  - 编号: a\n岗位:  # 还没有\n", "  # - 编号: 例子\n默认: {状态: 草稿}\n"
    added = add_record(head + tail, post, (body, post), "编号: b\n")
    assert added == f"{head}  - 编号: b\n{tail}"
    assert add_record("机构:", body, (body,), "编号: b\n") == "机构:\n  - 编号: b\n"
    for text in ("机构: []\n", "机构: {编号: a}\n", "机构: 甲\n", "编号: a\n"):
        with pytest.raises(NoPlace, match="另写一个文件"):
            add_record(text, body, (body,), "编号: b\n")


def test_it_is_added_behind_the_last_of_its_kind_and_before_what_explains_the_next() -> None:
    post, body = KIND["post"], KIND["body"]
    head, tail = "机构:\n    -   编号: a   # 甲\n", "\n# 岗位从这里起\n岗位: []\n"
    added = add_record(head + tail, body, (body, post), "编号: b\n状态: 草稿\n")
    assert added == f"{head}\n    - 编号: b\n      状态: 草稿\n{tail}"
