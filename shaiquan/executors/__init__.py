"""Doing batches of work in this process, in several, or on a Dask cluster."""
