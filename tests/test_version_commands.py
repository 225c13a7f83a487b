"""Back to yesterday, for a clerk without git: the commands on the small site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from shaiquan.cli import main
from shaiquan.versions.kept import KeptVersions
from tests.conftest import SMALL, MakeSite
from tests.ledgers import WALLED
from tests.printed import URL
from tests.versions.ageing import age_versions
from tests.versions.repositories import Repository

POWER = "powers/p1.yml"


class Office:
    """A content folder, and commands run on it."""

    def __init__(self, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.content, self._capsys = content, capsys

    def run(self, *words: str, code: int = 0) -> str:
        """What a command says."""
        assert main([*words, "--content", str(self.content)]) == code
        return self.read_words()

    def read_words(self) -> str:
        """What was said since they were last read."""
        said = self._capsys.readouterr()
        return said.out + said.err

    def edit(self, old: str, new: str, inside: str = POWER) -> None:
        text = self.read(inside)
        assert old in text
        (self.content / inside).write_text(text.replace(old, new), "utf-8")

    def read(self, inside: str = POWER) -> str:
        return (self.content / inside).read_text("utf-8")

    def list_files(self) -> list[str]:
        paths = self.content.rglob("*")
        return sorted(p.relative_to(self.content).as_posix() for p in paths if p.is_file())


@pytest.fixture
def office(site: MakeSite, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(site({}), capsys)


def test_what_was_saved_can_be_brought_back_by_number_and_by_day(office: Office) -> None:
    assert "第 1 版" in office.run("save", "原来的样子")
    office.edit("重大事项决定", "重大事项的决定")
    assert "第 2 版，改 1 个文件" in office.run("save", "改名称")
    assert "没有改动" in office.run("save")
    assert "恢复到第 1 版（原来的样子" in office.run("restore", "1")
    assert "名称: 重大事项决定\n" in office.read()
    assert "第 3 版（恢复到第1版" in office.run("undo")
    assert "重大事项的决定" in office.read()
    day = KeptVersions(office.content).list_versions()[0].at.date().isoformat()
    assert "一样，不用恢复" in office.run("restore", day)
    assert "没有存过“2020-01-01”" in office.run("restore", "2020-01-01", code=1)
    assert "不是版的号数，也不是日期" in office.run("restore", "昨天", code=1)
    assert "没有存过“77”" in office.run("restore", "77", code=1)
    with pytest.raises(SystemExit):
        office.run("restore")
    assert "还要写 版。" in office.read_words()


def test_single_files_are_brought_back(office: Office) -> None:
    office.run("save")
    before = office.read("duties/d1.yml")
    office.edit("如实记录", "记录", "duties/d1.yml")
    office.edit("重大事项决定", "别的")
    (office.content / "new.txt").write_text("x")
    assert "duties/d1.yml" in office.run("restore", "1", "d1.yml")
    assert office.read("duties/d1.yml") == before
    assert "别的" in office.read()
    assert "duties/d1.yml" in office.run("undo")
    assert "duties/d1.yml" in office.run("restore", "1", "duties/")
    assert office.read("duties/d1.yml") == before
    assert "没有存过文件“没有.yml”" in office.run("restore", "1", "没有.yml", code=1)
    office.run("restore", "1")
    assert "new.txt" not in office.list_files()


def test_a_file_is_not_taken_for_one_deeper_down_or_higher_up(office: Office) -> None:
    deep = f"files/{POWER}"
    (office.content / deep).parent.mkdir(parents=True)
    (office.content / deep).write_text("甲", "utf-8")
    office.run("save")
    office.edit("甲", "乙", deep)
    office.edit("重大事项决定", "别的")
    office.run("save", "二")
    for named, said in {POWER: POWER, f"content/{deep}": deep, f"./{deep}": deep}.items():
        assert f"）：{said}。" in office.run("restore", "1", named)
        assert f"）：{said}。" in office.run("undo")
    assert len(office.run("history", deep).splitlines()) > 2
    office.edit("如实记录", "记录", "duties/d1.yml")
    office.run("save", "三")
    assert "三" not in office.run("history", f"content/{POWER}")


def test_undo_goes_back_step_by_step_and_never_before_the_first(office: Office) -> None:
    office.run("save")
    office.edit("重大事项决定", "甲")
    office.run("save", "一")
    office.edit("甲", "乙")  # by hand, and not saved
    assert "手工改动" in office.run("undo")
    assert "名称: 甲" in office.read()
    assert "第 2 版（一" in office.run("undo")
    assert "重大事项决定" in office.read()
    assert "没有可以撤销的" in office.run("undo", code=1)
    assert "第 3 版（手工改动" in office.run("restore", "3")
    assert "名称: 乙" in office.read()


def test_words_that_look_like_an_undoing_are_none(office: Office) -> None:
    office.run("save")
    office.edit("重大事项决定", "甲")
    office.run("save", "一")
    office.edit("甲", "乙")
    office.run("save", "撤销第2版")
    assert "手工改动：撤销第2版" in office.run("undo")
    assert "第 2 版（一" in office.run("undo")


def test_a_folder_that_was_deleted_is_brought_back(office: Office) -> None:
    office.run("save")
    files = office.list_files()
    shutil.rmtree(office.content)
    assert "没有文件夹" in office.run("save", code=1)
    assert "恢复到第 1 版" in office.run("restore", "1")
    assert office.list_files() == files


def test_words_that_act_on_a_terminal_are_shown(office: Office) -> None:
    office.run("save", "坏\x1b[31m\udcb6")
    assert r"坏\x1b[31m\udcb6" in office.run("history")


def test_a_command_that_writes_can_be_undone(office: Office) -> None:
    office.edit("审查: {人: 办公室, 日期: 2026-01-05}", "审查人: [张三]", "site.yml")
    site = office.read("site.yml").replace("    审查人: [张三]\n", "")
    (office.content / "site.yml").write_text(site, "utf-8")
    office.run("review", "--by", "张三", "--date", "2026-01-05")
    assert "reviews.yml" in office.list_files()
    assert "登记审查：张三" in office.run("history")
    assert "登记审查：张三" in office.run("undo")
    assert "reviews.yml" not in office.list_files()


def read_bytes(office: Office) -> dict[str, bytes]:
    """The bytes of each file of the content."""
    return {inside: (office.content / inside).read_bytes() for inside in office.list_files()}


def test_what_init_wrote_into_a_new_folder_can_be_undone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path / "new", capsys)
    office.run("init", "--yes", "--unit", "某县某局", "--phone", "0000-1234567")
    written = read_bytes(office)
    assert "第 2 版（从示例开始" in office.run("undo")
    assert office.list_files() == []
    assert "第 2 版（从示例开始" in office.run("restore", "2")
    assert read_bytes(office) == written


def test_each_command_that_writes_can_be_undone_to_the_byte(office: Office) -> None:
    walled = (SMALL / "site.yml").read_text("utf-8") + URL
    (office.content / "site.yml").write_text(walled, "utf-8")
    (office.content / "procedures/l1.yml").write_text(f"# 注\n{WALLED}", "utf-8")
    table = office.content.parent / "机构.csv"
    table.write_text("编号,名称,上级\nczs,财政所,党委\n", "utf-8")
    states = [read_bytes(office)]
    where = ("--site", str(office.content.parent / "site"), "--as-of")
    for words in (
        ("import", "bodies", str(table)),
        ("print", "--register", *where, "2026-03-05"),
        ("post", "重大事项流程图", "--place", "办事大厅", *where, "2026-03-05"),
    ):
        office.run(*words)
        states.append(read_bytes(office))
    office.edit("3个工作日", "2个工作日", "procedures/l1.yml")
    states.append(read_bytes(office))
    office.run("replace", *where, "2026-09-30")
    assert len({*map(str, states), str(read_bytes(office))}) == 6  # each of them wrote something
    for state in reversed(states):
        office.run("undo")
        assert read_bytes(office) == state
    assert "没有可以撤销的" in office.run("undo", code=1)


def test_what_is_older_than_a_month_is_restored_not_undone(office: Office) -> None:
    office.run("save")
    office.edit("重大事项决定", "甲")
    office.run("save", "一")
    age_versions(KeptVersions(office.content), 31)
    assert "只撤销最近三十天里的" in office.run("undo", code=1)
    office.edit("甲", "乙")
    assert "手工改动" in office.run("undo")
    assert "没有可以撤销的" in office.run("undo", code=1)
    assert "恢复到第 1 版" in office.run("restore", "1")


def test_a_site_that_tells_what_changed_keeps_the_day_of_each_change(office: Office) -> None:
    for asked, left in (("", 4), ("变更记录从: 2024-01-01\n", 5)):
        office.run("save", "从头")
        kept = KeptVersions(office.content)
        for text in "甲乙":
            (office.content / "rules/x.md").write_text(f"---\n编号: x{text}\n---\n", "utf-8")
            kept.keep("命令")
            age_versions(kept, 1)
        age_versions(kept, 800)
        first = min(version.at for version in kept.list_versions())
        age_versions(kept, first.astimezone().day - 10)  # both in the middle of a month
        with (office.content / "site.yml").open("a", encoding="utf-8") as file:
            file.write(asked or "# 注\n")
        office.run("save", "现在")
        assert len(kept.list_versions()) == left - 1
        shutil.rmtree(kept.folder)


def test_a_damaged_version_is_told_once_and_stops_nothing(office: Office) -> None:
    office.run("save")
    for text in "甲乙":
        office.edit("名称: ", f"名称: {text}")
        office.run("save", text)
    path = KeptVersions(office.content).folder / "000002.json"
    path.write_text("{", "utf-8")
    told = office.run("history")
    assert "存的第 2 版损坏了，跳过去" in told
    assert "第 3 版" in told
    office.edit("名称: 乙甲", "名称: 丙")
    assert "第 2 版损坏了" in office.run("undo")
    assert "损坏" not in office.run("undo")
    assert "名称: 甲" in office.read()
    assert "这一版损坏过" in office.run("history")


def test_history_lists_versions_and_those_of_a_file_or_a_record(office: Office) -> None:
    assert "内容不在 git 里；也没有存过" in office.run("history", code=1)
    office.run("save")
    office.edit("重大事项决定", "重大事项的决定")
    office.run("save", "改名称")
    office.edit("如实记录", "如实作记录", "duties/d1.yml")
    office.run("save", "改责任")
    lines = office.run("history").splitlines()
    assert [line.partition("　")[0] for line in lines] == ["第 3 版", "第 2 版", "第 1 版"]
    assert lines[1].endswith("改名称　改 1 个文件：重大事项的决定")
    assert "改责任" in office.run("history", "duties/d1.yml").splitlines()[0]
    of_record = office.run("history", "p1").splitlines()
    assert [line.partition("　")[0] for line in of_record] == ["第 2 版", "第 1 版"]
    assert "没有哪一版改过“p9”" in office.run("history", "p9")
    office.edit("编号: rz", "编号: rz2", "bodies/all.yml")
    office.run("save")
    assert office.run("history").splitlines()[0].endswith("：rz2、rz")


def test_history_of_content_in_git_is_that_of_git_and_what_was_kept(office: Office) -> None:
    repository = Repository(office.content.parent)
    repository.commit({}, "第一次提交", "2026-03-01T09:00:00+08:00")
    assert "restore" not in office.run("history")
    office.run("save", "存的")
    told = office.run("history")
    assert told.index("第 1 版") < told.index("第一次提交")
    assert "以下在 git 里" in told


def test_a_site_tells_what_changed_from_what_was_kept(office: Office, tmp_path: Path) -> None:
    with (office.content / "site.yml").open("a", encoding="utf-8") as file:
        file.write("变更记录从: 2026-01-01\n")
    office.run("save")
    office.edit("承诺时限: 20个工作日", "承诺时限: 15个工作日", "procedures/l1.yml")
    office.run("save")
    office.run("build", "--site", str(tmp_path / "site"))
    page = (tmp_path / "site/procedures/l1/index.html").read_text("utf-8")
    assert "由 20个工作日 改为 15个工作日" in page
    text = re.sub(r"<[^>]+>|\s", "", page)
    (changed,) = re.findall(r"(\d+年\d+月\d+日)承诺时限", text)
    assert f"内容更新{changed}" in text  # later than any review, and never older than a change
    names = {path.name for path in (tmp_path / "site").rglob("*")}
    assert not {".versions", "seen.json"} & names


def test_the_first_change_after_init_can_be_undone(office: Office) -> None:
    office.run("init", "--yes", "--unit", "某县某局", "--phone", "0000-1234567")
    files = office.list_files()
    (office.content / "powers/quanli.yml").unlink()
    assert "手工改动" in office.run("undo")
    assert office.list_files() == files
    assert "没有可以撤销的" in office.run("undo", code=1)
    assert "从示例开始" in office.run("history")


def test_where_nothing_can_be_kept_the_command_says_so_and_works(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office.content.parent / ".versions").write_text("a file")
    told = office.run("review", "--by", "张三", "--date", "2026-01-05")
    assert "没有存下以前的内容" in told
    assert "reviews.yml" in office.list_files()
