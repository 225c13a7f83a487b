"""The preview: in a folder of its own, rebuilt after a saved file, drafts marked."""

from __future__ import annotations

import http.client
import shutil
import socket
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench.serving import ReloadClient, find_port, run_preview
from shaiquan.cli import ROOT, main
from shaiquan.serve import _FolderWatcher
from tests.conftest import SMALL, MakeSite

DRAFT = "编号: p2\n名称: 还在写的权力\n决定主体: 党委\n状态: 草稿\n"


@pytest.fixture
def preview(site: MakeSite, tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A content folder and the port of its preview."""
    content, port = site({"powers/p2.yml": DRAFT}), find_port()
    with run_preview(ROOT, content, tmp_path, port):
        yield content, port


@pytest.fixture
def client(preview: tuple[Path, int]) -> Iterator[ReloadClient]:
    """A browser that is not connected yet."""
    with closing(ReloadClient(preview[1])) as client:
        yield client


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The port and the log of a preview that is there, whose content stays as it is."""
    folder, port = tmp_path_factory.mktemp("idle"), find_port()
    content = shutil.copytree(SMALL, folder / "content")
    with run_preview(ROOT, content, folder, port) as log, closing(ReloadClient(port)) as client:
        client.connect(60)
        yield port, log


def read_page(address: str) -> str:
    """The page at an address, which must be there."""
    with urllib.request.urlopen(address, timeout=30) as response:
        return str(response.read(), "utf-8")


def wait_for_text(address: str, text: str, seconds: float = 30) -> None:
    """Wait until the page at an address has the text."""
    end, page = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            page = read_page(address)
            if text in page:
                return
        except OSError:  # it is not there yet, or busy
            pass
        time.sleep(0.2)
    raise AssertionError(f"{text!r} did not appear; last page: {page[:300]}")


def test_a_saved_file_shows_and_a_mistake_leaves_the_last_good_page_and_says_so(
    preview: tuple[Path, int], tmp_path: Path
) -> None:
    content, port = preview
    page = f"http://127.0.0.1:{port}/powers/p2/index.html"
    wait_for_text(page, "预览：本条状态为草稿")
    assert not (tmp_path / "site").exists()
    path = content / "powers" / "p2.yml"
    path.write_text(DRAFT.replace("还在写的权力", "改了名的权力"), "utf-8")
    wait_for_text(page, "改了名的权力")
    path.write_text("编号: p2\n", "utf-8")
    bar = "content/powers/p2.yml 第 1 行: 权力事项 p2 缺少“名称”"
    wait_for_text(page, bar)
    wait_for_text(page, "改了名的权力")
    wait_for_text(f"http://127.0.0.1:{port}/powers/index.html", bar)
    assert "预览没有更新：2 处错误。" in (tmp_path / "preview.log").read_text("utf-8")
    path.write_text(DRAFT, "utf-8")
    wait_for_text(page, "还在写的权力")
    assert "第 1 行" not in read_page(page)


BAR = '<div role="alert"'


def wait_without_bar(address: str) -> str:
    """The page at an address, once it tells of no problem."""
    end = time.monotonic() + 30
    while BAR in (page := read_page(address)):
        assert time.monotonic() < end, page[:300]
        time.sleep(0.1)
    return page


def test_a_file_that_is_half_written_is_told_until_it_is_whole(
    preview: tuple[Path, int],
) -> None:
    content, port = preview
    page = f"http://127.0.0.1:{port}/powers/p2/index.html"
    wait_for_text(page, "还在写的权力")
    whole = f"{DRAFT.replace('还在写', '写了一半')}权限: ['甲', '乙']\n".encode()
    path = content / "powers" / "p2.yml"
    for end, told in (
        (-5, "第 5 行: 文件不是 UTF-8"),
        (-14, "第 6 行: 这里的格式不对"),
        (31, "缺少“决定主体”"),
    ):
        path.write_bytes(whole[:end])  # in the midst of a character, of a list, between lines
        wait_for_text(page, told)
        assert "还在写的权力" in read_page(page)
    path.write_bytes(whole)
    assert "写了一半的权力" in wait_without_bar(page)


def test_a_folder_that_is_renamed_leaves_the_last_good_pages_until_it_is_back(
    preview: tuple[Path, int], tmp_path: Path
) -> None:
    content, port = preview
    page = f"http://127.0.0.1:{port}/powers/p1/index.html"
    wait_for_text(page, "重大事项决定")
    for folder in (content / "bodies", content):
        away = tmp_path / "away"
        folder.rename(away)
        wait_for_text(page, BAR)
        assert "重大事项决定" in read_page(page)
        away.rename(folder)
        assert "重大事项决定" in wait_without_bar(page)
    assert "Traceback" not in (tmp_path / "preview.log").read_text("utf-8")


def test_each_save_is_a_signal_to_reload_however_quick_they_follow(
    preview: tuple[Path, int], client: ReloadClient
) -> None:
    content, port = preview
    client.connect(60)
    path = content / "powers" / "p2.yml"
    for number in range(4):
        path.write_text(DRAFT.replace("还在写", f"第{number}次写"), "utf-8")
        client.wait_for_reload(30)
        wait_for_text(f"http://127.0.0.1:{port}/powers/p2/index.html", f"第{number}次写")


def test_what_is_saved_while_a_preview_is_being_made_shows(
    preview: tuple[Path, int], client: ReloadClient
) -> None:
    content, port = preview
    client.connect(60)
    for number in range(10):
        new = DRAFT.replace("p2", f"p3-{number}").replace("还在写", f"第{number}次写")
        (content / "powers" / f"p3-{number}.yml").write_text(new, "utf-8")
        time.sleep(0.02)
    wait_for_text(f"http://127.0.0.1:{port}/powers/p3-9/index.html", "第9次写")


def test_a_file_that_is_deleted_is_a_change_too(
    preview: tuple[Path, int], client: ReloadClient
) -> None:
    content, port = preview
    page = f"http://127.0.0.1:{port}/powers/index.html"
    wait_for_text(page, "还在写的权力")
    client.connect(60)
    (content / "powers" / "p2.yml").unlink()
    client.wait_for_reload(30)
    assert "还在写的权力" not in read_page(page)


def test_a_browser_that_was_away_is_told_when_it_is_back(
    preview: tuple[Path, int], client: ReloadClient
) -> None:
    """It is away each time that it reloads, and then another file may be saved."""
    content, port = preview
    page = f"http://127.0.0.1:{port}/powers/p2/index.html"
    wait_for_text(page, "还在写")
    path = content / "powers" / "p2.yml"
    path.write_text(DRAFT.replace("还在写", "又在写"), "utf-8")
    wait_for_text(page, "又在写")
    client.connect(60)
    client.wait_for_reload(30)


def ask(port: int, path: str, **headers: str) -> int:
    """The status that a request with these headers is answered with."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with closing(connection):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=named)
        return connection.getresponse().status


HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec_WebSocket_Version": "13",
}


def test_it_answers_to_the_names_of_this_machine_alone(idle: tuple[int, Path]) -> None:
    port, _ = idle
    own = [f"127.0.0.1:{port}", f"localhost:{port}", "localhost", "LOCALHOST"]
    strange = ["evil.example", f"evil.example:{port}", "localhost.evil.example", "127.0.0.1.nip.io",
               f"[::1]:{port}", "0.0.0.0", "2130706433"]  # fmt: skip
    for path in ("/index.html", "/livereload.js", "/data/power.json"):
        assert [ask(port, path, Host=name) for name in own] == [200] * len(own)
        assert [ask(port, path, Host=name) for name in strange] == [404] * len(strange)
    assert ask(port, "/livereload", Host="evil.example", **HANDSHAKE) == 404


def test_a_web_socket_is_for_its_own_pages(idle: tuple[int, Path]) -> None:
    port, _ = idle
    for origin, status in (
        (f"http://127.0.0.1:{port}", 101),
        ("http://evil.example", 403),
        (f"http://localhost:{port + 1}", 403),
        ("null", 403),
    ):
        assert ask(port, "/livereload", Origin=origin, **HANDSHAKE) == status, origin


def test_an_address_that_no_file_can_have_is_not_found(idle: tuple[int, Path]) -> None:
    port, log = idle
    for path in ("/%00", "/powers/%00/index.html", "/%00.html?x", f"/{'a' * 300}", "/forcereload"):
        assert ask(port, path) == 404, path
    for path in ("/%2e%2e/preview.log", "/..%2fpreview.log", "/powers/../../preview.log"):
        assert ask(port, path) in (403, 404), path
    assert "Traceback" not in log.read_text("utf-8")


@pytest.mark.browser
def test_a_page_in_a_browser_is_loaded_again_after_a_save(
    preview: tuple[Path, int], client: ReloadClient, chromium: Any
) -> None:
    content, port = preview
    client.connect(60)
    page = chromium.new_page()
    with page.expect_websocket():
        page.goto(f"http://127.0.0.1:{port}/powers/p2/index.html")
    page.wait_for_function("window.LiveReload.connector.protocol !== undefined")
    (content / "powers" / "p2.yml").write_text(DRAFT.replace("还在写", "又在写"), "utf-8")
    page.wait_for_function("document.title.includes('又在写')", timeout=30_000)
    (content / "powers" / "p2.yml").write_text("编号: p2\n", "utf-8")
    page.get_by_role("alert").filter(has_text="p2.yml 第 1 行").wait_for(timeout=30_000)
    assert "又在写" in page.title()
    (content / "powers" / "p2.yml").write_text(DRAFT.replace("还在写", "写好"), "utf-8")
    page.wait_for_function("document.title.includes('写好')", timeout=30_000)
    assert page.get_by_role("alert").count() == 0
    page.close()


def test_fifty_files_saved_at_once_are_one_change(tmp_path: Path) -> None:
    built: list[int] = []
    watcher = _FolderWatcher((tmp_path,), lambda: built.append(len([*tmp_path.iterdir()])))

    def save() -> None:
        for number in range(50):
            (tmp_path / f"{number}.yml").write_text("a", "utf-8")
            time.sleep(0.004)

    with ThreadPoolExecutor() as pool:
        saving = pool.submit(save)
        while not saving.done() or not built:
            watcher.examine()
    watcher.examine()
    assert built == [50]


def test_the_browser_is_opened_once_the_preview_is_there(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, browser, port = tmp_path / "seen", tmp_path / "browser", find_port()
    browser.write_text(f'#!/bin/sh\necho "$1" >{seen}.new && mv {seen}.new {seen}\n', "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with run_preview(ROOT, site({}), tmp_path, port, "--open"):
        end = time.monotonic() + 60
        while not seen.exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert seen.read_text("utf-8") == f"http://127.0.0.1:{port}\n"
        assert ask(port, "/index.html") == 200


def test_a_port_that_is_taken_is_told_before_anything_is_built(
    site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        options = ["--content", str(site({})), "--cache", str(tmp_path / "cache")]
        assert main(["serve", "--port", port, *options]) == 1
    assert capsys.readouterr().err == (
        f"{port} 号端口已经有程序在用。也许预览已经打开了，看看 http://127.0.0.1:{port}；"
        f"不是的话换一个：python build.py serve --port {int(port) + 1}\n"
    )
    assert not (tmp_path / "cache").exists()
