"""DOT text to pictures, in process (edge: Graphviz through pygraphviz, its fonts, its stderr).

One Graphviz context serves the whole process; making one for each chart, as
``AGraph.draw`` does, takes half as long again. Graphviz is not thread-safe: threads take turns,
use processes for more. Where no wheel fits the machine a ``dot`` on the PATH does.
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
import threading
from collections.abc import Iterator
from typing import Any, Literal

from shaiquan.charts import fonts
from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.svg_root import open_svg


class GraphvizError(Exception):
    """Graphviz could not draw; the text is its message."""


#: what lays a chart out: ``dot``, or ``nop2``, which leaves all where the text says that it is
Engine = Literal["dot", "nop2"]
_LOCK = threading.Lock()


def render_dot(dot: str, *, chart: Caption, engine: Engine = "dot") -> str:
    """The chart as clean inline SVG; sizes in pt. Raises GraphvizError."""
    return _clean_svg(run_graphviz(dot, engine, "svg").decode(), chart)


def measure_svg(svg: str) -> tuple[float, float]:
    """Width and height of a drawing of :func:`render_dot`, in points."""
    view = _VIEW.search(svg)
    assert view is not None
    return float(view[1]), float(view[2])


# -- drawing ------------------------------------------------------------------------------------


def run_graphviz(dot: str, engine: Engine, format: str) -> bytes:
    """What Graphviz writes in a format of its own. Raises GraphvizError."""
    fonts.configure_fontconfig()
    if _load_graphviz() is None:
        return _render_by_command(dot, engine, format)
    with _LOCK, _capture_stderr() as read_message:
        result = _render_in_process(dot, engine, format)
    if result is None:
        raise GraphvizError(read_message() or "Graphviz 没有说明原因")
    return result


@functools.cache
def _load_graphviz() -> Any:
    """The library, loaded when there is something to draw; None if no wheel fits the machine."""
    try:
        import pygraphviz.graphviz
    except ImportError:
        return None
    return pygraphviz.graphviz


@functools.cache
def _load_context() -> Any:
    return _load_graphviz().gvContextWithBuiltins()


def _render_in_process(dot: str, engine: str, format: str) -> bytes | None:
    graphviz, context = _load_graphviz(), _load_context()
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
        if graphviz.gvLayout(context, graph, engine.encode()):
            return None
        failed, data = graphviz.gvRenderData(context, graph, format.encode())
        graphviz.gvFreeLayout(context, graph)
        return None if failed else bytes(data)
    finally:
        graphviz.agclose(graph)


@contextlib.contextmanager
def _capture_stderr() -> Iterator[Any]:
    """Capture what C code writes to standard error; yields a function that returns the text.

    Fontconfig's messages about the system's own configuration, which is not used, are dropped.
    """
    sys.stderr.flush()
    stderr = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)

        def read() -> str:
            file.seek(0)
            lines = file.read().decode("utf-8", "replace").splitlines()
            return " ".join(line.strip() for line in lines if "Fontconfig" not in line)

        text = ""
        try:
            yield lambda: text
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
            text = read()


def _render_by_command(dot: str, engine: str, format: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise GraphvizError("没有适合这台电脑的 pygraphviz，也没有安装 Graphviz 的 dot 命令")
    result = subprocess.run(
        [program, f"-K{engine}", f"-T{format}"],
        input=dot.encode(),
        capture_output=True,
        check=False,
    )
    if result.returncode:
        raise GraphvizError(result.stderr.decode("utf-8", "replace").strip())
    return result.stdout


# -- cleaning -------------------------------------------------------------------------------------

_OPENING = re.compile(
    r'<svg width="([\d.]+)pt" height="([\d.]+)pt"\s+viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"[^>]*>'
)
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_ID = re.compile(r'(<g id=")')
_LINK = re.compile(r'<a xlink:href="([^"]*)"(?: xlink:title="([^"]*)")?>')
_FAMILY = re.compile(r' font-family="[^"]*"')
#: an edge's title names its ends, not the ports that it uses
_PORTS = re.compile(r"<title>([^<:]*)(?::\w+)*&#45;&gt;([^<:]*)(?::\w+)*</title>")
_TRANSFORM = re.compile(r"scale\(1 1\) rotate\(0\) ")


def _clean_svg(drawn: str, chart: Caption) -> str:
    """Graphviz' SVG without what a page does not need, and with a title and a description.

    The groups stay as Graphviz writes them. Edges are hidden from screen readers and do not
    react to the mouse, since their titles are ids; the table of steps says them in words.
    """
    opening = _OPENING.search(drawn)
    if opening is None:
        raise GraphvizError("Graphviz 的 SVG 不是预期的样子")
    body = _COMMENT.sub("", drawn[opening.end() :])
    body = _TRANSFORM.sub("", body)
    body = _ID.sub(rf"\g<1>{chart.id}-", body)
    body = _LINK.sub(_rewrite_link, body)
    body = _PORTS.sub(r"<title>\1&#45;&gt;\2</title>", body)
    body = _FAMILY.sub("", body)
    body = body.replace(' xml:space="preserve"', "")
    body = body.replace(' font-weight="bold"', ' font-weight="700"')
    body = body.replace(' class="edge', ' aria-hidden="true" pointer-events="none" class="edge')
    width, height, view_width, view_height = (f"{float(number):g}" for number in opening.groups())
    head = open_svg(chart, width, height, f"{view_width} {view_height}")
    return head + body.rstrip() + "\n"


def _rewrite_link(match: re.Match[str]) -> str:
    title = f"<title>{match[2]}</title>" if match[2] else ""
    return f'<a href="{match[1]}">{title}'
