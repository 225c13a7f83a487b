"""Earlier versions of the content: from git, or from a folder of our own."""
