"""Benchmarks, all as ratios within one run, so that they mean the same on every machine: `python -m tests.bench`."""
