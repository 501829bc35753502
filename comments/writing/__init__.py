"""Writing a comment: its fields, changing it, and what became of one's own."""
