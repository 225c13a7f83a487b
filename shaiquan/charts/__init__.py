"""Charts of procedures: text, layout, SVG and DOT."""
