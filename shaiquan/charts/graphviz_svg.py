"""DOT text to pictures, in process (edge: Graphviz through pygraphviz, its fonts, its stderr).

One Graphviz context serves the whole process; making one for each chart, as
``AGraph.draw`` does, takes half as long again. Graphviz is not thread-safe: draw from one
thread, use processes for more. Where no wheel fits the machine a ``dot`` on the PATH does.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from typing import Any

from shaiquan.charts import fonts
from shaiquan.charts.chart_plan import Caption

#: after the packaged font, the fonts that readers' systems have
FAMILIES = f"{fonts.FAMILY}, PingFang SC, Microsoft YaHei, sans-serif"


class GraphvizError(Exception):
    """Graphviz could not draw; the text is what Graphviz said."""


def render_dot(dot: str, *, chart: Caption) -> str:
    """The chart as clean inline SVG; sizes in pt. Raises DiagramError."""
    return _cleaned(_render(dot).decode(), chart)


# -- drawing ------------------------------------------------------------------------------------


def _render(dot: str) -> bytes:
    fonts.configure_fontconfig()
    if _graphviz() is None:
        return _by_command(dot)
    with _said() as said:
        result = _in_process(dot)
    if result is None:
        raise GraphvizError(said() or "Graphviz 没有说明原因")
    return result


@functools.cache
def _graphviz() -> Any:
    """The library, loaded when there is something to draw; None if no wheel fits the machine."""
    try:
        import pygraphviz.graphviz
    except ImportError:
        return None
    return pygraphviz.graphviz


@functools.cache
def _context() -> Any:
    return _graphviz().gvContextWithBuiltins()


def _in_process(dot: str) -> bytes | None:
    graphviz, context = _graphviz(), _context()
    with tempfile.TemporaryFile() as file:
        file.write(dot.encode())
        file.seek(0)
        try:
            graph = graphviz.agread(file, None)
        except ValueError:
            return None
    if graph is None:
        return None
    try:
        if graphviz.gvLayout(context, graph, b"dot"):
            return None
        failed, data = graphviz.gvRenderData(context, graph, b"svg")
        graphviz.gvFreeLayout(context, graph)
        return None if failed else bytes(data)
    finally:
        graphviz.agclose(graph)


@contextlib.contextmanager
def _said() -> Iterator[Any]:
    """What C code writes to standard error meanwhile; fontconfig's grumbling about the
    system's own configuration, which is not used, is dropped."""
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)

        def words() -> str:
            file.seek(0)
            lines = file.read().decode("utf-8", "replace").splitlines()
            return " ".join(line.strip() for line in lines if "Fontconfig" not in line)

        text = ""
        try:
            yield lambda: text
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            text = words()


def _by_command(dot: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise GraphvizError("没有适合这台电脑的 pygraphviz，也没有安装 Graphviz 的 dot 命令")
    done = subprocess.run([program, "-Tsvg"], input=dot.encode(), capture_output=True, check=False)
    if done.returncode:
        raise GraphvizError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


# -- cleaning -------------------------------------------------------------------------------------

_OPENING = re.compile(
    r'<svg width="([\d.]+)pt" height="([\d.]+)pt"\s+viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"[^>]*>'
)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_ID = re.compile(r'(<g id=")')
_LINK = re.compile(r'<a xlink:href="([^"]*)"(?: xlink:title="([^"]*)")?>')
_FAMILY = re.compile(r' font-family="[^"]*"')
#: an edge's title names its ends, not the ports that it uses
_PORTS = re.compile(r"<title>([^<:]*)(?::\w+)*&#45;&gt;([^<:]*)(?::\w+)*</title>")
_TRANSFORM = re.compile(r"scale\(1 1\) rotate\(0\) ")


def _cleaned(drawn: str, chart: Caption) -> str:
    """Graphviz' SVG without what a page does not need, with what a reader does.

    The groups stay as Graphviz writes them. Edges are hidden from screen readers and do not
    answer the mouse, since their titles are ids; the table of steps says the ways in words.
    """
    opening = _OPENING.search(drawn)
    if opening is None:
        raise GraphvizError("Graphviz 的 SVG 不是预期的样子")
    body = _COMMENT.sub("", drawn[opening.end() :])
    body = _TRANSFORM.sub("", body)
    body = _ID.sub(rf"\g<1>{chart.id}-", body)
    body = _LINK.sub(_link, body)
    body = _PORTS.sub(r"<title>\1&#45;&gt;\2</title>", body)
    body = _FAMILY.sub("", body)
    body = body.replace(' xml:space="preserve"', "")
    body = body.replace(' class="edge', ' aria-hidden="true" pointer-events="none" class="edge')
    return _head(opening, chart) + body.rstrip() + "\n"


def _link(match: re.Match[str]) -> str:
    title = f"<title>{match[2]}</title>" if match[2] else ""
    return f'<a href="{match[1]}">{title}'


def _head(opening: re.Match[str], chart: Caption) -> str:
    width, height, across, down = opening.groups()
    return (
        f'<svg role="group" aria-labelledby="{chart.id}-title {chart.id}-desc" '
        f'width="{float(width):g}pt" height="{float(height):g}pt" '
        f'viewBox="0 0 {float(across):g} {float(down):g}" font-family="{FAMILIES}" '
        'xmlns="http://www.w3.org/2000/svg">\n'
        f'<title id="{chart.id}-title">{escape(chart.title)}</title>\n'
        f'<desc id="{chart.id}-desc">{escape(chart.desc)}</desc>'
    )
