"""Level 3 as it is read: the text of a card, its figures, a lesson, a program before and after, the list."""
