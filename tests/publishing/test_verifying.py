"""A served site that differs from its manifest is told in what; one that does not passes."""

from __future__ import annotations

import gzip
import json
import os
import socket
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shaiquan.build.options import Options
from shaiquan.cli import main
from shaiquan.console import Console
from shaiquan.files.clock import today
from shaiquan.publishing import site_client, verifying
from shaiquan.publishing.expected_site import (
    ExpectedSite,
    read_file_digests,
    read_local_site,
)
from shaiquan.publishing.release import PublishFault
from shaiquan.publishing.site_address import parse_address
from shaiquan.publishing.site_client import SiteClient
from shaiquan.publishing.verify_command import verify
from shaiquan.publishing.verifying import Verification, verify_site
from tests.conftest import ROOT
from tests.publishing.web_server import CERTIFICATE, Reply, WebServer, add_manifest, serve_site
from tests.servers import start_nginx

HOME = "https://xz.gov.cn/quanli/"
SITEMAP = f"<urlset><url><loc>{HOME}</loc></url><url><loc>{HOME}powers/p1/</loc></url></urlset>"
FILES = {
    "index.html": "首页".encode(),
    "powers/p1/index.html": "权力".encode() * 50_000,
    "404.html": "没有".encode(),
    "assets/site.css": b"a {}",
    "data/power.csv": "名称".encode(),
    "charts/l1.gv": b"digraph {}",
    "charts/l1.svg": b"<svg/>",
    "files/表 1.docx": b"PK",
    "sitemap.xml": SITEMAP.encode(),
    "assets/site.css.gz": b"a copy",
    "assets/site.css.br": b"a copy",
    ".nojekyll": b"",
    "_headers": b"/*\n",
}
SITE = add_manifest(FILES)
#: what a host keeps to itself
HIDDEN = {".nojekyll", "_headers", "assets/site.css.gz", "assets/site.css.br"}


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_client, "_PAUSE", 0)


@pytest.fixture
def local(tmp_path: Path) -> ExpectedSite:
    """The site as it was made here."""
    folder = write_site(tmp_path / "site")
    expected = read_local_site(folder)
    assert expected
    return expected


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serve_site(SITE) as server:
        yield server


def write_site(folder: Path) -> Path:
    for name, content in SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def list_kinds(done: Verification) -> list[tuple[str, str]]:
    return [(each.kind.code, each.file) for each in done.differences]


def compare(server: WebServer, local: ExpectedSite | None) -> list[tuple[str, str]]:
    return list_kinds(verify_site(parse_address(server.url), local))


@pytest.mark.parametrize("ending", ["", "index.html"])
def test_a_site_served_as_it_is_made_is_the_same(
    server: WebServer, local: ExpectedSite, ending: str
) -> None:
    for expected in (local, None):
        done = verify_site(parse_address(server.url.rstrip("/") + "/" + ending), expected)
        assert (list_kinds(done), done.is_same) == ([], True)
        assert done.files == len(SITE) - len(HIDDEN)
    assert {*SITE} - {*server.asked} == HIDDEN
    assert {"", "powers/p1/"} <= {*server.asked}


def compress(content: bytes, name: str = "gzip") -> Reply:
    return Reply(content, headers={"Content-Encoding": name})


PAGE, INDEX = "powers/p1/index.html", "powers/p1/"
OLD = "旧的权力".encode()
FAULTS = {
    "missing": (PAGE, Reply(b"no", 404), [("missing", PAGE)]),
    "gone": ("data/power.csv", Reply(status=410), [("missing", "data/power.csv")]),
    "changed": (PAGE, Reply(OLD), [("changed", PAGE)]),
    "cut off": (PAGE, Reply(FILES[PAGE][:-1]), [("changed", PAGE)]),
    "as the page for what is missing": (PAGE, Reply(FILES["404.html"]), [("error-page", PAGE)]),
    "forbidden": ("assets/site.css", Reply(status=403), [("refused", "assets/site.css")]),
    "broken": (PAGE, Reply(status=500), [("refused", PAGE)]),
    "redirected to another host": (
        PAGE,
        Reply(status=302, headers={"Location": "https://sso.example.cn/login"}),
        [("redirected", PAGE)],
    ),
    "redirected within itself": (PAGE, Reply(status=301, headers={"Location": "./"}), []),
    "redirected in a circle": (
        PAGE,
        Reply(status=301, headers={"Location": "index.html"}),
        [("unreachable", PAGE)],
    ),
    "of a wrong type": (
        "assets/site.css",
        Reply(FILES["assets/site.css"], type="text/plain; charset=utf-8"),
        [("wrong-type", "assets/site.css")],
    ),
    "without a type": (
        "charts/l1.svg",
        Reply(FILES["charts/l1.svg"], type=""),
        [("wrong-type", "charts/l1.svg")],
    ),
    "of a type that does no harm": (
        "charts/l1.gv",
        Reply(FILES["charts/l1.gv"], type="application/octet-stream"),
        [],
    ),
    "of a wrong charset": (
        PAGE,
        Reply(FILES[PAGE], type="text/html; charset=GB2312"),
        [("wrong-charset", PAGE)],
    ),
    "without a charset": (
        "data/power.csv",
        Reply(FILES["data/power.csv"], type="text/csv"),
        [("no-charset", "data/power.csv")],
    ),
    "not in its folder": (INDEX, Reply(b"Index of /", 403), [("no-index", PAGE)]),
    "as a listing of its folder": (INDEX, Reply(b"Index of /"), [("no-index", PAGE)]),
    "compressed": (PAGE, compress(gzip.compress(FILES[PAGE])), []),
    "compressed, in chunks": (
        PAGE,
        replace(compress(gzip.compress(FILES[PAGE])), in_chunks=True),
        [],
    ),
    "as an old compressed copy": (PAGE, compress(gzip.compress(OLD)), [("changed", PAGE)]),
    "compressed as nobody asked": (PAGE, compress(b"xx", "compress"), [("changed", PAGE)]),
    "compressed and broken": (PAGE, compress(b"no gzip"), [("unreachable", PAGE)]),
    "without a manifest": ("manifest.json", Reply(status=404), [("missing", "manifest.json")]),
    "not at all": (PAGE, Reply(drop=True), [("unreachable", PAGE)]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_served(server: WebServer, local: ExpectedSite, fault: str) -> None:
    path, reply, kinds = FAULTS[fault]
    server.replies[path] = [reply]
    assert compare(server, local) == kinds


@pytest.mark.parametrize("fault", [Reply(drop=True), Reply(b"busy", 503)])
def test_what_fails_once_is_asked_again(
    server: WebServer, local: ExpectedSite, fault: Reply
) -> None:
    server.replies[PAGE] = [fault, Reply(FILES[PAGE])]
    assert compare(server, local) == []
    assert server.asked.count(PAGE) == 2


def test_another_host_is_never_asked(server: WebServer, local: ExpectedSite) -> None:
    with serve_site(SITE) as other:
        server.replies[PAGE] = [Reply(status=301, headers={"Location": f"{other.url}{PAGE}"})]
        assert compare(server, local) == [("redirected", PAGE)]
        assert other.asked == []


def test_what_is_gone_and_still_served_is_left_over(server: WebServer, local: ExpectedSite) -> None:
    old = {"powers/p2/index.html": b"in the sitemap", "data/old.csv": b"in the manifest"}
    earlier = ("powers/p3/index.html", "powers/p4/index.html")
    server.files |= add_manifest({**FILES, **old}) | {earlier[0]: b"in the site before"}
    server.files["sitemap.xml"] = SITEMAP.replace("p1/", "p2/").encode()
    done = verify_site(parse_address(server.url), local, earlier)
    assert list_kinds(done) == [
        ("changed", "manifest.json"),
        ("changed", "sitemap.xml"),
        ("left-over", "data/old.csv"),
        ("left-over", "powers/p2/index.html"),
        ("left-over", "powers/p3/index.html"),
    ]
    assert list_kinds(verify_site(parse_address(server.url), None)) == [("changed", "sitemap.xml")]


def test_a_host_that_answers_everything_with_a_page_is_told(
    server: WebServer, local: ExpectedSite
) -> None:
    server.missing = Reply("哎呀".encode())
    server.files |= add_manifest({**FILES, "old.html": b"not there"})
    del server.files["old.html"], server.files[PAGE]
    nowhere = "_shaiquan-verify/nowhere.html"
    assert compare(server, local) == [
        ("error-page", PAGE),
        ("changed", "manifest.json"),
        ("soft-404", nowhere),
    ]


def test_another_page_for_what_is_missing_is_advice(server: WebServer, local: ExpectedSite) -> None:
    server.missing = Reply(b"nginx: 404", 404)
    done = verify_site(parse_address(server.url), local)
    assert (list_kinds(done), done.is_same) == ([("other-404", "404.html")], True)


def test_what_is_packed_to_fill_the_memory_is_not_unpacked_whole(
    server: WebServer, local: ExpectedSite
) -> None:
    server.replies[PAGE] = [compress(gzip.compress(bytes(40 << 20)))]
    tracemalloc.start()
    try:
        assert compare(server, local) == [("changed", PAGE)]
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_server_that_never_answers_is_given_up(server: WebServer) -> None:
    many = {f"powers/p{number}/index.html": b"" for number in range(24)}
    server.files = add_manifest(many)
    addresses = {*many, *(name.removesuffix("index.html") for name in many)}
    server.replies |= {name: [Reply(drop=True)] for name in addresses}
    done = verify_site(parse_address(server.url), None)
    failed = sum(kind == "unreachable" for kind, _ in list_kinds(done))
    assert 0 < failed < len(many)
    assert done.skipped > 0
    assert not done.is_same


def test_an_answer_that_does_not_come_in_time_is_a_failure(
    server: WebServer, local: ExpectedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_client, "_READ_SECONDS", 0.2)
    server.replies[PAGE] = [Reply(headers={"Content-Length": "9"})]  # nine bytes that never come
    (fault,) = verify_site(parse_address(server.url), local).differences
    assert (fault.kind.code, fault.detail) == ("unreachable", "等了很久没有回答")


def test_a_file_that_drips_is_given_up(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_client, "_FILE_SECONDS", -1)
    monkeypatch.setattr(site_client, "CONNECTIONS", 1)
    server.replies[PAGE] = [Reply(b"x", headers={"Content-Length": "9"})]
    address = parse_address(server.url)
    with SiteClient(address) as client:
        failure = client.get(address.path_of(PAGE), 9).failure
        assert failure
        assert "too slow" in failure.en


def test_a_server_that_is_not_there_is_not_said_to_be_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(PublishFault) as refused:
        verify_site(parse_address("http://127.0.0.1:1/"), None)
    assert "那里没有网站在运行" in refused.value.zh

    def know_nobody(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", know_nobody)
    with pytest.raises(PublishFault) as refused:
        verify_site(parse_address("http://xz.gov.cn/"), None)
    assert "找不到这个主机名" in refused.value.zh


@pytest.mark.parametrize("path", ["../../secret", "/secret", "a/../../../secret", "%2e%2e/x/../y"])
def test_a_manifest_that_leads_elsewhere_is_none(
    server: WebServer, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files |= add_manifest({path: b""})
    assert run(server.url, tmp_path) == 1
    assert "没有本程序的 manifest.json" in capsys.readouterr().err
    assert {*server.asked} == {"manifest.json"}


def test_a_name_in_a_manifest_that_is_no_text_makes_it_none() -> None:
    digest = "0" * 64
    document = {"generator": "shaiquan 1.0", "files": {"\ud800.html": digest}}
    assert read_file_digests(json.dumps(document).encode()) is None


def test_https_needs_a_certificate_that_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_site(SITE, secure=True) as server:
        address = parse_address(server.url)
        with pytest.raises(PublishFault) as refused:
            verify_site(address, None)
        assert "网站的证书有问题" in refused.value.zh
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert verify_site(address, None).is_same


def test_nginx_as_it_is_to_be_set_serves_the_site_as_it_is(
    local: ExpectedSite, tmp_path: Path
) -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    folder = f"alias {tmp_path}/site/;"
    with start_nginx(tmp_path, text.replace("root /srv/www;", folder)) as port:
        done = verify_site(parse_address(f"http://127.0.0.1:{port}/quanli"), local)
    assert list_kinds(done) == []


# -- the command --------------------------------------------------------------------------------


def run(url: str, folder: Path, **console: str) -> int:
    options = Options(folder / "content", folder / "site", folder, folder, today())
    return verify(options, url, Console(**console))


def test_the_command_counts_and_names_what_differs(
    server: WebServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path / "site")
    folders = ["--content", str(tmp_path / "content"), "--site", str(tmp_path / "site")]
    relative = os.path.relpath(tmp_path / "site")
    assert main(["publish", "--verify", server.url, *folders]) == 0
    assert f"核对完毕：{server.url} 和 {relative} 一样；10 个文件" in capsys.readouterr().err
    server.replies["data/power.csv"] = [Reply(FILES["data/power.csv"], type="text/csv")]
    server.replies["assets/site.css"] = [Reply(status=403)]
    assert run(server.url, tmp_path) == 1
    first, mend, second, _, last = capsys.readouterr().err.splitlines()
    assert first == "提示：没有说编码，1 个：data/power.csv（text/csv）"
    assert mend.startswith("    改法：服务器上按 docs/webmaster.zh-CN.md")
    assert second == "不同：服务器不给，1 个：assets/site.css（403）"
    assert "有 1 处不同" in last
    assert run(server.url, tmp_path, lang="en") == 1
    assert "differs: refused, 1: assets/site.css (403)" in capsys.readouterr().err


def test_a_site_of_another_build_is_told_to_be_one(
    server: WebServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With tables, say: nothing is to be deleted on the server then."""
    write_site(tmp_path / "site")
    server.files |= add_manifest({**FILES, "data/power.xlsx": b"PK"})
    assert run(server.url, tmp_path) == 1
    told, last = capsys.readouterr().err.splitlines()[-2:]
    assert told.startswith(f"网上的和 {tmp_path / 'site'} 不是同一次生成的：")
    assert last.startswith("核对完毕")


def test_the_first_ten_of_each_kind_are_named_and_json_has_all(
    server: WebServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verifying, "_BATCH", 7)  # which leaves some for the last one
    many = {f"powers/p{number:02}/index.html": b"" for number in range(12)}
    server.files = add_manifest(many)
    server.replies |= {name: [Reply(status=404)] for name in many}
    assert run(server.url, tmp_path) == 1
    errors = capsys.readouterr().err
    assert "不同：没有这个文件，12 个：powers/p00/index.html、" in errors
    assert "p09/index.html 等\n" in errors
    assert run(server.url, tmp_path, format="json") == 1
    document = json.loads(capsys.readouterr().out)
    assert len(document["differences"]) == 12
    assert document["differences"][0] == {
        "kind": "missing",
        "severity": "error",
        "file": "powers/p00/index.html",
        "detail": "",
    }
    assert (document["same"], document["compared_with"]) == (False, "served manifest")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=404), "没有本程序的 manifest.json，这台电脑上也没有生成好的网站"),
        (Reply(b'{"name": "app"}'), "没有本程序的 manifest.json"),
        (Reply(drop=True), "连不上 http://127.0.0.1:"),
        (Reply(status=301, headers={"Location": "https://a.cn/"}), "转到了 https://a.cn/："),
    ],
)
def test_where_nothing_can_be_compared_the_command_says_why(
    server: WebServer,
    tmp_path: Path,
    reply: Reply,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.replies["manifest.json"] = [reply]
    assert run(server.url, tmp_path) == 1
    assert words in capsys.readouterr().err


def test_what_is_no_address_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("xz.gov.cn", tmp_path) == 2
    assert "“xz.gov.cn”不是网站的网址" in capsys.readouterr().err
    assert run("xz.gov.cn", tmp_path, format="json") == 2
    assert "不是网站的网址" in json.loads(capsys.readouterr().out)["fault"]


def test_the_site_before_the_last_tells_what_may_be_left_over(
    server: WebServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path / "site")
    twin = tmp_path / ".site.twin-0123456789abcdef"
    twin.mkdir()
    (twin / "manifest.json").write_bytes(
        add_manifest({"powers/p9/index.html": b"old"})["manifest.json"]
    )
    server.files["powers/p9/index.html"] = b"old"
    assert run(server.url, tmp_path) == 1
    assert "不同：已经撤下，还看得到，1 个：powers/p9/index.html" in capsys.readouterr().err
