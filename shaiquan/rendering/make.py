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
    except (Rejected, DiagramError):
        raise
    except Exception as fault:
        place = _place(fault, layouts)
        if place is None:  # raised in our own code: our bug, not the template's
            raise
        raise Rejected((_template_problem(fault, *place),)) from fault


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


def _place(fault: Exception, layouts: Layouts) -> tuple[Path, int] | None:
    """The template and line that failed; None where no template is to blame."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return Path(fault.filename or layouts.folder), fault.lineno
    if isinstance(fault, jinja2.TemplatesNotFound | jinja2.TemplateNotFound):
        return _innermost(fault, layouts) or (layouts.folder / (fault.message or ""), 1)
    return _innermost(fault, layouts)


def _innermost(fault: Exception, layouts: Layouts) -> tuple[Path, int] | None:
    """The last frame of the traceback if it is a line of a template, or jinja2's own."""
    found = None
    trace = fault.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(layouts.folder):
            found = (path, trace.tb_lineno)
        elif path.is_relative_to(_PACKAGE):
            found = None
        trace = trace.tb_next
    return found


_PACKAGE = Path(__file__).resolve().parent.parent


def _template_problem(fault: Exception, path: Path, line: int) -> Problem:
    excerpt = ""
    if path.is_file():
        lines = path.read_text("utf-8").splitlines()
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    why = getattr(fault, "message", "") or str(fault)
    return problem(codes.TEMPLATE, path.as_posix(), max(line, 1), 1, excerpt, why=why)
