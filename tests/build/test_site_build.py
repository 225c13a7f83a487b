"""A build as a whole: what is written, that it repeats itself, that errors write nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shaiquan.cli import ROOT, main
from shaiquan.disclosure.file_words import read_words
from shaiquan.views.printed_forms import FORMS
from tests.conftest import MakeSite
from tests.printed import WALLED


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def build(content: Path, target: Path, *more: str) -> int:
    return main(["--content", str(content), "--site", str(target), "--as-of", "2026-11-24", *more])


def test_a_site_is_pages_charts_data_and_assets(site: MakeSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert build(site({}), target) == 0
    files = set(tree(target))
    pages = {
        "index.html",
        "powers/index.html",
        "powers/p1/index.html",
        "posts/sj/index.html",
        "bodies/dw/index.html",
        "bodies/sqr/index.html",
        "rules/gz/index.html",
        "catalogues/cw/index.html",
        "procedures/l1/index.html",
        "about/index.html",
    }
    others = {
        "charts/l1.svg",
        "charts/l1.gv",
        "assets/site.css",
        "data/power.csv",
        "data/power.json",
        "data/datapackage.json",
        "manifest.json",
    }
    assert pages | others <= files


def test_a_procedure_for_the_wall_has_its_a3_sheet_and_pages_lead_to_it(
    site: MakeSite, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    assert build(site({"procedures/l1.yml": WALLED}), target) == 0
    assert [path.name for path in (target / "print").iterdir()] == ["l1-a3.pdf"]
    assert (target / "charts" / "l1.png").exists()
    for page, link in (
        ("procedures/l1/index.html", "../../print/l1-a3.pdf"),
        ("procedures/wall/index.html", "../../print/l1-a3.pdf"),
    ):
        assert f'href="{link}"' in (target / page).read_text("utf-8")


def test_print_makes_every_form_and_links_them(site: MakeSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    content = site({"procedures/l1.yml": WALLED})
    assert main(["print", "--content", str(content), "--site", str(target)]) == 0
    page = (target / "procedures/l1/index.html").read_text("utf-8")
    for form in FORMS:
        assert (target / "print" / f"l1-{form}.pdf").read_bytes().startswith(b"%PDF-")
        assert f"print/l1-{form}.pdf" in page
    assert build(content, target) == 0
    assert not (target / "print" / "l1-a1.pdf").exists(), "build goes back to the A3 sheets"


def test_print_for_the_file_room_registers_first_if_asked(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "site"
    content = site({"procedures/l1.yml": WALLED})
    options = ["--content", str(content), "--site", str(target), "--as-of", "2026-11-24"]
    assert main(["print", "--register", "--archive", *options]) == 0
    assert "登记了 1 张图：" in capsys.readouterr().err
    (entered,) = (content / "ledger").iterdir()
    assert b"<pdfaid:part>2<" in (target / "print" / "l1-a3.pdf").read_bytes()
    before = entered.read_bytes()
    assert main(["print", "--register", *options]) == 0
    assert "登记簿没有变化" in capsys.readouterr().err
    assert entered.read_bytes() == before


def test_building_again_changes_no_file(site: MakeSite, tmp_path: Path) -> None:
    content, target = site({}), tmp_path / "site"
    build(content, target)
    before = {p: p.stat().st_ino for p in target.rglob("*") if p.is_file()}
    build(content, target)
    assert {p: p.stat().st_ino for p in target.rglob("*") if p.is_file()} == before


def test_errors_write_nothing_and_leave_the_old_site(site: MakeSite, tmp_path: Path) -> None:
    content, target = site({}), tmp_path / "site"
    build(content, target)
    before = tree(target)
    site({"powers/p1.yml": "编号: p1\n"})
    assert build(content, target) == 1
    assert tree(target) == before


def test_a_deleted_record_loses_its_page(site: MakeSite, tmp_path: Path) -> None:
    content, target = site({"bodies/more.yml": "编号: zd\n名称: 站点\n"}), tmp_path / "site"
    build(content, target)
    assert (target / "bodies" / "zd" / "index.html").exists()
    (content / "bodies" / "more.yml").unlink()
    build(content, target)
    assert not (target / "bodies" / "zd").exists()


def test_nobody_is_told_the_key_of_the_marks(site: MakeSite, tmp_path: Path) -> None:
    key = "k3Vq8mZ1xT7rR4pW9"
    settings = (site({}) / "site.yml").read_text("utf-8")
    content = site({"site.yml": f"标记密钥: {key}\n{settings}", "procedures/l1.yml": WALLED})
    assert main(["print", "--content", str(content), "--site", str(tmp_path / "site")]) == 0
    words = {path: "".join(read_words(data)) for path, data in tree(tmp_path / "site").items()}
    assert "重大事项流程图" in words["print/l1-a3.pdf"]
    assert [path for path in words if key in words[path]] == []


@pytest.mark.parametrize("gone", ["", "状态: 草稿\n", "不公开字段: [{字段: 正文, 依据: 条例}]\n"])
def test_no_tree_beside_the_site_keeps_what_is_not_public_any_more(
    site: MakeSite, tmp_path: Path, gone: str
) -> None:
    duty = "编号: d2\n名称: 办好采购\n事项: [p1]\n责任主体: [办公室]\n"
    text = "正文: 蓝色流转夹交机要柜保管\n"
    target, kept = tmp_path / "out" / "site", "out/**/.site.twin-*"
    content = site({"duties/d2.yml": duty + text})
    assert build(content, target) == 0
    site({"duties/d2.yml": duty + text + "简称: 办采\n"})
    assert build(content, target) == 0
    assert list(tmp_path.glob(kept)), "one is kept while nothing goes"
    site({"duties/d2.yml": duty + text + gone if gone else None})
    assert build(content, target) == 0
    left = (path for path in target.parent.rglob("*") if path.is_file())
    assert not [path for path in left if "蓝色流转夹".encode() in path.read_bytes()]


def test_the_manifest_has_the_digest_of_every_file(site: MakeSite, tmp_path: Path) -> None:
    target = tmp_path / "site"
    build(site({}), target)
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    files = {k: hashlib.sha256(v).hexdigest() for k, v in tree(target).items()}
    del files["manifest.json"]
    assert manifest["files"] == files
    assert manifest["as_of"] == "2026-11-24"


def test_the_same_input_gives_the_same_bytes_anywhere(site: MakeSite, tmp_path: Path) -> None:
    content = site({})
    trees = []
    for number, environment in enumerate(
        [
            {"LANG": "C", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"},
            {"LANG": "C.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "2", "HOME": "/"},
        ]
    ):
        folder = tmp_path / f"somewhere-{number}"
        shutil.copytree(content, folder / "content")
        for name in ("layouts", "assets"):
            shutil.copytree(ROOT / name, folder / name)
        command = [sys.executable, "-X", "utf8", "-m", "shaiquan", "build", "--as-of", "2026-11-24"]
        command += ["--jobs", str(number + 1)]
        for name in ("content", "layouts", "assets", "site"):
            command += [f"--{name}", str(folder / name)]
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        trees.append(tree(folder / "site"))
    assert trees[0] == trees[1]


def test_a_time_limit_is_the_same_on_page_chart_table_and_data(
    site: MakeSite, tmp_path: Path
) -> None:
    content, target = site({}), tmp_path / "site"
    path = content / "procedures" / "l1.yml"
    path.write_text(path.read_text("utf-8").replace("5个工作日", "七个工作日内"), "utf-8")
    assert build(content, target) == 0
    page = (target / "procedures/l1/index.html").read_text("utf-8")
    svg, table = page.split("</svg>")
    assert "7个工作日" in svg
    assert ">7个工作日<" in table
    assert "7个工作日" in (target / "charts/l1.svg").read_text("utf-8")
    (row,) = json.loads((target / "data/procedure.json").read_text("utf-8"))
    limit = {"text": "7个工作日", "least": None, "amount": 7, "unit": "workday"}
    assert row["steps"][1]["limit"] == limit
    for text in (svg, table):
        assert "5个工作日" not in text
    assert "各步最长合计" in page
    assert "17个工作日" in page, "two rounds of seven and three to publish"


def test_every_chart_has_a_png_where_everything_is_printed(tmp_path: Path, site: MakeSite) -> None:
    content, target = site({}), tmp_path / "site"
    common = ["--content", str(content), "--site", str(target)]
    assert main(["build", *common]) == 0
    assert not (target / "charts" / "l1.png").exists(), "the chart is on no wall"
    assert main(["print", *common]) == 0
    assert (target / "charts" / "l1.png").read_bytes().startswith(b"\x89PNG")
