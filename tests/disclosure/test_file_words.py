"""The words of a file are read by what it is, whatever it is called."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from shaiquan.cli import ROOT
from shaiquan.disclosure import file_words
from shaiquan.disclosure.file_words import MOST_LEVELS, Unsearchable, read_words
from shaiquan.disclosure.leaks import make_asset_search, search_asset
from tests.disclosure.packed_files import PNG, zipped
from tests.support import find_leaks_in_asset, withheld

WORDS = "蓝色流转夹交机要柜保管"
TEXT = WORDS.encode()


def tarred(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        f"\ufeff{WORDS}".encode(),
        WORDS.encode("gb18030"),
        WORDS.encode("utf-16"),
        f"<svg><text>{WORDS}</text></svg>".encode(),
        zipped({"a.txt": TEXT}),
        zipped({"a.txt": TEXT}, zipfile.ZIP_LZMA),
        zipped({f"{WORDS}.txt": b""}),
        zipped({"word/document.xml": TEXT, "word/media/image1.png": PNG}),
        zipped(
            {"xl/sharedStrings.xml": TEXT, "xl/printerSettings/printerSettings1.bin": b"\xff\0"}
        ),
        zipped({"a.zip": zipped({"b.zip": zipped({"a.txt": TEXT})})}),
        gzip.compress(TEXT, mtime=0),
        bz2.compress(TEXT),
        lzma.compress(TEXT),
        tarred("a.txt", TEXT),
        tarred(f"{WORDS}.txt", b""),
        gzip.compress(tarred("a.zip", zipped({"a.txt": TEXT})), mtime=0),
    ],
)
def test_words_are_found_however_they_are_packed(content: bytes) -> None:
    assert WORDS in "\n".join(read_words(content))


def test_names_in_an_archive_of_chinese_windows_are_read() -> None:
    name = f"{WORDS}.txt".encode("gb18030")
    packed = zipped({"a" * len(name): b""}).replace(b"a" * len(name), name)
    assert f"{WORDS}.txt" in list(read_words(packed))


@pytest.mark.parametrize(
    "start",
    [PNG, b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\xff\0\0\0WEBP", b"\0\0\1\0", b"wOF2", b"wOFF",
     b"\0\1\0\0\0\x11", b"OTTO", b"ttcf", b"\0\0\0\x18ftypmp42", b"OggS", b"ID3"],
)  # fmt: skip
def test_pictures_fonts_sound_and_films_have_no_words(start: bytes) -> None:
    assert WORDS not in "".join(read_words(start + b"\xff\xfe\0" * 20))


def test_the_font_of_the_charts_can_be_an_asset() -> None:
    from shaiquan.charts.fonts import font_file

    assert WORDS not in "".join(read_words(font_file().read_bytes()))


@pytest.mark.parametrize(
    "content",
    [
        f'<meta charset="utf-8"><p>{WORDS}'.encode() + b"\xa9 </p>",
        "说明".encode("gb18030") + TEXT,
        TEXT + "完".encode()[:2],
        PNG + b"\0\0\0\x10tEXt" + TEXT,
        b"\xff\xd8\xff\xfe\0\x40" + TEXT + b"\xff\xd9",
        b"GIF89a!\xfe" + TEXT,
        zipped({"a.txt": b"a"})[:-2] + len(TEXT).to_bytes(2, "little") + TEXT,
        bz2.compress(b"a") + TEXT,
    ],
    ids=[
        "a bad byte",
        "two codes",
        "cut",
        "png",
        "jpeg",
        "gif",
        "comment of a zip",
        "behind a bz2",
    ],
)
def test_words_are_found_beside_what_is_no_text(content: bytes) -> None:
    words: list[str] = []
    with contextlib.suppress(Unsearchable):
        words += read_words(content)
    assert WORDS in "".join(words)


def test_a_text_in_an_older_code_is_no_reason_to_refuse_an_asset() -> None:
    assert WORDS not in "".join(read_words("/* José */ a { color: red }".encode("latin-1")))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\nplain", "打不开"),
        (b"{\\rtf1 \\'c0\\'b6}", "不认识这种文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不认识这种文件"),
        (b"\0\1\0\0Standard Jet DB\0\xff\xff", "不认识这种文件"),
        (b"7z\xbc\xaf\x27\x1c", "不认识这种文件"),
        (b"Rar!\x1a\x07\x01\x00\xff", "不认识这种文件"),
        (b"\x28\xb5\x2f\xfd\x04\x58\xff", "不认识这种文件"),
        (WORDS.encode("utf-16-le") + b"\n\0", "不认识这种文件"),
        (zipped({"a.pdf": b"%PDF"}), "打不开"),
        (zipped({"a.txt": TEXT})[:60], "打不开"),
        (gzip.compress(TEXT, mtime=0)[:-9], "打不开"),
        (zipped({"a.txt": TEXT}).replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0"), "打不开"),
    ],
)  # fmt: skip
def test_of_other_files_nobody_can_tell_what_they_say(content: bytes, why: str) -> None:
    with pytest.raises(Unsearchable) as fault:
        list(read_words(content))
    assert fault.value.why.startswith(why)


def test_archives_are_opened_only_so_deep() -> None:
    packed = TEXT
    for _ in range(MOST_LEVELS):
        packed = gzip.compress(packed)
    assert WORDS in "".join(read_words(packed))
    with pytest.raises(Unsearchable) as fault:
        list(read_words(gzip.compress(packed)))
    assert fault.value.why.startswith("压缩包套压缩包")


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_words, "MOST_BYTES", 1000)
    for content in (gzip.compress(b"a" * 1001), zipped({"a": b"a" * 600, "b": b"a" * 600})):
        with pytest.raises(Unsearchable) as fault:
            list(read_words(content))
        assert fault.value.why == "解开以后太大"


def test_archives_that_are_small_each_and_too_large_together_are_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_words, "MOST_BYTES", 1000)
    inner = {f"{number}.zip": zipped({"a.txt": b"0" * 500}) for number in range(4)}
    with pytest.raises(Unsearchable) as fault:
        list(read_words(zipped(inner)))
    assert fault.value.why.startswith("解开以后太大")


def test_the_assets_of_this_repository_can_be_searched() -> None:
    for path in (ROOT / "assets").iterdir():
        assert list(read_words(path.read_bytes()))


RUN = '</w:t></w:r><w:r w:rsidR="00A"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("word/document.xml", f"<w:p><w:r><w:t>{WORDS[:4]}{RUN}{WORDS[4:]}</w:t></w:r></w:p>"),
        (
            "xl/sharedStrings.xml",
            f"<si><r><t>{WORDS[:4]}</t></r><r><rPr><b/></rPr><t>{WORDS[4:]}</t></r></si>",
        ),
    ],
)
def test_a_sentence_that_an_office_program_cuts_into_runs_is_found(name: str, text: str) -> None:
    assert find_leaks_in_asset("assets/a", zipped({name: text.encode()}), withheld(WORDS))


def test_two_paragraphs_and_two_cells_are_two_texts() -> None:
    paragraphs = f"<w:p><w:t>{WORDS[:4]}</w:t></w:p><w:p><w:t>{WORDS[4:]}</w:t></w:p>"
    cells = f"<si><t>{WORDS[:4]}</t></si><si><t>{WORDS[4:]}</t></si>"
    for text in (paragraphs, cells):
        packed = zipped({"a.xml": text.encode()})
        assert not find_leaks_in_asset("assets/a", packed, withheld(WORDS))


def test_a_file_that_cannot_be_searched_is_good_if_the_site_trusts_it() -> None:
    search = make_asset_search(withheld(WORDS))
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert search_asset("assets/a.doc", content, search)
    assert not search_asset("assets/a.doc", content, search, is_trusted=True)
    assert search_asset("assets/a.doc", content + TEXT, search, is_trusted=True), "not what it says"
