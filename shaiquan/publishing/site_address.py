"""The address at which a site is served, and the addresses of its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from shaiquan.publishing.release import PublishFault

_PORTS = {"http": 80, "https": 443}
#: what may stand unquoted in a path, beside letters and digits (RFC 3986)
_UNQUOTED = "/:@!$&'()*+,;=~"
_QUERY = f"{_UNQUOTED}?%"
_INDEX = "index.html"


@dataclass(frozen=True)
class SiteAddress:
    """Where a site is served. ``folder`` is its path, quoted, with ``/`` at both ends."""

    scheme: str
    host: str
    port: int
    folder: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.folder}"

    def path_of(self, file: str) -> str:
        """The path at which a file of the site is asked for."""
        return self.folder + quote(file, safe=_UNQUOTED)

    def follow(self, path: str, location: str) -> str | None:
        """The path to which ``path`` leads by a redirect; None where that leaves the site."""
        here = str(self).removesuffix(self.folder)
        try:
            parts = urlsplit(urljoin(here + path, location))
            port = _port_of(parts)
        except ValueError:  # no address at all
            return None
        target = quote(parts.path, safe=f"{_UNQUOTED}%")
        if (parts.scheme, parts.hostname, port) != (self.scheme, self.host, self.port):
            return None
        if not f"{target}/".startswith(self.folder):
            return None
        return target + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")


def parse_address(text: str) -> SiteAddress:
    """The address that somebody wrote or pasted, of the site or of its first page.

    Raises PublishFault.
    """
    try:
        parts = urlsplit(text.strip())
        port, host = _port_of(parts), (parts.hostname or "").encode("idna").decode().lower()
    except ValueError:  # UnicodeError is one
        raise _refuse(text) from None
    if parts.scheme not in _PORTS or not host or parts.query or parts.fragment:
        raise _refuse(text)
    if parts.username is not None or parts.password is not None:
        zh = "网址里不能写用户名和密码：命令会留在历史记录里"
        raise PublishFault(zh, "an address must not have a user or a password in it")
    path = quote(unquote(parts.path), safe=_UNQUOTED).removesuffix(f"/{_INDEX}")
    return SiteAddress(parts.scheme, host, port, re.sub("/+", "/", f"/{path}/"))


def _port_of(parts: SplitResult) -> int:
    return parts.port or _PORTS.get(parts.scheme, 0)


def _refuse(text: str) -> PublishFault:
    shown = re.sub(r"(?s)^(\w*://)?.*@", r"\1***@", text)[:100]  # a password may stand there
    zh = f"“{shown}”不是网站的网址，请写成 https://主机/文件夹/"
    return PublishFault(zh, f"'{shown}' is no address of a site: write https://host/folder/")


def is_site_path(path: str) -> bool:
    """Whether this can be the path of a file of a site: it leads nowhere else."""
    is_text = "\\" not in path and not re.search("[\ud800-\udfff]", path)
    return is_text and not {"", ".", ".."} & {*path.split("/")}
