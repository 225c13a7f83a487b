"""Pages through the layouts to HTML, charts to SVG and PNG, diagrams through Graphviz.

Each file is a function of frozen values; a worker needs this module and the values, nothing else.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from shaiquan import codes, press
from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.flowchart_dot import write_flowchart_dot
from shaiquan.charts.graphviz_svg import Engine, measure_svg, render_dot
from shaiquan.files.layouts import Templates
from shaiquan.limits import PIXELS
from shaiquan.problems import Problem, Rejected, problem
from shaiquan.site.editions import SIMPLIFIED, SiteEdition
from shaiquan.site.page import Item, Page, PageFrame, PageSection
from shaiquan.site.page_context import Links, PageContext
from shaiquan.site.page_drawings import shorten_drawing
from shaiquan.site.paging import ContentsGroup, ContentsLine, group_contents, unit_in_title
from shaiquan.site.structured_data import write_structured_data
from shaiquan.site.tags import describe_open_graph, list_tags
from shaiquan.views.addresses import folder_of, make_relative
from shaiquan.views.chart_drawing import caption_of, draw_chart, page_plan, refuse_failures
from shaiquan.views.prose import render_prose, strip_tags
from shaiquan.views.values import Chart, Diagram, Prose, words_of

if TYPE_CHECKING:
    from shaiquan.site.templates import Environment, SharedParts, TemplateFunctions

#: twice the 96 pixels an inch of a screen, for Word
PNG_PPI = 192.0
#: the layout of a page that has none of its own
FALLBACK = "page.html"
_HEADING = re.compile(r"<(h[2-6])>")
_CHAPTER = re.compile(r'<h[2-6] id="(_chapter-\d+)">(.*?)</h[2-6]>', re.DOTALL)
_HREF = re.compile(r'href="([/#][^"]*)"')


@dataclass(frozen=True)
class Layouts:
    """The templates of a site, compiled once in a process, and the page that they render.

    Each edition has layouts of its own: their links and their words differ."""

    templates: Templates
    environment: Environment
    context: PageContext
    #: what a page goes through when it has been rendered
    finish: Callable[[str], str]

    @classmethod
    def of(
        cls, templates: Templates, cache: Path | None = None, edition: SiteEdition = SIMPLIFIED
    ) -> Layouts:
        """The templates as they are now; compiled ones are kept in the folder ``cache``."""
        # slow to import, and a check needs none
        from shaiquan.site.edition_words import make_finish, read_edition_words
        from shaiquan.site.templates import SharedParts, make_environment

        context, words = PageContext(edition), read_edition_words(templates, edition)
        for_parts = make_environment(templates, cache, *_make_functions(context.shared_links))
        parts = SharedParts(for_parts, context.shared_links)
        functions, filters = _make_page_functions(context, parts)
        environment = make_environment(templates, cache, functions, filters)
        for each in (for_parts, environment):
            each.globals["words"] = words
        return cls(templates, environment, context, make_finish(templates, edition))

    def choose_name(self, view: Page) -> str:
        """The name of the layout of a page: its own, or that of pages without one."""
        own = self.templates.read(view.layout) is not None
        return view.layout if own else FALLBACK


def _make_page_functions(
    context: PageContext, parts: SharedParts
) -> tuple[TemplateFunctions, TemplateFunctions]:
    """What the template of a page calls; shared parts do not know the page, and lack three."""
    from shaiquan.site.templates import take_only

    functions, filters = _make_functions(context.links)
    functions |= {
        "at": context.is_at,
        "once": parts.render,
        "alternates": take_only(context.list_alternates, PageFrame),
    }
    return functions, filters


def list_template_names(templates: Templates) -> tuple[TemplateFunctions, TemplateFunctions]:
    """The functions and filters that the template of a page may use, by name."""
    from shaiquan.site.templates import SharedParts, make_environment

    context = PageContext()
    parts = SharedParts(make_environment(templates, None, {}, {}), context.shared_links)
    return _make_page_functions(context, parts)


def _make_functions(links: Links) -> tuple[TemplateFunctions, TemplateFunctions]:
    """What templates call: functions and filters, whose links are made by ``links``."""
    from shaiquan.site.templates import take_only

    functions: TemplateFunctions = {
        "link": take_only(links.make_link, str),
        "prose": take_only(_with_links(_render_prose, links), Prose),
        "chart": take_only(_with_links(_render_drawing, links), Chart | Diagram),
        "width": take_only(_measure_width, Chart),
        "wide": take_only(_is_wide, Chart),
    }
    filters: TemplateFunctions = {
        "cell": take_only(links.render_cell, tuple),
        "cells": take_only(links.render_cells, tuple, tuple, int, tuple, *(str,) * 4, tuple, str),
        "fields": take_only(links.render_fields, tuple, str),
        "plain": take_only(words_of, tuple),
        "titled": take_only(_select_titled, tuple),
        "by_unit": take_only(_group_titled, list | tuple),
        "items_by_unit": take_only(_group_items, tuple),
        "chapters": take_only(_list_chapters, str),
    }
    return functions, filters


def _with_links(render: Callable[[Any, Links], Markup], links: Links) -> Callable[[Any], Markup]:
    """A function of a view alone, which knows where links start."""

    def with_links(view: Any) -> Markup:
        return render(view, links)

    with_links.__doc__ = render.__doc__
    return with_links


#: charts up to the first width have a class for every 50 points, larger ones for every 200
_FINE, _WIDEST = 2000, 4000


def _measure_width(view: Chart) -> int:
    """The width of a chart in points, rounded up to one for which site.css has a class.

    A strict policy of a server drops a style that stands in the page itself.
    """
    return round_width(draw_chart(view).width)


def round_width(width: float) -> int:
    """A width rounded up to one of those for which site.css has a class.

    >>> round_width(1201.5), round_width(2001), round_width(9999)
    (1250, 2200, 4000)
    """
    step = 50 if width <= _FINE else 200
    return min(_WIDEST, step * math.ceil(width / step))


def _is_wide(view: Chart) -> bool:
    """Whether a chart is larger on a landscape sheet than on an upright one."""
    drawn = draw_chart(view)
    return drawn.width > max(_UPRIGHT, _ASPECT * drawn.height)


#: what an upright sheet shows without making it smaller, in points; the shape that lies better
_UPRIGHT, _ASPECT = 520, 1.1


def _select_titled(sections: tuple[PageSection, ...]) -> list[PageSection]:
    """The sections that a reader can be led to, by title."""
    return [section for section in sections if section.id and section.title]


def _group_titled(parts: Sequence[PageSection | ContentsLine]) -> list[ContentsGroup]:
    """Sections, or the contents of a long list, below the unit with which their titles begin."""
    return group_contents(
        [part if isinstance(part, tuple) else (part.title, 0, f"#{part.id}") for part in parts]
    )


def _group_items(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """The items of a card below the unit with which their texts begin; none where there are
    none."""
    units = list(dict.fromkeys(unit_in_title(item.text) for item in items))
    items = sorted(items, key=lambda item: units.index(unit_in_title(item.text)))
    groups = group_contents([(item.text, at, "") for at, item in enumerate(items)])
    named = [(u, [replace(items[at], text=title) for title, at, _ in g]) for u, g in groups]
    return named if items else []


def render_page(view: Page, layouts: Layouts) -> str:
    """A page as HTML, in the edition of the layouts. Links become relative, so that it works
    from any folder."""
    in_navigation = any(address == view.address for _, address in view.frame.navigation)
    root = folder_of(view.frame.url) if view.at_any_depth else ""
    layouts.context.enter_page(view.address, in_navigation, root)
    entry = view.address if in_navigation else ""
    try:
        template = layouts.environment.get_template(layouts.choose_name(view))
        html = template.render(
            page=view,
            frame=view.frame,
            entry=entry,
            tags=list_tags(view),
            open_graph=describe_open_graph(view, layouts.context.edition),
            structured=write_structured_data(view),
        )
    except Rejected:
        raise
    except Exception as fault:
        from shaiquan.site.template_faults import explain_fault, find_failed_line

        line = find_failed_line(fault, layouts.templates)
        if line is None:  # raised in our own code: our bug, not the template's
            raise
        why = explain_fault(fault)
        raise Rejected((_describe_fault(why, layouts.templates, *line),)) from fault
    return layouts.finish(html)


def _render_prose(view: Prose, links: Links) -> Markup:
    """Safe HTML of a text."""
    # the value is trusted because it has been cleaned
    html = render_prose(view, links.make_link)
    return Markup(_number_chapters(html) if view.official else html)  # noqa: S704


def _number_chapters(html: str) -> str:
    """A text whose headings have ids, those of articles having theirs."""
    numbers = itertools.count(1)
    return _HEADING.sub(lambda match: f'<{match[1]} id="_chapter-{next(numbers)}">', html)


def _list_chapters(html: str) -> list[tuple[str, str]]:
    """(id, title) of the headings that were numbered."""
    return [(id, strip_tags(title)) for id, title in _CHAPTER.findall(html)]


def _render_drawing(view: Chart | Diagram, links: Links) -> Markup:
    """The SVG of a chart or a diagram."""
    if isinstance(view, Diagram):
        drawing = _draw_diagram(view.dot, Caption(view.id, view.title, view.desc))
        return Markup(_resolve_links(drawing, "", links.make_link))  # noqa: S704
    drawing = shorten_drawing(draw_chart(view).svg)
    return Markup(_resolve_links(drawing, view.steps, links.make_link))  # noqa: S704


def chart_svg(view: Chart) -> str:
    """The chart as a file of its own."""
    file = f"charts/{view.chart}.svg"
    return _resolve_links(
        draw_chart(view).svg, view.steps, functools.partial(make_relative, page=file)
    )


def _resolve_links(svg: str, steps: str, link: Callable[[str], str]) -> str:
    """A drawing with its links made relative; an anchor is one of the page ``steps``."""

    def resolve(match: re.Match[str]) -> str:
        target = match[1]
        return f'href="{link(steps + target if target[0] == "#" else target)}"'

    return _HREF.sub(resolve, svg)


def chart_gv(view: Chart) -> str:
    """The chart as DOT text with all its places."""
    caption = caption_of(view)
    with refuse_failures(caption):
        return write_flowchart_dot(page_plan(view), caption)


def chart_png(view: Chart) -> bytes:
    """The chart as Graphviz draws it, as a picture for a text program."""
    drawing = _draw_diagram(chart_gv(view), caption_of(view), "nop2")
    width, height = measure_svg(drawing)
    area = width * height / 72**2  # square inches
    ppi = min(PNG_PPI, math.sqrt(PIXELS.most / area))
    return press.render_png(drawing, width, height, ppi)


def _draw_diagram(text: str, caption: Caption, engine: Engine = "dot") -> str:
    with refuse_failures(caption):
        return render_dot(text, chart=caption, engine=engine)


def _describe_fault(why: str, templates: Templates, path: Path, line: int) -> Problem:
    lines = (templates.find_source(path) or b"").decode("utf-8", "replace").splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return problem(codes.TEMPLATE, path.as_posix(), max(line, 1), 1, excerpt, why=why)
