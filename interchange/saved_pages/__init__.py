"""Parsers for saved article pages, in HTML or plain text."""
