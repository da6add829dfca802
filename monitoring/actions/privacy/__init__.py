"""Personal data: noting who read, putting archives together, taking data away by act and by term."""
