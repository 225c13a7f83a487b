"""The pages of the site and their HTML."""
