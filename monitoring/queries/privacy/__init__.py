"""Personal data: what is kept and why, what of one person, who looked."""
