"""Pages of articles, one module for each kind."""
