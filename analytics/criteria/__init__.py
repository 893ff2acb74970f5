"""Rule sets of published classifications, one a file."""
