"""Pages for readers, authors and whoever was written to, outside the moderators' room."""
