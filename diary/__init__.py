"""The facts of a diary and their rules."""
