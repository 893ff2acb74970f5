"""Formats in, one a file."""
