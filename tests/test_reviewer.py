"""The command review on whole small sites: what it shows, what it records, what checks say then."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.cli import main
from tests.conftest import MakeSite
from tests.ledgers import WALLED
from tests.streets import make_streets

DAY = "2026-11-24"
POWER = """\
编号: p1
名称: 重大事项决定
类别: 重大事项
决定主体: 党委
承办: [办公室]
依据: [《议事规则》第二条]
"""
TWO = """\
权力事项:
  - {编号: p1, 名称: 重大事项决定, 类别: 重大事项, 决定主体: 党委, 承办: [办公室], 依据: [《议事规则》第二条]}
  - {编号: p2, 名称: 小额资金使用, 类别: 重大事项, 决定主体: 党委, 承办: [办公室], 依据: [《议事规则》第二条], 状态: 草稿}
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(site: MakeSite, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the small site: exit code, standard output, standard error."""
    content = str(site({}))

    def run_command(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--content", content, "--as-of", DAY])
        return code, *capsys.readouterr()

    return run_command


CHANGED = "changed-after-review"


def find_warnings(run: Run, code: str = CHANGED) -> list[str]:
    """The first line of each such problem."""
    _, _, err = run("check")
    return [row.partition("content/")[2] for row in err.splitlines() if f"[{code}]" in row]


def record(run: Run, *ids: str, by: str = "张三") -> None:
    code, _, err = run("review", "--by", by, *ids)
    assert (code, "已登记" in err) == (0, True), err


def reviews(site: MakeSite) -> str:
    return (site({}) / "reviews.yml").read_text("utf-8")


def test_a_site_without_reviews_is_as_ever(run: Run, site: MakeSite) -> None:
    site({"powers/p1.yml": POWER.replace("决定\n", "的决定\n")})
    assert run("check", "--strict")[0] == 0


def test_a_change_after_the_review_is_a_warning_until_it_is_reviewed(
    run: Run, site: MakeSite
) -> None:
    record(run)
    assert find_warnings(run) == []
    assert run("check", "--strict")[0] == 0

    site(
        {
            "powers/p1.yml": POWER.replace("重大事项决定", "大事的决定").replace(
                "承办: [办公室]\n", ""
            )
        }
    )
    assert find_warnings(run) == [
        "powers/p1.yml:2:5: 提醒: “大事的决定”在张三审查（2026年11月24日）以后改过：名称、承办"
        " [changed-after-review]"
    ]
    assert run("check")[0] == 0
    assert run("check", "--strict")[0] == 1

    record(run, by="李四")
    assert find_warnings(run) == []
    assert f"p1: {DAY} 李四 名称=" in reviews(site)
    assert reviews(site).count("张三") == reviews(site).count("\n") - 3


def test_a_change_that_is_not_public_is_none(run: Run, site: MakeSite) -> None:
    veil = "不公开字段: [{字段: 承办, 依据: 第十六条}]\n"
    site({"powers/p1.yml": POWER + veil})
    record(run)
    site({"powers/p1.yml": "# 注释\n" + veil + POWER.replace("[办公室]", "[书记]")})
    assert find_warnings(run) == []


def test_a_withheld_field_that_becomes_public_is_one(run: Run, site: MakeSite) -> None:
    site({"powers/p1.yml": POWER + "不公开字段: [{字段: 承办, 依据: 第十六条}]\n"})
    record(run)
    site({"powers/p1.yml": POWER})
    (warning,) = find_warnings(run)
    assert "改过：承办、不公开字段 [" in warning


def test_a_mention_of_what_becomes_public_is_one_but_not_of_what_ends(
    run: Run, site: MakeSite
) -> None:
    both = {"powers/p1.yml": POWER.replace("[办公室]", "[办公室, 内部的组]")}
    body = "机构:\n  - {编号: jg, 名称: 内部的组, 公开: %s}\n"
    site({**both, "bodies/z.yml": body % "本单位"})
    record(run)
    site({"bodies/z.yml": body % "社会"})
    (warning,) = find_warnings(run)
    assert "powers/p1.yml" in warning
    assert "改过：承办 [" in warning
    record(run)
    site({"bodies/z.yml": body % "{范围: 社会, 至: 2026-11-23}"})
    assert find_warnings(run) == []


def test_to_withdraw_is_to_say_a_reason_and_nothing_else_anew(run: Run, site: MakeSite) -> None:
    record(run)
    site(
        {
            "risks/r1.yml": (site({}) / "risks" / "r1.yml").read_text("utf-8")
            + "状态: 撤回\n原因: 重复\n撤回日期: 2026-02-06\n"
        }
    )
    (warning,) = find_warnings(run)
    assert "改过：原因、撤回日期 [" in warning


def test_of_two_records_of_one_file_the_changed_one_is_told(run: Run, site: MakeSite) -> None:
    site(
        {
            "powers/p1.yml": TWO.replace(", 状态: 草稿", ""),
            "site.yml": (site({}) / "site.yml")
            .read_text("utf-8")
            .replace("权力事项: 1", "权力事项: 2"),
            "catalogues/all.yml": (site({}) / "catalogues" / "all.yml")
            .read_text("utf-8")
            .replace("声明事项数: 1", "声明事项数: 2"),
        }
    )
    record(run)
    site(
        {"powers/p1.yml": TWO.replace(", 状态: 草稿", "").replace("小额资金使用", "小额资金的使用")}
    )
    (warning,) = find_warnings(run)
    assert warning.startswith("powers/p1.yml:3:18: 提醒: “小额资金的使用”")
    code, out, _ = run("review")
    assert code == 0
    assert (
        "p2 权力事项“小额资金的使用”，张三审查（2026年11月24日）以后改过：\n  名称\n    现在：小额资金的使用"
        in out
    )
    assert "p1" not in out


def test_a_renamed_record_is_new_and_its_old_line_goes(run: Run, site: MakeSite) -> None:
    record(run)
    (place,) = [n for n, row in enumerate(reviews(site).splitlines(), 1) if row.startswith("r1: ")]
    site(
        {
            "risks/r1.yml": (site({}) / "risks" / "r1.yml").read_text("utf-8").replace("r1", "r2"),
            "procedures/l1.yml": (site({}) / "procedures" / "l1.yml")
            .read_text("utf-8")
            .replace("r1", "r2"),
        }
    )
    assert find_warnings(run, "review-without-record") == [
        f"reviews.yml:{place}:1: 提醒: 审查登记里的“r1”没有这条记录 [review-without-record]"
    ]
    _, out, _ = run("review")
    assert "r2 风险点“论证走过场”" in out
    assert "r1：已经没有这条记录" in out
    record(run)
    assert find_warnings(run, "review-without-record") == []
    assert "\nr2: " in reviews(site)
    assert "\nr1: " not in reviews(site)


def test_a_line_is_the_review_of_a_record_that_names_none(run: Run, site: MakeSite) -> None:
    """And where the record names one, the line goes before it."""
    settings = (site({}) / "site.yml").read_text("utf-8")
    site({"site.yml": settings.replace("    审查: {人: 办公室, 日期: 2026-01-05}\n", "")})
    (told,) = find_warnings(run, "not-reviewed")
    assert "14 条记录没有保密审查记录" in told
    record(run, "p1")
    assert not any("重大事项决定" in row for row in find_warnings(run, "not-reviewed"))
    record(run)
    assert find_warnings(run, "not-reviewed") == []
    site({"site.yml": settings})
    target = site({}).parent / "site"
    assert run("build", "--site", str(target))[0] == 0
    page = (target / "powers" / "p1" / "index.html").read_text("utf-8")
    assert "张三" in page
    assert "2026年11月24日" in page
    assert "2026年1月5日" not in page


def test_what_is_not_public_needs_no_line(run: Run, site: MakeSite) -> None:
    site({"powers/p1.yml": TWO})
    record(run)
    assert "p2" not in reviews(site)
    code, _, err = run("review", "--by", "张三", "p2")
    assert (code, "p2 没有公布（草稿）" in err) == (1, True)


def test_only_what_is_named_is_recorded(run: Run, site: MakeSite) -> None:
    record(run, "P1", "gz")
    assert [row.partition(":")[0] for row in reviews(site).splitlines()[2:]] == ["gz", "p1"]
    record(run, "p1", by="李四")
    assert "gz: 2026-11-24 张三" in reviews(site)
    assert "p1: 2026-11-24 李四" in reviews(site)


def test_to_show_writes_nothing(run: Run, site: MakeSite) -> None:
    code, out, _ = run("review")
    assert code == 0
    assert "还没有登记过的 14 条" in out
    code, out, _ = run("review", "p1")
    assert "p1 权力事项“重大事项决定”，还没有登记过：\n  名称\n    现在：重大事项决定" in out
    assert not (site({}) / "reviews.yml").exists()
    record(run)
    assert run("review")[1] == "审查以后没有改动。\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--by", "张三", "p3"), 2, "没有编号“p3”，是不是"),
        (("--by", "张=三"), 2, "--by 写审查的人或岗位"),
        (("--by", "张\x1b三"), 2, "--by 写审查的人或岗位"),
        (("--by", "张三", "--date", "2026-11-25"), 2, "审查日期不能在今天以后"),
    ],
)
def test_a_wrong_request_is_refused(
    run: Run, site: MakeSite, words: tuple[str, ...], code: int, message: str
) -> None:
    ended, _, err = run("review", *words)
    assert (ended, message in err) == (code, True), err
    assert not (site({}) / "reviews.yml").exists()


def test_only_reviewers_whom_the_site_names_may_record(run: Run, site: MakeSite) -> None:
    settings = (site({}) / "site.yml").read_text("utf-8")
    site({"site.yml": settings + "审查人: [办公室, 李四]\n"})
    code, _, err = run("review", "--by", "李五")
    assert code == 2
    assert "“李五”不在 site.yml 的 审查人 里，是不是“李四”？" in err
    record(run, by="李四")


def test_content_with_errors_is_not_reviewed(run: Run, site: MakeSite) -> None:
    site({"reviews.yml": "p1: 昨天\n"})
    code, _, err = run("review", "--by", "张三")
    assert code == 1
    assert "reviews.yml:1:5: 错误: 审查登记里“p1”这一行写坏了 [bad-review]" in err
    assert reviews(site) == "p1: 昨天\n"


def test_a_layout_of_ones_own_is_left_alone(run: Run, site: MakeSite) -> None:
    site({"reviews.yml": "{p1: 2026-01-05 张三 名称=aaaaaaaa}\n"})
    code, _, err = run("review", "--by", "张三")
    assert (code, "不是一条记录一行" in err) == (1, True)
    assert reviews(site) == "{p1: 2026-01-05 张三 名称=aaaaaaaa}\n"


def test_json_and_english_say_the_same(run: Run, site: MakeSite) -> None:
    record(run, "p1", "gz")
    site({"powers/p1.yml": POWER.replace("重大事项决定", "大事的决定")})
    code, out, err = run("review", "--format", "json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert said["changed"] == [
        {
            "id": "p1",
            "kind": "power",
            "name": "大事的决定",
            "reviewed": DAY,
            "by": "张三",
            "fields": [{"name": "name", "label": "名称", "new": "大事的决定", "old": None}],
        }
    ]
    assert "r1" in said["new"]
    assert said["lost"] == []
    _, out, _ = run("review", "p1", "--lang", "en")
    assert "p1 权力事项“大事的决定”, changed after the review by 张三 (2026-11-24):" in out
    assert "    now: 大事的决定" in out


def commit(folder: Path) -> None:
    """Commit all that is in a folder, which is or becomes a repository."""
    who = {
        f"GIT_{role}_{what}": "a@b"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=folder, env={**os.environ, **who}, check=True)


def test_the_old_text_is_told_where_git_remembers_what_was_reviewed(
    run: Run, site: MakeSite
) -> None:
    """Whatever was committed since; a text that nobody reviewed is never told as the old one."""
    record(run)
    folder = site({}).parent
    commit(folder)
    site({"powers/p1.yml": POWER.replace("重大事项决定", "第一次改")})
    commit(folder)
    site(
        {
            "rules/gz.md": (site({}) / "rules" / "gz.md").read_text("utf-8")
            + "\n第三条　另有规定。\n"
        }
    )
    record(run, "gz")
    commit(folder)
    site({"powers/p1.yml": POWER.replace("重大事项决定", "第二次改")})
    code, out, _ = run("review")
    assert code == 0
    assert "  名称\n    原来：重大事项决定\n    现在：第二次改\n" in out
    assert "第一次改" not in out


def test_lines_that_changed_places_are_told(run: Run, site: MakeSite) -> None:
    power = POWER + "权限: [甲, 乙, 丙]\n"
    site({"powers/p1.yml": power})
    record(run)
    commit(site({}).parent)
    site({"powers/p1.yml": power.replace("甲, 乙, 丙", "乙, 甲, 丁")})
    _, out, _ = run("review")
    told = out[out.index("  权限") :]
    assert told.count("乙") == 2, "not only that 丙 is 丁 now"


def test_git_that_lacks_an_object_is_no_fault(run: Run, site: MakeSite) -> None:
    record(run)
    folder = site({}).parent
    commit(folder)
    for path in (folder / ".git" / "objects").glob("??/*"):
        kind = ["git", "cat-file", "-t", path.parent.name + path.name]
        done = subprocess.run(kind, cwd=folder, capture_output=True, text=True, check=True)
        if done.stdout == "blob\n":
            path.unlink()
    site({"powers/p1.yml": POWER.replace("重大事项决定", "改了")})
    code, out, _ = run("review")
    assert (code, "现在：改了" in out) == (0, True)


def test_a_line_whose_id_is_none_is_damaged(run: Run, site: MakeSite) -> None:
    site({"reviews.yml": '"\\e[31mp1": 2026-10-12 张三 名称=k3f4q2aa\n'})
    code, out, err = run("review")
    assert (code, "bad-review" in err) == (1, True)
    assert "\x1b" not in out + err


def test_of_a_long_text_only_the_lines_that_differ_are_told(run: Run, site: MakeSite) -> None:
    record(run)
    commit(site({}).parent)
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8")
    site({"rules/gz.md": rule.replace("由党委决定", "由党委集体决定")})
    _, out, _ = run("review")
    assert (
        "    原来：第二条　重大事项由党委决定。\n    现在：第二条　重大事项由党委集体决定。\n"
        in out
    )
    assert "第一条" not in out


def test_a_repository_runs_no_program(run: Run, site: MakeSite, tmp_path: Path) -> None:
    record(run)
    folder, proof = site({}).parent, tmp_path / "ran"
    commit(folder)
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {proof}\ncat\n", "utf-8")
    script.chmod(0o755)
    (folder / ".gitattributes").write_text("* filter=x diff=x\n", "utf-8")
    for key in (
        "filter.x.smudge",
        "filter.x.clean",
        "diff.x.textconv",
        "core.fsmonitor",
        "core.pager",
        "gpg.program",
        "diff.external",
    ):
        subprocess.run(["git", "config", key, str(script)], cwd=folder, check=True)
    proof.unlink(missing_ok=True)
    site({"powers/p1.yml": POWER.replace("重大事项决定", "改过")})
    assert "原来：重大事项决定" in run("review")[1]
    assert not proof.exists()


def test_without_git_all_else_is_told(
    run: Run, site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(run)
    commit(site({}).parent)
    monkeypatch.setenv("PATH", "")
    site({"powers/p1.yml": POWER.replace("重大事项决定", "改过")})
    assert "  名称\n    现在：改过\n" in run("review")[1]


def test_what_adopts_a_record_is_shown_and_recorded_with_it(run: Run, site: MakeSite) -> None:
    make_streets(site, ("jd01", "jd02"))
    record(run)
    site({"procedures/l1.yml": WALLED.replace("时限: 5个工作日", "时限: 6个工作日")})
    assert len(find_warnings(run)) == 3
    _, out, _ = run("review")
    assert out.count("\n  步骤\n") == 1
    assert "  沿用它的 2 条随着改了，一起登记：\n" in out
    assert (
        "    jd01-l1 第1街道：名称：党工委（参考：党委）\n    jd02-l1 第2街道：同参考一样\n" in out
    )
    record(run, "l1")
    assert find_warnings(run) == []
