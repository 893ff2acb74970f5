"""Diaries with known truth, to measure the rules on."""
