"""``serve``: preview with live reload, in the plain form of the livereload package (edge)."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from livereload import Server

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.console import Console
from shaiquan.executors.interface import ExecutorFault
from shaiquan.problems import Rejected


def serve(recipe: Options, console: Console, port: int, folder: Path) -> int:
    """Build into ``folder``, show it, and again after each saved file. Drafts are shown, marked.

    A mistake leaves the last good preview standing and is printed.
    """
    preview = dataclasses.replace(recipe, site=folder, preview=True)
    folder.parent.mkdir(parents=True, exist_ok=True)

    def rebuild() -> None:
        try:
            built = build_site(preview, console.progress)
        except Rejected as fault:
            console.problems(fault.problems)
            found = console.counted(fault.problems)
            console.say(f"预览没有更新：{found}。", f"preview not updated: {found}.")
        except ExecutorFault as fault:
            console.say(f"预览没有更新：{fault.zh}", f"preview not updated: {fault.en}")
        else:
            console.problems(built.problems)
            console.say("预览已更新。", "preview updated.")

    rebuild()
    server = Server()
    # a folder watch would stop at the first changed file; globs do not
    for watched in (recipe.content, recipe.layouts, recipe.assets):
        server.watch(f"{watched.as_posix()}/**/*", rebuild)
        server.watch(f"{watched.as_posix()}/*", rebuild)
    address = f"http://127.0.0.1:{port}"
    console.say(f"预览：{address}（按 Ctrl+C 停止）", f"preview: {address} (Ctrl+C stops)")
    folder.mkdir(exist_ok=True)
    server.serve(root=str(folder), host="127.0.0.1", port=port)
    return 0
