"""What is printed: wall charts, cards, booklets."""
