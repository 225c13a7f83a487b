"""The kinds of records, each described in one place."""
