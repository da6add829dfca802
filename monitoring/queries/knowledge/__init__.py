"""Pages of level 2: the bank, tests, practical tasks."""
