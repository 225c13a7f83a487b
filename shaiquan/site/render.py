"""Pages through the layouts to HTML, charts to SVG and PNG, diagrams through Graphviz.

Each file is a function of frozen values; a worker needs this module and the values, nothing else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from shaiquan import codes, press
from shaiquan.charts.diagrams import DiagramError, svg
from shaiquan.charts.plan import Caption
from shaiquan.files.layouts import Templates
from shaiquan.problems import Problem, Rejected, problem
from shaiquan.site.page import Page, Section
from shaiquan.site.page_context import Here
from shaiquan.views import markdown
from shaiquan.views.addresses import relative
from shaiquan.views.pictures import draw_chart
from shaiquan.views.values import Chart, Diagram, Prose

if TYPE_CHECKING:
    from shaiquan.site.templates import Environment, TemplateFunctions

#: twice the 96 pixels an inch of a screen, for Word
PNG_PPI = 192.0
_HREF = re.compile(r'href="([/#][^"]*)"')


@dataclass(frozen=True)
class Layouts:
    """The templates of a site, compiled once in a process, and the page they render."""

    templates: Templates
    environment: Environment
    here: Here

    @classmethod
    def of(cls, templates: Templates, cache: Path | None = None) -> Layouts:
        """The templates as they are now; compiled ones are kept in the folder ``cache``."""
        from shaiquan.site.templates import environment  # dear, and a check needs none

        here = Here()
        functions: TemplateFunctions = {
            "link": here.link,
            "at": here.at,
            "once": here.once,
            "prose": functools.partial(_prose, here=here),
            "chart": functools.partial(_inline, here=here),
            "width": _width,
        }
        filters: TemplateFunctions = {
            "cell": here.cell,
            "cells": here.cells,
            "fields": here.fields,
            "titled": _titled,
        }
        return cls(templates, environment(templates, cache, functions, filters), here)


def _width(view: Chart) -> str:
    return f"{draw_chart(view).width:.0f}"


def _titled(sections: tuple[Section, ...]) -> list[Section]:
    """The sections that a reader can be led to, by title."""
    return [each for each in sections if each.id and each.title]


def render_page(view: Page, layouts: Layouts) -> str:
    """A page as HTML. Links become relative, so that it works from any folder."""
    layouts.here.stand(view.address)
    entry = any(address == view.address for _, address in view.frame.navigation)
    try:
        template = layouts.environment.get_template(view.layout)
        return template.render(page=view, frame=view.frame, entry=view.address if entry else "")
    except (Rejected, DiagramError):
        raise
    except Exception as fault:
        from shaiquan.site.templates import place

        found = place(fault, layouts.templates.folder)
        if found is None:  # raised in our own code: our bug, not the template's
            raise
        raise Rejected((_template_problem(fault, layouts.templates, *found),)) from fault


def _prose(view: Prose, here: Here) -> Markup:
    """Safe HTML of a text; the value is trusted because ``markup`` has cleaned it."""
    links = dict(view.links)

    def resolve(target: str) -> str | None:
        found = links.get(target, target if "://" in target or target[:1] in "#m" else None)
        return here.link(found) if found else None

    return Markup(markdown.html(view.text, resolve, dict(view.counts)))  # noqa: S704


def _inline(view: Chart | Diagram, here: Here) -> Markup:
    if isinstance(view, Diagram):
        caption = Caption(view.id, view.title, view.desc)
        return Markup(_linked(_diagram(view.dot, caption), "", here.link))  # noqa: S704
    return Markup(_linked(draw_chart(view).svg, view.steps, here.link))  # noqa: S704


def chart_svg(view: Chart) -> str:
    """The chart as a file of its own."""
    file = f"charts/{view.chart}.svg"
    return _linked(draw_chart(view).svg, view.steps, functools.partial(relative, page=file))


def _linked(drawn: str, steps: str, link: Callable[[str], str]) -> str:
    def aimed(match: re.Match[str]) -> str:
        target = match[1]
        return f'href="{link(steps + target if target[0] == "#" else target)}"'

    return _HREF.sub(aimed, drawn)


def chart_png(view: Chart) -> bytes:
    """The chart as a picture for a text program."""
    drawn = draw_chart(view)
    return press.picture(drawn.svg, drawn.width, drawn.height, PNG_PPI)


def _diagram(text: str, caption: Caption) -> str:
    try:
        return svg(text, chart=caption)
    except DiagramError as fault:
        words = {"name": caption.title, "why": str(fault)}
        raise Rejected((problem(codes.CHART_FAILED, caption.id, **words),)) from fault


def _template_problem(fault: Exception, templates: Templates, path: Path, line: int) -> Problem:
    name = path.relative_to(templates.folder).as_posix()
    lines = (templates.read(name) or b"").decode().splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    why = getattr(fault, "message", "") or str(fault)
    return problem(codes.TEMPLATE, path.as_posix(), max(line, 1), 1, excerpt, why=why)
