"""What was reviewed of each record: digests of its public fields, and what has changed since."""
