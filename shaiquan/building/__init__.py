"""What a build remembers, what it must make anew, and how the work is shared out."""
