"""What a user would pick instead, given the same data and the simplest honest templates.

Each has a home page, lists by category and of all, and a page a power with its particulars,
basis, risks, channel and Markdown; for W1 the chart as SVG, drawn by Debian's ``dot``.
Their content is written in the form that suits them, which is not timed.
"""
