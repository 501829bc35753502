"""What a ban names: how that is written, whom it hits, and whom it must not."""
