"""Measurements, side by side with peers. Run one with `python -m benchmarks.NAME`; they need `.[bench]`."""
