"""What the site tells of its decisions: statements to those whom they hit, and the public log."""
