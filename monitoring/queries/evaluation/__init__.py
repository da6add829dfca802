"""Reading the four levels of a program."""
