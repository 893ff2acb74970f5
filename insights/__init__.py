"""Rows to frames to numbers, kept with the revision they were made from."""
