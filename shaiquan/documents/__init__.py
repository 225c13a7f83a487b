"""Public records as Word files that offices pass on, after GB/T 9704-2012."""
