"""The addresses of servers and stores to which a site is published: a folder that rsync knows, a
bucket, the endpoint of a store.

The check of ``site.yml`` and what sends a site both read them here. A password has no place in any.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

#: the port stands in the configuration of ssh
_REMOTE = re.compile(
    r"(?:[A-Za-z0-9_][\w.-]*@)?(?:[A-Za-z0-9_][\w.-]*|\[[0-9A-Fa-f:.]+\]):/+(?P<path>[^/].*)",
    re.ASCII,
)
_BUCKET = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]+[a-z0-9])(?P<prefix>/[^?#]*)?", re.ASCII)


class Bucket(NamedTuple):
    """A bucket by its name, and what stands before each path in it: empty, or with a slash."""

    name: str
    prefix: str


def is_remote_folder(address: str) -> bool:
    """Whether an address is a folder on a server, ``user@host:/path``.

    >>> [is_remote_folder(address) for address in ("web@[::1]:/srv/www", "h:/", "-oX=y:/srv")]
    [True, False, False]
    """
    return address.isprintable() and _REMOTE.fullmatch(address) is not None


def parse_bucket(address: str) -> Bucket | None:
    """What ``s3://bucket/prefix`` names; None for another address.

    >>> parse_bucket("s3://quanli/网站 1/"), parse_bucket("s3://quanli")
    (Bucket(name='quanli', prefix='网站 1/'), Bucket(name='quanli', prefix=''))
    """
    match = _BUCKET.fullmatch(address) if address.isprintable() else None
    if match is None:
        return None
    prefix = (match["prefix"] or "").strip("/")
    return Bucket(match["bucket"], f"{prefix}/" if prefix else "")


def find_endpoint_host(endpoint: str) -> str | None:
    """The host of an endpoint, empty where none is named; None where it is no address, or has a
    name or a password before the host.

    >>> find_endpoint_host("https://oss-cn-beijing.aliyuncs.com"), find_endpoint_host("")
    ('oss-cn-beijing.aliyuncs.com', '')
    >>> find_endpoint_host("https://[::1"), find_endpoint_host("ftp://store")
    (None, None)
    """
    if not endpoint:
        return ""
    try:
        parts = urlsplit(endpoint)
    except ValueError:
        return None
    is_plain = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return parts.hostname if is_plain else None
