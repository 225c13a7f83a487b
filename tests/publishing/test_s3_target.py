"""A release sent into a store that runs here: what travels, how it is served, what is refused."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import boto3
import pytest

from shaiquan.files.manifests import MANIFEST
from shaiquan.media_types import find_content_type
from shaiquan.publishing import s3_target
from shaiquan.publishing.release import Changes, PublishFault
from shaiquan.publishing.s3_client import open_client
from shaiquan.publishing.s3_target import S3Target
from tests.publishing.releases import FIRST, SECOND, ignore, list_texts, make_release, publish_texts
from tests.servers import close_store, start_store

SECRET = "geheim-4711-not-to-be-seen"
REGION = "cn-north-1"
NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    with start_store() as endpoint, pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patch.setenv("AWS_MAX_ATTEMPTS", "1")
        patch.setenv("AWS_CONFIG_FILE", "/dev/null")
        patch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        patch.delenv("AWS_PROFILE", raising=False)
        patch.setenv("AWS_ACCESS_KEY_ID", "key-of-the-test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        where = {"LocationConstraint": REGION}
        client = open_objects(S3Target("s3://quanli", endpoint, REGION))[0]
        client.create_bucket(Bucket="quanli", CreateBucketConfiguration=where)
        yield endpoint


@pytest.fixture
def target(store: str) -> S3Target:
    """A part of the bucket for each test."""
    return S3Target(f"s3://quanli/网站 {next(NUMBERS)}", store, REGION)


@lru_cache
def open_objects(target: S3Target) -> tuple[Any, str, str]:
    return open_client(target.address, target.endpoint, target.region)


def read_objects(target: S3Target) -> dict[str, str]:
    """Path -> text of everything below the prefix."""
    client, bucket, prefix = open_objects(target)
    found = client.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", ())
    return {
        each["Key"].removeprefix(prefix): client.get_object(Bucket=bucket, Key=each["Key"])["Body"]
        .read()
        .decode()
        for each in found
    }


def test_a_changed_site_sends_what_changed_and_takes_away_what_is_gone(
    target: S3Target, tmp_path: Path
) -> None:
    client, bucket, prefix = open_objects(target)
    client.put_object(Bucket=bucket, Key=f"{prefix}visitor.txt", Body="别人的".encode())
    client.put_object(Bucket=bucket, Key="index.html", Body=b"another site")
    first = publish_texts(target, tmp_path, FIRST)
    assert first == Changes(tuple(sorted([*FIRST, MANIFEST])), (), (), 0)
    second = publish_texts(target, tmp_path, SECOND)
    assert second.added == ("assets/new.css", "powers/new/index.html")
    assert second.changed == ("index.html", MANIFEST)
    assert second.removed == ("powers/old/index.html",)
    assert read_objects(target) == {**list_texts(tmp_path), "visitor.txt": "别人的"}
    other = client.get_object(Bucket=bucket, Key="index.html")["Body"].read()
    assert other == b"another site"


def test_the_new_stands_before_the_old_goes_and_the_manifest_comes_last(
    target: S3Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_texts(target, tmp_path, FIRST)
    requests: list[str] = []

    def watch(*arguments: str) -> tuple[Any, str, str]:
        client, bucket, prefix = open_client(*arguments)

        def note(request: Any, **_: Any) -> None:
            requests.append(f"{request.method} {request.url.partition('%20')[2].partition('/')[2]}")

        client.meta.events.register("before-send.s3.PutObject", note)
        client.meta.events.register("before-send.s3.DeleteObject", note)
        return client, bucket, prefix

    monkeypatch.setattr(s3_target, "open_client", watch)
    publish_texts(replace(target), tmp_path, SECOND)
    assert requests[:2] == ["PUT manifest.json", "PUT assets/new.css"]
    assert {*requests[2:4]} == {"PUT index.html", "PUT powers/new/index.html"}
    assert requests[4:] == ["DELETE powers/old/index.html", "PUT manifest.json"]


def test_objects_say_what_they_are_and_that_a_browser_asks_again(
    target: S3Target, tmp_path: Path
) -> None:
    names = ["feed.xml", "sitemap.xml", "a.html", "a.css", "a.js", "a.svg", "a.gv", "a.pdf"]
    names += ["data/a.csv", "data/a.json", "data/a.jsonld", "data/a.xlsx", ".nojekyll"]
    publish_texts(target, tmp_path, dict.fromkeys(names, "x"))
    client, bucket, prefix = open_objects(target)
    for name in names:
        head = client.head_object(Bucket=bucket, Key=prefix + name)
        assert head["ContentType"] == find_content_type(name)
        assert head["CacheControl"] == "no-cache"
        assert not head.get("ContentEncoding")


@pytest.mark.parametrize("broken_at", ["assets/new.css", "index.html", "powers/old/index.html"])
def test_a_run_that_breaks_off_leaves_nothing_that_the_next_one_does_not_know(
    target: S3Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_at: str
) -> None:
    """Also where what was sent already has the length of what was there, and is taken back."""
    publish_texts(target, tmp_path, FIRST)
    release = make_release(tmp_path, SECOND)
    changes = target.compare(release)
    with monkeypatch.context() as patch:
        for name in ("write", "delete"):
            patch.setattr(s3_target._Bucket, name, break_off_at(name, broken_at))
        with pytest.raises(KeyboardInterrupt):
            target.send(release, changes, ignore)
    publish_texts(target, tmp_path, FIRST)
    assert read_objects(target) == list_texts(tmp_path)


def break_off_at(name: str, path: str) -> Any:
    """The method of a bucket, which breaks off after it has done its work for this path."""
    real = getattr(s3_target._Bucket, name)

    def work(bucket: object, at: str, *content: bytes) -> None:
        real(bucket, at, *content)
        if at == path:
            raise KeyboardInterrupt

    return work


def test_what_somebody_put_under_a_name_of_ours_is_not_overwritten(
    target: S3Target, tmp_path: Path
) -> None:
    client, bucket, prefix = open_objects(target)
    client.put_object(Bucket=bucket, Key=f"{prefix}index.html", Body=b"theirs")
    with pytest.raises(PublishFault) as caught:
        target.compare(make_release(tmp_path, FIRST))
    assert "不是本程序发布的文件：index.html。" in caught.value.zh


def test_a_file_that_changed_since_it_was_verified_is_not_sent(
    target: S3Target, tmp_path: Path
) -> None:
    release = make_release(tmp_path, FIRST)
    changes = target.compare(release)
    (tmp_path / "powers" / "index.html").write_text("正在生成", "utf-8")
    with pytest.raises(PublishFault, match=r"powers/index\.html"):
        target.send(release, changes, ignore)
    assert MANIFEST in read_objects(target)


def test_every_refusal_says_how_to_mend_it_and_no_key(
    target: S3Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    caplog.set_level("INFO")
    release = make_release(tmp_path, FIRST)
    store, messages = target.endpoint, []

    def explain(address: str = "s3://quanli/x", endpoint: str = store) -> str:
        asked = S3Target(address, endpoint, target.region)
        with pytest.raises(PublishFault) as caught:
            asked.compare(release)
        messages.append(f"{caught.value.zh} {caught.value.en} {caught.getrepr(style='long')}")
        return caught.value.zh

    assert "没有这个桶" in explain("s3://no-such-bucket/x")
    assert "看不懂" in explain(f"s3://a:{SECRET}@b/x")
    assert "看不懂" in explain(endpoint=f"https://a:{SECRET}@store")
    assert "看不懂" in explain(endpoint="ftp://store")
    assert "看不懂" in explain("s3://Not_a_Bucket!")
    assert "连不上对象存储" in explain(endpoint="http://127.0.0.1:1")
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "boto3", None)
        assert "requirements-s3.lock" in explain()
    with monkeypatch.context() as patch:
        forget_keys(patch)
        patch.setenv("AWS_PROFILE", "none")
        assert "没有对象存储的密钥" in explain()
        patch.delenv("AWS_PROFILE")
        patch.delenv("AWS_ACCESS_KEY_ID")
        patch.delenv("AWS_SECRET_ACCESS_KEY")
        assert "没有对象存储的密钥" in explain()
    keys = make_user(target)
    close_store(store, 0)
    try:
        assert "不认这里的密钥" in explain()
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", keys[0])
        forget_keys(monkeypatch)
        assert "不认这里的密钥" in explain()
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", keys[1])
        forget_keys(monkeypatch)
        assert "密钥没有权限" in explain()
    finally:
        close_store(store, 10**9)
    for secret in (SECRET, *keys):
        assert secret not in "".join(messages) + caplog.text


def forget_keys(patch: pytest.MonkeyPatch) -> None:
    """Have boto3 look for keys anew."""
    patch.setattr(boto3, "DEFAULT_SESSION", None)


def make_user(target: S3Target) -> tuple[str, str]:
    """The keys of a user of the store who may do nothing."""
    client = boto3.client("iam", endpoint_url=target.endpoint, region_name=target.region)
    client.create_user(UserName="clerk")
    key = client.create_access_key(UserName="clerk")["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def test_the_stores_of_some_clouds_are_asked_by_the_name_of_the_bucket(store: str) -> None:
    """They refuse a bucket in the path; the others, and all that run on a host of one's own, take it."""
    for host, place in (
        ("oss-cn-beijing.aliyuncs.com", "https://quanli.oss-cn-beijing.aliyuncs.com/a"),
        ("minio.example", "https://minio.example/quanli/a"),
    ):
        client, bucket, _ = open_client("s3://quanli/", f"https://{host}", "cn-beijing")
        address = client.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "a"})
        assert address.partition("?")[0] == place
