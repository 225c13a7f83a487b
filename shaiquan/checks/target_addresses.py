"""发布 in ``site.yml``: each place has the fields and the address of its way, and no password."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.content.catalog import Catalog
from shaiquan.model.publish_targets import PublishTarget, PublishWay
from shaiquan.model.remote_addresses import find_endpoint_host, is_remote_folder, parse_bucket
from shaiquan.problems import Bilingual


class _Way(NamedTuple):
    """The fields that a way of publishing has beside those of all, whether it takes an address,
    what that is, and an example."""

    fields: tuple[str, ...]
    takes: Callable[[str], bool]
    what: Bilingual
    like: str


#: user:password@ or :password@, before a host; what begins a path or is a port is no password
_PASSWORD = re.compile(r"(?:^|//)[^/@]*:(?!/|\d+(?:/|$)).*@")


def is_local_address(address: str) -> bool:
    """Whether a path is of this machine; ``c:\\www`` is."""
    return "://" not in address and not ("@" in address and is_remote_folder(address))


_WAYS = {
    PublishWay.FOLDER: _Way(
        ("keep", "compressions"),
        lambda address: is_local_address(address) and not address.lower().endswith(".zip"),
        Bilingual("文件夹的路径", "the path of a folder"),
        "/srv/www/quanli",
    ),
    PublishWay.ZIP: _Way(
        ("part_size", "compressions"),
        lambda address: is_local_address(address) and address.lower().endswith(".zip"),
        Bilingual("压缩包的路径", "the path of a zip file"),
        "包/quanli.zip",
    ),
    PublishWay.RSYNC: _Way(
        ("compressions",),
        is_remote_folder,
        Bilingual("用户@主机:/路径", "user@host:/path"),
        "web@www.example.gov.cn:/srv/www/quanli",
    ),
    PublishWay.STORE: _Way(
        ("endpoint", "region"),
        lambda address: parse_bucket(address) is not None,
        Bilingual("s3://存储桶/前缀", "s3://bucket/prefix"),
        "s3://quanli/www",
    ),
}
_COMMON = ("way", "address", "tables", "prints")


@check(
    "target-field-unknown",
    ERROR,
    "",
    zh="发布“{target}”的方式是“{way}”，用不上“{field}”",
    en="'{target}' is published by '{way}', which has no '{field}'",
    mend="删去“{field}”；{way} 可以写 {known}",
    mend_en="drop '{field}'; {way} has {known}",
    example="发布: {正式: {方式: 文件夹, 地址: /srv/www, 每包: 50MB}}",
)
def find_unknown_target_fields(catalog: Catalog) -> Iterator[Violation]:
    for name, target in catalog.site.publish.items():
        known = (*_COMMON, *_WAYS[target.way].fields)
        for field in PublishTarget.model_fields:
            if field not in known and getattr(target, field):
                labels = "、".join(map(PublishTarget.label_of, known))
                words = {"target": name, "way": target.way.label, "known": labels}
                words["field"] = PublishTarget.label_of(field)
                yield catalog.site_location("publish", name, field), words


@check(
    "target-address-unusable",
    ERROR,
    "",
    zh="发布“{target}”的{field}不能用：{why}",
    en="the {field} of '{target}' cannot be used: {why}",
    mend="{mend}",
    mend_en="{mend}",
    example="发布: {服务器: {方式: rsync, 地址: /srv/www/quanli}}",
)
def find_unusable_addresses_of_targets(catalog: Catalog) -> Iterator[Violation]:
    for name, target in catalog.site.publish.items():
        for field in ("address", "endpoint"):
            if fault := _find_fault(target, field):
                words = {"target": name, "field": PublishTarget.label_of(field)}
                place = catalog.site_location("publish", name, field)
                yield place, {**words, "why": fault[0], "mend": fault[1]}


def _find_fault(target: PublishTarget, field: str) -> tuple[Bilingual, Bilingual] | None:
    """Why an address cannot be used, and the mend; the message must not say a password."""
    address, way = getattr(target, field), _WAYS[target.way]
    if _PASSWORD.search(address):
        return (
            Bilingual("里面写了密码，谁都看得见", "it has a password, which everybody can see"),
            _NO_PASSWORD,
        )
    if field == "endpoint":
        if find_endpoint_host(address) is not None:
            return None
        what = Bilingual("应当是 https:// 开头的网址", "an address with https:// is expected")
        return what, _show_example("https://s3.cn-north-1.example.com")
    if way.takes(address):
        return None
    zh = f"“{address}”不是{way.what}（方式是 {target.way.label}）"
    why = Bilingual(zh, f"'{address}' is not {way.what.en} ({target.way.label})")
    return why, _show_example(way.like)


def _show_example(like: str) -> Bilingual:
    return Bilingual(f"例如 {like}", f"for example {like}")


_NO_PASSWORD = Bilingual(
    "删去密码，并且换掉它；rsync 用 ssh 的密钥登录，对象存储的密钥放在它自己的设置里",
    "delete the password and change it; rsync logs in by a key of ssh, a store by settings",
)


@check(
    "target-keeps-nothing",
    ERROR,
    "",
    zh="发布“{target}”的 保留 是 0：正在用的那一次也要留着",
    en="保留 of '{target}' is 0: the release in use has to stay",
    mend="写 1 或者更多；删去这一行就是 5",
    mend_en="write 1 or more, or drop the line for 5",
    example="发布: {正式: {方式: 文件夹, 地址: /srv/www, 保留: 0}}",
)
def find_targets_that_keep_nothing(catalog: Catalog) -> Iterator[Violation]:
    for name, target in catalog.site.publish.items():
        if target.keep == 0:
            yield catalog.site_location("publish", name, "keep"), {"target": name}
