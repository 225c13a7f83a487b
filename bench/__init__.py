"""The benchmark: made-up content, measured builds, the peers on the same data."""
