"""The command ``serve``: a preview with live reload, by the livereload package (edge)."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from livereload import Server

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.console import Console
from shaiquan.executors.interface import ExecutorFault
from shaiquan.problems import Rejected


def serve(options: Options, console: Console, port: int, folder: Path) -> int:
    """Build into ``folder`` and serve it; build again after each saved file.

    Drafts are shown, and marked. After a mistake the last good preview stays, and the
    problems are printed.
    """
    preview = dataclasses.replace(options, site=folder, preview=True)
    folder.parent.mkdir(parents=True, exist_ok=True)

    def rebuild() -> None:
        _build_preview(preview, console)

    rebuild()
    server = Server()
    # livereload stops at the first changed file of a folder, but not of a glob
    for source in (options.content, options.layouts, options.assets):
        server.watch(f"{source.as_posix()}/**/*", rebuild)
        server.watch(f"{source.as_posix()}/*", rebuild)
    address = f"http://127.0.0.1:{port}"
    console.say(f"预览：{address}（按 Ctrl+C 停止）", f"preview: {address} (Ctrl+C stops)")
    folder.mkdir(exist_ok=True)
    server.serve(root=str(folder), host="127.0.0.1", port=port)
    return 0


def _build_preview(options: Options, console: Console) -> None:
    try:
        built = build_site(options, console.show_progress)
    except Rejected as fault:
        console.print_problems(fault.problems)
        counts = console.count_problems(fault.problems)
        console.say(f"预览没有更新：{counts}。", f"preview not updated: {counts}.")
    except ExecutorFault as fault:
        console.say(f"预览没有更新：{fault.zh}", f"preview not updated: {fault.en}")
    else:
        console.print_problems(built.problems)
        console.say("预览已更新。", "preview updated.")
