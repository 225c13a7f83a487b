"""晒权: a public body's powers, written once, checked, drawn, printed and published."""

__version__ = "1.0.0"
