"""Arithmetic of the four levels: pure functions over plain values, no database, no clock."""
