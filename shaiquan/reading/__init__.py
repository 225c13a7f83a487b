"""Files to raw records: the text, its places, the names in it, the values checked."""
