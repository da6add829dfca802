"""Reading instruments: the list, the builder, versions and what may be compared between them, the file."""
