"""The generators that a user would pick instead, with the same data and the simplest templates.

Each has a home page, lists by category and of all, and a page a power with its particulars,
basis, risks, channel and Markdown; for W1 the chart as SVG, drawn by Debian's ``dot``.
Their content is written in the form that suits them; writing it is not timed.
"""
