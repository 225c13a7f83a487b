"""The command ``serve``: a preview with live reload, by the livereload package (edge)."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import logging
import os
import re
import signal
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application, OutputTransform
from tornado.websocket import WebSocketHandler

from shaiquan.build.fingerprints import fingerprint_tool
from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.build.site_memory import SiteMemory
from shaiquan.console import Console
from shaiquan.content.sources import is_litter
from shaiquan.executors.collector import collector_off
from shaiquan.executors.interface import ExecutorFault
from shaiquan.files.faults import explain_fault
from shaiquan.previewing import PreviewReport
from shaiquan.problems import Bilingual, Rejected

#: seconds between two looks at the files, at least; a look may take this share of the time
_PAUSE, _SHARE = 0.1, 0.2
#: seconds without a change after which what is saved at once is all there; looks at most
_SETTLE, _MOST_LOOKS = 0.05, 20

_HOST = "127.0.0.1"
#: the names of this machine, whatever the port
_OWN_NAMES = r"(127\.0\.0\.1|localhost)"

#: where the body of a page begins; within the first piece of it that is sent
_BODY = re.compile(rb"<body[^>]*>")

#: path -> size and time of a file
_Times = dict[str, tuple[int, int]]


def serve(
    options: Options, console: Console, port: int, folder: Path, open_browser: bool = False
) -> int:
    """Build into ``folder`` and serve it; build again after each saved file.

    Drafts are shown, and marked. After a mistake the last good preview stays, the problems are
    printed, and each page says so. ``open_browser``: show it, once it can be seen.
    """
    try:
        listener = socket.create_server((_HOST, port), backlog=128)  # first: it may be taken
    except OSError as fault:
        return _refuse_port(port, fault, console)
    listener.setblocking(False)
    preview = dataclasses.replace(options, site=folder, preview=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    known = SiteMemory(saves_at_end=True)
    report = PreviewReport(console)

    def rebuild() -> None:
        _build_preview(preview, console, known, report)

    folders = options.watched_folders()
    watcher = _FolderWatcher(folders, rebuild)  # before the build, which may take a while
    rebuild()
    known.save(preview, fingerprint_tool())
    for name in ("livereload", "tornado.access"):  # what they say is not for a clerk
        logging.getLogger(name).disabled = True
    address = f"http://{_HOST}:{port}"
    console.say(f"预览：{address}（按 Ctrl+C 停止）", f"preview: {address} (Ctrl+C stops)")
    folder.mkdir(exist_ok=True)
    HTTPServer(_make_application(folder, port, watcher, report)).add_socket(listener)
    LiveReloadHandler.start_tasks()
    if open_browser:
        IOLoop.current().add_callback(_open_browser, address, console)
    loop = IOLoop.current().asyncio_loop  # type: ignore[attr-defined]
    # no exception: one that is raised while an object is dropped is lost, and the stop with it
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(loop.stop))
    try:
        with contextlib.suppress(KeyboardInterrupt):
            IOLoop.current().start()
    finally:
        known.save(preview, fingerprint_tool())
    return 0


def _open_browser(address: str, console: Console) -> None:
    """In another thread, since a browser in a terminal does not return before it is closed."""

    def show() -> None:
        if not webbrowser.open(address):
            console.say(f"打不开浏览器，请自己打开 {address}", f"open {address} in a browser")

    threading.Thread(target=show, daemon=True).start()


def _refuse_port(port: int, fault: OSError, console: Console) -> int:
    """Say that another program has the port, or why it can't be used, and which one to try."""
    if fault.errno == errno.EADDRINUSE:
        address = f"http://127.0.0.1:{port}"
        why = Bilingual(
            f"已经有程序在用。也许预览已经打开了，看看 {address}；不是的话",
            f"is taken. Perhaps it has your preview, look at {address}; if not, try another",
        )
    else:
        why = Bilingual(
            f"不能用：{explain_fault(fault)}。",
            f"cannot be used: {explain_fault(fault).en}. Try another",
        )
    other = port + 1 if 1024 <= port < 65535 else 8000
    console.say(
        f"{port} 号端口{why}换一个：python build.py serve --port {other}",
        f"port {port} {why.en}: python build.py serve --port {other}",
    )
    return 1


def _make_application(
    folder: Path, port: int, watcher: Watcher, report: PreviewReport
) -> Application:
    """What answers, to the names of this machine alone.

    Else the page of a stranger could read drafts: by a name of its own that leads here, or by a
    web socket, which browsers open to any place.
    """
    LiveReloadHandler.watcher, LiveReloadHandler.live_css = watcher, True
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # else a second save within three seconds is lost
    LiveReloadHandler.check_origin = WebSocketHandler.check_origin
    application = Application(transforms=[_make_injector(port, report)])
    files = {"path": str(folder), "default_filename": "index.html"}
    application.add_handlers(
        _OWN_NAMES,
        [
            ("/livereload", LiveReloadHandler),
            ("/livereload.js", LiveReloadJSHandler),
            ("/((?!.*%00).*)", StaticFileHandler, files),  # no path has a NUL
        ],
    )
    return application


def _make_injector(port: int, report: PreviewReport) -> type[OutputTransform]:
    """Puts a script that reloads, and the bar, at the top of each page, also of “not found”."""
    script = f'<script src="/livereload.js?port={port}"></script>'

    class Injector(OutputTransform):
        def __init__(self, request: HTTPServerRequest) -> None:
            self.own = re.fullmatch(_OWN_NAMES, request.host_name)  # the bar tells of drafts

        def transform_first_chunk(
            self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
        ) -> tuple[int, HTTPHeaders, bytes]:
            del finishing
            is_html = "html" in headers.get("Content-Type", "")
            if self.own and is_html and (body := _BODY.search(chunk)):
                addition = f"{script}{report.bar}".encode()
                chunk = chunk[: body.end()] + addition + chunk[body.end() :]
                if "Content-Length" in headers:
                    headers["Content-Length"] = str(int(headers["Content-Length"]) + len(addition))
            return status_code, headers, chunk

    return Injector


class _FolderWatcher(Watcher):  # type: ignore[misc]
    """Looks at the files of folders many times a second, and calls ``rebuild`` after a change.

    The package's own looks every 0.8 s, at each file by several patterns.
    """

    def __init__(self, folders: tuple[Path, ...], rebuild: Callable[[], None]) -> None:
        super().__init__()
        self._folders, self._rebuild = folders, rebuild
        self._times = self._look()
        self._unsignalled: str | None = None
        self._tasks: dict[str, object] = {"": None}  # else the working folder is watched

    def start(self, callback: Callable[[], None]) -> bool:
        began = time.monotonic()
        self._look()
        pause = max(_PAUSE, (time.monotonic() - began) / _SHARE)
        PeriodicCallback(callback, pause * 1000).start()
        return True

    def examine(self) -> tuple[str | None, None]:
        """A changed path, for which the preview has been built, and no delay.

        A browser is away while it reloads: it is told once it is back.
        """
        now = self._look()
        changed = dict(now.items() ^ self._times.items())
        if changed:
            self._times, self._unsignalled = self._wait_for_the_last(now), next(iter(changed))
            self._rebuild()
        self.filepath = self._unsignalled
        if LiveReloadHandler.waiters:
            self._unsignalled = None
        return self.filepath, None

    def _wait_for_the_last(self, now: _Times) -> _Times:
        """What there is once nothing more is saved: a folder that is copied is one change."""
        for _ in range(_MOST_LOOKS):
            time.sleep(_SETTLE)
            now, before = self._look(), now
            if now == before:
                break
        return now

    def _look(self) -> _Times:
        return {path: times for folder in self._folders for path, times in _list_times(folder)}


def _list_times(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """The files below a folder."""
    for root, _, names in os.walk(folder):
        for name in names:
            if is_litter(name):
                continue
            path = f"{root}/{name}"
            try:
                status = os.stat(path)  # noqa: PTH116 - ten thousand of them, many times
            except OSError:  # deleted just now
                continue
            yield path, (status.st_size, status.st_mtime_ns)


def _build_preview(
    options: Options, console: Console, known: SiteMemory, report: PreviewReport
) -> None:
    """Build, and tell what came of it."""
    try:
        with collector_off():
            built = build_site(options, console.show_progress, known)
    except Rejected as fault:
        report.tell_errors(fault.problems)
    except ExecutorFault as fault:
        report.tell_fault(Bilingual(fault.zh, fault.en))
    except OSError as fault:  # such as a folder that was renamed just now
        why, where = explain_fault(fault), f"{fault.filename}：" if fault.filename else ""
        report.tell_fault(Bilingual(f"{where}{why}", f"{where}{why.en}"))
    else:
        report.tell_built(built.problems, built.cache_reset)
