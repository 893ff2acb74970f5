"""Formats out, one a file."""
