"""Measured beside what people would use instead: `make bench` writes bench/results.md."""
