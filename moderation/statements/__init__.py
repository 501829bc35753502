"""Statements of reasons: the notice and email to the author when a comment is removed or another
decision goes against them (DSA Art. 17), and their appeals (Art. 20).
"""
