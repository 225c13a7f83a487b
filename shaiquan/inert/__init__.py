"""What may live in an output: the allow-lists, cells of spreadsheets, files with script."""
