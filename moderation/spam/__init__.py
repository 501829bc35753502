"""The spam filter: pure, without Django. See ``docs/spam-filter.md``."""
