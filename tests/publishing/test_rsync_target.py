"""A release sent by rsync to a server that runs here: what travels, what stays, what is refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shaiquan.files.manifests import MANIFEST
from shaiquan.publishing import rsync_target
from shaiquan.publishing.release import Changes, PublishFault
from shaiquan.publishing.rsync_process import run_rsync
from shaiquan.publishing.rsync_target import RsyncTarget
from tests.publishing.releases import FIRST, SECOND, ignore, list_texts, make_release, publish_texts
from tests.servers import start_sshd, trust_key

#: a name that a shell on either side would take apart
NAME = "-网站 $(touch x);'\""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the settings of a server and of its user."""
    folder = tmp_path_factory.mktemp("sshd")
    with start_sshd(folder) as programs, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(programs), prepend=os.pathsep)
        yield folder


@pytest.fixture
def there(server: Path, tmp_path: Path) -> Path:
    """The folder on the server; it does not exist yet."""
    return tmp_path / NAME


def test_a_changed_site_sends_what_changed_and_takes_away_what_is_gone(
    there: Path, tmp_path: Path
) -> None:
    target = RsyncTarget(f"quanli:{there}", kept=("CNAME", ".git"))
    first = publish_texts(target, tmp_path / "site", FIRST)
    assert first == Changes(tuple(sorted([*FIRST, MANIFEST])), (), (), 0)
    assert list_texts(there) == list_texts(tmp_path / "site")
    (there / "CNAME").write_text("示例", "utf-8")
    (there / "powers" / "visitor.txt").write_text("别人的", "utf-8")
    os.utime(there / "powers" / "index.html", ns=(0, 0))  # only content counts, not times
    second = publish_texts(target, tmp_path / "site", SECOND)
    assert second.added == ("assets/new.css", "powers/new/index.html")
    assert second.changed == ("index.html", MANIFEST)
    assert second.removed == ("powers/old/index.html",)
    others = {"CNAME": "示例", "powers/visitor.txt": "别人的"}
    assert list_texts(there) == {**list_texts(tmp_path / "site"), **others}
    assert not (there / "powers" / "old").exists()
    assert (there / "powers" / "index.html").stat().st_mtime_ns == 0
    here = (tmp_path / "site" / "index.html").stat().st_mtime_ns
    assert (there / "index.html").stat().st_mtime_ns == here


def test_a_key_that_is_tied_to_one_folder_is_enough(server: Path, tmp_path: Path) -> None:
    target = RsyncTarget("rooted:/site")
    for texts in (FIRST, SECOND):
        publish_texts(target, tmp_path / "site", texts)
    assert list_texts(server / "rooted" / "site") == list_texts(tmp_path / "site")
    with pytest.raises(PublishFault) as caught:
        RsyncTarget("rooted:/a b").compare(make_release(tmp_path / "site", FIRST))
    assert "rrsync 不许这样传" in caught.value.zh


def test_a_page_edited_on_the_server_is_sent_again(there: Path, tmp_path: Path) -> None:
    target = RsyncTarget(f"quanli:{there}")
    publish_texts(target, tmp_path / "site", FIRST)
    page = there / "index.html"
    stamp = page.stat().st_mtime_ns
    page.write_text(FIRST["index.html"].replace("5", "3"), "utf-8")
    os.utime(page, ns=(stamp, stamp))
    assert publish_texts(target, tmp_path / "site", FIRST).changed == ("index.html",)


@pytest.mark.parametrize("broken_after", [2, 4])
def test_a_run_that_breaks_off_leaves_nothing_that_the_next_one_does_not_know(
    there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_after: int
) -> None:
    """The manifest of both has come, with the assets; or all but the manifest of the new one."""
    target = RsyncTarget(f"quanli:{there}")
    publish_texts(target, tmp_path / "site", FIRST)
    release = make_release(tmp_path / "site", SECOND)
    changes, left = target.compare(release), [None] * broken_after

    def break_off(*arguments: Any) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        run_rsync(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(rsync_target, "run_rsync", break_off)
        with pytest.raises(KeyboardInterrupt):
            target.send(release, changes, ignore)
    for path in (there / "powers" / ".~tmp~" / "index.html", there / ".index.html.a1B2c3"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("半个网页", "utf-8")
    publish_texts(target, tmp_path / "site", FIRST)
    assert list_texts(there) == list_texts(tmp_path / "site")
    assert not (there / "powers" / ".~tmp~").exists()


@pytest.mark.parametrize(
    "names",
    [("notes.txt",), ("index.html",), ("powers/index.html", "powers/x", "a", "b", "c", "d")],
)
def test_a_folder_that_is_not_ours_is_left_alone(
    there: Path, tmp_path: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_text(FIRST.get(name, "别人的"), "utf-8")
    before = list_texts(there)
    with pytest.raises(PublishFault) as caught:
        RsyncTarget(f"quanli:{there}").compare(make_release(tmp_path / "site", FIRST))
    assert sorted(names)[0] in caught.value.zh
    assert ("等 6 个" in caught.value.zh) == (len(names) == 6)
    assert list_texts(there) == before


def test_what_somebody_put_under_a_name_of_ours_is_not_overwritten(
    there: Path, tmp_path: Path
) -> None:
    target = RsyncTarget(f"quanli:{there}")
    publish_texts(target, tmp_path / "site", FIRST)
    (there / "powers" / "new").mkdir()
    (there / "powers" / "new" / "index.html").write_text("别人的", "utf-8")
    with pytest.raises(PublishFault, match=r"powers/new/index\.html"):
        target.compare(make_release(tmp_path / "site", SECOND))


def test_every_refusal_says_how_to_mend_it(
    server: Path, there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = make_release(tmp_path / "site", FIRST)
    config = (server / "ssh_config").read_text("utf-8").replace("ControlPath", "#")
    known = (server / "known_hosts").read_text("utf-8")
    before = (server / "ssh_config").read_text("utf-8")
    port = int(config.split("Port ")[1].split()[0])

    def explain(address: str = f"quanli:{there}") -> str:
        with pytest.raises(PublishFault) as caught:
            RsyncTarget(address).send(release, RsyncTarget(address).compare(release), ignore)
        return caught.value.zh

    try:
        (server / "ssh_config").write_text(config, "utf-8")
        (server / "known_hosts").write_text("", "utf-8")
        assert "还不认识服务器的主机密钥" in explain()
        trust_key(server, "other_key", port)
        assert "主机密钥和上次不一样" in explain()
        (server / "known_hosts").write_text(known, "utf-8")
        other = config.replace("user_key", "other_key")
        (server / "ssh_config").write_text(other, "utf-8")
        assert "不接受这里的 ssh 密钥" in explain()
        (server / "ssh_config").write_text(config.replace(f"Port {port}", "Port 1"), "utf-8")
        assert "连不上服务器" in explain()
    finally:
        (server / "ssh_config").write_text(before, "utf-8")
        (server / "known_hosts").write_text(known, "utf-8")
    assert "没有上一级文件夹" in explain(f"quanli:{there}/no/such")
    bin = server / "bin"
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(bin))
        assert "没有 rsync" in explain()
    assert not there.exists()


@pytest.mark.parametrize(
    "address",
    ["/srv/www", "-oProxyCommand=x:/srv", "u:geheim@h:/srv", "h::mod/srv", "h:/", "h:srv", "h:/\n"],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(address: str, tmp_path: Path) -> None:
    with pytest.raises(PublishFault) as caught:
        RsyncTarget(address).compare(make_release(tmp_path / "site", FIRST))
    assert "用户@主机:/文件夹" in caught.value.zh
    assert "geheim" not in caught.value.zh + caught.value.en
