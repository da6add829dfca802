"""Pages of the open bank."""
