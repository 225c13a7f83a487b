"""Files and folders as values: digests of a folder, one exchange of a whole folder."""
