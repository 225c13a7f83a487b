"""The search finds a canary however a file dresses it: else nothing found would mean nothing."""

from __future__ import annotations

import base64
import gzip
import io
import json
import sqlite3
import struct
import tempfile
import zlib
from pathlib import Path
from urllib.parse import quote

import opencc
import pytest
from pypdf import PdfReader, PdfWriter

from shaiquan.charts.fonts import FAMILY
from shaiquan.data.workbook import write_workbook
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.shapes import ScalarShape, field_shapes
from shaiquan.press import ARCHIVAL, render_pdf
from tests.canaries.markers import (
    MOST_PAIRS,
    SIZES,
    Planter,
    find_canaries,
    find_keys,
    make_id,
    make_marker,
)
from tests.canaries.planted_sites import PUBLIC, refer_to_root
from tests.canaries.records import FORMAL, Writer
from tests.canaries.searching import find_keys_below, find_keys_in
from tests.conftest import ROOT

MARKER, PAIR = make_marker(700, 13), make_marker(7, 2)


def chunk(name: bytes, data: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + crc


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def pdf(marker: str, title: str = "甲") -> bytes:
    """A page that shows a text, with a title."""
    with tempfile.TemporaryDirectory() as folder:
        source = f'#set document(title: "{title}")\n#set text(font: "{FAMILY}")\n{marker}'
        (Path(folder) / "a.typ").write_text(source, "utf-8")
        return render_pdf(Path(folder), "a.typ", {}, ARCHIVAL)


def pdf_with_note(marker: str) -> bytes:
    into, writer = io.BytesIO(), PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("甲"))))
    writer.add_metadata({"/Subject": marker})
    writer.write(into)
    return into.getvalue()


DRESSES = {
    "plain": lambda m: m.encode(),
    "broken": lambda m: "\n ".join(m).encode(),
    "marked up": lambda m: "</tspan><tspan x='1'>".join(m).encode(),
    "cut off": lambda m: f"{m[:5]}…".encode(),
    "html": lambda m: "".join(f"&#{ord(char)};" for char in m).encode(),
    "html twice": lambda m: "".join(f"&amp;#x{ord(char):x};" for char in m).encode(),
    "json": lambda m: json.dumps({"a": m}).encode(),
    "address": lambda m: quote(m).encode(),
    "base 64": lambda m: b'"data:text/plain;base64,' + base64.b64encode(m.encode()) + b'"',
    "base 64 for addresses": lambda m: base64.urlsafe_b64encode(m.encode()),
    "gzip": lambda m: gzip.compress(m.encode(), mtime=0),
    "gzip in base 64": lambda m: base64.b64encode(gzip.compress(m.encode(), mtime=0)),
    "gb 18030 among bytes": lambda m: b"\xff\x00" + m.encode("gb18030"),
    "utf-16 among bytes": lambda m: b"\xff\x00" + m.encode("utf-16-be"),
    "utf-8 among bytes": lambda m: b"\xff\x00" + m.encode(),
    "text of a png": lambda m: png(chunk(b"iTXt", b"Title\0\0\0\0\0" + m.encode())),
    "packed text of a png": lambda m: png(chunk(b"zTXt", b"a\0\0" + zlib.compress(m.encode()))),
    "behind a png": lambda m: png() + m.encode(),
    "cell of a workbook": lambda m: write_workbook("甲", ["乙"], [[m]]),
    "page of a pdf": pdf,
    "title of a pdf": lambda m: pdf("甲", m),
    "metadata of a pdf": pdf_with_note,
}


@pytest.mark.parametrize("dress", DRESSES)
def test_a_canary_is_found_in_any_dress(dress: str) -> None:
    for marker in (MARKER, PAIR) if dress != "cut off" else (MARKER,):
        content = DRESSES[dress](marker)
        assert marker[:3] in find_keys_in(content), dress


def test_an_id_and_the_name_of_a_file_are_found(tmp_path: Path) -> None:
    (tmp_path / f"a-{make_id(12)}-b.txt").write_bytes(make_id(13).encode())
    (tmp_path / MARKER).mkdir()
    found = set().union(*find_keys_below(tmp_path).values())
    assert found == {make_id(12), make_id(13), MARKER[:3]}


def test_a_canary_is_found_in_a_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.sqlite") as database:
        database.execute("CREATE TABLE a (b BLOB)")
        database.execute("INSERT INTO a VALUES (?)", (MARKER.encode(),))
    assert find_keys_below(tmp_path)["a.sqlite"] == {MARKER[:3]}


def test_canaries_are_known_apart_and_stand_in_no_text_of_ours() -> None:
    markers = [
        make_marker(n, size) for size in SIZES for n in range(MOST_PAIRS if size == 2 else 2000)
    ]
    assert len({marker[:3] for marker in markers}) == len(markers)
    assert [len(make_marker(5, size)) for size in SIZES] == list(SIZES)
    for name in ("layouts", "assets", "content", "shaiquan"):
        for path in (ROOT / name).rglob("*.*"):
            if path.is_file() and path.suffix != ".pyc":
                assert not [*find_keys(path.read_text("utf-8", "ignore"))], path


def test_canaries_are_the_same_in_traditional_script() -> None:
    texts = "".join(make_marker(number, size) for size in SIZES for number in range(64))
    for way in ("s2t", "s2twp", "s2hk", "t2s"):
        assert opencc.OpenCC(way).convert(texts) == texts


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_text_of_a_record_gets_a_canary_of_its_own(kind: Kind) -> None:
    planter = Planter()
    values = Writer(planter, PUBLIC, refer_to_root).write(kind)
    written = find_canaries(find_keys(repr(values)), planter.canaries)
    assert written >= {c for c in planter.canaries.values() if c.path != ("编号",)}
    texts = {kind.model.label_of(name) for name, shape in field_shapes(kind.model).items()
             if isinstance(shape, ScalarShape) and shape.text and name not in FORMAL}  # fmt: skip
    assert texts <= {canary.path[0] for canary in written}
