"""Asking the server of a site for its files (edge: network).

Only the one host is asked. Bodies are digested as they come and never kept whole, except those
that are asked for by ``keep``, which have a limit: a hostile server can't fill the memory.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as NoAnswerInTime
from urllib3.util import make_headers

from shaiquan.problems import Bilingual
from shaiquan.publishing.site_address import SiteAddress

#: requests that run at the same time: quick enough, and no burden for a server
CONNECTIONS = 8
_CONNECT_SECONDS, _READ_SECONDS = 10.0, 30.0
#: for a whole file, however slowly it drips
_FILE_SECONDS = 600.0
_MOST_REDIRECTS = 3
#: before the second try
_PAUSE = 0.3
#: a server that says so may answer a moment later
_PASSING = frozenset((429, 500, 502, 503, 504))
_PIECE = 1 << 16


@dataclass(frozen=True)
class ServedAnswer:
    """What came of a request. ``status`` is 0 where no answer came; ``failure`` says why.

    ``digest`` is the SHA-256 of the decoded body, empty where that is longer than was asked for.
    ``left_to`` is where a redirect would have left the site: it was not followed.
    """

    status: int = 0
    type: str = ""
    charset: str = ""
    encoding: str = ""
    digest: str = ""
    body: bytes = b""
    left_to: str = ""
    failure: Bilingual | None = None


class SiteClient:
    """A few connections to the server of one site."""

    def __init__(self, address: SiteAddress) -> None:
        pool = HTTPSConnectionPool if address.scheme == "https" else HTTPConnectionPool
        self._address = address
        self._pool = pool(
            address.host,
            address.port,
            maxsize=CONNECTIONS,
            block=True,
            timeout=Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS),
            headers={"User-Agent": "shaiquan", **make_headers(accept_encoding=True)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def get(self, path: str, limit: int, keep: bool = False) -> ServedAnswer:
        """Ask for a path, and follow where it leads within the site."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer, location = self._try_twice(path, limit, keep)
            if not location:
                return answer
            target = self._address.follow(path, location)
            if target is None:
                return replace(answer, left_to=location[:200])
            path = target
        return ServedAnswer(failure=Bilingual("转来转去，没有尽头", "it is redirected in a circle"))

    def _try_twice(self, path: str, limit: int, keep: bool) -> tuple[ServedAnswer, str]:
        answer, location = self._ask(path, limit, keep)
        if answer.failure or answer.status in _PASSING:
            time.sleep(_PAUSE)
            answer, location = self._ask(path, limit, keep)
        return answer, location

    def _ask(self, path: str, limit: int, keep: bool) -> tuple[ServedAnswer, str]:
        """The answer to one request, and where a redirect leads."""
        try:
            response = self._pool.urlopen(
                "GET", path, redirect=False, retries=False, preload_content=False
            )
            location = response.get_redirect_location() or ""
            answer = _read(response, 0 if location else limit, keep)
            return answer, location
        except (HTTPError, OSError, ValueError) as fault:  # a header may be nonsense
            return ServedAnswer(failure=_explain(fault)), ""


def _read(response: BaseHTTPResponse, limit: int, keep: bool) -> ServedAnswer:
    """The answer with the digest of its body, of which ``limit`` bytes are read at most."""
    hashed, size, pieces, whole = hashlib.sha256(), 0, list[bytes](), False
    try:
        for piece in _list_pieces(response):
            size += len(piece)
            if size > limit:
                break
            hashed.update(piece)
            if keep:
                pieces.append(piece)
        else:
            whole = True
    finally:
        if not whole:
            response.close()  # what is left of it would be taken for the next answer
        response.release_conn()
    type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    return ServedAnswer(
        status=response.status,
        type=type.strip().lower(),
        charset=_find_charset(parameters),
        encoding=response.headers.get("Content-Encoding", ""),
        digest=hashed.hexdigest() if whole else "",
        body=b"".join(pieces) if whole else b"",
    )


def _list_pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    """The decoded body piece by piece. Raises OSError where it takes too long."""
    end = time.monotonic() + _FILE_SECONDS
    # read() waits for a whole piece, which a server may let drip for days; stream() of urllib3 2.8
    # loses the end of what comes compressed in chunks, as nginx sends it
    while piece := response.read1(_PIECE):
        if time.monotonic() > end:
            raise OSError(0, "too slow")
        yield piece


def _find_charset(parameters: str) -> str:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'").lower()
    return ""


def _explain(fault: Exception) -> Bilingual:
    english = f"{type(fault).__name__}: {fault}"[:200]
    match fault:
        # urllib3 counts these two among its timeouts, so they are asked for before them
        case NameResolutionError():
            return Bilingual("找不到这个主机名", english)
        case NewConnectionError():
            return Bilingual("那里没有网站在运行，或者防火墙不让进", english)
        case NoAnswerInTime():
            return Bilingual("等了很久没有回答", english)
        case SSLError():
            return Bilingual("网站的证书有问题", english)
        case DecodeError():
            return Bilingual("压缩的内容解不开", english)
    return Bilingual("连不上，或者传到一半断了", english)
