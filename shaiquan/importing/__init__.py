"""The command ``import``: a meeting and its topics from a table that an office has already."""
