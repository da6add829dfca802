"""Arithmetic of the ground floor over plain values."""
