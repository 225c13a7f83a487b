"""``init``: from the sample to content of one's own."""
