"""Debian's chromium, as the browser tests and the pictures of the manual use it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shaiquan.charts.fonts import font_file


@contextmanager
def launch_chromium(program: str, folder: Path) -> Iterator[Any]:
    """The browser with the packaged font, so that Chinese is as wide as for readers.

    ``folder``: where its list of fonts may lie.
    """
    from playwright.sync_api import sync_playwright

    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{font_file().parent}</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
        "utf-8",
    )
    quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-quic"]
    quiet += ["--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=quiet, env={**os.environ, "FONTCONFIG_FILE": str(config)}
        )
        yield browser
        browser.close()
