"""Cards of difficulties read for pages and papers."""
