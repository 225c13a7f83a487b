"""What changed in the public records from one version of the content to the next, in words."""
