"""Charts on pages: the same picture as in the file, in fewer bytes."""

from __future__ import annotations

from shaiquan.site.page_drawings import shorten_drawing

DRAWING = """<svg viewBox="0 0 699 1646.42"><title id="t">部门 1.255</title>
<g id="c-edge1" class="edge back" aria-hidden="true"><title>step-1-&gt;liquan</title>
<path fill="none" stroke-dasharray="5 3" d="M61 602.96 L10.02 602.91 Q10 602.96 10 -596.96"/>
<polygon fill="#48607a" points="400.25,76.36 403.65,67.86 396.85,67.86"/>
<text x="174" y="652.41" font-size="10.5">10.255 元</text></g>
<g id="c-step-1" class="node start"><title>step-1</title>
<polygon fill="#fff" points="0,1 2,3 4,5.55 6,7"/></g></svg>"""
SHORT = """<svg viewBox="0 0 699 1646.42"><title id="t">部门 1.255</title>
<g id="c-edge1" class="edge back" aria-hidden="true">
<path fill="none" stroke-dasharray="5 3" d="M61 603 L10 602.9 Q10 603 10 -597"/>
<path class="tip" fill="#48607a" d="M400.2 76.4l3.4 -8.5 -6.8 0.0z"/>
<text x="174" y="652.4" font-size="10.5">10.255 元</text></g>
<g id="c-step-1" class="node start"><title>step-1</title>
<polygon fill="#fff" points="0,1 2,3 4,5.5 6,7"/></g></svg>"""


def test_words_stay_and_places_are_rounded() -> None:
    assert shorten_drawing(DRAWING) == SHORT


def test_to_shorten_a_drawing_again_changes_nothing() -> None:
    assert shorten_drawing(SHORT) == SHORT
