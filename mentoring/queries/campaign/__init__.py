"""Pages of the yearly campaign of requests: the list of years, coverage by department, one department."""
