"""The rules that a publication must keep, one small function each."""
