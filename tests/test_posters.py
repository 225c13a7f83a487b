"""The life of a poster, from the command line: registered, put up, outdated, replaced, scanned."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from shaiquan.cli import ROOT, main
from shaiquan.model.marks import mark_slug
from tests.conftest import SMALL, MakeSite
from tests.ledgers import WALLED, register, sheet
from tests.printed import URL, words
from tests.support import read_tree

SETTINGS = (SMALL / "site.yml").read_text("utf-8") + URL
FASTER = WALLED.replace("3个工作日", "2个工作日")
BASE = "https://example.com/quanli/"


@pytest.fixture
def walled(site: MakeSite) -> Path:
    return site({"procedures/l1.yml": WALLED, "site.yml": SETTINGS})


def run(content: Path, day: str, *more: str) -> int:
    site = content.parent / "site"
    return main([*more, "--content", str(content), "--site", str(site), "--as-of", day])


def hang(content: Path, site: MakeSite, name: str = "zhangtie") -> str:
    """Register today's sheet in spring and write that it hangs in the hall; its mark."""
    mark = sheet(content).mark
    register(content, datetime.date(2026, 3, 2))
    site({f"ledger/{name}.yml": posting(mark)})
    return mark


def scan(content: Path, form: str = "a3") -> str:
    """The address in the QR code, read from the picture of the printed sheet."""
    pdf = (content.parent / "site" / "print" / f"l1-{form}.pdf").read_bytes()
    page = pypdfium2.PdfDocument(pdf)[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=100 / 72).to_numpy())
    return str(code.text)


def answer(content: Path, address: str) -> str:
    """What the page says to which a QR code leads."""
    assert address.startswith(BASE)
    page = content.parent / "site" / address.removeprefix(BASE) / "index.html"
    return re.sub(r"<[^>]+>|\s", "", page.read_text("utf-8"))


def test_the_life_of_a_poster(
    walled: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    # put up for the first time: registered, printed, entered into the ledger
    assert run(walled, "2026-03-05", "post", "重大事项流程图", "--place", "办事大厅北墙") == 0
    told = capsys.readouterr().err
    old = sheet(walled).mark
    assert f"□ 办事大厅北墙　重大事项流程图（A3）：贴上标记 {old} 的新图，印 " in told
    postings = walled / "ledger" / "zhangtie.yml"
    line = "  - {编号: zt-01, 流程: l1, 标记: %s, 地点: 办事大厅北墙, 尺寸: A3, 从: 2026-03-05}\n"
    assert postings.read_text("utf-8").endswith(line % old)
    first = scan(walled)
    assert first == f"{BASE}v/l1/{mark_slug(old)}/"
    assert "现行这张图就是现行的图" in answer(walled, first)

    # the procedure changes: the poster is found outdated, and says so to whoever scans it
    site({"procedures/l1.yml": FASTER})
    assert run(walled, "2026-09-01", "check") == 0
    assert "python build.py replace l1" in capsys.readouterr().err
    assert run(walled, "2026-09-01", "check", "--strict") == 1
    assert run(walled, "2026-09-01", "build") == 0
    assert "已被取代" in answer(walled, first)

    # one command replaces it
    capsys.readouterr()
    comments = f"# 贴在哪里\n{postings.read_text('utf-8')}  # 完\n"
    postings.write_text(comments, "utf-8")
    assert run(walled, "2026-09-30", "replace") == 0
    new = sheet(walled).mark
    told = capsys.readouterr().err
    assert "换图 1 处（2026-09-30）" in told
    assert f"撤下标记 {old} 的旧图，贴上标记 {new} 的新图，印 " in told
    assert "site/print/l1-a3.pdf" in told
    ended = (line % old).replace("}", ", 撤下日期: 2026-09-30}")
    begun = (line % new).replace("zt-01", "zt-02").replace("2026-03-05", "2026-09-30")
    assert postings.read_text("utf-8") == comments.replace(line % old, ended + begun)

    # scanned from paper: the new one is in force, the old one is not
    second = scan(walled)
    assert second == f"{BASE}v/l1/{mark_slug(new)}/"
    page = answer(walled, second)
    assert "现行这张图就是现行的图" in page
    assert "张贴在办事大厅北墙（A3）" in page
    assert "已被取代2026年9月30日起这张图已被新图取代" in answer(walled, first)
    assert "时限3个工作日改为2个工作日" in answer(walled, first)
    assert "第2版" in words((walled.parent / "site/print/l1-a3.pdf").read_bytes())
    capsys.readouterr()
    assert run(walled, "2026-09-30", "check", "--strict") == 0
    assert "[poster" not in capsys.readouterr().err


def test_what_is_only_printed_says_that_it_must_not_hang(
    walled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):  # where nothing has changed it is told again
        assert run(walled, "2026-03-05", "print") == 0
        last = capsys.readouterr().err.splitlines()[-1]
        assert last == "1 张图还没有登记，请不要张贴；登记：python build.py print --register"
    for form in ("a3", "a3-tiled", "card"):
        printed = words((walled.parent / "site" / "print" / f"l1-{form}.pdf").read_bytes())
        assert "未登记" in printed, form
        assert "第1版" not in printed, form
    assert "未登记" in answer(walled, scan(walled))
    assert run(walled, "2026-03-05", "print", "--register") == 0
    told = capsys.readouterr().err
    assert "登记了 1 张图：" in told
    assert "不要改、不要删" in told
    assert "还没有登记" not in told
    for form in ("a3", "a3-tiled", "card"):
        printed = words((walled.parent / "site" / "print" / f"l1-{form}.pdf").read_bytes())
        assert "第1版" in printed, form


def posting(mark: str, more: str = "") -> str:
    return f"张贴:\n  - {{编号: zt-01, 流程: l1, 标记: {mark}, 地点: 大厅, 从: 2026-03-05{more}}}\n"


def test_a_posting_of_todays_mark_does_not_stop_the_sheet_from_being_registered(
    walled: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = sheet(walled).mark
    site({"ledger/zt.yml": posting(mark)})
    assert run(walled, "2026-03-05", "check") == 1
    assert "只是还没有登记：运行 python build.py print --register" in capsys.readouterr().err
    assert run(walled, "2026-03-05", "print", "--register") == 0
    assert run(walled, "2026-03-05", "check") == 0


def test_a_posting_of_a_mark_that_nobody_has_seen_is_told_and_nothing_is_registered(
    walled: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site({"ledger/zt.yml": posting("K7QF-3M2P")})
    before = read_tree(walled)
    assert run(walled, "2026-03-05", "print", "--register") == 1
    assert "没有登记过标记 K7QF-3M2P" in capsys.readouterr().err
    assert read_tree(walled) == before


def test_where_the_site_cannot_be_made_nothing_is_entered(walled: Path, site: MakeSite) -> None:
    hang(walled, site)
    site({"procedures/l1.yml": FASTER})
    before = read_tree(walled)
    layouts = shutil.copytree(ROOT / "layouts", walled.parent / "layouts")
    (layouts / "print" / "card.typ").write_text("#panic()", "utf-8")
    for command in (("replace",), ("print", "--register"), ("post", "l1", "--place", "走廊")):
        assert run(walled, "2026-09-30", *command, "--layouts", str(layouts)) == 1
        assert read_tree(walled) == before, command


def test_what_print_makes_can_be_had_from_a_page_and_every_link_leads_to_a_file(
    walled: Path, site: MakeSite
) -> None:
    leader = "岗位: [{编号: wy, 名称: 委员, 机构: 党委, 班子成员: 是, 职责: [管账]}]\n"
    other = WALLED.replace("编号: l1", "编号: l2").replace("重大事项流程图", "另一个流程图")
    site({"bodies/more.yml": leader})
    site({"procedures/l2.yml": other.replace("上墙: 是", "明白卡: 是")})
    target = walled.parent / "site"
    for command in ("print", "build"):
        assert run(walled, "2026-03-05", command) == 0
        linked = set()
        for page in target.rglob("*.html"):
            for link in re.findall(r'href="([^"#:]+\.pdf)"', page.read_text("utf-8")):
                file = (page.parent / link).resolve()
                assert file.is_file(), f"{page}: {link}"
                linked.add(file.name)
        made = {path.name for path in (target / "print").iterdir()}
        assert linked == made
        assert {name for name in made if name.startswith("l2")} == (
            {"l2-card.pdf"} if command == "print" else set()
        )
        if command == "print":
            card = (target / "print" / "l2-card.pdf").read_bytes()
            assert "标记" not in words(card), "it is no sheet that is registered"
            assert "扫码看现行的流程" in words(card)
            page = pypdfium2.PdfDocument(card)[0]
            (code,) = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_numpy())
            assert code.text == f"{BASE}procedures/l2/"
    rules = (target / "rules" / "index.html").read_text("utf-8")
    assert "compilation.pdf" not in rules, "a build without print makes no booklet"


def test_an_outdated_poster_does_not_stop_the_command_that_replaces_it_even_strictly(
    walled: Path, site: MakeSite
) -> None:
    hang(walled, site)
    site({"procedures/l1.yml": FASTER})
    assert run(walled, "2026-09-30", "check", "--strict") == 1
    assert run(walled, "2026-09-30", "replace", "--strict") == 0


def test_all_places_of_a_chart_are_replaced_each_in_its_file_and_its_size(
    walled: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    old = hang(walled, site)
    site({"ledger/zhangtie.yml": posting(old, ", 尺寸: A1")})
    inside = posting(old, ", 公开: 本单位").replace("zt-01", "nb-9").replace("大厅", "走廊")
    site({"procedures/l1.yml": FASTER, "ledger/neibu.yml": inside})
    capsys.readouterr()
    assert run(walled, "2026-09-30", "replace", "L1") == 0
    told = capsys.readouterr().err
    assert "换图 2 处" in told
    assert "l1-a1.pdf" in told
    assert "l1-a3.pdf" in told
    text = (walled / "ledger" / "neibu.yml").read_text("utf-8")
    assert "公开: 本单位, 撤下日期: 2026-09-30}" not in text, "the day stands behind the other day"
    assert "从: 2026-03-05, 撤下日期: 2026-09-30, 公开: 本单位}" in text
    assert "编号: nb-10" in text
    assert text.count("公开: 本单位") == 2
    assert "从: 2026-09-30, 尺寸: A1}" in (walled / "ledger/zhangtie.yml").read_text("utf-8")


def test_what_only_comes_down_gets_its_day(
    walled: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    hang(walled, site)
    site({"procedures/l1.yml": WALLED.replace("上墙: 是\n", "")})
    capsys.readouterr()
    assert run(walled, "2026-09-30", "replace") == 0
    assert "不再贴：流程不再上墙" in capsys.readouterr().err
    text = (walled / "ledger" / "zhangtie.yml").read_text("utf-8")
    assert "撤下日期: 2026-09-30" in text
    assert text.count("编号") == 1


def test_where_nothing_is_to_be_replaced_nothing_is_written(
    walled: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    hang(walled, site)
    before = read_tree(walled)
    capsys.readouterr()
    assert run(walled, "2026-03-05", "replace") == 0
    assert "墙上的图都是现行的，没有要换的" in capsys.readouterr().err
    assert run(walled, "2026-03-05", "replace", "l1") == 1
    assert "贴着的都是现行的，不用换" in capsys.readouterr().err
    assert read_tree(walled) == before


@pytest.mark.parametrize(
    ("command", "code", "why"),
    [
        (("replace", "重大事顶流程图"), 2, "没有流程“重大事顶流程图”，是不是“重大事项流程图”？"),
        (("replace", "l1", "--date", "2026-10-01"), 2, "--date 不能在今天以后"),
        (("replace", "--date", "2026-03-01"), 2, "大厅的“重大事项流程图”2026年3月5日才贴上"),
        (
            ("post", "l1", "--place", "大 厅"),
            1,
            "“重大事项流程图”已经贴在大厅（zt-01）；换图：python build.py replace",
        ),
        (("post", "l2", "--place", "大厅"), 1, "“另一个流程图”没有写 上墙: 是"),
        (("replace", "l2"), 1, "“另一个流程图”没有张贴过；第一次张贴：python build.py post l2"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    walled: Path,
    site: MakeSite,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
    code: int,
    why: str,
) -> None:
    hang(walled, site)
    other = WALLED.replace("编号: l1", "编号: l2").replace("重大事项流程图", "另一个流程图")
    site({"procedures/l1.yml": FASTER, "procedures/l2.yml": other.replace("上墙: 是\n", "")})
    before = read_tree(walled)
    capsys.readouterr()
    assert run(walled, "2026-09-30", *command) == code
    assert f"什么也没有写：{why}" in capsys.readouterr().err
    assert read_tree(walled) == before


def test_a_second_chart_is_posted_beside_the_first_of_its_unit(
    walled: Path, site: MakeSite
) -> None:
    hang(walled, site)
    other = WALLED.replace("编号: l1", "编号: l2").replace("重大事项流程图", "另一个流程图")
    site({"procedures/l2.yml": other})
    assert run(walled, "2026-03-06", "post", "l2", "--place", "大厅, 北墙", "--size", "A2") == 0
    lines = (walled / "ledger" / "zhangtie.yml").read_text("utf-8").splitlines()
    mark = sheet_of(walled, "l2")
    expected = f'编号: zt-02, 流程: l2, 标记: {mark}, 地点: "大厅, 北墙", 从: 2026-03-06, 尺寸: A2'
    assert lines[-1] == f"  - {{{expected}}}"
    assert run(walled, "2026-03-06", "check", "--strict") == 0


@pytest.mark.parametrize(
    "settings", [SETTINGS, SETTINGS + "二维码: 否\n", SETTINGS.replace(URL, "")]
)
def test_nobody_is_told_to_scan_a_code_that_is_not_printed(
    walled: Path, site: MakeSite, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site({"site.yml": settings})
    assert run(walled, "2026-03-05", "post", "l1", "--place", "北墙") == 0
    assert ("扫一扫" in capsys.readouterr().err) is (settings == SETTINGS)


def sheet_of(content: Path, id: str) -> str:
    (path,) = (content / "ledger").glob(f"{id}-*.yml")
    slug = path.stem.removeprefix(f"{id}-").upper()
    return f"{slug[:4]}-{slug[4:]}"


def test_a_posting_that_cannot_be_changed_without_a_mess_is_left_alone(
    walled: Path, site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    hang(walled, site)
    (walled / "ledger" / "zhangtie.yml").unlink()
    text = posting(sheet(walled).mark).partition("{")[2].rpartition("}")[0]
    site({"ledger/zt.md": "---\n" + text.replace(", ", "\n") + "\n---\n备注\n"})
    site({"procedures/l1.yml": FASTER})
    before = read_tree(walled)
    capsys.readouterr()
    assert run(walled, "2026-09-30", "replace") == 1
    assert "ledger/zt.md 的写法程序改不了" in capsys.readouterr().err
    assert read_tree(walled) == before
