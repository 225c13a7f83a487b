"""A preview as a browser sees it: how long from saving a file to the signal to reload."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tornado.websocket import WebSocketClientConnection, websocket_connect

T = TypeVar("T")
_HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
_INFO = {"command": "info", "url": "http://127.0.0.1/"}


class ReloadClient:
    """A browser that waits for signals; ``port`` is that of the preview.

    It has a thread of its own, since there may be another event loop in this one.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._connection: WebSocketClientConnection | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def _run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def connect(self, seconds: float) -> None:
        """Wait until the preview is served. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while self._connection is None:
            try:
                self._connection = self._run(self._open(), 10)
            except OSError:
                if time.monotonic() > end:
                    raise TimeoutError("no preview") from None
                time.sleep(0.1)

    async def _open(self) -> WebSocketClientConnection:
        connection = await websocket_connect(f"ws://127.0.0.1:{self._port}/livereload")
        await connection.write_message(json.dumps(_HELLO))
        await connection.read_message()
        await connection.write_message(json.dumps(_INFO))
        return connection

    def close(self) -> None:
        """Leave the preview."""
        if self._connection is not None:
            self._loop.call_soon_threadsafe(self._connection.close)
            with contextlib.suppress(TimeoutError):
                self._run(self._read_to_end(), 10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _read_to_end(self) -> None:
        assert self._connection is not None
        while await self._connection.read_message() is not None:
            pass

    def wait_for_reload(self, seconds: float) -> None:
        """Wait for the next signal. Raises TimeoutError."""
        self._run(self._read(), seconds)

    async def _read(self) -> None:
        assert self._connection is not None
        while True:
            message = await self._connection.read_message()
            if message is None:
                raise TimeoutError("the preview has ended")
            if json.loads(message)["command"] == "reload":
                return


def time_reloads(project: Path, times: int) -> list[float]:
    """Seconds from saving a text of the first power to the signal, one by one.

    ``project`` is a copy of this project with its content. The first save is not counted. A
    signal counts where the page shows the text.
    """
    page = min((project / "content" / "powers").rglob("*.md"))
    shown = project / "preview" / "powers" / page.stem / "index.html"
    text, port = page.read_text("utf-8"), find_port()
    seconds = []
    with (
        run_preview(project, project / "content", project, port),
        closing(ReloadClient(port)) as client,
    ):
        client.connect(600)
        for number in range(times + 1):
            time.sleep(0.5 + 0.07 * (number % 7))  # at any moment between two looks at the files
            start = time.monotonic()
            words = f"（第{number}次）"
            page.write_text(text.replace("。", f"{words}。", 1), "utf-8")
            client.wait_for_reload(60)
            while words not in shown.read_text("utf-8"):  # a late signal of the save before
                client.wait_for_reload(60)
            seconds.append(time.monotonic() - start)
    page.write_text(text, "utf-8")
    return seconds[1:]


def find_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def run_preview(
    project: Path, content: Path, folder: Path, port: int, *options: str
) -> Iterator[Path]:
    """A preview of ``content``, by the code of ``project``, in ``folder``; the path of its log."""
    command = [sys.executable, "-X", "utf8", "-m", "shaiquan", "serve", "--port", str(port)]
    command += ["--content", str(content), "--preview", str(folder / "preview"), *options]
    log = folder / "preview.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(project)},
            stderr=file,
            stdout=file,
        )
        try:
            yield log
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise
