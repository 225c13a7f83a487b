"""The Sphinx project of the benchmark: no search, no index, no sidebars, charts as SVG."""

from typing import Any

project = "示例县权力公开"
language = "zh_CN"
extensions = ["sphinx.ext.graphviz"]
graphviz_output_format = "svg"
html_theme = "basic"
html_theme_options = {"nosidebar": True}
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False


def setup(app: Any) -> None:
    app.connect("builder-inited", _without_search)


def _without_search(app: Any) -> None:
    app.builder.search = False
