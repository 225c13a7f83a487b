"""The index that the search page loads: classic scripts of plain rows, so that a folder will do."""
