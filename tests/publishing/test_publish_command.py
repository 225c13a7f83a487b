"""The command publish on whole small sites: what goes, what does not, and what it says."""

from __future__ import annotations

import errno
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.build.options import Options, Progress
from shaiquan.build.site_build import BuildReport, build_site
from shaiquan.cli import main
from shaiquan.publishing.release import Release
from shaiquan.publishing.release_reading import read_release
from tests.conftest import REVIEWED_TODAY, SMALL, MakeSite
from tests.ledgers import WALLED, make_outdated_site
from tests.printed import URL

SETTINGS = (SMALL / "site.yml").read_text("utf-8") + URL
FOLDER = "发布: {正式: {方式: 文件夹, 地址: www}}\n"
TWO = """\
发布:
  正式: {方式: 文件夹, 地址: www, 预压缩: [gzip], 表格: 是}
  上传包: {方式: 压缩包, 地址: 包/quanli.zip}
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(site: MakeSite, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the small site: exit code, standard output, standard error."""
    content = site({})

    def run_command(*words: str) -> tuple[int, str, str]:
        folders = ("--content", str(content), "--site", str(content.parent / "site"))
        code = main([*words, *folders, "--as-of", "2026-11-24"])
        return code, *capsys.readouterr()

    return run_command


def test_a_site_is_published_changed_and_taken_back(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    """And a file that stays the same keeps its time from build to build and in the releases."""
    site({"site.yml": SETTINGS + FOLDER, "procedures/l1.yml": WALLED})
    code, _, err = run("publish")
    assert code == 0
    assert "已发布到“正式”（文件夹 www）：新增" in err
    assert "重大事项流程图　https://example.com/quanli/print/l1-a3.pdf" in err
    first = read_release(tmp_path / "www" / "current")
    before = read_times(first)

    site({"rules/gz.md": (SMALL / "rules" / "gz.md").read_text("utf-8") + "\n附则：试行一年。\n"})
    code, _, err = run("publish", "--dry-run")
    assert code == 0
    assert "会发布到“正式”" in err
    assert "rules/gz/index.html" in err
    assert read_release(tmp_path / "www" / "current") == first

    assert run("publish")[0] == 0
    second = read_release(tmp_path / "www" / "current")
    times = read_times(second)
    same = {path for path in second.files if second.files[path] == first.files.get(path)}
    assert {path for path in times if times[path] == before.get(path)} == same
    assert times == {path: (tmp_path / "site" / path).stat().st_mtime_ns for path in times}
    assert 0 < len(second.files) - len(same) < len(second.files) / 2

    assert "已经是现在的样子" in run("publish", "正式")[2]
    code, out, err = run("publish", "--rollback", "--dry-run", "--format", "json")
    assert read_release(tmp_path / "www" / "current") == second
    (place,) = json.loads(out)["targets"]
    code, _, err = run("publish", "--rollback")
    assert (code, f"“正式”已退回 {place['release']}。" in err) == (0, True)
    assert "内容没有退回" in err
    assert read_release(tmp_path / "www" / "current").digest == first.digest
    code, _, err = run("publish", "--rollback")
    assert (code, err[:6]) == (1, "没有退回：“")


@pytest.mark.parametrize("words", [("--rollback",), ("正式",), ("--to", "x.zip"), ("--dry-run",)])
def test_what_cannot_be_done_beside_verifying_is_wrong_usage(
    run: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as end:
        run("publish", "--verify", "https://a.cn/", *words)
    assert end.value.code == 2
    assert "--verify 只核对" in capsys.readouterr().err


def read_times(release: Release) -> dict[str, int]:
    return {path: (release.folder / path).stat().st_mtime_ns for path in release.files}


def test_each_place_gets_what_it_asks_for(run: Run, site: MakeSite, tmp_path: Path) -> None:
    site({"site.yml": SETTINGS + TWO})
    code, _, err = run("publish")
    assert (code, "写明发到哪里：正式、上传包" in err) == (2, True)
    code, _, err = run("publish", "上传")
    assert (code, "是不是“上传包”" in err) == (2, True)

    code, out, err = run("publish", "上传包", "正式", "--format", "json")
    assert (code, err) == (0, "")
    zipped, folder = json.loads(out)["targets"]
    assert zipped["parts"] == [str(tmp_path / "包" / "quanli.zip")]
    assert "index.html.gz" in folder["added"]
    assert "data/power.xlsx" in folder["added"]
    with zipfile.ZipFile(tmp_path / "包" / "quanli.zip") as archive:
        names = archive.namelist()
    assert sorted(names) == zipped["added"]
    assert not [name for name in names if name.endswith((".gz", ".xlsx"))]
    assert (tmp_path / "www" / "current" / "data" / "power.xlsx").exists()


def test_a_place_that_is_not_in_the_settings_is_given_by_its_address(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    code, _, err = run("publish")
    assert (code, "没有 发布" in err) == (2, True)
    assert run("publish", "--to", str(tmp_path / "out.zip"))[0] == 0
    assert (tmp_path / "out.zip").exists()
    assert run("publish", "正式", "--to", str(tmp_path / "out"))[0] == 2
    for remote in ("web@example.gov.cn:/srv/www", "s3://quanli/www"):
        code, _, err = run("publish", "--to", remote)
        assert (code, "服务器和对象存储写进 site.yml 的 发布" in err) == (2, True)
    for inside in ("site/www", "content/www", "assets/www", "."):
        code, _, err = run("publish", "--to", str(tmp_path / inside))
        assert (code, "一个在另一个里面" in err) == (1, True)


def test_a_place_in_the_users_own_folder_is_there_and_not_in_a_folder_of_that_name(
    run: Run, site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "clerk"))
    two = "发布: {正式: {方式: 压缩包, 地址: ~/quanli.zip}, 没有: {方式: 文件夹, 地址: ~nobody-here/www}}\n"
    site({"site.yml": SETTINGS + two})
    code, _, err = run("publish", "正式", "没有")
    assert (code, "“~nobody-here/www”里的用户这里没有" in err) == (1, True)
    assert (tmp_path / "clerk" / "quanli.zip").exists()


def test_one_place_that_fails_stops_no_other(run: Run, site: MakeSite, tmp_path: Path) -> None:
    site({"site.yml": SETTINGS + TWO})
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_text("somebody's")
    code, _, err = run("publish", "正式", "上传包")
    assert code == 1
    assert "没有发布到“正式”" in err
    assert "已发布到“上传包”" in err


def test_what_stops_one_build_of_two_does_not_hide_what_went(
    run: Run, site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, say, when the site is built once more, with tables."""
    site({"site.yml": SETTINGS + TWO})

    def build_one(options: Options, progress: Progress) -> BuildReport:
        if options.xlsx:
            raise OSError(errno.ENOSPC, "full", "site/data/power.xlsx")
        return build_site(options, progress)

    monkeypatch.setattr("shaiquan.publishing.publish_command.build_site", build_one)
    code, out, _ = run("publish", "上传包", "正式", "--format", "json")
    zipped, folder = json.loads(out)["targets"]
    assert (code, len(zipped["parts"])) == (1, 1)
    assert folder["fault"].endswith("磁盘满了；腾出空间再试")


def test_a_list_to_replace_that_cannot_be_written_does_not_hide_what_went(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    make_outdated_site(site, "3个工作日", "2个工作日")
    site({"site.yml": SETTINGS + FOLDER})
    (tmp_path / "换图清单.txt").mkdir()
    code, _, err = run("publish")
    assert code == 0
    assert "没有写换图清单.txt" in err
    assert "已发布到“正式”" in err


def test_an_earlier_release_that_cannot_be_deleted_is_told(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    site({"site.yml": SETTINGS + FOLDER})
    assert run("publish")[0] == 0
    first = (tmp_path / "www" / "current").readlink().name
    (tmp_path / "www" / "current" / "CNAME").write_text("example.gov.cn")
    (tmp_path / "www" / "current").unlink()  # by hand
    site({"site.yml": SETTINGS + FOLDER.replace("www}", "www, 保留: 1}")})
    code, _, err = run("publish")
    assert (code, f"以前发布的没有删掉：{first}。" in err) == (0, True)


@pytest.mark.parametrize("words", [("--rollback",), ("正式",), ("--to", "out"), ("--dry-run",)])
def test_verifying_is_asked_for_alone(run: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("publish", "--verify", "http://127.0.0.1:1/", *words)
    assert ended.value.code == 2


@pytest.mark.parametrize(("fault", "code"), [(OSError(13, "no"), 1), (KeyboardInterrupt(), 130)])
def test_what_is_asked_for_as_json_is_json_however_it_ends(
    run: Run,
    site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException,
    code: int,
) -> None:
    def fail(*_: object) -> None:
        raise fault

    site({"site.yml": SETTINGS + FOLDER})
    monkeypatch.setattr("shaiquan.publishing.publish_command.build_site", fail)
    ended, out, _ = run("publish", "--format", "json")
    assert ended == code
    assert json.loads(out)["fault"]


def test_content_with_an_error_and_a_site_that_is_not_ours_do_not_go(
    run: Run, site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site({"site.yml": SETTINGS + FOLDER.replace("地址: www", "地址: www, 每包: 1MB")})
    code, _, err = run("publish")
    assert (code, "target-field-unknown" in err) == (1, True)
    site({"site.yml": SETTINGS + FOLDER.replace("文件夹", "拷贝")})
    code, _, err = run("publish")
    assert (code, "bad-value" in err) == (1, True)

    site({"site.yml": SETTINGS + FOLDER})

    def build_and_spoil(options: Options, progress: Progress) -> BuildReport:
        report = build_site(options, progress)
        (tmp_path / "site" / "index.html").write_text("somebody's")
        (tmp_path / "site" / "more.html").write_text("somebody's")
        return report

    monkeypatch.setattr("shaiquan.publishing.publish_command.build_site", build_and_spoil)
    code, out, err = run("publish")
    assert (code, out) == (1, "")
    assert "被改过 index.html；多出 more.html" in err
    (tmp_path / "site" / "more.html").unlink()  # else no build would touch the folder
    fault = json.loads(run("publish", "--format", "json")[1])["fault"]
    assert "more.html" in fault
    assert not (tmp_path / "www").exists()


UNREVIEWED = REVIEWED_TODAY.replace("    审查: {人: 办公室, 日期: 2026-11-24}\n", "")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (UNREVIEWED, "not-reviewed"),
        (REVIEWED_TODAY.replace("2026-11-24", "2027-01-05"), "review-ahead"),
        (f"{REVIEWED_TODAY}审查人: [张三]\n", "unknown-reviewer"),
        (f"{UNREVIEWED}严重程度: {{not-reviewed: 不报}}\n", "not-reviewed"),
    ],
    ids=["no review", "a review to come", "a review by another", "no review, and none asked for"],
)
def test_what_nobody_reviewed_does_not_go(
    run: Run, site: MakeSite, tmp_path: Path, settings: str, told: str
) -> None:
    assert settings != REVIEWED_TODAY
    reviews = "p1: 2026-11-24 李四 名称=k3f4q2aa\n" if told == "unknown-reviewer" else ""
    site({"site.yml": settings + FOLDER} | ({"reviews.yml": reviews} if reviews else {}))
    code, _, err = run("publish")
    assert (code, told in err.splitlines()[-1]) == (1, True), err
    assert ("review --by 审查人，再发布" in err) != ("不报" in err)
    assert not (tmp_path / "www").exists()


def test_what_was_changed_after_its_review_goes_once_it_is_reviewed_again(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    site({"site.yml": SETTINGS + FOLDER})
    assert run("review", "--by", "张三")[0] == 0
    power = (SMALL / "powers" / "p1.yml").read_text("utf-8")
    site({"powers/p1.yml": power.replace("名称: 重大事项决定", "名称: 大事决定")})
    code, _, err = run("publish")
    assert (code, "changed-after-review" in err.splitlines()[-1]) == (1, True)
    assert not (tmp_path / "www").exists()
    assert run("review", "--by", "张三")[0] == 0
    assert run("publish")[0] == 0


def test_sheets_on_walls_that_the_release_makes_out_of_date_are_listed_to_print(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    _, old = make_outdated_site(site, "3个工作日", "2个工作日")
    site({"site.yml": SETTINGS + FOLDER})
    code, out, _ = run("publish", "--format", "json")
    (work,) = json.loads(out)["walls"]
    assert (code, work["place"], work["old"]) == (0, "办事大厅北墙", old)
    listed = (tmp_path / "换图清单.txt").read_text("utf-8")
    assert f"□ 办事大厅北墙　重大事项流程图（A3）：撤下标记 {old} 的旧图" in listed
    code, _, err = run("publish")
    assert "墙上有 1 张图和这次发布的不一样" in err
    assert str(tmp_path / "换图清单.txt") in err
    (tmp_path / "换图清单.txt").write_text("my own", "utf-8")
    assert "没有写换图清单.txt：已经有一个别人的" in run("publish")[2]
    assert (tmp_path / "换图清单.txt").read_text("utf-8") == "my own"
    (tmp_path / "换图清单.txt").write_text(listed, "utf-8")

    assert run("replace")[0] == 0
    assert run("review", "--by", "张三")[0] == 0
    assert run("publish")[0] == 0
    assert not (tmp_path / "换图清单.txt").exists()


def test_what_the_owner_put_into_the_site_is_not_sent(
    run: Run, site: MakeSite, tmp_path: Path
) -> None:
    site({"site.yml": f"{SETTINGS}{FOLDER}保留文件: [CNAME]\n"})
    assert run("build")[0] == 0
    (tmp_path / "site" / "CNAME").write_text("example.com")
    code, _, err = run("publish")
    assert (code, "保留文件不发布：CNAME" in err) == (0, True)
    assert not (tmp_path / "www" / "current" / "CNAME").exists()
