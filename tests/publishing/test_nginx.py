"""nginx, as deploy/nginx.conf has it, serves ``current`` while it is switched between releases."""

from __future__ import annotations

import http.client
import itertools
import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from shaiquan.media_types import find_content_type
from shaiquan.publishing.folder_target import FolderTarget
from shaiquan.publishing.release import Release
from shaiquan.site.portal_files import HEADERS
from tests.conftest import ROOT
from tests.publishing.releases import make_release, publish
from tests.servers import start_nginx

RELEASES, READERS = 20, 6
#: requests that are answered between two releases, at least
REQUESTS = 40
#: larger than what one call sends
LENGTH = 300_000
PATHS = ("index.html", "powers/index.html", "data/power.csv", "charts/a.gv", "feed.xml")


class Served(NamedTuple):
    """Two releases, 甲 and 乙, the place to which one of them is published, the port of nginx and
    what it says when it starts."""

    releases: Mapping[str, Release]
    target: FolderTarget
    port: int
    log: Path

    def publish(self, name: str) -> None:
        publish(self.target, self.releases[name])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("nginx")
    releases = {}
    for name in ("甲", "乙"):
        texts = {path: f"{path} {name * LENGTH}" for path in PATHS}
        texts |= {f"{name}.html": name, "404.html": "没有这个网页", ".hidden": "x"}
        releases[name] = make_release(folder / name, texts)
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    alias = re.search(r"^#\s+(alias /srv/www/quanli/current/;)$", text, re.MULTILINE)
    assert alias
    text = text.replace("root /srv/www;", alias[1].replace("/srv/www/quanli", f"{folder}/www"))
    with start_nginx(folder, text) as port:
        served = Served(releases, FolderTarget(folder / "www", keep=2), port, folder / "nginx.log")
        served.publish("甲")
        yield served


def test_no_request_fails_and_no_page_is_mixed_while_releases_are_published(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = {
        path: {(each.folder / path).read_bytes(): name for name, each in served.releases.items()}
        for path in PATHS
    }
    faults: list[str] = []
    seen: set[str] = set()
    done, over = threading.Semaphore(0), threading.Event()
    count = itertools.count()

    def read() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        for path in itertools.cycle(PATHS):
            if over.is_set():
                break
            try:
                connection.request("GET", f"/quanli/{path}")
                answer = connection.getresponse()
                name = whole[path].get(answer.read(), "")
                seen.add(name)
                if answer.status != 200 or not name:
                    faults.append(f"{path}: {answer.status}, {name or 'mixed'}")
            except (OSError, http.client.HTTPException) as fault:
                faults.append(f"{path}: {fault!r}")
                connection.close()
            next(count)
            done.release()
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for name in itertools.islice(itertools.cycle("乙甲"), RELEASES):
        served.publish(name)
        for _ in range(REQUESTS):
            done.acquire()
    over.set()
    for reader in readers:
        reader.join()
    with capsys.disabled():
        print(f"\n{RELEASES} releases, {next(count)} requests, {len(faults)} failures")
    assert faults == []
    assert seen == {"甲", "乙"}


def test_files_are_served_with_their_types_and_headers_and_hidden_ones_not_at_all(
    served: Served,
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    missing = dict.fromkeys((".hidden", "no/such/"), 404)
    for path, status in {**dict.fromkeys(PATHS, 200), "": 200, **missing}.items():
        connection.request("GET", f"/quanli/{path}")
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == status, path
        if status == 200:
            assert answer.headers["Content-Type"] == find_content_type(path or "index.html")
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        else:
            assert text == "没有这个网页"
    connection.request("GET", "/quanli")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "/quanli/")
    connection.close()


def test_nginx_has_nothing_to_say_of_the_configuration(served: Served) -> None:
    """Who runs nginx -t on it is not to wonder about a warning."""
    assert served.log.read_text("utf-8") == ""
