"""Benchmarks: each prints a ratio against a stated reference measured in the same run."""
