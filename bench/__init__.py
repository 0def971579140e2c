"""Benchmarks: `make bench`. Ratios in one run, medians of several; the result is docs/benchmark.md and docs/benchmark.svg."""
