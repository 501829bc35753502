"""Notices to commenters whose comment was rejected or removed, or who were banned or sanctioned.

Each such decision has a statement of reasons (Art. 17 of the EU Digital Services Act). It is
usually sent by email, and the commenter can appeal (Art. 20).
"""
