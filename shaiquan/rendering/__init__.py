"""Views to files: addresses, prose, cells, pages, charts."""
