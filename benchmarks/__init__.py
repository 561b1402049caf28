"""Benchmarks: synthetic cases, and what it costs to keep, index, find and show them (`make bench`)."""
