"""A small site goes from the command line to every kind of place, each a real one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from shaiquan.cli import main
from tests.conftest import ROOT, SMALL, MakeSite
from tests.servers import start_nginx, start_sshd, start_store

TARGETS = """\
发布:
  正式: {{方式: 文件夹, 地址: www}}
  上传包: {{方式: 压缩包, 地址: quanli.zip}}
  服务器: {{方式: rsync, 地址: "quanli:{folder}/remote"}}
  对象存储: {{方式: 对象存储, 地址: s3://xian/www, 接口: "{store}", 区域: us-east-1}}
"""
RULE = (SMALL / "rules" / "gz.md").read_text("utf-8")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    names = ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY")
    for name in names:
        monkeypatch.setenv(f"AWS_{name}", "key-of-the-test")
    with start_store() as endpoint:
        boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(
            Bucket="xian"
        )
        yield endpoint


def test_a_site_is_published_to_every_kind_of_place_changed_and_published_again(
    site: MakeSite,
    tmp_path: Path,
    store: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = (SMALL / "site.yml").read_text("utf-8")
    content = site({"site.yml": settings + TARGETS.format(folder=tmp_path, store=store)})

    def run(*words: str) -> tuple[int, dict[str, Any]]:
        folders = ("--content", str(content), "--site", str(tmp_path / "site"))
        code = main(["publish", *words, *folders, "--as-of", "2026-11-24", "--format", "json"])
        output = capsys.readouterr().out
        return code, json.loads(output) if output else {}

    names = ("上传包", "对象存储", "正式", "服务器")
    (tmp_path / "sshd").mkdir()
    with start_sshd(tmp_path / "sshd") as programs:
        monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
        code, first = run(*names)
        assert code == 0, [target.get("fault") for target in first["targets"]]
        site({"rules/gz.md": RULE + "\n附则：试行一年。\n"})
        code, second = run(*names)
        assert code == 0, second
        code, third = run(*names, "--dry-run")
    assert code == 0, third
    for one, two, three in zip(first["targets"], second["targets"], third["targets"], strict=True):
        name = one["name"]
        assert [*one["changed"], *one["removed"], *two["removed"]] == [], name
        assert "rules/gz/index.html" in two["changed"], name
        assert len(two["changed"]) < len(one["added"]) / 4, name
        assert [*three["added"], *three["changed"], *three["removed"]] == [], name

    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    text = re.sub(r"root /srv/www;", f"alias {tmp_path}/www/current/;", text)
    with start_nginx(tmp_path, text) as port:
        address = f"http://127.0.0.1:{port}/quanli/"
        assert run("--verify", address)[0] == 0
        assert run("--rollback", "正式")[0] == 0
        code, found = run("--verify", address)
    assert code == 1
    assert "rules/gz/index.html" in {each["file"] for each in found["differences"]}
