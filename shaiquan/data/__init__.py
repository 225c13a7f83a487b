"""Open data: CSV, JSON and the data package."""
