"""Arithmetic over plain values that is no score."""
