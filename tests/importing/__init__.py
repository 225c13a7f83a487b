"""Tests of ``import``."""
