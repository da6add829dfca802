"""Benchmarks: pages and papers measured side by side with the bare thing they are compared to."""
