"""How the bank of questions, tests and practical tasks change."""
