"""The command ``init``: replace the sample by content of one's own."""
