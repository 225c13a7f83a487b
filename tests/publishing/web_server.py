"""A server on loopback that serves a site as a host should, but for the faults that a test sets."""

from __future__ import annotations

import hashlib
import http.server
import mimetypes
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from shaiquan.files.manifests import MANIFEST, render_manifest

#: below which the site is served
FOLDER = "/deep/quanli/"
#: a key and a certificate for 127.0.0.1 that nobody trusts
CERTIFICATE = Path(__file__).parent / "loopback.pem"


@dataclass(frozen=True)
class Reply:
    """What is answered to one path. ``drop``: the connection is closed before the answer;
    ``in_chunks``: the body is sent in pieces, its length unsaid."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False
    in_chunks: bool = False

    def encode_body(self) -> tuple[dict[str, str], bytes]:
        """The headers of the body, and how it is sent."""
        if not self.in_chunks:
            return {"Content-Length": f"{len(self.body)}", **self.headers}, self.body
        pieces = [self.body[at : at + 7] for at in range(0, len(self.body), 7)]
        sent = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))
        return {"Transfer-Encoding": "chunked", **self.headers}, sent


class WebServer(http.server.ThreadingHTTPServer):
    """Serves ``files``; ``replies`` has for some paths what is answered instead, one reply for
    each time, the last one for ever. ``asked`` lists the paths that were asked for."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = dict(files)
        self.replies: dict[str, list[Reply]] = {}
        self.missing = Reply(self.files.get("404.html", b"nothing here"), 404)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}{FOLDER}"

    def answer(self, path: str) -> Reply:
        """What is answered to a path from the folder of the site."""
        self.asked.append(path)
        if replies := self.replies.get(path):
            return replies.pop(0) if len(replies) > 1 else replies[0]
        name = f"{path}index.html" if not path or path.endswith("/") else path
        if name not in self.files:
            return self.missing
        return Reply(self.files[name], type=guess_type(name))


def guess_type(name: str) -> str:
    known = {".gv": "text/vnd.graphviz", ".csv": "text/csv", ".js": "text/javascript"}
    suffix = Path(name).suffix
    guessed = known.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for the other side
    server: WebServer

    def do_GET(self) -> None:
        path = unquote(self.path)
        if not path.startswith(FOLDER):
            self.server.asked.append(path)
            return self._send(Reply(b"outside", 404))
        return self._send(self.server.answer(path.removeprefix(FOLDER)))

    def _send(self, reply: Reply) -> None:
        if reply.drop:
            self.close_connection = True
            return
        self.send_response(reply.status)
        if reply.type:
            self.send_header("Content-Type", reply.type)
        headers, sent = reply.encode_body()
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(sent)
        except OSError:  # the other side wanted no more of it
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


def add_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A site: its files and their manifest."""
    digests = {path: hashlib.sha256(content).digest() for path, content in files.items()}
    return {**files, MANIFEST: render_manifest(digests, "1.0", {})}


@contextmanager
def serve_site(files: Mapping[str, bytes], secure: bool = False) -> Iterator[WebServer]:
    server = WebServer(files)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.url = server.url.replace("http:", "https:")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
