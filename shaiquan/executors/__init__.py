"""The same work in one process, in many, or on the workers of a Dask cluster."""
