"""The last look: withheld words are found however a file dresses them."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import shutil
from collections.abc import Callable
from html.entities import html5
from pathlib import Path

import pytest

from shaiquan.cli import ROOT, main
from shaiquan.disclosure.leaks import NO_WORDS
from shaiquan.disclosure.release import release
from shaiquan.disclosure.word_forms import WithheldText
from tests.conftest import MakeSite
from tests.disclosure.packed_files import PNG, zipped
from tests.ledgers import WALLED
from tests.support import find_leaks, find_leaks_in_asset, list_withheld, load_catalog, withheld

SECRET = "蓝色流转夹交机要柜保管"
DRAFT = f"编号: p2\n名称: 某事\n决定主体: 党委\n状态: 草稿\n正文: {SECRET}\n"


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{SECRET}</p>",
        "<text>蓝色流转夹</text>\n<text>交机要柜保管</text>",
        "<p>蓝色<b>流转夹</b>交机要柜\n保管</p>",
        '{"name": "' + SECRET + '"}',
        f'<meta content="见{SECRET}。">',
        "&#34013;色流转夹交机要柜保管",
        '{"name": "\\u84dd\\u8272流转夹交机要柜保管"}',
    ],
)
def test_a_withheld_text_is_found(content: str) -> None:
    (leak,) = find_leaks("a.html", content, withheld(SECRET))
    assert leak.code.code == "leak"
    assert SECRET not in leak.message(), "the problem must not publish what it guards"


def write_as_csv(text: str) -> str:
    into = io.StringIO()
    csv.writer(into).writerow(["p2", text])
    return into.getvalue()


def write_as_json(text: str) -> str:
    return json.dumps({"name": text}, ensure_ascii=False)


@pytest.mark.parametrize(
    "text", ['把"蓝色流转夹"交柜', "存在 机要\\蓝柜 里", '"蓝柜\\"\t保管', '"党委"']
)
@pytest.mark.parametrize(
    "write",
    [
        html.escape,
        write_as_csv,
        write_as_json,
        lambda text: html.escape(write_as_json(text)),
    ],
    ids=["html", "csv", "json", "json in html"],
)
def test_a_text_with_quotes_and_backslashes_is_found(
    write: Callable[[str], str], text: str
) -> None:
    (leak,) = find_leaks("a", write(text), withheld(text))
    assert leak.code.code == "leak"


def test_signs_make_no_difference_but_texts_side_by_side_are_two() -> None:
    (text,) = withheld("估算价 10 万元以上")
    for said in (
        "<p>估算价10万元以上的</p>",
        "“估算价”10万元，以上",
        "<td>估算价<b>10</b> 万元以上",
    ):
        assert find_leaks("a.html", said, [text]), said
    for said in (
        "<li>估算价</li><li>10万元以上</li>",
        "<td>估算价</td>\n<td>10万元以上</td>",
        "估算价,10万元以上",
        '["估算价", "10万元以上"]',
        "<g><text>估算价</text></g><g><text>10万元以上</text></g>",
    ):
        assert not find_leaks("a.html", said, [text]), said
    assert not find_leaks("a.html", "<p>党委会议决定</p>", withheld('""""""'))


def test_the_cells_of_a_markdown_row_are_texts_of_their_own() -> None:
    row = withheld("| 2000元以上不满20000元 | 党委会 |")
    assert find_leaks("a.html", "<td>2000元以上不满20000元</td>\n<td>党委会</td>", row)
    assert not find_leaks("a.json", '"2000元以上不满20000元：党委会集体决定"', row)


def test_a_short_name_is_found_where_it_stands_alone() -> None:
    name = WithheldText("name", "督办组", "bodies/all.yml")
    for said in (
        "<td>督办组</td>",
        "<p>由党委、督办组（二楼）</p>",
        '{"by": "督办组"}',
        "a,督办组,b",
    ):
        assert find_leaks("a", said, [name]), said
    assert not find_leaks("a", "<p>党委督办组织工作</p>", [name])


def test_an_id_is_found_in_an_address_and_as_a_value() -> None:
    id = WithheldText("id", "gz-2", "rules/gz.md")
    for said in ('<a href="../../rules/gz-2/">', '{"by": {"id": "gz-2"}}', "p1,gz-2,x", '"#gz-2"'):
        assert find_leaks("a", said, [id]), said
    assert find_leaks("charts/gz-2.svg", "<svg/>", [id])
    for said in ('<p class="gz-2">gz-2 </p>', "/rules/gz-21/", '{"gz-2": 1}'):
        assert not find_leaks("a", said, [id]), said


def test_a_file_without_it_is_clean() -> None:
    assert find_leaks("a.html", "<p>蓝色文件夹</p>", withheld(SECRET)) == ()
    assert find_leaks("a.png", NO_WORDS, withheld(SECRET)) == ()


def test_a_text_is_found_though_every_character_is_written_by_its_number() -> None:
    spelt = "".join(f"&#x{ord(char):x};" for char in SECRET)
    assert find_leaks("a.html", f"<p>{spelt}</p>", withheld(SECRET))


def test_one_text_of_many_is_found() -> None:
    (leak,) = find_leaks("a.html", f"&#34;{SECRET}&#39;", withheld("机要的要柜", SECRET, "红色"))
    assert (leak,) == find_leaks("a.html", SECRET, withheld(SECRET))


def test_no_name_in_html_stands_for_a_chinese_character() -> None:
    assert not [
        name for name, text in html5.items() if any("\u4e00" <= c <= "\u9fff" for c in text)
    ]


def test_what_a_public_record_says_too_is_no_secret(site: MakeSite) -> None:
    draft = "编号: p2\n名称: 论证走过场\n决定主体: 党委\n状态: 草稿\n正文: 只有草稿里才有的一句话\n"
    released = release(load_catalog(site({"powers/p2.yml": draft})), datetime.date(2026, 11, 24))
    assert list_withheld(released) == ["只有草稿里才有的一句话"]


def test_an_asset_is_searched_by_its_name_and_in_what_is_packed_in_it() -> None:
    (by_name,) = find_leaks_in_asset(f"assets/{SECRET}.png", PNG, withheld(SECRET))
    (packed,) = find_leaks_in_asset(
        "assets/a.png", zipped({"a.txt": SECRET.encode()}), withheld(SECRET)
    )
    assert (by_name.code.code, packed.code.code) == ("leak", "leak")
    assert find_leaks_in_asset("assets/a.zip", zipped({"a.txt": b"a"}), withheld(SECRET)) == ()


def test_an_asset_that_cannot_be_searched_is_told_where_something_is_withheld() -> None:
    (problem,) = find_leaks_in_asset("assets/a.png", b"%PDF-1.7", withheld(SECRET))
    assert (problem.code.code, problem.path) == ("unsearchable", "assets/a.png")
    assert find_leaks_in_asset("assets/a.png", b"%PDF-1.7", []) == ()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", zipped({"word/document.xml": f"<w:t>{SECRET}</w:t>".encode()}), "leak"),
        ("a.txt", SECRET.encode("gb18030"), "leak"),
        ("a.pdf", b"%PDF-1.7 \xff", "unsearchable"),
        ("a.br", b"\x8b\x05\x80\xff", "unsearchable"),
        ("a.png", PNG, ""),
        ("a.zip", zipped({"a.txt": b"a"}), ""),
    ],
)
def test_an_asset_that_may_say_what_is_withheld_stops_the_build(
    site: MakeSite,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    code: str,
) -> None:
    folder, target = tmp_path / "assets", tmp_path / "site"
    folder.mkdir()
    (folder / name).write_bytes(content)
    options = ["--content", str(site({"powers/p2.yml": DRAFT})), "--site", str(target)]
    assert main(["build", *options, "--assets", str(folder)]) == (1 if code else 0)
    if code:
        assert f"assets/{name}:1:1: 错误: " in (messages := capsys.readouterr().err)
        assert f"[{code}]" in messages
    assert (target / "assets" / name).exists() is not bool(code)
    options = ["--content", str(site({"powers/p2.yml": None})), "--site", str(target)]
    assert main(["build", *options, "--assets", str(folder)]) == 0, "nothing is withheld"
    assert (target / "assets" / name).read_bytes() == content


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("base.html", "</body>", f"<!-- {SECRET} --></body>"),
        ("print/sheet.typ", "\n", f"\n#let note = [{SECRET}]\n"),
    ],
)
def test_a_template_that_prints_a_withheld_text_stops_the_build(
    site: MakeSite,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    old: str,
    new: str,
) -> None:
    content = site({"powers/p2.yml": DRAFT, "procedures/l1.yml": WALLED})
    folder = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", folder)
    text = (folder / file).read_text("utf-8")
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    target = tmp_path / "site"
    options = ["--content", str(content), "--site", str(target), "--layouts", str(folder)]
    assert main(["build", *options]) == 1
    assert "[leak]" in capsys.readouterr().err
    assert not target.exists()


def test_one_of_thousands_is_found_and_no_other() -> None:
    many = withheld(*(f"第{number}号机要流转夹" for number in range(3000)))
    (leak,) = find_leaks("a.html", "<p>见第<b>1234</b>号机要流转夹。</p>", many)
    assert leak.code.code == "leak"
    assert find_leaks("a.html", "<p>见第9999号机要流转夹。</p>", many) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("征求干部意见后复核", "<p>徵求<b>幹部</b>意見後複核</p>"),
        ("徵求幹部意見後複核", "<p>征求干部意见后复核</p>"),
        ("征求干部意见后复核", "&#24501;求幹部意見後複核"),
        ("锺先生保管干部档案", "鍾先生保管幹部檔案"),
    ],
)
def test_a_withheld_text_is_found_in_other_characters_too(text: str, words: str) -> None:
    assert find_leaks("zh-hant/a.html", words, withheld(text))
    assert find_leaks_in_asset("a.txt", words.encode(), withheld(text))
    assert not find_leaks("a.html", "<p>征求幹部意見</p>", withheld(text))
