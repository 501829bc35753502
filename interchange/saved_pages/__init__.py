"""Parsers for the saved page of one article, as HTML or text."""
