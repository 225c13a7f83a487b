"""A few values of a content file changed, every other byte as it stands."""
