"""Content files to a catalog of records: text, YAML with places, names, validation."""
