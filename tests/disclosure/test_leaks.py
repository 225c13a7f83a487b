"""The last look: withheld words are found however a file dresses them."""

from __future__ import annotations

import datetime
from html.entities import html5

import pytest

from shaiquan.disclosure.leaks import leaks
from shaiquan.disclosure.release import release
from tests.conftest import MakeSite
from tests.support import catalog

SECRET = "蓝色流转夹交机要柜保管"


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{SECRET}</p>",
        "<text>蓝色流转夹</text>\n<text>交机要柜保管</text>",
        "<p>蓝色<b>流转夹</b>交机要柜\n保管</p>",
        '{"name": "' + SECRET + '"}',
        f'<meta content="见{SECRET}。">',
        "&#34013;色流转夹交机要柜保管",
    ],
)
def test_a_withheld_text_is_found(content: str) -> None:
    (found,) = leaks("a.html", content.encode(), [SECRET])
    assert found.code.code == "leak"
    assert SECRET not in found.message(), "the problem must not publish what it guards"


def test_a_file_without_it_is_clean() -> None:
    assert leaks("a.html", "<p>蓝色文件夹</p>".encode(), [SECRET]) == ()


def test_a_text_is_found_though_every_character_is_written_by_its_number() -> None:
    spelt = "".join(f"&#x{ord(char):x};" for char in SECRET)
    assert leaks("a.html", f"<p>{spelt}</p>".encode(), [SECRET])


def test_one_text_of_many_is_found() -> None:
    (found,) = leaks("a.html", f"&#34;{SECRET}&#39;".encode(), ["机要的要柜", SECRET, "红色"])
    assert found.message() == leaks("a.html", SECRET.encode(), [SECRET])[0].message()


def test_no_name_in_html_stands_for_a_chinese_character() -> None:
    assert not [
        name for name, text in html5.items() if any("\u4e00" <= c <= "\u9fff" for c in text)
    ]


def test_what_a_public_record_says_too_is_no_secret(site: MakeSite) -> None:
    draft = "编号: p2\n名称: 论证走过场\n决定主体: 党委\n状态: 草稿\n正文: 只有草稿里才有的一句话\n"
    found = release(catalog(site({"powers/p2.yml": draft})), datetime.date(2026, 11, 24))
    assert found.secrets == ("只有草稿里才有的一句话",)


def test_a_template_that_prints_a_withheld_text_stops_the_build(
    site: MakeSite, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil
    from pathlib import Path

    from shaiquan.cli import ROOT, main

    assert isinstance(tmp_path, Path)
    draft = f"编号: p2\n名称: 某事\n决定主体: 党委\n状态: 草稿\n正文: {SECRET}\n"
    content = site({"powers/p2.yml": draft})
    folder = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", folder)
    base = folder / "base.html"
    base.write_text(
        base.read_text("utf-8").replace("</body>", f"<!-- {SECRET} --></body>"), "utf-8"
    )
    target = tmp_path / "site"
    options = ["--content", str(content), "--site", str(target), "--layouts", str(folder)]
    assert main(["build", *options]) == 1
    assert "[leak]" in capsys.readouterr().err
    assert not target.exists()
