"""The opening tag of a chart's SVG, with the title and description that are read out."""

from __future__ import annotations

from html import escape

from shaiquan.charts.chart_plan import Caption
from shaiquan.charts.fonts import FAMILY

#: after the packaged font, the fonts that readers' systems have
_FAMILIES = f"{FAMILY}, PingFang SC, Microsoft YaHei, sans-serif"


def open_svg(caption: Caption, width: str, height: str, view: str) -> str:
    """The opening of an inline SVG; ``width`` and ``height`` in pt, ``view`` the viewBox's size."""
    return (
        f'<svg role="group" aria-labelledby="{caption.id}-title {caption.id}-desc" '
        f'width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {view}" font-family="{_FAMILIES}" '
        'xmlns="http://www.w3.org/2000/svg">\n'
        f'<title id="{caption.id}-title">{escape(caption.title)}</title>\n'
        f'<desc id="{caption.id}-desc">{escape(caption.desc)}</desc>'
    )
