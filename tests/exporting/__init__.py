"""Tests of ``shaiquan.exporting``."""
