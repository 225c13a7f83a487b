"""Outputs to bytes: pages through the layouts, charts through Graphviz.

Each output is a function of its declared input, which is plain frozen data; a worker needs
this module and the input, nothing else.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import jinja2
from markupsafe import Markup

from shaiquan import codes
from shaiquan.charts.diagrams import Caption, DiagramError, png, svg
from shaiquan.problems import Problem, Rejected, problem
from shaiquan.rendering import markup
from shaiquan.rendering.outputs import Output
from shaiquan.rendering.urls import file_of, relative
from shaiquan.rendering.views import Chart, Page, Prose

T = TypeVar("T")

_HREF = re.compile(r'href="([/#][^"]*)"')


@dataclass(frozen=True)
class Layouts:
    """The templates of a folder, compiled once in a process."""

    folder: Path
    environment: jinja2.Environment

    @classmethod
    def of(cls, folder: Path) -> Layouts:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters["plain"] = lambda cell: "\n".join(
            "".join(run.text for run in line) for line in cell
        )
        return cls(folder, environment)


def make(output: Output, layouts: Layouts) -> bytes:
    """The bytes of an output; a template that fails is a problem at its line."""
    if output.maker == "page":
        return page(output.input, layouts).encode()
    if output.maker == "svg":
        return alone(output.input).encode()
    if output.maker == "png":
        return _drawn(png, output.input)
    if output.maker == "json":
        return (json.dumps(output.input, ensure_ascii=False, indent=1) + "\n").encode()
    if isinstance(output.input, bytes):
        return output.input
    return str(output.input).encode()


def page(view: Page, layouts: Layouts) -> str:
    """A page as HTML. Links become relative, so that it works from any folder."""
    file = file_of(view.address)
    try:
        template = layouts.environment.get_template(view.layout)
        return template.render(
            page=view,
            frame=view.frame,
            link=functools.partial(relative, page=file),
            prose=functools.partial(_prose, file=file),
            chart=functools.partial(_inline, file=file),
        )
    except jinja2.TemplateError as fault:
        raise Rejected((_template_problem(fault, view, layouts),)) from fault


def _prose(view: Prose, file: str) -> Markup:
    """Safe HTML of a text; the value is trusted because ``markup`` has cleaned it."""
    links = dict(view.links)

    def resolve(target: str) -> str | None:
        found = links.get(target, target if "://" in target or target[:1] in "#m" else None)
        return relative(found, file) if found else None

    return Markup(markup.html(view.text, resolve, dict(view.counts)))  # noqa: S704


def _inline(view: Chart, file: str) -> Markup:
    return Markup(_linked(_svg(view), view, file))  # noqa: S704


def alone(view: Chart) -> str:
    """The chart as a file of its own."""
    return _linked(_svg(view), view, f"charts/{view.chart}.svg")


def _linked(picture: str, view: Chart, file: str) -> str:
    def aimed(match: re.Match[str]) -> str:
        target = match[1]
        return f'href="{relative(view.steps + target if target[0] == "#" else target, file)}"'

    return _HREF.sub(aimed, picture)


@functools.lru_cache(maxsize=512)
def _svg(view: Chart) -> str:
    def draw(dot: str) -> str:
        return svg(dot, chart=Caption(f"chart-{view.chart}", view.title, view.desc))

    return _drawn(draw, view)


def _drawn(draw: Callable[[str], T], view: Chart) -> T:
    try:
        return draw(view.dot)
    except DiagramError as fault:
        words = {"name": view.title, "why": str(fault)}
        raise Rejected(
            (problem(codes.CHART_FAILED, f"charts/{view.chart}.svg", **words),)
        ) from fault


def _template_problem(fault: jinja2.TemplateError, view: Page, layouts: Layouts) -> Problem:
    """The line of the template that failed: a syntax error's own, else the innermost frame's."""
    name, line = getattr(fault, "filename", None), getattr(fault, "lineno", 0) or 0
    trace = fault.__traceback__
    while trace is not None and not isinstance(fault, jinja2.TemplateSyntaxError):
        if trace.tb_frame.f_globals.get("__jinja_template__") is not None:
            name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    path = Path(name or str(layouts.folder / view.layout))
    excerpt = ""
    if path.is_file():
        lines = path.read_text("utf-8").splitlines()
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    shown = path.as_posix()
    return problem(codes.TEMPLATE, shown, max(line, 1), 1, excerpt, why=fault.message or "")
