"""Measurements: each script prints a table, `python -m benchmarks` writes them all to docs/benchmarks.md."""
