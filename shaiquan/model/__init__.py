"""The record types: every field defined once, with its Chinese label."""
