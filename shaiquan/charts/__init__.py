"""A procedure drawn: text set, DOT written, Graphviz asked."""
