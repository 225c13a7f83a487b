"""The pages of the site, each a frozen view of the public catalog."""
