"""What may be shown, what must not be said, and old sheets without what is withheld now."""
