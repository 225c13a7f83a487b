"""The command ``serve``: a preview with live reload, by the livereload package (edge)."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application
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
from shaiquan.problems import Rejected

#: seconds between two looks at the files, at least; a look may take this share of the time
_PAUSE, _SHARE = 0.1, 0.2

_HOST = "127.0.0.1"
#: the names of this machine, whatever the port
_OWN_NAMES = r"(127\.0\.0\.1|localhost)"

#: path -> size and time of a file
_Times = dict[str, tuple[int, int]]


def serve(options: Options, console: Console, port: int, folder: Path) -> int:
    """Build into ``folder`` and serve it; build again after each saved file.

    Drafts are shown, and marked. After a mistake the last good preview stays, and the
    problems are printed.
    """
    listener = socket.create_server((_HOST, port), backlog=128)  # first: it may be taken
    listener.setblocking(False)
    preview = dataclasses.replace(options, site=folder, preview=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    known = SiteMemory(saves_at_end=True)
    said: set[str] = set()

    def rebuild() -> None:
        _build_preview(preview, console, known, said)

    folders = options.watched_folders()
    watcher = _FolderWatcher(folders, rebuild)  # before the build, which may take a while
    rebuild()
    known.save(preview, fingerprint_tool())
    for name in ("livereload", "tornado.access"):  # what they say is not for a clerk
        logging.getLogger(name).disabled = True
    address = f"http://{_HOST}:{port}"
    console.say(f"预览：{address}（按 Ctrl+C 停止）", f"preview: {address} (Ctrl+C stops)")
    folder.mkdir(exist_ok=True)
    HTTPServer(_make_application(folder, port, watcher)).add_socket(listener)
    LiveReloadHandler.start_tasks()
    loop = IOLoop.current().asyncio_loop  # type: ignore[attr-defined]
    # no exception: one that is raised while an object is dropped is lost, and the stop with it
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(loop.stop))
    try:
        with contextlib.suppress(KeyboardInterrupt):
            IOLoop.current().start()
    finally:
        known.save(preview, fingerprint_tool())
    return 0


def _make_application(folder: Path, port: int, watcher: Watcher) -> Application:
    """What answers, to the names of this machine alone.

    Else the page of a stranger could read drafts: by a name of its own that leads here, or by a
    web socket, which browsers open to any place.
    """
    LiveReloadHandler.watcher, LiveReloadHandler.live_css = watcher, True
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # else a second save within three seconds is lost
    LiveReloadHandler.check_origin = WebSocketHandler.check_origin
    script = f'<script src="/livereload.js?port={port}"></script>'
    injector = type("Injector", (LiveScriptInjector,), {"script": script.encode()})
    application = Application(transforms=[injector])
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
            self._times, self._unsignalled = now, next(iter(changed))
            self._rebuild()
        self.filepath = self._unsignalled
        if LiveReloadHandler.waiters:
            self._unsignalled = None
        return self.filepath, None

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


def _build_preview(options: Options, console: Console, known: SiteMemory, said: set[str]) -> None:
    """Build, and print what is to be said; what is ``said`` of the cache is not said again."""
    try:
        with collector_off():
            built = build_site(options, console.show_progress, known)
    except Rejected as fault:
        console.print_problems(fault.problems)
        counts = console.count_problems(fault.problems)
        console.say(f"预览没有更新：{counts}。", f"preview not updated: {counts}.")
    except ExecutorFault as fault:
        console.say(f"预览没有更新：{fault.zh}", f"preview not updated: {fault.en}")
    except OSError as fault:  # such as a folder that was renamed just now
        why, where = explain_fault(fault), f"{fault.filename}：" if fault.filename else ""
        console.say(f"预览没有更新：{where}{why}", f"preview not updated: {where}{why.en}")
    else:
        console.print_problems(built.problems)
        if built.cache_reset and built.cache_reset not in said:
            console.say(f"{built.cache_reset}。", f"{built.cache_reset.en}.")
            said.add(built.cache_reset)
        console.say("预览已更新。", "preview updated.")
