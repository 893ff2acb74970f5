"""Diaries with known truth."""
