"""A procedure as a graph, and how long it takes."""
