"""The yearly report: its numbers as plain data and back, its pages."""
